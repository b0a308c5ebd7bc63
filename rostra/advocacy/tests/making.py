"""Stories, shares and clicks for tests."""

from datetime import timedelta

from django.utils import timezone

from rostra.advocacy.actions import sharing, stories
from rostra.advocacy.actions.stories import Wording
from rostra.advocacy.models import Share, Story
from rostra.advocacy.networks.network import networks
from rostra.kit.ids import new_id
from rostra.people.models import Person


def a_draft(by: Person, **changed) -> Story:
    wording = {
        "title": "The heat of our roasting now warms the swimming hall",
        "text": "What left the chimneys until April now runs under the street into the pool.",
        "facts": ["2.1 gigawatt-hours a year", "Since 4 May"],
        "source_url": "https://aamuvalle.example/news/heat",
        "until": timezone.now() + timedelta(days=9),
        "language": "en",
    } | changed
    return stories.write_story(by=by, wording=Wording(**wording))


def a_story(by: Person, **changed) -> Story:
    return stories.publish_story(by=by, story=a_draft(by, **changed))


def a_share(by: Person, story: Story | None = None, network: str = "linkedin", words: str = "I swim there.") -> Share:
    return sharing.share(
        by=by, story=story, network=networks[network], words=words, language="en", key=new_id(), as_it_is=True
    )
