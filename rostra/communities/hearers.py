"""Whom an entry is said to: exactly one of everyone, a community, an audience, my followers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rostra.communities.models import Community, Entry
from rostra.people.models import Audience


@dataclass(frozen=True)
class To:
    """Made by its names: `To.all()`, `To.those_in(community)`, `To.those_of(audience)`, `To.my_followers()`."""

    everyone: bool = False
    followers: bool = False
    community: Community | None = None
    audience: Audience | None = None

    @classmethod
    def all(cls) -> "To":
        return cls(everyone=True)

    @classmethod
    def those_in(cls, community: Community) -> "To":
        return cls(community=community)

    @classmethod
    def those_of(cls, audience: Audience) -> "To":
        return cls(audience=audience)

    @classmethod
    def my_followers(cls) -> "To":
        return cls(followers=True)

    @classmethod
    def of(cls, entry: Entry) -> "To":
        return cls(entry.to_everyone, entry.to_followers, entry.community, entry.audience)

    @property
    def name(self) -> str:
        """As the facts say it."""
        return next(word for word in ("everyone", "followers", "community", "audience") if getattr(self, word))

    @property
    def place_id(self) -> UUID | None:
        place = self.community or self.audience
        return place.id if place is not None else None

    def columns(self) -> dict[str, Any]:
        """For the row."""
        return {
            "to_everyone": self.everyone,
            "to_followers": self.followers,
            "community": self.community,
            "audience": self.audience,
        }
