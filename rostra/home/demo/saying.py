"""Lets Aamuvalle's people talk: a year of small talk in bulk, and the last days word by word through the verbs."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.entries import publish_entry
from rostra.communities.actions.pictures import KEEPER
from rostra.communities.hearers import To
from rostra.communities.language import detect
from rostra.communities.models import Comment, Community, Entry, Membership, Reaction
from rostra.company.files import store_picture
from rostra.company.models import File
from rostra.home.demo.older import REPLIES, WHERE
from rostra.home.demo.pictures import painted
from rostra.home.demo.talk import LATELY, Told
from rostra.notices.models import Notice
from rostra.people.models import Person

OLDER = 1500  # entries of the year before the last week
LANGUAGES = ["en", "fi", "es"]


def say_older(communities: dict[str, Community], dice: random.Random) -> int:
    """A year in bulk: entries, comments, thanks, counters. The same rows the verbs would leave, without notices and facts."""
    now = timezone.now()
    members = {name: _members(community) for name, community in communities.items() if name in WHERE}
    entries, comments, thanks = [], [], []
    for _each in range(OLDER):
        name = dice.choices(list(members), weights=[len(each) for each in members.values()])[0]
        entry = _older_entry(communities[name], members[name], dice, now)
        said = _older_comments(entry, members[name], dice, now)
        liked = dice.sample(members[name], min(len(members[name]), int(dice.expovariate(0.18))))
        entry.comments_count, entry.thanks_count = len(said), len(liked)
        entry.active_at = max([each.at for each in said], default=entry.published_at)
        entries.append(entry)
        comments += said
        thanks += [Reaction(entry=entry, person=person) for person in liked]
    meant = [(each.id, each.at) for each in comments]  # the insert writes its own moment over it
    Entry.objects.bulk_create(entries, batch_size=500)
    Comment.objects.bulk_create(comments, batch_size=1000)
    Reaction.objects.bulk_create(thanks, batch_size=2000)
    _put_comments_to(meant)
    return len(entries)


def _members(community: Community) -> list[Person]:
    return [each.person for each in Membership.objects.filter(community=community).select_related("person")]


def _older_entry(community: Community, members: list[Person], dice: random.Random, now: datetime) -> Entry:
    text = dice.choice(WHERE[community.name])
    at = now - timedelta(days=6 + dice.random() ** 1.4 * 359, minutes=dice.randrange(1440))
    return Entry(
        author=dice.choice(members),
        community=community,
        body=text,
        language=detect(text, offered=LANGUAGES, otherwise="en"),
        published_at=at,
        active_at=at,
    )


def _older_comments(entry: Entry, members: list[Person], dice: random.Random, now: datetime) -> list[Comment]:
    said = []
    at = entry.published_at or now
    for text in dice.sample(REPLIES, min(5, int(dice.expovariate(0.7)))):
        at = min(at + timedelta(minutes=dice.randrange(2, 900)), now - timedelta(days=5))
        said.append(Comment(entry=entry, author=dice.choice(members), body=text, at=at))
    return said


def _put_comments_to(pairs: Sequence[tuple[UUID, datetime]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE communities_comment c SET at = m.at FROM unnest(%s::uuid[], %s::timestamptz[]) AS m(id, at) WHERE c.id = m.id",
            [[pair[0] for pair in pairs], [pair[1] for pair in pairs]],
        )


def say_lately(communities: dict[str, Community], people: dict[str, Person], dice: random.Random) -> int:
    """The last days, oldest first, through the verbs, each then put to its hour."""
    for told in sorted(LATELY, key=lambda each: -each.hours):
        _say(told, communities, people, dice)
    return len(LATELY)


def _say(told: Told, communities: dict[str, Community], people: dict[str, Person], dice: random.Random) -> None:
    by, now = people[told.by], timezone.now()
    place = communities.get(told.where)
    for name in {told.by, *(said.by for said in told.said)} if place else ():
        Membership.objects.get_or_create(community=place, person=people[name])
    entry = publish_entry(
        by=by,
        to=To.those_in(place) if place else To.all(),
        body=told.text,
        language=told.language,
        picture=picture_of(told.picture, by, told.alt) if told.picture else None,
        caption=told.caption,
    )
    at = now - timedelta(hours=told.hours)
    Notice.objects.filter(subject=entry.id, by=by).update(at=at)
    for said in told.said:
        comment = post_comment(by=people[said.by], entry=entry, body=said.text)
        Comment.objects.filter(id=comment.id).update(at=now - timedelta(hours=said.hours))
        Notice.objects.filter(subject=entry.id, by=people[said.by]).update(at=now - timedelta(hours=said.hours))
    crowd = dice.sample(list(people.values()), told.thanks)
    Reaction.objects.bulk_create([Reaction(entry=entry, person=person) for person in crowd])
    last = now - timedelta(hours=told.said[-1].hours) if told.said else at
    Entry.objects.filter(id=entry.id).update(published_at=at, active_at=last, thanks_count=told.thanks)


def picture_of(key: str, by: Person, alt: str, keeper: str = KEEPER) -> File:
    """A painted picture, kept as if she had uploaded it."""
    upload = SimpleUploadedFile(f"{key}.jpg", painted(key), "image/jpeg")
    return store_picture(by=by.actor, upload=upload, keeper=keeper, alt=alt)


def settle_moments() -> None:
    """What the river's legs rest on, from what was said: each community's newest activity and its number of entries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE communities_community c SET last_active_at = s.newest, entries_count = s.number FROM ("
            " SELECT community_id, max(active_at) AS newest, count(*) AS number FROM communities_entry"
            " WHERE published_at IS NOT NULL AND deleted_at IS NULL AND removed_at IS NULL GROUP BY community_id"
            ") s WHERE s.community_id = c.id"
        )
