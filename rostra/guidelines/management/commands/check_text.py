"""`rostra check`: what the guidelines say about texts, from the command line."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext

from rostra.company.current import company_or_none
from rostra.guidelines import checking, engine
from rostra.guidelines.engine import Author, Finding, Match, Ruleset, Surface, Term, Weight, refuse_term
from rostra.guidelines.jsonlines import Check, as_line, check_lines
from rostra.guidelines.listing import read_terms
from rostra.guidelines.rulesets import REGIONS
from rostra.guidelines.surfaces import surface_named, surfaces


class Command(BaseCommand):
    help = "Check texts. With --json one JSON object a line in and out; without, one text from standard input."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="read {id, text, network?, language?} a line")
        parser.add_argument(
            "--terms", type=Path, metavar="FILE", help="confidential terms from a file, not the database"
        )
        parser.add_argument("--employer", action="append", default=[], metavar="NAME", help="with --terms: her company")
        parser.add_argument("--network", default="", help="where a text goes that does not say so")
        parser.add_argument("--language", default="", help="the language of a text that does not say so")

    def handle(self, *args: Any, **options: Any) -> None:
        run = self._by_file(options) if options["terms"] else self._by_company()
        if not options["json"]:
            self._one(run, options)
            return
        bad = 0
        for row in check_lines(sys.stdin.buffer, run, network=options["network"], language=options["language"]):
            bad += "error" in row
            sys.stdout.buffer.write(as_line(row))
            sys.stdout.buffer.flush()
        if bad:
            self.stderr.write(f"{bad} lines could not be checked; each is named in the output.")

    def _by_company(self) -> Check:
        """A check by the rules of this house; by the built-in ones alone where there is no house yet."""
        try:
            company = company_or_none()
        except DatabaseError:
            company = None
        if company is None:
            self.stderr.write("There is no company here yet: only the built-in rules are used.")
            return lambda text, surface: engine.check(text, surface=surface, gettext=gettext)
        author = Author(employers=tuple(company.employer_names or [company.name]))
        return lambda text, surface: checking.check(text, surface=surface, author=author)

    def _by_file(self, options: dict[str, Any]) -> Check:
        """A check that asks no database."""
        path: Path = options["terms"]
        try:
            listed = list(read_terms(path.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}") from error
        terms = []
        for each in listed:
            reason = refuse_term(each.term, prefix=each.match == "prefix")
            if each.bad_until:
                reason = f"“{each.bad_until}” is no date."
            if each.weight not in set(Weight) or each.match not in set(Match):
                reason = "The weight is hint, mend or stop, and the match word, forms or prefix."
            if reason:
                self.stderr.write(f"{path.name}, line {each.line}, left out: {reason}")
                continue
            weight, match = Weight(each.weight), Match(each.match)
            terms.append(Term(each.term, f"line-{each.line}", each.reason, each.until, weight, match, each.suggestion))
        employers = tuple(options["employer"])
        ruleset = Ruleset(str(path), tuple(terms), names=employers, regions=REGIONS).compiled()
        author = Author(employers=employers)

        def run(text: str, surface: Surface) -> list[Finding]:
            return engine.check(text, surface=surface, author=author, ruleset=ruleset, gettext=gettext)

        return run

    def _one(self, run: Check, options: dict[str, Any]) -> None:
        """One text, for a person to read."""
        text = sys.stdin.read()
        surface = surface_named(options["network"], language=options["language"] or None)
        if surface is None:
            known = ", ".join(each.key for each in surfaces)
            raise CommandError(f"There is no network {options['network']!r}. Known: {known}.")
        findings = run(text, surface)
        for finding in findings:
            line = text.count("\n", 0, finding.start) + 1
            self.stdout.write(f"line {line}, {finding.weight}: {finding.message}. {finding.reason}")
        if not findings:
            self.stdout.write("Nothing to look at.")
