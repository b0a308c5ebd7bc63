"""Tables and columns of this room that are about nobody, each with the reason. See tests/test_personal_data.py."""

NOT_PERSONAL = {
    "people.ImportRun.counts": "how many lines came to what",
    "people.ImportRun.progress": "how many bytes were read",
    "people.Skill": "the names of skills; who has one stands in PersonSkill",
    "people.Unit": "departments and teams",
}
