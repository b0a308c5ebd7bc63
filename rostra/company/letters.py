"""What a mail looks like: a calm page of text with at most one button, readable without pictures, style sheet or script."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import get_language

from rostra.company.colours import accent_of
from rostra.company.current import company_or_none


@dataclass(frozen=True)
class Letter:
    """Both halves of a mail, for `send_mail(text=..., html=...)`."""

    text: str
    html: str


def write_letter(
    *, title: str, lines: Sequence[str], button: tuple[str, str] | None = None, foot: Sequence[str] = ()
) -> Letter:
    """Plain text paragraphs in, text and HTML out. `button` is (words, address); `foot` says why this mail came.

    Nothing in it is HTML: every text is escaped. Write it in the reader's language (`translation.override`).
    """
    company = company_or_none()
    context: dict[str, object] = {
        "title": title,
        "lines": lines,
        "button": button,
        "foot": foot,
        "language": get_language() or "en",
        "nameplate": company.nameplate if company else "Rostra",
        "accent": accent_of(company.brand) if company else "#2b5ac7",
    }
    return Letter(_text(context), render_to_string("company/mail/letter.html", context))


def _text(context: dict[str, object]) -> str:
    return render_to_string("company/mail/letter.txt", context).strip() + "\n"
