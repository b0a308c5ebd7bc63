"""Which language a text is in: guessed from its small words, corrected by its author."""

import re

# Words that are frequent in one of the three and mean nothing in the others.
SMALL_WORDS = {
    "en": "the and is are was to of in for that this with you we it on not have has be will from they what how can our your my",
    "fi": "ja on ei se että oli ovat joka kun mutta niin myös tai nyt vain kuin jos me te he mitä miten meidän teidän sen ole",
    "es": "el la los las de que y en un una es por con para no se lo del al como más pero sus este esta ya muy hay nos qué cómo mi",
}
_SETS = {code: frozenset(words.split()) for code, words in SMALL_WORDS.items()}
_LETTERS = {"fi": re.compile(r"ää|yö|öö|uo|ie|tt[aä]|ss[aä]|ll[aä]|st[aä]"), "es": re.compile(r"ñ|ción|¿|¡|á|í|ó|ú")}
_WORD = re.compile(r"[^\W\d_]+")
LEAST = 2  # points one language must have, and be ahead


def detect(text: str, *, offered: list[str], otherwise: str) -> str:
    """One of `offered` (language codes); `otherwise` where nothing tells, as in "👍 OK". Reads the first 2,000 signs."""
    words = _WORD.findall(text[:2000].lower())
    points = {code: _points(code, words) for code in offered if code in _SETS}
    ranked = sorted(points.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAST / 2):
        return otherwise
    return ranked[0][0]


def _points(code: str, words: list[str]) -> float:
    small = sum(word in _SETS[code] for word in words)
    letters = _LETTERS.get(code)
    return small + (0.5 * sum(bool(letters.search(word)) for word in words) if letters else 0.0)
