"""Makes Aamuvalle's communities and puts its people in."""

import random
from datetime import timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from rostra.communities.actions.communities import make_community
from rostra.communities.actions.units import gather_units
from rostra.communities.models import Community, Membership
from rostra.home.demo.house import PLAYERS, ROOMS
from rostra.ledger.facts import Actor
from rostra.people.models import Follow, Person, Unit

NEWCOMER = "Ibrahim Diallo"


def make_communities(units: dict[str, Unit], people: dict[str, Person], dice: random.Random) -> dict[str, Community]:
    """The units' communities, and those people made themselves. By name."""
    wanted = [{"id": str(unit.id), "name": name, "parent": "", "access": "open"} for name, unit in units.items()]
    gather_units(units=wanted[1:], by=Actor.house())
    crowd = [person for name, person in people.items() if name not in PLAYERS]
    for room in ROOMS:
        keeper = dice.choice(crowd)
        community = make_community(
            by=keeper, name=room.name, about=room.about, manners=room.manners, access=room.access
        )
        _fill(community, [p for p in crowd if p != keeper and dice.random() * 100 < room.share])
    _place_players(people)
    _count()
    return {each.name: each for each in Community.objects.all()}


def _fill(community: Community, people: list[Person]) -> None:
    Membership.objects.bulk_create([Membership(community=community, person=person) for person in people])


def _place_players(people: dict[str, Person]) -> None:
    """Each player in what suits her; the newcomer in nothing at all."""
    wanted = {
        "Noor Haddad": (
            "Bar & machines",
            "Sensory club",
            "Winter blend",
            "Turku cyclists",
            "Green buying",
            "Roastery Turku",
        ),
        "Charo Benítez": ("Bar & machines", "Bread & baking", "Café managers", "New here"),
        "Mirja Väisänen": ("Sensory club", "Winter blend", "Roastery move", "Quality lab", "Bar & machines"),
        "Lucía Ferrer Pons": ("Winter blend", "Green buying", "Bread & baking", "Anniversary"),
        "Sven Lindqvist": ("New here", "Rostra corner", "Turku cyclists"),
        "Riikka Aalto": ("Rostra corner", "Bar & machines"),
    }
    levels = {("Mirja Väisänen", "Sensory club"): "owner", ("Mirja Väisänen", "Roastery move"): "moderator"}
    for name, places in wanted.items():
        for community in Community.objects.filter(name__in=places):
            level = levels.get((name, community.name), Membership.Level.MEMBER)
            Membership.objects.get_or_create(community=community, person=people[name], defaults={"level": level})
    Membership.objects.filter(person=people[NEWCOMER]).delete()


def _count() -> None:
    there = Membership.objects.filter(community=OuterRef("id"), left_at=None).order_by()
    count = there.values("community").annotate(number=Count("*")).values("number")
    Community.objects.update(members_count=Coalesce(Subquery(count), 0))


def make_follows(people: dict[str, Person], dice: random.Random) -> None:
    """Everybody but the newcomer follows a few; Noor follows Amara."""
    crowd = [person for name, person in people.items() if name != NEWCOMER]
    pairs = {(a.id, b.id) for a in crowd for b in dice.sample(crowd, dice.randrange(1, 6)) if a is not b}
    pairs.add((people["Noor Haddad"].id, people["Amara Okonkwo"].id))
    Follow.objects.bulk_create([Follow(follower_id=a, followed_id=b, at=timezone.now()) for a, b in pairs])


def look_back(people: dict[str, Person]) -> None:
    """The players were last here on the evening before last; what came since is new to them."""
    then = timezone.localtime(timezone.now() - timedelta(days=2)).replace(hour=17, minute=40, second=0, microsecond=0)
    players = [people[name] for name in PLAYERS if name != NEWCOMER]
    Membership.objects.filter(person__in=players).update(seen_at=then)
    Person.objects.filter(id__in=[person.id for person in players]).update(river_seen_at=then)
