"""Tables and columns of this room that are about nobody, each with the reason. See tests/test_personal_data.py."""

NOT_PERSONAL = {
    "accounts.SetupCode": "the one-time code of the first hour, as a fingerprint; gone once there is a company",
}
