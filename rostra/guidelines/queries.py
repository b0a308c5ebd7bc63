"""Reading the guide, the terms and what was disputed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Prefetch, QuerySet

from rostra.guidelines.engine.folding import fold
from rostra.guidelines.models import Acknowledgement, ConfidentialTerm, Dispute, GuidePoint, GuideVersion, Rulebook
from rostra.people.models import Person


def folded(term: str) -> str:
    """A term as it is compared: two that fold alike are one."""
    return fold(term.strip()).bare.strip()


def _with_points() -> QuerySet[GuideVersion]:
    points = Prefetch("points", queryset=GuidePoint.objects.order_by("place", "language"))
    return GuideVersion.objects.select_related("published_by").prefetch_related(points)


def current_guide() -> GuideVersion | None:
    """The newest published version with its points; None before the first."""
    return _with_points().exclude(number=None).order_by("-number").first()


def draft_guide() -> GuideVersion | None:
    return _with_points().filter(number=None).first()


def published_guides() -> QuerySet[GuideVersion]:
    """Newest first."""
    return _with_points().exclude(number=None).order_by("-number")


def points_in(version: GuideVersion, language: str, otherwise: str) -> list[GuidePoint]:
    """The points in one language, else in the company's, else in whatever there is; in order. No query with points fetched."""
    by_language: dict[str, list[GuidePoint]] = {}
    for point in version.points.all():
        by_language.setdefault(point.language, []).append(point)
    for wanted in (language, otherwise, *by_language):
        if by_language.get(wanted):
            return sorted(by_language[wanted], key=lambda point: point.place)
    return []


def has_acknowledged(person: Person, version: GuideVersion) -> bool:
    return Acknowledgement.objects.filter(person=person, version=version).exists()


def rulebook() -> Rulebook:
    """The one row; its defaults before anybody wrote it."""
    return Rulebook.objects.filter(id=1).first() or Rulebook(version=UUID(int=0))


def terms(search: str = "") -> QuerySet[ConfidentialTerm]:
    """The list, by its folded words; `search` keeps those that hold it."""
    found = ConfidentialTerm.objects.select_related("added_by").order_by("folded")
    wanted = folded(search)
    return found.filter(folded__contains=wanted) if wanted else found


@dataclass(frozen=True)
class Disputed:
    """A rule that people said was wrong: how often, when last, and the term it is, if it is one."""

    kind: str
    rule: str
    times: int
    last: datetime
    term: ConfidentialTerm | None


def disputed() -> list[Disputed]:
    """The twenty most disputed rules."""
    counted = (
        Dispute.objects.values("kind", "rule").annotate(times=Count("id"), last=Max("at")).order_by("-times", "-last")
    )
    rows = list(counted[:20])
    ids = {row["rule"]: key for row in rows if (key := _term_id(row["rule"])) is not None}
    found = ConfidentialTerm.objects.in_bulk(list(ids.values()))
    return [
        Disputed(r["kind"], r["rule"], r["times"], r["last"], found.get(ids[r["rule"]]) if r["rule"] in ids else None)
        for r in rows
    ]


def _term_id(rule: str) -> UUID | None:
    try:
        return UUID(rule.removeprefix("confidential."))
    except ValueError:
        return None
