"""The check in the API: `POST /api/check`."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from rostra.guidelines import answers
from rostra.guidelines.asking import question_from
from rostra.kit.pace import AtPace

router = Router(tags=["guidelines"])


class CheckIn(Schema):
    """A text and where it may go. `networks` are keys like "mastodon"; none means anywhere outside.

    `travels`: what the link that goes along takes of a network's limit.
    """

    text: str
    networks: list[str] = Field(default_factory=list)
    language: str | None = None
    story: bool = False
    limits: dict[str, int] = Field(default_factory=dict)
    travels: dict[str, int] = Field(default_factory=dict)


class MendOut(Schema):
    """The words that would stand in place of `start:end`; empty ones cut."""

    text: str
    start: int
    end: int
    label: str
    icon: str


class FindingOut(Schema):
    """One thing to look at. Offsets are UTF-16 units, `end` exclusive; `start == end` where something is missing."""

    number: int
    class_: str = Field(alias="class")
    rule: str
    start: int
    end: int
    weight: str
    weight_words: str
    message: str
    reason: str
    gap: str
    mend: MendOut | None


class LengthOut(Schema):
    """How long the text is on a network, in its own unit."""

    length: int
    limit: int | None
    left: int | None


class CheckOut(Schema):
    """The findings, private to who asked; nothing of it is stored."""

    summary: str
    heaviest: str | None
    findings: list[FindingOut]
    lengths: dict[str, LengthOut]


@router.post("/check", response=CheckOut, by_alias=True, throttle=AtPace("checks"))
def check(request: HttpRequest, said: CheckIn) -> dict[str, Any]:
    """What there is to look at in a text before it leaves the house."""
    return answers.answer(question_from(said.dict()), request.person)  # type: ignore[attr-defined]  # the API's own door
