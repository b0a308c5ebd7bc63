"""Anything said inside."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from rostra.communities.queries import EntryQuerySet
from rostra.kit.ids import new_id

NEWEST = (F("active_at").desc(), F("id").desc())
# What a leg reads: published, not taken away. `until` moves with the clock and is asked at reading.
SHOWN = Q(published_at__isnull=False, deleted_at=None, removed_at=None)
WIDE = Q(to_everyone=True) | Q(to_followers=True)  # what following a person brings


class Entry(models.Model):
    """The spine of everything said inside; kinds are one-to-one satellites declared upstairs.

    Exactly one of `to_everyone`, `community`, `audience`, `to_followers` holds. `published_at` null is a draft, seen by its author.
    The river's order is (active_at, id) descending: a post and a comment move `active_at`, reactions and edits never do.
    `version` rises with every edit of the words; `card_version` also with all else its card shows (its comments, its language).
    `until` ends its time in the river.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField(default="post")
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="entries")
    to_everyone = models.BooleanField(default=False)
    to_followers = models.BooleanField(default=False)
    community = models.ForeignKey("communities.Community", null=True, on_delete=models.CASCADE, related_name="entries")
    audience = models.ForeignKey("people.Audience", null=True, on_delete=models.PROTECT, related_name="entries")
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)  # as written; rendered with mentions and topics into the card
    language = models.TextField(default="en")
    version = models.PositiveIntegerField(default=1)
    card_version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True)
    active_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)  # by its author; undone within the day, then emptied
    removed_at = models.DateTimeField(null=True)  # by a moderator: see Removal
    comments_closed_at = models.DateTimeField(null=True)
    comments_count = models.PositiveIntegerField(default=0)
    thanks_count = models.PositiveIntegerField(default=0)
    key = models.UUIDField(null=True, unique=True)  # of the form it was written in: sent twice, made once

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_one_audience",
                condition=(
                    Q(to_everyone=True, to_followers=False, community=None, audience=None)
                    | Q(to_everyone=False, to_followers=True, community=None, audience=None)
                    | Q(to_everyone=False, to_followers=False, community__isnull=False, audience=None)
                    | Q(to_everyone=False, to_followers=False, community=None, audience__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="entry_active_when_published",
                condition=Q(published_at=None, active_at=None) | Q(published_at__isnull=False, active_at__isnull=False),
            ),
        ]
        indexes = [
            # The river's legs, each read newest first and seldom more than 21 rows deep. With `until` in the index no row is
            # fetched to be counted: what is new in eight communities costs 0.3 ms so, and 2 ms without.
            models.Index(F("community"), *NEWEST, include=["until"], name="leg_community", condition=SHOWN),
            models.Index(*NEWEST, include=["until"], name="leg_everyone", condition=SHOWN & Q(to_everyone=True)),
            models.Index(
                F("audience"),
                *NEWEST,
                include=["until"],
                name="leg_audience",
                condition=SHOWN & Q(audience__isnull=False),
            ),
            models.Index(F("author"), *NEWEST, name="leg_author", condition=SHOWN & WIDE),
            models.Index(F("author"), *NEWEST, name="leg_followers", condition=SHOWN & Q(to_followers=True)),
            models.Index(fields=["author", "-published_at"], name="entry_by_author"),
        ]

    def __str__(self) -> str:
        return self.title or self.body[:60]

    def is_current(self, at: datetime) -> bool:
        return self.deleted_at is None and self.removed_at is None and (self.until is None or self.until > at)


class EntryVersion(models.Model):
    """What an entry said before an edit. Two people editing at once: the second gets both texts."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("entry", "version", name="entry_version_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} as of {self.version}"


class Topic(models.Model):
    """A #topic. `key` is lower case, `name` as first written, wherever that was: readers are shown `EntryTopic.name`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.TextField(unique=True)
    name = models.TextField()

    def __str__(self) -> str:
        return f"#{self.name}"


class EntryTopic(models.Model):
    """`name` is as this entry spells it: how one spells it where the reader may not read is none of hers."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="entries")
    name = models.TextField(default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint("topic", "entry", name="entry_topic_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} on {self.entry_id}"
