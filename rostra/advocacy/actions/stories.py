"""A communicator's verbs: write a story, edit it, publish it, end it, throw a draft away."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.advocacy.facts import StoryEnded, StoryPublished
from rostra.advocacy.models import Story
from rostra.advocacy.pictures import KEEPER
from rostra.advocacy.queries import is_communicator
from rostra.communities.actions.entries import edit_entry, end_entry, publish_draft, write_draft
from rostra.communities.facts.entries import record_about
from rostra.communities.hearers import To
from rostra.communities.models import Entry
from rostra.company.files import store_picture
from rostra.kit.errors import Forbidden, Refused, allow
from rostra.ledger.facts import record
from rostra.people.models import Person

log = structlog.get_logger("rostra.advocacy")

MOST_FACTS = 12
FACT_SIGNS = 300
MOST_HASHTAGS = 5


@dataclass(frozen=True)
class Wording:
    """What the desk's form holds. `version` is the entry's, as it stood when the form was opened; None for a new one."""

    title: str
    text: str
    language: str = ""
    facts: list[str] = field(default_factory=list)
    hashtags: list[str] = field(default_factory=list)
    source_url: str = ""
    to: To = field(default_factory=To.all)
    opens_at: datetime | None = None
    until: datetime | None = None
    version: int | None = None


def write_story(*, by: Person, wording: Wording, picture: "UploadedFile[Any] | None" = None, alt: str = "") -> Story:
    """A new draft. Raises `Refused`."""
    _check(wording)
    with transaction.atomic():
        entry = write_draft(
            by=by, to=wording.to, title=wording.title, body=wording.text, kind="story", language=wording.language
        )
        story = Story.objects.create(entry=entry, **_columns(wording))
        Entry.objects.filter(id=entry.id).update(until=wording.until)
        _keep_picture(story, picture, alt, by=by)
    return read_again(story.entry_id)


def edit_story(
    *, by: Person, story: Story, wording: Wording, picture: "UploadedFile[Any] | None" = None, alt: str = ""
) -> Story:
    """Change words, facts, window, picture; the audience while it is a draft. Raises `EditedMeanwhile` and `Refused`."""
    _check(wording)
    entry, published = story.entry, story.entry.published_at is not None
    if published and To.of(entry).columns() != wording.to.columns():
        raise Refused(_("A published story keeps its readers. End it and publish another for other readers."))
    with transaction.atomic():
        edit_entry(
            by=by, entry=entry, version=wording.version or entry.version, title=wording.title, body=wording.text,
            language=wording.language,
        )  # fmt: skip
        Story.objects.filter(entry_id=entry.id).update(**_columns(wording))
        if not published:
            Entry.objects.filter(id=entry.id).update(**wording.to.columns())
        end_entry(by=by, entry=entry, until=wording.until)
        _keep_picture(story, picture, alt, by=by)
    return read_again(entry.id)


def publish_story(*, by: Person, story: Story) -> Story:
    """Out to its readers now, or by itself when its window opens. It speaks in the name of who publishes it."""
    now = timezone.now()
    with transaction.atomic():
        Entry.objects.select_for_update(no_key=True).get(id=story.entry_id)  # first, as whoever edits it does
        rows = Story.objects.select_for_update(of=("self",), no_key=True).select_related("entry__community")
        held = rows.get(entry_id=story.entry_id)
        entry = held.entry
        if entry.published_at is not None:
            return read_again(entry.id)
        if entry.until is not None and entry.until <= now:
            raise Refused(_("Its window has closed already. Set a later end, then publish it."))
        _refuse_secret(To.of(entry))
        if held.opens_at is not None and held.opens_at > now:
            Story.objects.filter(entry_id=entry.id).update(planned_by=by, dropped_at=None)
            return read_again(entry.id)
        Entry.objects.filter(id=entry.id).update(author=by)
        entry.author = by
        publish_draft(by=by, entry=entry, to=To.of(entry), until=entry.until)
        Story.objects.filter(entry_id=entry.id).update(planned_by=None, dropped_at=None)
        record(StoryPublished(entry.id, entry.title), by=by.actor)
    return read_again(entry.id)


def publish_planned() -> int:
    """Stories whose window has opened. One that cannot go out stays planned and is tried again. Returns how many went.

    Whoever planned it and has left, or is no communicator any more, publishes nothing, and neither does who planned it for a
    community that became secret: it is a draft again.
    """
    due = Story.objects.filter(planned_by__isnull=False, opens_at__lte=timezone.now(), entry__published_at=None)
    count = 0
    for story in due.select_related("planned_by", "entry__community"):
        by, until = story.planned_by, story.entry.until
        over = until is not None and until <= timezone.now()
        if by is None or over or not by.is_here or not is_communicator(by) or not story.may_go_outside:
            Story.objects.filter(entry_id=story.entry_id).update(planned_by=None)
            continue
        try:
            publish_story(by=by, story=story)
            count += 1
        except (Forbidden, Refused) as no:  # one that cannot go out must not keep the others
            log.warning("planned story not out", story=str(story.entry_id), reason=str(no))
    return count


def end_story(*, by: Person, story: Story) -> Story:
    """Nobody can tell it any more; what was told stays, and is still counted. A planned one becomes a draft again.

    Of one whose community became secret only the telling ends: what is said there is its members', and no fact names it.
    """
    with transaction.atomic():
        if story.entry.published_at is None:
            Story.objects.filter(entry_id=story.entry_id).update(planned_by=None)
            return read_again(story.entry_id)
        now = timezone.now()
        if story.may_go_outside:
            end_entry(by=by, entry=story.entry, until=now)
        Story.objects.filter(entry_id=story.entry_id, ended_at=None).update(ended_at=now)
        title = story.entry.title if story.may_go_outside else ""
        record_about(story.entry, StoryEnded(story.entry_id, title), by=by.actor)
    return read_again(story.entry_id)


def drop_story(*, by: Person, story: Story) -> None:
    """Throw a draft away. Its row stays, so that its feed does not bring it back; taking it up again is publishing or editing."""
    allow(story.entry.published_at is None, _("A published story is ended, not thrown away."))
    Story.objects.filter(entry_id=story.entry_id).update(dropped_at=timezone.now(), planned_by=None)


def take_up_story(*, by: Person, story: Story) -> None:
    """Bring a thrown-away draft back."""
    Story.objects.filter(entry_id=story.entry_id).update(dropped_at=None)


def _check(wording: Wording) -> None:
    _refuse_secret(wording.to)
    if not wording.title.strip():
        raise Refused(_("A story needs a title."), fields={"title": _("Write a title.")})
    if wording.opens_at and wording.until and wording.until <= wording.opens_at:
        message = _("The window ends before it opens. Your changes are still in the form.")
        raise Refused(message, fields={"until": _("Choose a later end.")})
    if wording.source_url and not wording.source_url.startswith(("https://", "http://")):
        raise Refused(
            _("The link must be a public address."), fields={"source_url": _("It begins with https:// or http://.")}
        )


def _refuse_secret(to: To) -> None:
    if to.community is not None and to.community.is_secret:
        message = _("What a secret community talks about is not told outside. Choose other readers.")
        raise Refused(message, fields={"to": message})


def _columns(wording: Wording) -> dict[str, Any]:
    facts = [" ".join(fact.split())[:FACT_SIGNS] for fact in wording.facts if fact.strip()]
    hashtags = [tag.strip().lstrip("#") for tag in wording.hashtags]
    return {
        "facts": facts[:MOST_FACTS],
        "hashtags": [tag for tag in hashtags if tag][:MOST_HASHTAGS],
        "source_url": wording.source_url.strip()[:2000],
        "opens_at": wording.opens_at,
    }


def _keep_picture(story: Story, picture: "UploadedFile[Any] | None", alt: str, *, by: Person) -> None:
    if picture is not None:
        kept = store_picture(by=by.actor, upload=picture, keeper=KEEPER, owner_id=story.entry_id, alt=alt)
        Story.objects.filter(entry_id=story.entry_id).update(picture=kept)
    elif story.picture is not None and alt and alt != story.picture.alt:
        story.picture.alt = alt.strip()[:500]
        story.picture.save(update_fields=["alt"])


def read_again(entry_id: UUID) -> Story:
    return Story.objects.select_related("entry__author", "picture", "feed").get(entry_id=entry_id)
