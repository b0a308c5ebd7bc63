"""`rostra import people FILE`: a list of people from the command line."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rostra.kit.errors import Refused
from rostra.people.importing.actions import ACCESSES, Choices, check_import, run_import
from rostra.people.importing.notes import sentence
from rostra.people.models import ImportRun


class Command(BaseCommand):
    help = "Bring in people from a CSV file of any HR system. --dry-run says what would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8, UTF-16 or Windows-1252; any of , ; | and tab")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--everybody", action="store_true", help="who is missing from the file has left")
        parser.add_argument("--leavers", type=int, metavar="N", help="confirm the number of leavers, if above 5 %%")
        parser.add_argument("--returning", action="store_true", help="people who left and are in the file come back")
        parser.add_argument(
            "--map", action="append", default=[], metavar="COLUMN=FIELD", help="say what a column holds"
        )
        parser.add_argument("--unit-access", choices=ACCESSES, default="open", help="communities of new units")
        parser.add_argument("--json", action="store_true", help="the report as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        choices = Choices(
            everybody=options["everybody"], returning=options["returning"], leavers=options["leavers"],
            access_otherwise=options["unit_access"], mapping=_mapping(options["map"]),
        )  # fmt: skip
        run = ImportRun.objects.create(file_name=path.name, path=str(path))
        verb = check_import if options["dry_run"] else run_import
        try:
            verb(run=run, choices=choices, progress=self._progress)
        except Refused as error:
            raise CommandError(error.message) from error
        finally:
            ImportRun.objects.filter(id=run.id).update(path="")
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(run), ensure_ascii=False))
        else:
            self._tell(run, dry=options["dry_run"])

    def _progress(self, done: int, of: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\rreading {100 * done // max(of, 1):3d} %", ending="")

    def _tell(self, run: ImportRun, *, dry: bool) -> None:
        counts, report = run.counts, run.report
        if report["guessed"]:
            self.stdout.write(
                f"The file does not say its encoding. It was read as {report['encoding']}: look at å, ä, ñ."
            )
        for title, name in report["columns"]:
            self.stdout.write(f"  {title} -> {name or 'left aside'}")
        for note in run.notes.order_by("line", "id").iterator(chunk_size=1000):
            kind = "left out" if note.left_out else "note"
            self.stdout.write(f"line {note.line}: {kind}: {sentence(note.reason, note.words)}")
        for change in report["changes"]:
            for each in change["fields"]:
                self.stdout.write(
                    f"{change['name']}: {each['field']}: {each['before'] or '-'} -> {each['after'] or '-'}"
                )
        for unit in report["units"]:
            self.stdout.write(f"new unit: {unit['path']} (community: {unit['access']})")
        for move in report["moves"]:
            self.stdout.write(f"moved unit: {move['was']} -> {move['path']}")
        self.stdout.write(
            f"{'Would bring in' if dry else 'Brought in'}: {counts['new']} new, {counts['changed']} changed,"
            f" {counts['unchanged']} unchanged, {counts['returned']} returned, {counts['left']} left,"
            f" {counts['left_out']} lines left out. {counts['missing']} people here are not in the file."
        )


def _mapping(pairs: list[str]) -> dict[str, str]:
    """--map "Worker=name" --map "Cost centre=" (leave it aside)."""
    found = {}
    for pair in pairs:
        column, sign, name = pair.rpartition("=")
        if not sign or not column:
            raise CommandError(f"--map takes COLUMN=FIELD, not “{pair}”.")
        found[column] = name
    return found


def _as_json(run: ImportRun) -> dict[str, Any]:
    notes = run.notes.order_by("line", "id").iterator(chunk_size=1000)
    return {
        "run": str(run.id), "state": run.state, "counts": run.counts, "report": run.report,
        "notes": [
            {"line": n.line, "left_out": n.left_out, "reason": n.reason, "words": n.words, "message": sentence(n.reason, n.words)}
            for n in notes
        ],
    }  # fmt: skip
