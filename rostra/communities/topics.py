"""Reading topics: only what she may read makes one hers to see."""

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404

from rostra.communities.models import Entry, EntryTopic, Topic
from rostra.kit.paging import Cursor
from rostra.people.models import Person

SUGGESTED = 8
LOOKED_AT = 60  # topics of a beginning that are asked whether she may read any entry of them


def _readable(person: Person) -> QuerySet[Topic]:
    """With `spelled`: as the newest has it that she may read."""
    read = EntryTopic.objects.filter(topic=OuterRef("id"), entry__in=Entry.objects.visible_to(person).shown())
    as_written = Coalesce(NullIf("name", Value("", output_field=TextField())), "topic__key")
    return Topic.objects.annotate(spelled=Subquery(read.order_by("-entry").values(as_written=as_written)[:1])).filter(
        spelled__isnull=False
    )


def topics_like(person: Person, beginning: str) -> list[Topic]:
    """Topics that begin so and stand in something she may read, the shortest first."""
    wanted = beginning.strip().lower()[:50]
    if not wanted:
        return []
    near = Topic.objects.filter(key__startswith=wanted).order_by("key").values("id")[:LOOKED_AT]
    return list(_readable(person).filter(id__in=near).order_by("key")[:SUGGESTED])


def find_topic(person: Person, key: str) -> Topic:
    """404 for a topic that nothing she may read has: that it is used elsewhere would be telling."""
    topic = _readable(person).filter(key=key.lower()[:50]).first()
    if topic is None:
        raise Http404
    return topic


def entries_about(person: Person, topic: Topic, *, below: Cursor | None = None, n: int = 20) -> "QuerySet[Entry]":
    """What she may read about it, the newest first; one more than n tells that there is more."""
    said = Entry.objects.visible_to(person).shown().filter(topics__topic=topic)
    if below is not None:
        said = said.filter(id__lt=below.id)
    return said.order_by("-id")[: n + 1]
