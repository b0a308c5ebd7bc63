"""What a person is in one community: all that the rules of the gathering ask."""

from dataclasses import dataclass
from uuid import UUID

from rostra.accounts.models import Grant
from rostra.communities.models import Community, JoinRequest, Membership
from rostra.people.models import Person


@dataclass(frozen=True)
class Footing:
    """`membership` is her row, also of one who left; `request` an open question to join or invitation; `grants` of her log-in."""

    person: Person
    community: Community
    membership: Membership | None
    request: JoinRequest | None
    grants: frozenset[str]

    @property
    def is_in(self) -> bool:
        return self.person.is_here and self.membership is not None and self.membership.left_at is None

    @property
    def level(self) -> str:
        """member, moderator, owner; empty when she is not in it."""
        return self.membership.level if self.is_in and self.membership is not None else ""

    @property
    def was_sent_away(self) -> bool:
        row = self.membership
        if row is None or row.left_at is None:
            return False
        return row.removed_by_id is not None or row.removed_because != ""

    @property
    def is_asked_in(self) -> bool:
        return self.request is not None and self.request.invited_by_id is not None

    @property
    def has_asked(self) -> bool:
        return self.request is not None and self.request.invited_by_id is None

    @property
    def is_muted(self) -> bool:
        return self.is_in and self.membership is not None and self.membership.muted


def grants_of(person: Person) -> frozenset[str]:
    if person.user_id is None or not person.is_here:
        return frozenset()
    return frozenset(Grant.objects.filter(user_id=person.user_id).values_list("kind", flat=True))


def footing_of(person: Person, community: Community, *, grants: frozenset[str] | None = None) -> Footing:
    """At most three short statements; two when the request knows the grants already. An invitation that lapsed is none."""
    membership = Membership.objects.filter(person=person, community=community).first()
    request = JoinRequest.objects.open().filter(person=person, community=community).first()
    return Footing(person, community, membership, request, grants_of(person) if grants is None else grants)


def keepers_of(community: Community) -> list[UUID]:
    """Who is told of questions and reports: owners and moderators; where there are none and it is not secret, administrators."""
    keeping = list(Membership.objects.filter(community=community).keeping().values_list("person", flat=True))
    if keeping or community.is_secret:
        return keeping
    return granted("administrator")


def granted(*kinds: str) -> list[UUID]:
    """People here who hold one of these grants."""
    people = Person.objects.filter(user__grants__kind__in=kinds, left_at=None, user__is_active=True)
    return list(people.distinct().values_list("id", flat=True))
