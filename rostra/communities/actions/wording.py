"""What words can be taken, and what is settled when they are: mentions, topics, language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostra.communities.language import detect
from rostra.communities.mentions import resolve
from rostra.communities.models import Entry, EntryTopic, Topic
from rostra.communities.text import clean, has_signs, topics_in
from rostra.company.current import company_or_none
from rostra.kit.errors import Refused
from rostra.people.models import Person

BODY = 20_000  # signs of an entry
COMMENT = 5_000
TITLE = 200


def words_of(text: str, *, most: int, field: str = "body", empty: bool = False) -> str:
    """Cleaned, with mentions as tokens. `Refused` when there is nothing, or more than `most` signs."""
    text = clean(text)
    if not has_signs(text) and not empty:
        raise Refused(
            _("Nothing is written yet. Write a line, then send it."), fields={field: _("Write a line first.")}
        )
    if len(text) > most:
        over = ngettext(
            "This is %(over)s sign too long; %(most)s can be taken. Your text is kept below: shorten it, then send it.",
            "This is %(over)s signs too long; %(most)s can be taken. Your text is kept below: shorten it, then send it.",
            len(text) - most,
        ) % {"over": len(text) - most, "most": most}
        raise Refused(over, fields={field: over})
    return resolve(text)


def title_of(text: str) -> str:
    """One line."""
    return words_of(" ".join(text.split()), most=TITLE, field="title", empty=True)


def language_of(text: str, *, by: Person, marked: str = "") -> str:
    """As marked, else as it reads, else the writer's own."""
    company = company_or_none()
    offered = company.languages if company else []
    if marked:
        if marked not in offered:
            raise Refused(_("That language is not one of ours. Nothing has changed; choose one of the list."))
        return marked
    own = by.language or (company.language if company else "en")
    return detect(text, offered=offered, otherwise=own)


def settle_topics(entry: Entry) -> None:
    """Make the rows agree with the text."""
    names = {name.lower(): name for name in topics_in(f"{entry.title}\n{entry.body}")}
    # By key: two entries that bring the same two new topics would else wait for each other.
    new = [Topic(key=key, name=name) for key, name in sorted(names.items())]
    Topic.objects.bulk_create(new, ignore_conflicts=True)
    spelled = (
        {id: names[key] for id, key in Topic.objects.filter(key__in=names).values_list("id", "key")} if names else {}
    )
    rows = EntryTopic.objects.filter(entry=entry)
    had = dict(rows.values_list("topic", "name"))
    if stale := [id for id, name in had.items() if spelled.get(id) != name]:
        rows.filter(topic__in=stale).delete()
    fresh = [EntryTopic(entry=entry, topic_id=id, name=name) for id, name in spelled.items() if had.get(id) != name]
    EntryTopic.objects.bulk_create(fresh)
