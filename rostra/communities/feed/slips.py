"""One row of the river, without its words: what a card's key and the reader's own marks need."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from rostra.kit.paging import Cursor


class Slip(NamedTuple):
    """As `legs.DETAILS` gives it. `leg` is where it came from: c community, a audience, f followers, e everyone, w wide.

    `cut` and a `kind` of None are for `river.py` alone. `thanked`, `kept`, `followed` are the reader's.
    """

    id: UUID
    active_at: datetime
    cut: bool
    leg: str
    kind: str
    version: int
    card_version: int
    comments_count: int
    thanks_count: int
    author_id: UUID
    author_name: str
    author_title: str
    author_photo: UUID | None
    community_id: UUID | None
    community_name: str | None
    community_slug: str | None
    audience_name: str | None
    to_followers: bool
    thanked: bool
    kept: bool
    followed: bool

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.active_at, self.id)

    @property
    def face(self) -> tuple[object, ...]:
        """All that changes what its card shows, the same for every reader, but the reader's language."""
        return (
            self.id,
            self.version,
            self.card_version,
            self.author_name,
            self.author_title,
            self.author_photo,
            self.community_name,
            self.community_slug,
            self.audience_name,
        )
