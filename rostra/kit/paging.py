"""Cursor paging by (moment, id), newest first."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from rostra.kit.errors import Refused

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """The place after the last row shown: its moment (UTC, microseconds) and id. 24 bytes, 32 signs in a URL."""

    moment: datetime
    id: UUID

    def __str__(self) -> str:
        micros = (self.moment - EPOCH) // timedelta(microseconds=1)
        return urlsafe_b64encode(micros.to_bytes(8, "big", signed=True) + self.id.bytes).decode()

    @classmethod
    def parse(cls, text: str | None) -> "Cursor | None":
        """None for no text; `Refused` for a cursor that nobody gave out."""
        if not text:
            return None
        try:
            raw = urlsafe_b64decode(text.encode("ascii"))
            micros = int.from_bytes(raw[:8], "big", signed=True)
            return cls(EPOCH + timedelta(microseconds=micros), UUID(bytes=raw[8:]))
        except (ValueError, OverflowError) as error:
            raise Refused(_("This link to a page does not lead anywhere. Go back to the start of the list.")) from error
