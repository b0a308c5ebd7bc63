"""What of the gathering is worth a line in an inbox: being asked, answered, asked in, named a keeper; reports and removals."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rostra.notices.kinds import NoticeKind, kinds

Words = dict[str, str]


def _asked(words: Words, times: int) -> str:
    return _("asks to join %(community)s") % words


def _welcomed(words: Words, times: int) -> str:
    return _("let you into %(community)s") % words


def _not_now(words: Words, times: int) -> str:
    return _("%(community)s: not now. You may ask again in a week.") % words


def _invited(words: Words, times: int) -> str:
    return _("asks you into %(community)s") % words


def _level(words: Words, times: int) -> str:
    if words.get("level") == "owner":
        return _("handed %(community)s to you: you keep it now") % words
    return _("asks you to help keep %(community)s") % words


def _sent_away(words: Words, times: int) -> str:
    return _("You were removed from %(community)s: %(reason)s") % words


def _reported(words: Words, times: int) -> str:
    if words.get("what") == "comment":
        return ngettext("Somebody reported an answer", "%(times)d people reported an answer", times) % {"times": times}
    return ngettext("Somebody reported an entry", "%(times)d people reported an entry", times) % {"times": times}


def _removed(words: Words, times: int) -> str:
    if words.get("what") == "comment":
        return _("A moderator removed your answer: %(reason)s") % words
    return _("A moderator removed what you said: %(reason)s") % words


def _restored(words: Words, times: int) -> str:
    if words.get("what") == "comment":
        return _("Your answer stands again where it stood")
    return _("What you said stands again where it stood")


def _kind(key: str, order: int, label: object, icon: str, sentence: Callable[[Words, int], str]) -> None:
    kinds.add(NoticeKind(f"communities.{key}", order, label, icon, sentence))  # type: ignore[arg-type]  # lazy text


_kind("asked", 30, gettext_lazy("Somebody asks to join a community you keep"), "hand", _asked)
_kind("welcomed", 31, gettext_lazy("A community lets you in"), "user-check", _welcomed)
_kind("not_now", 32, gettext_lazy("A community says not now"), "hourglass", _not_now)
_kind("invited", 33, gettext_lazy("Somebody asks you into a community"), "user-plus", _invited)
_kind("level", 34, gettext_lazy("You are asked to keep a community"), "key", _level)
_kind("sent_away", 35, gettext_lazy("You are removed from a community"), "user-x", _sent_away)
_kind("reported", 36, gettext_lazy("Something is reported to you"), "flag", _reported)
_kind("removed", 37, gettext_lazy("A moderator removes what you said"), "shield", _removed)
_kind("restored", 38, gettext_lazy("What was removed is put back"), "undo", _restored)
