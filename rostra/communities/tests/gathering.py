"""Communities for tests: an open, a closed and a secret one, all kept by Bo, with Chen in them."""

from dataclasses import dataclass

from django.utils import timezone

from rostra.communities.actions.communities import make_community
from rostra.communities.actions.memberships import admit
from rostra.communities.models import Community, Entry
from rostra.people.models import Person
from tests.cast import Cast


@dataclass(frozen=True)
class Three:
    open: Community
    closed: Community
    secret: Community

    def __iter__(self):
        return iter((self.open, self.closed, self.secret))


def gather(cast: Cast) -> Three:
    """Bo owns each, Chen is a member of each. Their names begin with Open, Closed, Secret."""
    made = {}
    for access in ("open", "closed", "secret"):
        community = make_community(by=cast.bo, name=f"{access.title()} cupping club", about="Tasting", access=access)
        admit(person=cast.chen, community=community, way="open", by=cast.bo)
        community.refresh_from_db()
        made[access] = community
    return Three(**made)


def say(person: Person, community: Community | None, body: str = "Words", **columns) -> Entry:
    """An entry as its table holds it, without the verb's work."""
    now = timezone.now()
    place = {"community": community} if community is not None else {"to_everyone": True}
    return Entry.objects.create(author=person, body=body, published_at=now, active_at=now, **place, **columns)
