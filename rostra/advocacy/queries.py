"""Reading shares, accounts and stories: everyone her own shares, everyone the open stories she may see."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from rostra.accounts.models import Grant
from rostra.advocacy.models import Account, DayCount, FeedSource, Share, Story, TrackedLink
from rostra.advocacy.visitors import CLICK
from rostra.communities.models import Community, Entry
from rostra.company.current import company_or_none
from rostra.kit.paging import Cursor
from rostra.people.models import Audience, Person

CLICKED = Q(link__days__kind=CLICK)
_IN_SECRET = Q(entry__community__access=Community.Access.SECRET)  # as `Story.may_go_outside`, the other way round


def shares_of(person: Person) -> QuerySet[Share]:
    """Theirs, with what is shown beside each, newest first: entry, link, account, `clicks`, `goes_out`, `title_hidden`.

    `goes_out` is `may_go_out` of each.

    The title is hidden when the story was taken away, or stands by now where they may not read: it may be another than they told.
    """
    clicks = Sum("link__days__count", filter=CLICKED, default=0)
    inside = person.memberships.filter(left_at=None).values("community")
    narrowed = Q(community__access__in=[Community.Access.CLOSED, Community.Access.SECRET]) & ~Q(community__in=inside)
    gone = Q(deleted_at__isnull=False) | Q(removed_at__isnull=False)
    hidden = Exists(Entry.objects.filter(narrowed | gone, id=OuterRef("entry")))
    goes_out = Q(entry=None) | Exists(open_stories(person, timezone.now()).filter(entry_id=OuterRef("entry")))
    return (
        Share.objects.filter(person=person)
        .select_related("entry__story", "entry__community", "link", "account")
        .annotate(clicks=clicks, title_hidden=hidden, goes_out=ExpressionWrapper(goes_out, BooleanField()))
        .order_by("-at", "-id")
    )


def accounts_of(person: Person) -> QuerySet[Account]:
    return Account.objects.filter(person=person).exclude(state=Account.ENDED).order_by("connected_at")


def people_with_accounts(people: Iterable[UUID]) -> list[UUID]:
    """Who of them has an account outside that has not ended."""
    theirs = Account.objects.filter(person__in=list(people)).exclude(state=Account.ENDED)
    return list(theirs.values_list("person_id", flat=True).distinct())


def due_shares(at: datetime) -> QuerySet[Share]:
    """What a job should look at now: waiting for its time, or left by a killed worker (its lease is its next moment)."""
    return Share.objects.filter(next_at__lte=at, way=Share.Way.API).order_by("next_at")


def counts_of(share: Share) -> dict[str, int]:
    """Kind to how often, of one share's link."""
    rows = DayCount.objects.filter(link__share=share).values("kind").annotate(total=Sum("count"))
    return {row["kind"]: row["total"] for row in rows}


def told(entry_id: Any) -> QuerySet[Share]:
    """Shares of an entry that are known to stand outside: posted, confirmed by their author, or clicked there."""
    sent = Q(state=Share.State.SENT)
    return Share.objects.filter(sent | CLICKED, entry_id=entry_id).exclude(state=Share.State.CANCELLED).distinct()


def sharers_of(story: Story) -> int:
    """How many different people told it."""
    return told(story.entry_id).aggregate(n=Count("person", distinct=True))["n"] or 0


def after(shares: QuerySet[Share], cursor: Cursor | None) -> QuerySet[Share]:
    """The page after a cursor, in the order of `shares_of`."""
    if cursor is None:
        return shares
    return shares.filter(Q(at__lt=cursor.moment) | Q(at=cursor.moment, id__lt=cursor.id))


def week_of(person: Person) -> int:
    """Clicks on everything of hers in the last seven days."""
    since = today() - timedelta(days=6)
    rows = DayCount.objects.filter(link__share__person=person, kind=CLICK, day__gte=since)
    return rows.aggregate(n=Sum("count"))["n"] or 0


def stories_for(person: Person) -> QuerySet[Story]:
    """Published stories she may see, ended ones of hers included."""
    entries = Entry.objects.visible_to(person).filter(kind="story", published_at__isnull=False)
    return Story.objects.filter(entry__in=entries).select_related("entry__author", "entry__community", "picture")


def open_stories(person: Person, at: datetime) -> QuerySet[Story]:
    """What she may tell now, what ends first on top."""
    running = Q(entry__until=None) | Q(entry__until__gt=at)
    begun = Q(opens_at=None) | Q(opens_at__lte=at)
    order = (F("entry__until").asc(nulls_last=True), "-entry__published_at", "entry_id")
    return stories_for(person).filter(running, begun, ended_at=None).exclude(_IN_SECRET).order_by(*order)


def may_go_out(share: Share, at: datetime) -> bool:
    """Asked when it goes, not when it was written: the story may have ended since, or be out of its author's sight."""
    return share.entry_id is None or open_stories(share.person, at).filter(entry_id=share.entry_id).exists()


def public_link(token: str) -> TrackedLink | None:
    """A short link with its story and picture, in one statement."""
    if len(token) > 16 or not token.isalnum() or not token.isascii():
        return None
    shown = TrackedLink.objects.select_related("share__entry__story__picture", "share__entry__community")
    return shown.filter(token=token).first()


def today() -> date:
    """The day in the company's zone, by which clicks are counted."""
    company = company_or_none()
    return timezone.localdate(timezone=company.tz if company else None)


def desk_stories() -> QuerySet[Story]:
    """All of the desk's, for communicators. What a secret community holds is for who is in it, on the story's own page.

    A draft is nobody's but the desk's: when its community becomes secret, the desk chooses other readers for it.
    """
    found = Story.objects.select_related("entry__author", "entry__community", "entry__audience", "picture", "feed")
    return found.exclude(_IN_SECRET, entry__published_at__isnull=False)


def withdrawn() -> QuerySet[Story]:
    """Published once, and of a secret community by now: nobody tells them any more. The desk may end them, not read them."""
    return Story.objects.select_related("entry__author", "entry__community").filter(
        _standing(), _IN_SECRET, ended_at=None
    )


def drafts() -> QuerySet[Story]:
    waiting = desk_stories().filter(entry__published_at=None, dropped_at=None, entry__deleted_at=None)
    return waiting.order_by(F("told_at").desc(nulls_last=True), "-entry_id")


def running(at: datetime) -> QuerySet[Story]:
    out = desk_stories().filter(_standing(), Q(entry__until=None) | Q(entry__until__gt=at), ended_at=None)
    return out.order_by(F("entry__until").asc(nulls_last=True), "-entry__published_at")


def ended(at: datetime) -> QuerySet[Story]:
    return (
        desk_stories()
        .filter(_standing(), Q(ended_at__isnull=False) | Q(entry__until__lte=at))
        .order_by("-entry__until")
    )


def _standing() -> Q:
    return Q(entry__published_at__isnull=False, entry__deleted_at=None, entry__removed_at=None)


def feed_sources() -> QuerySet[FeedSource]:
    """With how many stories each brought: `brought`, and of them `waiting` as drafts."""
    waiting = Count("stories", filter=Q(stories__entry__published_at=None, stories__dropped_at=None))
    return FeedSource.objects.annotate(brought=Count("stories"), waiting=waiting).order_by("name", "id")


def told_by(person: Person, entry_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these she has told outside."""
    hers = Share.objects.filter(person=person, entry_id__in=list(entry_ids)).exclude(state=Share.State.CANCELLED)
    return {entry_id for entry_id in hers.values_list("entry_id", flat=True) if entry_id is not None}


def told_before(person: Person, entry_id: UUID) -> QuerySet[Share]:
    hers = Share.objects.filter(person=person, entry_id=entry_id).exclude(state=Share.State.CANCELLED)
    return hers.order_by("-at")


def last_network(person: Person) -> str:
    """Where she told something last; empty for nowhere yet."""
    return Share.objects.filter(person=person).order_by("-at").values_list("network", flat=True).first() or ""


def places_for_stories(person: Person) -> QuerySet[Community]:
    """Communities she may speak in, without secret ones: a story is there to be told outside."""
    hers = Community.objects.filter(memberships__person=person, memberships__left_at=None, closed_at=None)
    return hers.exclude(access=Community.Access.SECRET).order_by("name")


def audiences() -> QuerySet[Audience]:
    return Audience.objects.order_by("name")


def community_or_none(community_id: UUID) -> Community | None:
    return Community.objects.filter(id=community_id).first()


def audience_or_none(audience_id: UUID) -> Audience | None:
    return Audience.objects.filter(id=audience_id).first()


def satellites(ids: Sequence[UUID]) -> dict[UUID, Story]:
    """The stories of these entries, pictures with them: one statement."""
    return Story.objects.select_related("picture", "entry__community").in_bulk(list(ids))


def is_communicator(person: Person) -> bool:
    return Grant.objects.filter(user=person.user_id, kind=Grant.Kind.COMMUNICATOR).exists()


def broken_feeds() -> int:
    return FeedSource.objects.exclude(error="").count()
