"""The desk's form, as text on its way in and out. Moments are in the writer's zone, kept in UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from rostra.advocacy import queries
from rostra.advocacy.actions.stories import Wording
from rostra.advocacy.models import Story
from rostra.communities.hearers import To
from rostra.company.current import company_or_none
from rostra.kit.errors import Refused


@dataclass
class DeskForm:
    """Every field as it stands in the form, so that nothing is lost when something is refused."""

    title: str = ""
    text: str = ""
    language: str = ""
    facts: str = ""  # one a line
    hashtags: str = ""  # by spaces or commas
    source_url: str = ""
    to: str = "everyone"  # "everyone", "community:<id>", "audience:<id>"
    opens_at: str = ""
    until: str = ""
    alt: str = ""
    version: str = ""
    picture: Any = None

    @classmethod
    def blank(cls) -> "DeskForm":
        return cls()

    @classmethod
    def of(cls, data: QueryDict, files: "MultiValueDict[str, Any]") -> "DeskForm":
        names = [name for name in cls.__dataclass_fields__ if name != "picture"]
        return cls(**{name: data.get(name, "") for name in names}, picture=files.get("picture"))

    @classmethod
    def showing(cls, story: Story) -> "DeskForm":
        entry = story.entry
        place = f"community:{entry.community_id}" if entry.community_id else "everyone"
        return cls(
            title=entry.title,
            text=entry.body,
            language=entry.language,
            facts="\n".join(story.facts),
            hashtags=" ".join(f"#{tag}" for tag in story.hashtags),
            source_url=story.source_url,
            to=f"audience:{entry.audience_id}" if entry.audience_id else place,
            opens_at=_shown(story.opens_at),
            until=_shown(entry.until),
            alt=story.picture.alt if story.picture else "",
            version=str(entry.version),
        )

    def wording(self) -> Wording:
        """Raises `Refused` for a moment or a place that is none."""
        return Wording(
            title=self.title,
            text=self.text,
            language=self.language,
            facts=self.facts.splitlines(),
            hashtags=self.hashtags.replace(",", " ").split(),
            source_url=self.source_url.strip(),
            to=self._to(),
            opens_at=_moment(self.opens_at, "opens_at"),
            until=_moment(self.until, "until"),
            version=int(self.version) if self.version.isdigit() else None,
        )

    def _to(self) -> To:
        kind, _colon, given = self.to.partition(":")
        if kind == "everyone":
            return To.all()
        try:
            place_id = UUID(given)
        except ValueError:
            place_id = None
        if place_id is not None and kind == "community" and (community := queries.community_or_none(place_id)):
            return To.those_in(community)
        if place_id is not None and kind == "audience" and (audience := queries.audience_or_none(place_id)):
            return To.those_of(audience)
        raise Refused(_("Choose who gets this story."), fields={"to": _("Choose one of the list.")})


def _shown(moment: datetime | None) -> str:
    """As a datetime-local field wants it, in the reader's zone."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""


def _moment(text: str, field: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        message = _("Choose a day and an hour, or leave it empty.")
        raise Refused(_("One of the moments is none. Your changes are still in the form."), fields={field: message})
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def languages_offered() -> list[tuple[str, str]]:
    """The company's languages, each in its own words."""
    company = company_or_none()
    names = dict(settings.LANGUAGES)
    return [(code, names[code]) for code in (company.languages if company else names) if code in names]
