"""Feeds become draft stories: added, fetched now and then, taken away. The same item twice is one story."""

from datetime import timedelta
from typing import Any

import structlog
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.advocacy.facts import FeedAdded, FeedRemoved, StoriesImported
from rostra.advocacy.feeds.fetching import MOST_BYTES, fetch_feed, fetch_picture
from rostra.advocacy.feeds.reading import Feed, Item
from rostra.advocacy.feeds.sandbox import read_feed
from rostra.advocacy.models import FeedSource, Story
from rostra.advocacy.pictures import KEEPER
from rostra.communities.actions.entries import write_draft
from rostra.communities.hearers import To
from rostra.company.files import store_picture
from rostra.kit.errors import Refused
from rostra.ledger.facts import Actor, record
from rostra.people.models import Person

log = structlog.get_logger("rostra.advocacy")

MOST_PICTURES = 20  # fetched in one run; each may take 15 s


def add_feed(*, by: Person, url: str, every_minutes: int = 60) -> tuple[FeedSource, int]:
    """Fetch it once, keep it, and take its items in. Returns the feed and the number of new drafts. Raises `Refused`."""
    url = url.strip()
    if not url.isprintable():
        raise Refused(_("An address begins with https:// or http://."), fields={"url": ""})
    if FeedSource.objects.filter(url=url).exists():
        raise Refused(_("This feed is in the list already."), fields={"url": _("In the list already.")})
    fetched = fetch_feed(url)
    feed = read_feed(fetched.content or b"", url=fetched.url)
    with transaction.atomic():
        source = FeedSource.objects.create(
            name=feed.title or url, url=url, every_minutes=min(max(every_minutes, 10), 1440), added_by=by,
            etag=fetched.etag, modified=fetched.modified, fetched_at=timezone.now(),
            due_at=timezone.now() + timedelta(minutes=every_minutes),
        )  # fmt: skip
        record(FeedAdded(source.id, source.name), by=by.actor)
    return source, take_in(source=source, feed=feed, by=by)


def import_file(*, by: Person, upload: "UploadedFile[Any]") -> tuple[FeedSource, int]:
    """Take in a feed that came as a file; the same feed again brings only what is new. Raises `Refused`."""
    if upload.size is None or upload.size > MOST_BYTES:
        raise Refused(_("This file is larger than 5 megabytes. Nothing was taken in."))
    feed = read_feed(upload.read())
    name = feed.title or upload.name or _("A feed from a file")
    source = FeedSource.objects.filter(url="", name=name).first()
    if source is None:
        with transaction.atomic():
            source = FeedSource.objects.create(name=name, added_by=by)
            record(FeedAdded(source.id, source.name), by=by.actor)
    FeedSource.objects.filter(id=source.id).update(fetched_at=timezone.now())
    return source, take_in(source=source, feed=feed, by=by)


def fetch_source(*, source: FeedSource) -> int:
    """Ask a feed for what is new. What goes wrong stands beside it; each failure in a row doubles the wait, up to a day."""
    now = timezone.now()
    try:
        if not source.added_by.is_here:
            raise Refused(_("Whoever added this feed has left. Take it away and add it again."))
        fetched = fetch_feed(source.url, etag=source.etag, modified=source.modified)
        feed = read_feed(fetched.content, url=fetched.url) if fetched.content is not None else None
    except Refused as refused:
        wait = timedelta(minutes=min(source.every_minutes * 2 ** min(source.failures + 1, 8), 1440))
        FeedSource.objects.filter(id=source.id).update(
            error=refused.message, failures=F("failures") + 1, fetched_at=now, due_at=now + wait
        )
        return 0
    made = take_in(source=source, feed=feed, by=source.added_by) if feed is not None else 0
    FeedSource.objects.filter(id=source.id).update(
        error="", failures=0, fetched_at=now, due_at=now + timedelta(minutes=source.every_minutes),
        etag=fetched.etag, modified=fetched.modified,
    )  # fmt: skip
    return made


def fetch_due() -> int:
    """Every feed whose time has come. Returns how many new drafts."""
    due = FeedSource.objects.filter(due_at__lte=timezone.now()).exclude(url="").select_related("added_by")
    return sum(_fetched(source) for source in due)


def _fetched(source: FeedSource) -> int:
    """One feed that breaks must not keep the others; it is asked again an hour later."""
    try:
        return fetch_source(source=source)
    except Exception:
        log.exception("feed broke", feed=str(source.id))
        FeedSource.objects.filter(id=source.id).update(due_at=timezone.now() + timedelta(hours=1))
        return 0


def remove_feed(*, by: Person, source: FeedSource) -> None:
    """Ask it no more. Its stories stay."""
    with transaction.atomic():
        record(FeedRemoved(source.id, source.name), by=by.actor)
        source.delete()


def take_in(*, source: FeedSource, feed: Feed, by: Person) -> int:
    """A draft a new item. What is known by its guid, thrown away or not, is left alone."""
    known = set(Story.objects.filter(feed=source).values_list("guid", flat=True))
    fresh = [item for item in feed.items if item.guid not in known]
    made = [(story, item) for item in fresh if (story := _draft(source, item, by)) is not None]
    for story, item in [pair for pair in made if pair[1].picture][:MOST_PICTURES]:
        _fetch_picture(story, item.picture, by)
    if made:
        with transaction.atomic():
            record(StoriesImported(source.id, source.name, len(made)), by=Actor.house())
    return len(made)


def _draft(source: FeedSource, item: Item, by: Person) -> Story | None:
    try:
        with transaction.atomic():
            entry = write_draft(by=by, to=To.all(), title=item.title, body=item.text, kind="story")
            return Story.objects.create(
                entry=entry, source_url=item.url, hashtags=list(item.tags), feed=source, guid=item.guid, told_at=item.at
            )
    except IntegrityError:  # another worker was faster
        return None
    except Refused as refused:
        log.warning("feed item not taken", feed=str(source.id), reason=refused.message)
        return None


def _fetch_picture(story: Story, url: str, by: Person) -> None:
    """A story without its picture is still a story."""
    upload = fetch_picture(url)
    if upload is None:
        return
    try:
        picture = store_picture(by=by.actor, upload=upload, keeper=KEEPER, owner_id=story.entry_id)
    except Refused:
        return
    Story.objects.filter(entry_id=story.entry_id).update(picture=picture)
