"""What of all this is worth a line in an inbox: being named, being answered. One line a person, the closest one."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rostra.communities.models import Comment, Entry
from rostra.communities.queries import who_can_see
from rostra.communities.text import to_line
from rostra.notices.actions import bring_back, forget, reword, tell, told_about, withdraw
from rostra.notices.kinds import NoticeKind, kinds
from rostra.people.models import Person

MENTION, REPLY, ANSWER = _SAID = "communities.mention", "communities.reply", "communities.answer"


def _mention(words: dict[str, str], times: int) -> str:
    if words.get("place"):
        return _("mentioned you in %(place)s: %(line)s") % words
    return _("mentioned you: %(line)s") % words


def _reply(words: dict[str, str], times: int) -> str:
    return ngettext("replied to you: %(line)s", "and others replied to you: %(line)s", times) % words


def _answer(words: dict[str, str], times: int) -> str:
    return ngettext("answered you: %(line)s", "and others answered you: %(line)s", times) % words


kinds.add(NoticeKind(MENTION, 10, gettext_lazy("Someone mentions you"), "at", _mention, quoted=("line",)))
kinds.add(NoticeKind(ANSWER, 11, gettext_lazy("Someone answers what you said"), "reply", _answer, quoted=("line",)))
kinds.add(NoticeKind(REPLY, 12, gettext_lazy("Someone replies to your answer"), "reply", _reply, quoted=("line",)))


def mentioned(entry: Entry, comment: Comment | None, people: Iterable[UUID], *, by: Person) -> None:
    """`people` may see it: `mentions.keep_mentions` gave them."""
    _tell(MENTION, people, entry, comment, by=by)


def answered(comment: Comment, answers: Comment | None, named: Iterable[UUID], *, by: Person) -> None:
    """Whoever is named is told that; else whose answer it replies to; else whose entry it is. Only who may still read it."""
    entry, told = comment.entry, set(named)
    mentioned(entry, comment, told, by=by)
    replied = {answers.author_id} - told if answers is not None else set()
    _tell(REPLY, who_can_see(entry, replied), entry, comment, by=by)
    rest = {entry.author_id} - told - replied
    _tell(ANSWER, who_can_see(entry, rest), entry, comment, by=by)


def went(thing: Entry | Comment) -> None:
    """It is gone: no inbox and no mail says its words. What was told of an entry goes with it."""
    withdraw(gone=thing.id, about=_entry_of(thing).id)


def came_back(thing: Entry | Comment) -> None:
    """After an undo, as it was; an answer under an entry that is gone meanwhile waits for that."""
    bring_back(gone=thing.id)
    entry = _entry_of(thing)
    if entry.deleted_at is not None or entry.removed_at is not None:
        withdraw(gone=entry.id, about=entry.id)


def changed(entry: Entry, comment: Comment | None = None) -> None:
    """What was told shows what stands there now, to those who may still read it; of others it is forgotten.

    They left the audience, follow no more, or the community narrowed: new words are not theirs because the old ones were.
    """
    told = told_about(entry.id, kinds=_SAID)
    for person in sorted(told - who_can_see(entry, told)) if told else ():
        forget(subject=entry.id, person=person, kinds=_SAID)
    reword(source=(comment or entry).id, about=entry.id, words=_words(entry, comment))


def _entry_of(thing: Entry | Comment) -> Entry:
    return thing.entry if isinstance(thing, Comment) else thing


def _tell(kind: str, people: Iterable[UUID], entry: Entry, comment: Comment | None, *, by: Person) -> None:
    told = [person for person in people if person != by.id]
    if not told:
        return
    tell(
        people=told,
        kind=kind,
        by=by,
        subject=entry.id,
        scope=entry.community_id,
        source=(comment or entry).id,
        url=address_of(entry, comment),
        words=_words(entry, comment),
    )


def _words(entry: Entry, comment: Comment | None) -> dict[str, str]:
    return {"line": to_line((comment or entry).body), "place": entry.community.name if entry.community else ""}


def address_of(entry: Entry, comment: Comment | None = None) -> str:
    """Where it stands; a comment on the page of its thread that holds it."""
    page = reverse("entry", args=[entry.id])
    return f"{page}?comment={comment.id}#comment-{comment.id}" if comment is not None else page
