"""From `@Name` as typed to the person meant, and who of those named may not see it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Lower

from rostra.communities.models import Comment, Entry, Mention
from rostra.communities.queries import who_can_see
from rostra.communities.text import TOKEN, mentioned_in
from rostra.people.models import Person

WORDS = 5  # of a name
MOST = 50  # mentions looked up in one text

_TYPED = re.compile(rf"(?<![\w@/])@([^\W\d_][\w'’.-]*(?:[ \u00a0][^\W\d_][\w'’.-]*){{0,{WORDS - 1}}})")
_BRACKETS = str.maketrans("", "", "[]\n")


@dataclass(frozen=True)
class Untold:
    """Who was named and not told: `cannot_see` may not read it; of `unclear` names there are several people."""

    cannot_see: Sequence[Person] = ()
    unclear: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.cannot_see or self.unclear)


def resolve(text: str, *, chosen: Iterable[UUID] = ()) -> str:
    """The text with a token for every person meant.

    `chosen` are the people picked from suggestions, whose `@Name` stands in the text; without script a full name is enough
    when one person has it. A name of several, or of nobody, stays words. Tokens of unknown people become words.
    """
    if "@" not in text:
        return text
    picked = list(chosen)[:MOST]
    known = _people(set(mentioned_in(text)[:MOST]) | set(picked))
    text = TOKEN.sub(lambda found: _token(known.get(UUID(found[2]))) or f"@{found[1]}", text)
    for name, ids in _by_name(known, picked).items():
        text = _place(text, name, [known[each] for each in ids])
    return _find_typed(text)


def untold(said: Entry | Comment) -> Untold:
    """For the author, after saying it: who of those named was not told."""
    entry, comment = (said.entry, said) if isinstance(said, Comment) else (said, None)
    told = set(Mention.objects.filter(entry=entry, comment=comment).values_list("person", flat=True))
    missing = [each for each in mentioned_in(said.body) if each not in told and each != said.author_id]
    several = Counter(person.name.lower() for person in _named(_candidates(said.body)))
    unclear = [name for name in _longest(said.body, several) if several[name.lower()] > 1]
    return Untold(sorted(_people(set(missing)).values(), key=lambda person: person.sort_key), unclear)


def keep_mentions(entry: Entry, comment: Comment | None = None) -> list[UUID]:
    """Make the rows agree with the text. Returns the ids of those newly mentioned who may see it."""
    wanted = who_can_see(entry, mentioned_in((comment or entry).body)[:MOST])
    rows = Mention.objects.filter(entry=entry, comment=comment)
    had = set(rows.values_list("person", flat=True))
    rows.filter(person__in=had - wanted).delete()
    new = sorted(wanted - had)
    Mention.objects.bulk_create([Mention(entry=entry, comment=comment, person_id=each) for each in new])
    return new


def _people(ids: set[UUID]) -> dict[UUID, Person]:
    return Person.objects.in_bulk(ids) if ids else {}


def _token(person: Person | None) -> str:
    return "" if person is None else f"@[{person.name.translate(_BRACKETS)}]({person.id})"


def _by_name(known: dict[UUID, Person], picked: list[UUID]) -> dict[str, list[UUID]]:
    names: defaultdict[str, list[UUID]] = defaultdict(list)
    for each in picked:
        if each in known:
            names[known[each].name].append(each)
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def _place(text: str, name: str, people: list[Person]) -> str:
    """The first `@Name` is the first of that name who was picked, and so on; the last one picked takes the rest."""
    waiting = list(people)

    def put(found: re.Match[str]) -> str:
        return _token(waiting.pop(0) if len(waiting) > 1 else waiting[0])

    return re.sub(rf"(?<![\w@])@{re.escape(name)}(?!\w)", put, text)


def _find_typed(text: str) -> str:
    by_name: defaultdict[str, list[Person]] = defaultdict(list)
    for person in _named(_candidates(text)):
        by_name[person.name.lower()].append(person)

    def put(found: re.Match[str]) -> str:
        for name in _prefixes(found[1]):
            people = by_name.get(name.lower(), [])
            if people:
                return _token(people[0]) + found[1][len(name) :] if len(people) == 1 else found[0]
        return found[0]

    return _TYPED.sub(put, text) if by_name else text


def _candidates(text: str) -> set[str]:
    typed = [found[1] for found in _TYPED.finditer(text)][:MOST]
    return {name.lower() for words in typed for name in _prefixes(words)}


def _longest(text: str, several: Counter[str]) -> list[str]:
    names = (
        next((name for name in _prefixes(found[1]) if name.lower() in several), "") for found in _TYPED.finditer(text)
    )
    return list(dict.fromkeys(name for name in names if name))


def _prefixes(words: str) -> list[str]:
    """Longest first, each also without the full stop or apostrophe that ends it: "Bo Berg.", "Bo Berg", "Bo"."""
    parts, found = words.replace("\u00a0", " ").split(" "), []
    for count in range(len(parts), 0, -1):
        name = " ".join(parts[:count])
        found += [name, *([bare] if (bare := name.rstrip(".'’-")) != name else [])]
    return found


def _named(names: set[str]) -> list[Person]:
    if not names:
        return []
    return list(Person.objects.annotate(lower_name=Lower("name")).filter(lower_name__in=names, left_at=None))
