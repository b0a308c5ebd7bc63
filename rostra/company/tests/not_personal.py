"""Tables and columns of this room that are about nobody, each with the reason. See tests/test_personal_data.py."""

NOT_PERSONAL = {
    "company.Company": "the company itself",
    "company.Company.mail_user": "the company’s log-in at its mail server",
    "company.Company.picture_id": "the picture at the door",
}
