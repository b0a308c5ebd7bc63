"""Tables and columns of this room that are about nobody, each with the reason. See tests/test_personal_data.py."""

NOT_PERSONAL = {
    "communities.FormerAddress": "an address a community had before it became secret",
    "communities.Topic": "the spelling of a topic; who used it stands with the entry",
}
