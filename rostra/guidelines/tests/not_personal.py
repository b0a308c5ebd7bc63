"""Tables and columns of this room that are about nobody, each with the reason. See tests/test_personal_data.py."""

NOT_PERSONAL = {
    "guidelines.Dispute": "which rule was called wrong and when: neither a name nor words",
    "guidelines.GuidePoint": "the words of the four points",
    "guidelines.GuideVersion.number": "the number of a version",
    "guidelines.Rulebook": "products, domains and addresses of the company",
    "guidelines.Rulebook.public_emails": "addresses that the company itself publishes",
    "guidelines.Rulebook.version": "changes when the rulebook does",
}
