"""What a finding says to its author: a title and one reason, and the words a mend would write.

Every sentence passes through `gettext`, so that the catalogues find it and the reader gets it in her language. The
words of a mend are in the language of the text instead: they become part of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from rostra.guidelines.engine.ruleset import Term
from rostra.guidelines.engine.shapes import Author, DateWriter, Gettext, Surface, Unit, Weight, Window


@dataclass(frozen=True)
class Saying:
    """title: a few words. reason: one sentence that says why."""

    title: str
    reason: str


def say_secret(rule: str, gettext: Gettext) -> Saying:
    """For a key, a token or a password."""
    match rule:
        case "secret.password":
            title = gettext("That looks like a password")
        case "secret.private-key":
            title = gettext("That is a private key")
        case "secret.connection":
            title = gettext("A password stands in this address")
        case _:
            title = gettext("That looks like a key")
    return Saying(title, gettext("Who has it can get in. If it has been shown already, have it changed."))


def say_number(rule: str, gettext: Gettext) -> Saying:
    """For a national number, a bank account or a payment card."""
    match rule:
        case "personal.iban":
            return Saying(
                gettext("That is a bank account"),
                gettext("An account number belongs to somebody. Give it only to who must pay."),
            )
        case "personal.card":
            return Saying(
                gettext("That is a payment card"), gettext("Anyone who reads the number can try to pay with it.")
            )
        case _:
            return Saying(
                gettext("That is a personal identity number"),
                gettext("It stays with a person for life, and others can pass for her with it."),
            )


def say_contact(rule: str, own: bool, gettext: Gettext) -> Saying:
    """For an e-mail address or a phone number, one's own or somebody else's."""
    email = rule == "personal.email"
    if own:
        title = gettext("Your own e-mail address") if email else gettext("Your own phone number")
        return Saying(title, gettext("Anyone can use it from here, machines too. It is yours to give."))
    title = gettext("Somebody’s e-mail address") if email else gettext("Somebody’s phone number")
    return Saying(title, gettext("The name may be known, the way to reach a person is hers to give."))


def say_term(term: Term, gettext: Gettext, write_date: DateWriter) -> Saying:
    """For a confidential term: the list's own reason, and the day from which it may be said."""
    reason = term.reason or gettext("It is on the company’s list of things that are not public.")
    if term.until is not None:
        until = gettext("It may be told from %(date)s.") % {"date": write_date(term.until)}
        closed = reason if reason.rstrip()[-1:] in ".!?…" else f"{reason.rstrip()}."
        return Saying(gettext("Not public yet"), f"{closed} {until}")
    if term.weight is Weight.HINT:
        return Saying(gettext("Better in other words"), reason)
    return Saying(gettext("Not public"), reason)


def say_window(window: Window, opened: bool, gettext: Gettext, write_date: DateWriter) -> Saying:
    """For a story that may not be told yet (`opened` false), or no longer."""
    if not opened and window.opens is not None:
        reason = gettext("It may be told from %(date)s.") % {"date": write_date(window.opens)}
        return Saying(gettext("This story is not public yet"), reason)
    closes = write_date(window.closes) if window.closes else ""
    return Saying(
        gettext("This story has had its time"),
        gettext("It was to be told until %(date)s. You may still tell it.") % {"date": closes},
    )


def say_disclosure(rule: str, gettext: Gettext) -> Saying:
    """For a text that does not say, or says too late, that its author works there."""
    if rule == "disclosure.late":
        return Saying(
            gettext("Say earlier that you work here"), gettext("Readers see only the first lines, before “see more”.")
        )
    return Saying(
        gettext("Say that you work here"),
        gettext("Readers trust you more when they know, and the law asks for it when you praise."),
    )


def say_length(surface: Surface, over: int, gettext: Gettext) -> Saying:
    """For a text that does not fit; `over` in the surface's unit."""
    counted = {"network": surface.name, "limit": surface.limit, "over": over, "link": surface.travels}
    title = gettext("Too long for %(network)s") % counted
    if surface.unit is Unit.BYTES:
        return Saying(title, gettext("%(network)s takes %(limit)d bytes. Cut %(over)d.") % counted)
    if surface.travels:
        return Saying(
            title,
            gettext("%(network)s takes %(limit)d characters, and the link needs %(link)d of them. Cut %(over)d.")
            % counted,
        )
    return Saying(title, gettext("%(network)s takes %(limit)d characters. Cut %(over)d.") % counted)


def introduce(author: Author, language: str) -> str:
    """One sentence by which the author says, in the language of her text, that she works there."""
    if author.introduction.strip():
        return author.introduction.strip()
    employer = author.employers[0]
    match language:
        case "fi":
            return f"Työnantajani on {employer}."
        case "es":
            return f"Trabajo en {employer}."
        case _:
            return f"I work at {employer}."
