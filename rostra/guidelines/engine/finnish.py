"""Finnish inflection, as far as a name in a list needs it: the stems a word may take, and the endings that may follow.

Generous on purpose: most forms that no one would write do no harm, since no text holds them. English and Spanish
plurals and genitives are among the endings, because a list does not say what language a name is in.
"""

from __future__ import annotations

import re

# Consonant gradation before the last vowel, strong grade to weak.
_GRADES = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("nt", "nn"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("ht", "hd"),
    ("t", "d"),
    ("p", "v"),
    ("k", ""),
)
_VOWELS = "aeiouy"

# Case, then a possessive, then a clitic. Folded: ä is a, ö is o.
_CASES = (
    "n|a|ta|tta|na|ssa|sta|lla|lta|lle|ksi|"
    "an|en|in|on|un|yn|han|hen|hin|hon|hun|hyn|seen|siin|iin|"
    "t|ja|ia|ita|oita|ien|jen|iden|iten|ojen|issa|ista|illa|ilta|ille|iksi|ina|itta|ihin|oihin|oissa|oilla|oille|"
    "e|ea|etta|essa|esta|ella|elta|elle|eksi|ena|een|"
    "s|es|s'"
)
_SOME = rf"[:']?(?:{_CASES})(?:ni|si|nsa|mme|nne)?(?:kin|kaan|ko|han|pa)?"
ENDING = re.compile(rf"(?:{_SOME})?(?![^\W_])")
SOME_ENDING = re.compile(rf"{_SOME}(?![^\W_])")


def stems(word: str) -> set[str]:
    """The stems of one folded word (no accents, lower case) that differ from it and stand only before an ending."""
    if len(word) < 4:
        return set()
    found = _of_kind(word)
    if word[-1] in _VOWELS:
        body, vowel = word[:-1], word[-1]
        for strong, weak in _GRADES:
            if body.endswith(strong) and len(body) > len(strong) + 1:
                found.add(body[: -len(strong)] + weak + vowel)
                break
        grades = found | {word}
        if vowel == "i":
            found |= {stem[:-1] + "e" for stem in grades}
        if vowel == "a" and len(word) > 5:
            found |= {stem[:-1] + plural for stem in grades for plural in "oi"}
    return found - {word}


def _of_kind(word: str) -> set[str]:
    """Stems of the nouns whose ending changes: -nen, -us, -is, -e, and those that end in a consonant."""
    if word.endswith("nen"):
        return {word[:-3] + stem for stem in ("se", "s", "si")}
    if word.endswith(("us", "ys")):
        return {word[:-1] + stem for stem in ("kse", "ksi", "de", "t")}
    if word.endswith(("is", "as", "es", "os")):
        return {word[:-1] + stem for stem in ("kse", "ksi", word[-2])}
    if word.endswith("e"):
        return {word + "e", word + "i"}
    if word[-1] not in _VOWELS:
        return {word + "i", word + "e"}
    return set()
