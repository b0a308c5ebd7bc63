"""Reading what was reported or removed: for who may act on it, whether or not she may read the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from rostra.communities.actions.moderation import Thing, may_moderate, may_moderate_removed
from rostra.communities.models import Comment, Community, Entry, Removal, Report
from rostra.communities.text import to_plain
from rostra.people.models import Person

SHOWN = 100  # reports read at a time
FEW = 5  # reasons of one thing that stand open
LATELY = timedelta(days=30)
WITH = (
    "entry__author", "entry__community", "comment__author", "comment__entry__community", "comment__entry__author",
)  # fmt: skip


@dataclass
class Case:
    """One thing reported, and by how many: their names are nobody's but the ledger's. `place` None: in no community.

    `place_known` false: it is from a secret community this moderator is not in, whose name stays its own.
    """

    thing: Thing
    place: Community | None
    place_known: bool
    reports: list[Report] = field(default_factory=list)

    @property
    def is_comment(self) -> bool:
        return isinstance(self.thing, Comment)

    @property
    def what(self) -> str:
        return "comment" if self.is_comment else "entry"

    @property
    def first(self) -> list[Report]:
        return self.reports[:FEW]

    @property
    def others(self) -> list[Report]:
        return self.reports[FEW:]

    @property
    def words(self) -> str:
        """As it was written, whole: who judges it reads all of it."""
        return to_plain(self.thing.body)


def open_cases(person: Person) -> list[Case]:
    """Oldest first. Two statements."""
    found = Report.objects.visible_to(person).open().filter(_there()).select_related(*WITH).order_by("at", "id")
    rows = list(found[:SHOWN])
    known = _places_known(person, rows)
    cases: dict[UUID, Case] = {}
    for report in rows:
        thing = thing_of(report)
        place = _place(thing)
        case = cases.setdefault(thing.id, Case(thing, place, place is None or place.id in known))
        case.reports.append(report)
    return list(cases.values())


def _there() -> Q:
    """Its author may have deleted it meanwhile: then there is nothing to act on."""
    return Q(entry__deleted_at=None, comment__deleted_at=None)


def cases_waiting(person: Person) -> int:
    """Reports she may act on, counted to 99."""
    return len(Report.objects.visible_to(person).open().filter(_there()).values_list("id")[:99])


def removed_lately(person: Person) -> list[tuple[Removal, Case]]:
    """What stands removed since 30 days, newest first, for who may undo it."""
    standing = Removal.objects.visible_to(person).standing().filter(at__gt=timezone.now() - LATELY)
    rows = list(standing.select_related("by", *WITH).order_by("-at")[:30])
    known = _places_known(person, rows)
    found = []
    for removal in rows:
        thing = thing_of(removal)
        place = _place(thing)
        found.append((removal, Case(thing, place, place is None or place.id in known)))
    return found


def _places_known(person: Person, rows: Sequence[Report | Removal]) -> set[UUID]:
    ids = {place.id for row in rows if (place := _place(thing_of(row))) is not None}
    return set(Community.objects.visible_to(person).filter(id__in=ids).values_list("id", flat=True))


def thing_of(row: Report | Removal) -> Thing:
    thing = row.entry or row.comment
    assert thing is not None  # the table's constraint: exactly one
    return thing


def _place(thing: Thing) -> Community | None:
    return (thing.entry if isinstance(thing, Comment) else thing).community


def find_to_report(person: Person, what: str, id: UUID) -> Thing:
    """What she may read. 404 else."""
    thing: Thing | None
    if what == "comment":
        thing = Comment.objects.visible_to(person).select_related("author", "entry__community").filter(id=id).first()
    else:
        thing = Entry.objects.visible_to(person).select_related("author", "community").filter(id=id).first()
    if thing is None:
        raise Http404
    return thing


def find_to_moderate(person: Person, what: str, id: UUID, *, grants: frozenset[str]) -> Thing:
    """What she may act on, and what she may read (then the verb says why not). 404 else: it is not there."""
    thing: Thing | None
    if what == "comment":
        thing = Comment.objects.select_related("author", "entry__community").filter(id=id, deleted_at=None).first()
    else:
        thing = Entry.objects.select_related("author", "community").filter(id=id, deleted_at=None).first()
    if thing is None:
        raise Http404
    if may_moderate(person, thing, grants=grants) or may_moderate_removed(person, thing, grants=grants):
        return thing
    return find_to_report(person, what, id)
