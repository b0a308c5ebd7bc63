"""One more story, draft, feed, account and share."""

from datetime import timedelta

from django.utils import timezone

from rostra.advocacy.models import Account, DayCount, FeedSource, Story
from rostra.advocacy.tests.making import a_draft, a_share, a_story
from rostra.communities.actions.comments import post_comment
from rostra.company.models import File
from rostra.people.models import Person
from tests.cast import Cast

STILL = {"tell", "tell_story", "story_figures", "share"}
LOOKS = {"desk": ["?show=running", "?show=ended"]}


def grow(cast: Cast, number: int) -> None:
    someone, now = Person.objects.get(name=f"Grown {number}"), timezone.now()
    feed = FeedSource.objects.create(
        name=f"Grown {number}", url=f"https://aamuvalle.example/{number}", added_by=someone
    )
    picture = File.objects.create(
        keeper="advocacy.picture", name="a.webp", media_type="image/webp", bytes=1, sha256="0" * 64, path="x",
        width=640, height=480, alt="A roaster",
    )  # fmt: skip
    draft, out, over = (
        a_draft(cast.kim, title=f"Grown {number}"),
        *(a_story(cast.kim, title=f"Grown {number}") for _ in "ab"),
    )
    Story.objects.filter(entry__in=[draft.entry_id, out.entry_id]).update(feed=feed, picture=picture)
    Story.objects.filter(entry=over.entry_id).update(ended_at=now)
    first = Story.objects.filter(entry__published_at__isnull=False).earliest("entry__published_at")
    for word in ("One", "Two"):  # so that stories stay among what is answered most
        post_comment(by=cast.bo, entry=out.entry, body=word)
    tellers = (
        (cast.ana, cast.chen, cast.dara, cast.hugo) if number == 0 else ()
    )  # figures are shown from five people on
    shares = [a_share(cast.bo, out, words=f"Grown {number}"), *(a_share(each, first) for each in (someone, *tellers))]
    for share in shares:
        for kind in ("click", "previewer"):
            DayCount.objects.create(link=share.link, day=now.date() - timedelta(days=number), kind=kind, count=number)
    handle = f"Grown {number}@kaffe.example"
    Account.objects.create(
        person=cast.bo, network="mastodon", instance="https://kaffe.example", outside_id=f"g{number}", handle=handle
    )
