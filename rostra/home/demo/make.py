"""Builds the demo company once, telling how far it is."""

import random
from collections.abc import Callable

from django.db import transaction

from rostra.company.actions.company import CompanyWords, set_up_company
from rostra.company.current import company_or_none
from rostra.home.demo import gathering, people, saying, telling
from rostra.kit.errors import Refused
from rostra.ledger import actions as ledger
from rostra.ledger.facts import Actor

Tell = Callable[[str, float], None]  # what is being made, share of the whole that is done

COMPANY = CompanyWords(
    name="Aamuvalle",
    nameplate="Aamuvalle",
    zone="Europe/Helsinki",
    language="en",
    languages=("en", "fi", "es"),
    employer_names=("Aamuvalle", "Aamuvallella", "Aamuvallen"),
    mail_from="rostra@aamuvalle.example",
)


def make_demo(*, tell: Tell, seed: int = 20) -> bool:
    """True if it made the company, False if the demo stood already. Raises `Refused` in a house that belongs to a real company."""
    company = company_or_none()
    if company is not None and not company.demo:
        raise Refused("This house belongs to a real company. The demo needs a data folder of its own: set ROSTRA_HOME.")
    if company is not None:
        return False
    dice = random.Random(seed)
    with transaction.atomic():
        _build(tell, dice)
    tell("Telling those above what happened", 0.96)
    ledger.dispatch_waiting()
    tell("Ready", 1.0)
    return True


def _build(tell: Tell, dice: random.Random) -> None:
    tell("Founding Aamuvalle", 0.0)
    set_up_company(by=Actor.house(), words=COMPANY, demo=True)
    units = people.make_units()
    tell("Two hundred people arrive", 0.05)
    crowd = people.make_people(units, dice)
    tell("They gather in communities", 0.15)
    communities = gathering.make_communities(units, crowd, dice)
    gathering.make_follows(crowd, dice)
    tell("A year of talk", 0.3)
    saying.say_older(communities, dice)
    tell("The last days, word by word", 0.6)
    saying.say_lately(communities, crowd, dice)
    saying.settle_moments()
    tell("Stories worth telling, and what came of them", 0.8)
    telling.make_guide(crowd)
    telling.make_stories(crowd, dice)
    gathering.look_back(crowd)
