"""One more of everything that gathers or is said: communities, members, requests, entries, answers, reports."""

from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import publish_entry
from rostra.communities.actions.memberships import admit
from rostra.communities.actions.moderation import remove, report
from rostra.communities.actions.requests import ask_to_join
from rostra.communities.feed.cards import kept_cards
from rostra.communities.feed.plain import kept_json
from rostra.communities.hearers import To
from rostra.communities.models import Attachment, Community, Entry, EntryVersion
from rostra.communities.tests.gathering import say
from rostra.company.models import File
from rostra.people.models import Audience, Person
from tests.cast import Cast

STILL = {
    "community_new", "community_edit", "community_member", "removal", "entry_edit", "thing_reports", "comment_edit", "river_news",
}  # fmt: skip
LOOKS = {
    "communities": ["?show=all", "?show=new", "?show=suggested", "?q=grown"],
    "community_people": ["?q=grown"],
    "community_invitations": ["?q=grown"],
    "topics_suggest": ["?q=grown"],
    "mentions_suggest": ["?q=grown"],
    "river": ["?order=top", "?order=followed"],
}


def grow(cast: Cast, number: int) -> None:
    """For the samples of `doors.py`: the closed works council, and Bo's entry in the night shift."""
    someone, newcomer = Person.objects.get(name=f"Grown {number}"), Person.objects.get(name=f"Grown {number} newcomer")
    council, night = Community.objects.get(slug="works-council"), Community.objects.get(slug="night-shift")
    mine = _community(f"Grown {number}", someone, cast.bo, access=("open", "closed", "secret")[number % 3])
    _community(f"Beside Grown {number}", someone)
    for place in (council, night):
        admit(person=someone, community=place, way="open", by=cast.bo)
        place.memberships.filter(person=someone).update(level="moderator")
    ask_to_join(by=newcomer, community=council)
    _talk(cast, someone, mine, council, night, number)
    _moderate(cast, someone, council, number)


def forget() -> None:
    """What a process keeps beside the database."""
    kept_cards.clear()
    kept_json.clear()


def _community(name: str, *people: Person, access: str = "open") -> Community:
    made = make_community(by=people[0], name=name, access=access)
    for person in people[1:]:
        admit(person=person, community=made, way="open", by=people[0])
    return made


def _talk(cast: Cast, someone: Person, mine: Community, council: Community, night: Community, number: int) -> None:
    audience = Audience.objects.get(name=f"Audience of Grown {number}")
    places = (
        To.all(),
        To.my_followers(),
        To.those_of(audience),
        *(To.those_in(each) for each in (mine, council, night)),
    )
    for to in places:
        said = publish_entry(by=someone, to=to, body=f"Grown {number} @Bo Berg #burrs #grown{number}")
        post_comment(by=cast.bo, entry=said, body=f"Yes @Grown {number}")
        cast.bo.bookmarks.create(entry=said)
        file = File.objects.create(
            keeper="communities.attachment", owner_id=said.id, name="a.webp", media_type="image/webp", bytes=1,
            sha256="0" * 64, path="x", width=640, height=480, alt="A roaster",
        )  # fmt: skip
        Attachment.objects.create(entry=said, file=file)
    question = Entry.objects.filter(community=night, deleted_at=None, author=cast.bo).earliest("published_at")
    answer = post_comment(by=someone, entry=question, body=f"Grown {number}")
    answer.reactions.create(person=cast.bo)
    EntryVersion.objects.create(entry=question, version=100 + number, body=f"Grown {number}", by=cast.bo)


def _moderate(cast: Cast, someone: Person, council: Community, number: int) -> None:
    known = Entry.objects.get(community=council, body="About #burrs")
    report(by=someone, thing=known, reason=f"Grown {number}")
    report(by=cast.chen, thing=say(someone, council, f"Grown {number} again"), reason="So")
    remove(by=cast.bo, thing=say(someone, council, f"Grown {number} gone"), reason="So")
