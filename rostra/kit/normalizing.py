"""Unicode's normal forms in linear time.

`unicodedata.normalize` puts a run of combining marks in order by insertion: eighty thousand of them, which fit into one form,
hold the whole process for seven seconds, a million for a quarter of an hour. Here a run is cut before that.
"""

import re
import unicodedata
from typing import Literal

MOST_MARKS = 30  # in a row, as Unicode's Stream-Safe Text Format has it (UAX 15); no language writes a third of it
_TAKEN_APART = "\u0f73\u0f75\u0f81\uff9e\uff9f"  # letters whose first part is a mark
# No sign is in both classes, and what was taken is not given back: else thirty of such a sign would be tried in 2^30 ways.
_LONG_RUN = re.compile(rf"(?:[^\w\s]|[\uff9e\uff9f]){{{MOST_MARKS + 1},}}+")


def normalize(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """As `unicodedata.normalize`, but for marks after the thirtieth on one letter, which are dropped."""
    return text if text.isascii() else unicodedata.normalize(form, _LONG_RUN.sub(_shortened, text))


def _shortened(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in run[0]:
        marks = marks + 1 if unicodedata.combining(sign) or sign in _TAKEN_APART else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
