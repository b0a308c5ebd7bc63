"""The verbs of an entry: publish, draft, edit, delete, restore. Whether there may be one at all is asked of `rules`."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.accounts.models import Grant
from rostra.communities import tells
from rostra.communities.actions import activity, pictures, wording
from rostra.communities.errors import EditedMeanwhile
from rostra.communities.facts.entries import EntryDeleted, EntryEdited, EntryPublished, EntryRestored, record_about
from rostra.communities.hearers import To
from rostra.communities.kinds import kinds
from rostra.communities.mentions import keep_mentions
from rostra.communities.models import Entry, EntryVersion
from rostra.communities.queries import ties_in, ties_of
from rostra.communities.rules import entries as rules
from rostra.company.models import File
from rostra.kit.errors import Refused, allow
from rostra.people.models import Person


def publish_entry(
    *,
    by: Person,
    to: To,
    body: str,
    title: str = "",
    kind: str = "post",
    language: str = "",
    picture: File | None = None,
    caption: str = "",
    until: datetime | None = None,
    key: UUID | None = None,
) -> Entry:
    """Say something. `key` is the form's: sent twice, made once, and the first is returned.

    Raises `Forbidden` where she may not speak, `Refused` for words that cannot be taken.
    """
    said_before = _of_key(key, by)
    if said_before is not None:
        return said_before
    _allow_speaking(by, to)
    entry = _written(by, to, kind, title, body, language, key)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
            pictures.attach(entry, picture, caption, by=by)
            _bring_out(entry, by=by, until=until)
    except IntegrityError:
        said_before = _of_key(key, by)  # the other of two presses was faster
        if said_before is None:
            raise
        return said_before
    return entry


def write_draft(*, by: Person, to: To, body: str, title: str = "", kind: str = "post", language: str = "") -> Entry:
    """Kept, and seen by its author only, until `publish_draft`."""
    allow(by.is_here)
    entry = _written(by, to, kind, title, body, language, None)
    with transaction.atomic():
        entry.save(force_insert=True)
        wording.settle_topics(entry)
    return entry


def publish_draft(*, by: Person, entry: Entry, to: To, until: datetime | None = None) -> Entry:
    """Bring a draft out, to whom and until when. Published already: nothing happens."""
    allow(rules.can_edit(by, entry))
    _allow_speaking(by, to)
    if until is not None and until <= timezone.now():
        raise Refused(_("The end lies in the past. Nothing has changed; choose a later moment."), fields={"until": ""})
    with transaction.atomic():
        entry = Entry.objects.select_for_update(no_key=True).get(id=entry.id)
        if entry.published_at is None:
            for column, value in to.columns().items():
                setattr(entry, column, value)
            _bring_out(entry, by=by, until=until)
            entry.save()
    return entry


def edit_entry(
    *,
    by: Person,
    entry: Entry,
    version: int,
    body: str,
    title: str = "",
    language: str = "",
) -> Entry:
    """Change the words of the `version` she had before her. Raises `EditedMeanwhile` with what stands there now.

    What stood there is kept. An edit moves nothing in the river; those mentioned for the first time are told.
    """
    allow(rules.can_edit(by, entry))
    title, body = wording.title_of(title), wording.words_of(body, most=wording.BODY)
    with transaction.atomic():
        entry = Entry.objects.select_for_update(of=("self",), no_key=True).select_related("community").get(id=entry.id)
        allow(rules.can_edit(by, entry))
        marked = wording.language_of(body, by=by, marked=language or entry.language)
        if (entry.title, entry.body) == (title, body):
            return _mark(entry, marked)
        if entry.version != version:
            raise EditedMeanwhile(now=entry, wanted=body, title=title)
        EntryVersion.objects.create(entry=entry, version=entry.version, title=entry.title, body=entry.body, by=by)
        entry.title, entry.body, entry.language = title, body, marked
        entry.version, entry.card_version, entry.edited_at = version + 1, entry.card_version + 1, timezone.now()
        entry.save(update_fields=["title", "body", "language", "version", "card_version", "edited_at"])
        _settle(entry, by=by)
        if entry.published_at is not None:
            record_about(entry, EntryEdited(entry_id=entry.id, now_version=entry.version), by=by.actor)
    return entry


def mark_language(*, by: Person, entry: Entry, language: str) -> Entry:
    """Correct what was guessed. No edit: no version, no trace in the history."""
    allow(rules.can_edit(by, entry))
    return _mark(entry, wording.language_of(entry.body, by=by, marked=language))


def end_entry(*, by: Person, entry: Entry, until: datetime | None) -> Entry:
    """Set or lift the moment after which it is no longer in anyone's river."""
    allow(rules.can_edit(by, entry))
    Entry.objects.filter(id=entry.id).update(until=until, card_version=F("card_version") + 1)
    entry.refresh_from_db()
    return entry


def delete_entry(*, by: Person, entry: Entry) -> Entry:
    """Gone for all at once; within the day `restore_entry` brings it back, then it is emptied. Twice is once."""
    with transaction.atomic():
        entry = Entry.objects.select_for_update(of=("self",), no_key=True).select_related("community").get(id=entry.id)
        if entry.deleted_at is not None and entry.author_id == by.id:
            return entry
        allow(rules.can_delete(by, entry))
        entry.deleted_at = timezone.now()
        entry.save(update_fields=["deleted_at"])
        if entry.published_at is not None:
            activity.taken_away(entry)
            tells.went(entry)
            record_about(entry, EntryDeleted(entry_id=entry.id), by=by.actor)
    return entry


def restore_entry(*, by: Person, entry: Entry) -> Entry:
    """Undo a deletion within the day."""
    with transaction.atomic():
        entry = Entry.objects.select_for_update(of=("self",), no_key=True).select_related("community").get(id=entry.id)
        if entry.deleted_at is None and entry.author_id == by.id:
            return entry
        allow(rules.can_restore(by, entry, at=timezone.now()), _("More than a day has passed: this is gone for good."))
        entry.deleted_at = None
        entry.save(update_fields=["deleted_at"])
        if entry.published_at is not None:
            activity.brought_back(entry)
            tells.came_back(entry)
            record_about(entry, EntryRestored(entry_id=entry.id), by=by.actor)
    return entry


def _allow_speaking(by: Person, to: To) -> None:
    allow(by.is_here)
    if to.community is not None:
        may = rules.can_speak_in(by, to.community, ties_in(by, to.community.id))
        allow(may, _("You can write here once you are a member. Your text is not lost: go back, join, then send it."))
    if to.audience is not None:
        grants = frozenset(Grant.objects.filter(user=by.user_id).values_list("kind", flat=True))
        allow(rules.can_address(by, to.audience, ties_of(by), grants))


def _written(by: Person, to: To, kind: str, title: str, body: str, language: str, key: UUID | None) -> Entry:
    if kind not in kinds:
        raise LookupError(f"no kind of entry '{kind}'")
    words = wording.words_of(body, most=wording.BODY)
    marked = wording.language_of(words, by=by, marked=language)
    return Entry(
        author=by, kind=kind, title=wording.title_of(title), body=words, language=marked, key=key, **to.columns()
    )


def _bring_out(entry: Entry, *, by: Person, until: datetime | None) -> None:
    """In a transaction, for a row that stands already."""
    now = timezone.now()
    entry.published_at = entry.active_at = now
    entry.until = until
    Entry.objects.filter(id=entry.id).update(published_at=now, active_at=now, until=until)
    wording.settle_topics(entry)
    activity.said(entry, now)
    _tell(entry, by=by)
    to = To.of(entry)
    happened = EntryPublished(entry.id, entry.kind, to.name, to.place_id, entry.language)
    record_about(entry, happened, by=by.actor)


def _settle(entry: Entry, *, by: Person) -> None:
    wording.settle_topics(entry)
    if entry.published_at is not None:
        _tell(entry, by=by)


def _tell(entry: Entry, *, by: Person) -> None:
    tells.changed(entry)
    tells.mentioned(entry, None, keep_mentions(entry), by=by)


def _mark(entry: Entry, language: str) -> Entry:
    if entry.language != language:
        Entry.objects.filter(id=entry.id).update(language=language, card_version=F("card_version") + 1)
        entry.refresh_from_db()
    return entry


def _of_key(key: UUID | None, by: Person) -> Entry | None:
    said_before = Entry.objects.filter(key=key).select_related("community").first() if key else None
    if said_before is not None and said_before.author_id != by.id:
        raise Refused(_("This form was used already. Your text is kept: open a new one and send it from there."))
    return said_before
