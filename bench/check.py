"""How long one check takes: a 3,000-character text against 10,000 confidential terms.

    bin/bench check [--runs 2000] [--port 8161]

In process after load (the ruleset compiled once), and through `POST /check/` of a server started for it (`check_house.py`),
whose company lists the same 10,000 terms. Prints a table for people and, as its last line, one JSON object. Times are
wall-clock milliseconds, those over HTTP with the client's own; the CPU's stand beside the former, for a busy machine.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import time
from datetime import date, timedelta

from bench.check_house import Question, asked
from rostra.guidelines.engine import Author, Match, Ruleset, Surface, Term, Unit, Weight, check
from rostra.guidelines.engine.folding import fold

SIZE = 3_000
TERMS = 10_000
SURFACE = Surface("LinkedIn", limit=3_000, unit=Unit.UTF16, fold=210)
AUTHOR = Author("Noor Haddad", ("Aamuvalle", "Aamuvalle Oy"), ("noor@aamuvalle.example",))

_SYLLABLES = [a + b for a in "hjklmnprstv" for b in "aeiou"]
_SENTENCES = {
    "en": (
        "The drums in Turku run at {n} degrees, and until now that heat went up the chimney. ",
        "Since last week the water of the swimming hall is warmed by the coffee we roast. ",
        "We sent version {n}.4.1 out on 14 May, and order 4500{n}771 left the same day. ",
        "It saves 2.1 gigawatt-hours a year, eleven in a hundred of what the hall needs. ",
    ),
    "fi": (
        "Paahtimon hukkalämpö kulkee nyt kadun alitse uimahalliin, ja vesi on {n} astetta. ",
        "Lauantaina 14.5. tuli {n} kävijää, ja tilausnumero 20{n}4471 jäi odottamaan. ",
        "Aamuvallella opin, että hyvä kahvi syntyy hitaasti ja yhdessä naapurien kanssa. ",
    ),
    "es": (
        "El calor de los tambores de Turku llega ahora a la piscina, a {n} grados. ",
        "La semana pasada vinieron {n} vecinos a probar el café de la nueva cosecha. ",
        "En Aamuvalle aprendí que un buen café se hace despacio y entre muchos. ",
    ),
}


def make_ruleset(rng: random.Random) -> Ruleset:
    """10,000 invented names of one to three words, a third inflected, a tenth by their beginning."""
    terms: dict[str, Term] = {}
    while len(terms) < TERMS:
        key = len(terms)
        words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).title() for _ in range(rng.randint(1, 3))]
        match = Match.PREFIX if key % 10 == 0 else Match.FORMS if key % 3 == 0 else Match.WORD
        until = date(2100, 1, 1) + timedelta(days=key) if key % 2 else None
        term = Term(f"{' '.join(words)} {key % 97 or ''}".strip(), str(key), until=until, match=match)
        terms.setdefault(fold(term.term).bare, term)  # a list holds no word twice
    return Ruleset("bench", tuple(terms.values()), names=("Aamuvalle", "Sisu Roast"), domains=("aamuvalle.example",))


def make_text(rng: random.Random, ruleset: Ruleset) -> str:
    """3,000 characters of talk in three languages with what a check must find: terms, numbers, a key, addresses."""
    pieces: list[str] = []
    while sum(map(len, pieces)) < SIZE:
        pieces.append(rng.choice(_SENTENCES[rng.choice(("en", "fi", "es"))]).format(n=rng.randint(100, 999)))
    found = [rng.choice(ruleset.terms).term for _ in range(5)]
    found += ["jarkko.lehtinen@aamuvalle.fi", "+358 40 123 4567", "FI21 1234 5600 0007 85", "131052-308T"]
    found += ["ghp_" + "".join(rng.choices("abcdefghijABCDEFGHIJ0123456789", k=36)), "salasana: Kahvi2024x"]
    for piece in found:
        pieces.insert(rng.randrange(len(pieces) // 2), f"{piece} was in it. ")
    return "".join(pieces)[:SIZE]


def timed(runs: int, texts: list[str], ruleset: Ruleset) -> tuple[list[float], list[float]]:
    """Milliseconds of each run, in the order run: by the wall clock, and of this thread's CPU alone."""
    taken, computed = [], []
    for run in range(runs):
        text = texts[run % len(texts)]
        start, busy = time.perf_counter(), time.thread_time()
        check(text, surface=SURFACE, author=AUTHOR, ruleset=ruleset)
        computed.append((time.thread_time() - busy) * 1000)
        taken.append((time.perf_counter() - start) * 1000)
    return taken, computed


def centiles(taken: list[float]) -> tuple[float, float, float]:
    """(p50, p99, worst) in milliseconds."""
    cut = statistics.quantiles(taken, n=100, method="inclusive")
    return round(cut[49], 2), round(cut[98], 2), round(max(taken), 2)


def main() -> None:
    """Measures, prints."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--runs", type=int, default=2000)
    options.add_argument("--port", type=int, default=8161)
    chosen = options.parse_args()
    rng = random.Random(20)
    ruleset = make_ruleset(rng)
    texts = [make_text(rng, ruleset) for _ in range(40)]
    start = time.perf_counter()
    ruleset.compiled()
    load_ms = (time.perf_counter() - start) * 1000
    # A figure for a check that finds nothing would be void.
    per_text = [check(text, surface=SURFACE, author=AUTHOR, ruleset=ruleset) for text in texts]
    if not all(sum(f.weight is Weight.STOP for f in found) >= 5 for found in per_text):
        raise SystemExit("The figure is void: every text holds five things to stop, and not all were found.")
    print(f"{SIZE:,} characters against {TERMS:,} terms, Python {platform.python_version()}")
    print(f"compiled once in {load_ms:.0f} ms; {sum(map(len, per_text)) / len(texts):.1f} findings a text\n")
    print(f"{'':14}{'p50 ms':>9}{'p99 ms':>9}{'worst':>9}{'runs':>8}")
    taken, computed = timed(chosen.runs, texts, ruleset)
    p50, p99, worst = centiles(taken)
    print(f"{'in process':14}{p50:9.2f}{p99:9.2f}{worst:9.2f}{chosen.runs:8,}")
    cpu50, cpu99, cpu_worst = centiles(computed)
    print(f"{'  CPU of it':14}{cpu50:9.2f}{cpu99:9.2f}{cpu_worst:9.2f}{chosen.runs:8,}")
    figures: dict[str, float] = {"p50_ms": p50, "p99_ms": p99, "load_ms": round(load_ms, 1)}
    figures |= {"cpu_p50_ms": cpu50, "cpu_p99_ms": cpu99}
    listed, over_http = asked(Question(chosen.port, ruleset, texts, chosen.runs))
    p50, p99, worst = centiles(over_http)
    print(f"{'POST /check/':14}{p50:9.2f}{p99:9.2f}{worst:9.2f}{chosen.runs:8,}")
    figures |= {"http_p50_ms": p50, "http_p99_ms": p99, "http_terms": listed}
    print()
    print(json.dumps({"bench": "check", "characters": SIZE, "terms": TERMS, "runs": chosen.runs, **figures}))


if __name__ == "__main__":
    main()
