"""The guide's verbs: draft, publish, acknowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.guidelines import rules
from rostra.guidelines.facts import GuideAcknowledged, GuidePublished
from rostra.guidelines.models import Acknowledgement, GuidePoint, GuideVersion
from rostra.guidelines.models.guide import POINTS
from rostra.kit.errors import Refused, allow
from rostra.ledger.facts import record
from rostra.people.models import Person


@dataclass(frozen=True)
class Point:
    """One point as it is written: a sentence, and why."""

    text: str
    why: str = ""


Points = Mapping[str, Sequence[Point]]  # language -> points in their order


def save_draft(*, by: Person, grants: frozenset[str], points: Points, about: str = "") -> GuideVersion:
    """Write the one draft anew. Points without text are left out. `Refused` above four."""
    allow(rules.can_edit_guidelines(by, grants))
    kept = {language: [p for p in listed if _clean(p.text)] for language, listed in points.items()}
    if any(len(listed) > POINTS for listed in kept.values()):
        raise Refused(
            _("Four points are the most: what does not fit a card is not read. Nothing is saved yet; join two.")
        )
    with transaction.atomic():
        draft = _draft_for_writing()
        draft.about = _clean(about)
        draft.save(update_fields=["about", "changed_at"])
        draft.points.all().delete()
        GuidePoint.objects.bulk_create(
            GuidePoint(version=draft, language=language, place=place, text=_clean(point.text), why=_clean(point.why))
            for language, listed in kept.items()
            for place, point in enumerate(listed, start=1)
        )
    return draft


def _clean(text: str) -> str:
    """Without a zero byte, which no text in the database can hold."""
    return text.replace("\x00", "").strip()


def _draft_for_writing() -> GuideVersion:
    """The draft, locked; made when there is none, by whoever comes first."""
    draft = GuideVersion.objects.select_for_update().filter(number=None).first()
    if draft is not None:
        return draft
    try:
        with transaction.atomic():
            return GuideVersion.objects.create()
    except IntegrityError:
        return GuideVersion.objects.select_for_update().get(number=None)


def publish_guide(*, by: Person, grants: frozenset[str], languages: Sequence[str]) -> GuideVersion:
    """Make the draft the guide. Every language of the company must have as many points as the others."""
    allow(rules.can_edit_guidelines(by, grants))
    with transaction.atomic():
        draft = GuideVersion.objects.select_for_update().filter(number=None).first()
        if draft is None:
            raise Refused(_("There is no draft to publish. Somebody may have published it just now."))
        counts = {language: draft.points.filter(language=language).count() for language in languages}
        if not all(counts.values()):
            raise Refused(_("A language has no points yet. The draft is kept; write them and publish then."))
        if len(set(counts.values())) > 1:
            raise Refused(
                _("The languages do not have equally many points. The draft is kept; even them out and publish then.")
            )
        draft.number = (GuideVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        draft.published_at, draft.published_by = timezone.now(), by
        draft.save()
        record(GuidePublished(guide=draft.id, number=draft.number), by=by.actor)
    return draft


def drop_draft(*, by: Person, grants: frozenset[str]) -> None:
    """Throw the draft away; what is published stays."""
    allow(rules.can_edit_guidelines(by, grants))
    GuideVersion.objects.filter(number=None).delete()


def acknowledge_guide(*, by: Person, version: GuideVersion) -> Acknowledgement:
    """She says she has read it. Saying it twice changes nothing."""
    allow(by.is_here and not version.is_draft)
    with transaction.atomic():
        acknowledgement, first = Acknowledgement.objects.get_or_create(person=by, version=version)
        if first:
            record(GuideAcknowledged(guide=version.id, number=version.number or 0), by=by.actor)
    return acknowledgement
