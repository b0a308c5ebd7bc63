"""The four points, the words that are not public, the stories, and what colleagues made of them."""

import random
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rostra.advocacy.actions.sharing import settle, share
from rostra.advocacy.actions.stories import Wording, publish_story, write_story
from rostra.advocacy.models import DayCount, Share, Story
from rostra.advocacy.networks.network import networks
from rostra.communities.models import Entry
from rostra.guidelines.actions.guide import Point, publish_guide, save_draft
from rostra.guidelines.actions.terms import TermWords, add_term
from rostra.home.demo.pictures import painted
from rostra.home.demo.stories import CONFIDENTIAL, DRAFTS, POINTS, STORIES, Tale
from rostra.kit.ids import new_id
from rostra.people.models import Person

COMMUNICATOR = "Lucía Ferrer Pons"
GRANTS = frozenset({"communicator"})
NETWORKS = ("linkedin", "mastodon", "bluesky", "x")


def make_guide(people: dict[str, Person]) -> None:
    """Published in three languages, with a short list of what may not be told yet."""
    by = people[COMMUNICATOR]
    points = {language: [Point(text, why) for text, why in some] for language, some in POINTS.items()}
    save_draft(by=by, grants=GRANTS, points=points, about="")
    publish_guide(by=by, grants=GRANTS, languages=list(POINTS))
    for term, reason in CONFIDENTIAL:
        add_term(by=by, grants=GRANTS, words=TermWords(term=term, reason=reason, suggestion=""))


def make_stories(people: dict[str, Person], dice: random.Random) -> None:
    """Three open, told by some; two drafts on the desk."""
    by = people[COMMUNICATOR]
    for tale in STORIES:
        _tell(_publish(tale, by), tale, people, dice)
    for title, text, picture in DRAFTS:
        write_story(by=by, wording=Wording(title=title, text=text), picture=_upload(picture))


def _publish(tale: Tale, by: Person) -> Story:
    wording = Wording(
        title=tale.title,
        text=tale.text,
        language="en",
        facts=list(tale.facts),
        hashtags=list(tale.topics),
        source_url=tale.url,
        until=timezone.now() + timedelta(days=tale.days),
    )
    story = publish_story(by=by, story=write_story(by=by, wording=wording, picture=_upload(tale.picture), alt=tale.alt))
    at = timezone.now() - timedelta(hours=tale.hours_ago)
    Entry.objects.filter(id=story.entry_id).update(published_at=at, active_at=at)
    return story


def _upload(key: str) -> SimpleUploadedFile | None:
    return SimpleUploadedFile(f"{key}.jpg", painted(key), "image/jpeg") if key else None


def _tell(story: Story, tale: Tale, people: dict[str, Person], dice: random.Random) -> None:
    """Colleagues tell it in their words; some of it is read."""
    for number, (name, words) in enumerate(tale.told):
        person = people[name]
        network = networks[NETWORKS[number % len(NETWORKS)]]
        made = share(by=person, story=story, network=network, words=words, language="en", key=new_id())
        settle(by=person, share=made, posted=True)
        Share.objects.filter(id=made.id).update(at=timezone.now() - timedelta(hours=dice.randrange(2, 40)))
        _read_by_some(made, dice)


def _read_by_some(made: Share, dice: random.Random) -> None:
    link = getattr(made, "link", None)
    if link is None:
        return
    today = timezone.localdate()
    for back in range(2):
        DayCount.objects.create(link=link, day=today - timedelta(days=back), kind="click", count=dice.randrange(3, 28))
        DayCount.objects.create(link=link, day=today - timedelta(days=back), kind="preview", count=dice.randrange(1, 6))
