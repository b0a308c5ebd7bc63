"""From `@Name` as typed to the person meant, and who of those named may not see it.

A full name is enough when one person has it. Of several with one name, one adds what tells them apart in brackets, as the
suggestions do: `@Matti Virtanen (Barista)`. So words in the field stay readable, and it works without script.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from rostra.communities.models import Comment, Entry, Mention
from rostra.communities.queries import who_can_see
from rostra.communities.text import TOKEN, mentioned_in
from rostra.people.finding import plain_words
from rostra.people.models import Person

SUGGESTED = 8
WORDS = 5  # of a name
MOST = 50  # mentions looked up in one text

_TYPED = re.compile(
    rf"(?<![\w@/])@([^\W\d_][\w'’.-]*(?:[ \u00a0]\w[\w'’.-]*){{0,{WORDS - 1}}})(?:[ \u00a0]\(([^()\n]{{1,80}})\))?"
)
_BRACKETS = str.maketrans("", "", "[]\n")


@dataclass(frozen=True)
class Untold:
    """Who was named and not told: `cannot_see` may not read it; of `unclear` names there are several people."""

    cannot_see: Sequence[Person] = ()
    unclear: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.cannot_see or self.unclear)


def resolve(text: str) -> str:
    """The text with a token for every person meant. A name of nobody, or of several, stays words, as does an unknown token."""
    if "@" not in text:
        return text
    known = _people(mentioned_in(text)[:MOST])
    text = TOKEN.sub(lambda found: _token(known[UUID(found[2])]) if UUID(found[2]) in known else f"@{found[1]}", text)
    by_name = _named(text)

    def put(found: re.Match[str]) -> str:
        for name in _prefixes(found[1]):
            people = by_name.get(name.lower(), [])
            whole = len(name) == len(found[1])
            meant = [person for person in people if whole and found[2] and _is(person, found[2])]
            if len(meant) == 1:
                return _token(meant[0])
            if len(people) == 1:
                return _token(people[0]) + found[0][1 + len(name) :]
            if people:
                break
        return found[0]

    return _TYPED.sub(put, text) if by_name else text


def editable(text: str) -> str:
    """As its writer typed it: `@Name`, and for one of several of that name what tells her apart."""
    ids = mentioned_in(text)[:MOST]
    if not ids:
        return text
    known = _people(ids)
    names = {person.name.lower() for person in known.values()}
    shared = set(_shared(names))

    def write(found: re.Match[str]) -> str:
        person = known.get(UUID(found[2]))
        if person is None or person.name.lower() not in shared:
            return f"@{person.name if person else found[1]}"
        return typed(person, shared=True) or found[0]

    return TOKEN.sub(write, text)


def typed(person: Person, *, shared: bool) -> str:
    """What stands in the field for her; empty when nothing tells her apart from others of that name."""
    apart = person.title or person.place
    return f"@{person.name} ({apart})" if shared and apart else "" if shared else f"@{person.name}"


def untold(said: Entry | Comment) -> Untold:
    """For the author, after saying it: who of those named was not told."""
    entry, comment = (said.entry, said) if isinstance(said, Comment) else (said, None)
    if entry.published_at is None:
        return Untold()
    told = set(Mention.objects.filter(entry=entry, comment=comment).values_list("person", flat=True))
    missing = [each for each in mentioned_in(said.body) if each not in told and each != said.author_id]
    by_name = _named(said.body)
    unclear = [
        name
        for found in _TYPED.finditer(said.body)
        if (name := next((name for name in _prefixes(found[1]) if name.lower() in by_name), ""))
    ]
    cannot_see = sorted(_people(missing).values(), key=lambda person: person.sort_key)
    return Untold(cannot_see, list(dict.fromkeys(unclear)))


def keep_mentions(entry: Entry, comment: Comment | None = None) -> list[UUID]:
    """Make the rows agree with the text. Returns the ids of those newly mentioned who may see it."""
    wanted = who_can_see(entry, mentioned_in((comment or entry).body)[:MOST])
    rows = Mention.objects.filter(entry=entry, comment=comment)
    had = set(rows.values_list("person", flat=True))
    if had - wanted:
        rows.filter(person__in=had - wanted).delete()
    new = sorted(wanted - had)
    Mention.objects.bulk_create([Mention(entry=entry, comment=comment, person_id=each) for each in new])
    return new


def _people(ids: Sequence[UUID]) -> dict[UUID, Person]:
    return Person.objects.in_bulk(list(ids)) if ids else {}


def _token(person: Person) -> str:
    return f"@[{person.name.translate(_BRACKETS)}]({person.id})"


def _is(person: Person, apart: str) -> bool:
    return apart.strip().casefold() in {person.title.casefold(), person.place.casefold()}


def _named(text: str) -> dict[str, list[Person]]:
    """People by the lower-case names that stand after an @ in the text: one statement, none without an @."""
    typed_words = [found[1] for found in _TYPED.finditer(text)][:MOST]
    names = {name.lower() for words in typed_words for name in _prefixes(words)}
    by_name: defaultdict[str, list[Person]] = defaultdict(list)
    for person in _here(names) if names else ():
        by_name[person.name.lower()].append(person)
    return dict(by_name)


def _here(names: set[str]) -> QuerySet[Person]:
    """People of these names (lower case). The trigram index finds those with a long word of one; the names then decide."""
    near = Q()
    for name in names:
        words = plain_words(name)
        near |= Q(find_text__contains=max(words, key=len)) if words else Q(pk=None)
    return Person.objects.here().filter(near).annotate(lower_name=Lower("name")).filter(lower_name__in=names)


def _prefixes(words: str) -> list[str]:
    """Longest first, each also without the full stop or apostrophe that ends it: "Bo Berg.", "Bo Berg", "Bo"."""
    parts, found = words.replace("\u00a0", " ").split(" "), []
    for count in range(len(parts), 0, -1):
        name = " ".join(parts[:count])
        found += [name, *([bare] if (bare := name.rstrip(".'’-")) != name else [])]
    return found


def meant(person: Person, words: str) -> list[tuple[Person, str]]:
    """People she may mean by what she typed after the @, and what then stands in the field. At most eight, by name."""
    wanted = plain_words(words)
    if not wanted:
        return []
    near = Person.objects.visible_to(person).here()
    for word in wanted:
        near = near.filter(find_text__contains=f" {word}")
    found = list(near.in_order()[:SUGGESTED])
    names = {each.name.lower() for each in found}
    shared = set(_shared(names))
    options = [(each, typed(each, shared=each.name.lower() in shared)) for each in found]
    return [(each, text) for each, text in options if text]


def _shared(names: set[str]) -> "QuerySet[Person, str]":
    """Names, lower case, that several people here have."""
    several = _here(names).values("lower_name").annotate(n=Count("id")).filter(n__gt=1)  # type: ignore[misc]  # annotated below
    return several.values_list("lower_name", flat=True)
