from rostra.people.models.audience import Audience, AudienceMember
from rostra.people.models.importing import ImportNote, ImportRun
from rostra.people.models.person import Follow, Person, PersonSkill, Skill
from rostra.people.models.unit import Unit

__all__ = [
    "Audience",
    "AudienceMember",
    "Follow",
    "ImportNote",
    "ImportRun",
    "Person",
    "PersonSkill",
    "Skill",
    "Unit",
]
