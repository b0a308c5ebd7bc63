"""Tables and columns of this room that are about nobody, each with the reason. See tests/test_personal_data.py."""

NOT_PERSONAL = {
    "advocacy.AppRegistration": "how a network outside knows this Rostra as a program",
    "advocacy.ClickKey": "the key of today, thrown away with the day; what it hashes is advocacy.Click.visitor",
    "advocacy.Story.facts": "what is known of a story, for whoever tells it; its author is the entry’s",
}
