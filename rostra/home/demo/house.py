"""Aamuvalle's units, communities and the seven people one can be at the sign-in page."""

from dataclasses import dataclass

from rostra.accounts.demo import DemoPerson
from rostra.home.demo.names import address

# unit: (parent, place, share of the people, titles)
UNITS: dict[str, tuple[str, str, int, tuple[str, ...]]] = {
    "Aamuvalle": ("", "Turku", 1, ("Managing director",)),
    "Roastery Turku": ("Aamuvalle", "Turku", 26, ("Roaster", "Roast planner", "Packer", "Head roaster", "Shift lead")),
    "Roastery Valencia": ("Aamuvalle", "Valencia", 20, ("Roaster", "Roast planner", "Packer", "Shift lead")),
    "Quality lab": ("Aamuvalle", "Turku", 9, ("Sensory trainer", "Quality analyst", "Lab technician")),
    "Green buying": ("Aamuvalle", "Valencia", 8, ("Green buyer", "Green buying lead", "Logistics planner")),
    "Maintenance": ("Aamuvalle", "Turku", 10, ("Machine technician", "Electrician", "Maintenance planner")),
    "Safety": ("Aamuvalle", "Turku", 3, ("Safety lead", "Safety officer")),
    "Cafés Finland": ("Aamuvalle", "Tampere", 44, ("Barista", "Café manager", "Baker")),
    "Cafés Spain": ("Aamuvalle", "Bilbao", 38, ("Barista", "Café manager", "Baker")),
    "Web shop": ("Aamuvalle", "Helsinki", 11, ("Developer", "Customer care", "Buyer")),
    "Design": ("Aamuvalle", "Helsinki", 6, ("Designer", "Photographer")),
    "Communications": ("Aamuvalle", "Valencia", 6, ("Communications", "Editor")),
    "People and pay": ("Aamuvalle", "Turku", 9, ("HR partner", "Payroll", "Recruiter")),
    "Finance": ("Aamuvalle", "Turku", 9, ("Controller", "Accountant")),
}
CAFE_PLACES = {
    "Cafés Finland": ("Tampere", "Helsinki", "Turku", "Oulu", "Rovaniemi"),
    "Cafés Spain": ("Bilbao", "Valencia", "Madrid", "Sevilla"),
}
SKILLS = (
    "cupping",
    "latte art",
    "machine repair",
    "sourdough",
    "burrs",
    "water chemistry",
    "green grading",
    "first aid",
    "forklift",
    "Probat P25",
    "photography",
    "Spanish",
    "Finnish",
    "French",
    "training others",
    "Python",
    "export papers",
    "event planning",
    "excise duty",
    "illustration",
)


@dataclass(frozen=True)
class Room:
    """A community beside those of the units. `share` of a hundred people are in it."""

    name: str
    about: str
    share: int
    access: str = "open"
    manners: str = ""


ROOMS = (
    Room(
        "Bar & machines",
        "Everyone who stands behind a machine or keeps one alive. Ask early; somebody has the spare part.",
        45,
        manners="Photos of broken things are welcome. Say which machine and which water. No question is too small before seven in the morning.",
    ),
    Room("Sensory club", "We taste, we argue, we write it down. Open cuppings on Thursdays.", 22),
    Room("Winter blend", "One blend, both roasteries, everybody’s opinion, by October.", 16),
    Room("Bread & baking", "Sourdough, korvapuusti, pan de cristal, and what went flat.", 20),
    Room("Turku cyclists", "Routes, locks, the yard behind the new dock.", 9),
    Room("New here", "You came this year? So did we. Ask what nobody explained.", 14),
    Room("Rostra corner", "What works in this house and what does not. Say it; somebody reads.", 12),
    Room("Café managers", "Rotas, rents, regulars.", 8, access="closed"),
    Room("Roastery move", "The new dock at Linnankatu 90, week by week.", 12, access="closed"),
    Room("Anniversary", "Twenty years next May. Not a word outside.", 4, access="secret"),
)

# name at the sign-in page: (unit, title, place, language, grants, sentence)
PLAYERS: dict[str, tuple[str, str, str, str, tuple[str, ...], str]] = {
    "Noor Haddad": (
        "Cafés Finland",
        "Barista trainer",
        "Tampere",
        "en",
        (),
        "teaches baristas and likes to tell about it",
    ),
    "Charo Benítez": ("Cafés Spain", "Café manager", "Bilbao", "es", (), "asks before anyone else dares"),
    "Mirja Väisänen": ("Roastery Turku", "Head roaster", "Turku", "fi", (), "roasts, and keeps two communities"),
    "Lucía Ferrer Pons": (
        "Communications",
        "Head of communications",
        "Valencia",
        "es",
        ("communicator",),
        "finds stories worth telling",
    ),
    "Sven Lindqvist": (
        "People and pay",
        "HR partner",
        "Turku",
        "en",
        ("hr", "moderator"),
        "moderates when somebody asks",
    ),
    "Riikka Aalto": (
        "Web shop",
        "Systems lead",
        "Helsinki",
        "fi",
        ("administrator", "auditor"),
        "keeps this house running",
    ),
    "Ibrahim Diallo": ("Cafés Spain", "Barista", "Bilbao", "en", (), "came last week and is in no community yet"),
}


def players() -> list[DemoPerson]:
    """Whom one can be at the sign-in page, in this order."""
    return [DemoPerson(address(name), name, player[5]) for name, player in PLAYERS.items()]
