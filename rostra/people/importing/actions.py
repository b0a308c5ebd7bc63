"""The verbs of an import: take a file, check it, run it. Checking and running compare in the same way; running then writes."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.company.current import current_company
from rostra.kit.errors import Refused
from rostra.kit.job_queue import defer, passes_by_itself
from rostra.ledger.facts import record
from rostra.people.access import end_access_of
from rostra.people.actions.audiences import people_changed
from rostra.people.facts import PeopleImported, UnitsMade
from rostra.people.granted import actor_of, allow_keeping_people
from rostra.people.importing import changes, matching, staging, writing
from rostra.people.importing.circles import leave_out_circles
from rostra.people.importing.heading import Heading, Unreadable, read_heading
from rostra.people.importing.notes import sentence
from rostra.people.importing.records import records_of
from rostra.people.importing.rows import row_reader, rows_of
from rostra.people.importing.source import Line, lines_of
from rostra.people.importing.units import Node, UnitPlan, plan_units
from rostra.people.models import ImportRun, Person

MOST_BYTES = 500 * 1024 * 1024
AT_ONCE = 300_000  # bytes: some 1,500 people, read while the page waits; longer lists are a job
CONFIRM_FROM = 0.05  # of the people here: more leavers than this must be confirmed by their number
SHOWN = 200
ACCESSES = ("open", "closed", "none")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Choices:
    """What the person who brings the list in chose. `access` is unit path -> open, closed or none; `leavers` the number typed."""

    everybody: bool = False
    returning: bool = False
    leavers: int | None = None
    access: dict[str, str] = field(default_factory=dict)
    access_otherwise: str = "open"
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass
class _Comparison:
    heading: Heading
    units: UnitPlan
    fields: list[str]
    circles: int
    counts: dict[str, Any]
    leavers: list[tuple[UUID, str]]


def take_file(*, by: Person | None, file_name: str, content: BinaryIO) -> ImportRun:
    """Keep an uploaded list privately, for as long as its run lasts. Raises `Refused`, `Forbidden`."""
    allow_keeping_people(by)
    folder = Path(settings.ROSTRA_HOME) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    run = ImportRun(by=by, file_name=file_name[:200])
    target = folder / f"{run.id}.list"
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        shutil.copyfileobj(content, kept, 1 << 20)
    if target.stat().st_size > MOST_BYTES:
        target.unlink()
        raise Refused(sentence("too_big", {"most": MOST_BYTES >> 20}))
    run.path = str(target)
    run.save()
    return run


def check_import(*, run: ImportRun, choices: Choices, progress: Progress | None = None) -> ImportRun:
    """The dry run: fill `counts`, `report` and notes with what running it would do. Nothing else changes."""
    return _go(run, choices, progress, write=False)


def run_import(*, run: ImportRun, choices: Choices, progress: Progress | None = None) -> ImportRun:
    """Bring the list in: one transaction, facts included. Raises `Refused` when leavers are to be confirmed first."""
    return _go(run, choices, progress, write=True)


def _go(
    run: ImportRun, choices: Choices, progress: Progress | None, *, write: bool, tried_again: bool = False
) -> ImportRun:
    run.state = ImportRun.State.RUNNING if write else ImportRun.State.CHECKING
    run.options = _options(choices)
    run.progress = {}
    run.save()
    try:
        heading = read_heading(Path(run.path), choices.mapping)
        run.notes.all().delete()
        staging.make_tables()
        _read(run, heading, progress)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('people.import'))")
            cursor.execute("SET LOCAL jit = off")  # compiling these statements takes longer than running them
            comparison = _compare(run, heading, choices)
            if write:
                _write(run, comparison, choices)
            _keep_report(run, comparison, choices, written=write)
    except Unreadable as error:
        more = {"reason": error.reason, "words": error.words, "columns": [list(pair) for pair in error.columns]}
        _fail(run, sentence(error.reason, error.words), more)
        raise Refused(run.report["message"]) from error
    except Refused as error:
        _fail(run, error.message, {}, ImportRun.State.CHECKED)
        raise
    except Exception as error:
        if tried_again and passes_by_itself(error):
            raise  # the run stays under way: the job comes back to it
        _fail(
            run,
            _("Something broke while the list was read. Nothing has changed. Try again, or ask your administrator."),
            {},
        )
        raise
    finally:
        if not connection.needs_rollback:
            staging.drop_tables()
    if write:
        forget_file(run=run)
    return run


def _options(choices: Choices) -> dict[str, Any]:
    return {
        "everybody": choices.everybody, "returning": choices.returning, "leavers": choices.leavers, "map": choices.mapping,
        "access": choices.access, "access_otherwise": choices.access_otherwise,
    }  # fmt: skip


def _fail(run: ImportRun, message: str, more: dict[str, Any], state: str = ImportRun.State.FAILED) -> None:
    run.state, run.report, run.ended_at = state, {**run.report, "message": message, **more}, timezone.now()
    if not connection.needs_rollback:
        run.save()


def _read(run: ImportRun, heading: Heading, progress: Progress | None) -> None:
    """Copy the file into the table. Progress is in bytes, told after every batch."""
    path = Path(run.path)
    size, seen = path.stat().st_size, [0]

    def body() -> Iterator[Line]:
        for line in lines_of(path, heading.encoding):
            seen[0] += len(line.text) + 1
            if line.number > heading.line:
                yield line

    records = records_of(body(), delimiter=heading.delimiter, width=len(heading.columns))
    rows = rows_of(records, row_reader(heading))
    for _last in staging.stage(run, rows, language=current_company().language):
        run.progress = {"done": min(seen[0], size), "of": size}
        run.save(update_fields=["progress"])
        if progress:
            progress(run.progress["done"], size)
    staging.index_rows()


def _compare(run: ImportRun, heading: Heading, choices: Choices) -> _Comparison:
    matching.match(run, returning=choices.returning)
    units = plan_units()
    matching.match_leads(run)
    circles = leave_out_circles(run)
    fields = changes.told_fields(heading.fields)
    changes.compare(fields)
    leavers = changes.missing_people(run.by_id)
    return _Comparison(heading, units, fields, circles, changes.count_changes(), leavers)


def _access(node: Node, choices: Choices) -> str:
    return choices.access.get(" > ".join(node.names), choices.access_otherwise)


def _write(run: ImportRun, comparison: _Comparison, choices: Choices) -> None:
    leavers = [id for id, _name in comparison.leavers] if choices.everybody else []
    _confirm(len(leavers), choices)
    by = actor_of(run.by)
    writing.write_units(comparison.units)
    writing.write_people(comparison.fields)
    writing.write_leavers(leavers)
    end_access_of(leavers, by=run.by.user if run.by else None)
    made = [
        {"id": node.id, "name": node.names[-1], "parent": node.ids[-2] if len(node.ids) > 1 else None,
         "access": _access(node, choices)}
        for node in comparison.units.made
    ]  # fmt: skip
    if made:
        record(UnitsMade(run=run.id, units=made), by=by)
    counts = comparison.counts
    if counts["new"] or counts["changed"] or counts["returned"] or leavers or comparison.units.moved:
        record(PeopleImported(
            run=run.id, new=counts["new"], changed=counts["changed"], unchanged=counts["unchanged"],
            returned=counts["returned"], left_out=run.notes.filter(left_out=True).count(), left=leavers,
        ), by=by)  # fmt: skip
        people_changed()
    writing.freshen_plans()


def _confirm(leavers: int, choices: Choices) -> None:
    """More than one in twenty leaving is as likely a wrong file: the number must be typed."""
    here = Person.objects.filter(left_at=None).count()
    if leavers > CONFIRM_FROM * here and choices.leavers != leavers:
        raise Refused(
            _(
                "The list lacks %(leavers)s of the %(here)s people here, and you said that it is everybody. If they have"
                " all left, confirm it by typing the number %(leavers)s. Nothing has changed."
            )
            % {"leavers": leavers, "here": here},
            fields={"leavers": str(leavers)},
        )


def _keep_report(run: ImportRun, comparison: _Comparison, choices: Choices, *, written: bool) -> None:
    leavers = comparison.leavers
    run.counts = comparison.counts | {
        "left_out": run.notes.filter(left_out=True).count(),
        "remarks": run.notes.filter(left_out=False).count(),
        "circles": comparison.circles,
        "units_made": len(comparison.units.made),
        "units_moved": len(comparison.units.moved),
        "missing": len(leavers),
        "left": len(leavers) if choices.everybody else 0,
    }
    run.report = {
        "encoding": comparison.heading.encoding.name,
        "guessed": comparison.heading.encoding.guessed,
        "delimiter": comparison.heading.delimiter,
        "line": comparison.heading.line,
        "columns": comparison.heading.pairs,
        "here": Person.objects.filter(left_at=None).count(),
        "changes": [] if written else changes.show_changes(comparison.fields, most=SHOWN),
        "units": [{"path": " > ".join(node.names), "access": _access(node, choices)} for node in comparison.units.made],
        "moves": [{"was": " > ".join(node.was), "path": " > ".join(node.names)} for node in comparison.units.moved],
        "missing": [{"id": str(id), "name": name} for id, name in leavers[:SHOWN]],
    }
    run.state = ImportRun.State.DONE if written else ImportRun.State.CHECKED
    run.ended_at = timezone.now()
    run.save()


def forget_file(*, run: ImportRun) -> None:
    """Remove the kept copy: a list of people lies about no longer than it is needed."""
    if run.path:
        folder = (Path(settings.ROSTRA_HOME) / "imports").resolve()
        if Path(run.path).resolve().parent == folder:
            Path(run.path).unlink(missing_ok=True)
        run.path = ""
        run.save(update_fields=["path"])


def remove_old_files() -> int:
    """Lists that were checked and never brought in go after a week, runs and their notes after a year."""
    now = timezone.now()
    waiting = ImportRun.objects.filter(at__lt=now - timedelta(days=7)).exclude(path="").exclude(by=None)
    for run in waiting:
        forget_file(run=run)
    return ImportRun.objects.filter(at__lt=now - timedelta(days=365)).delete()[0]


def choices_of(run: ImportRun) -> Choices:
    """What was chosen for a run, as its row keeps it."""
    kept = run.options
    return Choices(
        everybody=bool(kept.get("everybody")),
        returning=bool(kept.get("returning")),
        leavers=kept.get("leavers"),
        access=dict(kept.get("access") or {}),
        access_otherwise=str(kept.get("access_otherwise") or "open"),
        mapping=dict(kept.get("map") or {}),
    )


def begin(*, by: Person | None, run: ImportRun, choices: Choices, write: bool) -> ImportRun:
    """From the page: a short list at once, a long one as a job, with progress. `Refused` is kept as the run's message."""
    allow_keeping_people(by)
    if not run.path or (run.is_under_way and run.state != ImportRun.State.UPLOADED):
        raise Refused(_("This list is being read or was brought in already. Nothing has changed."))
    run.options = _options(choices)
    run.state = ImportRun.State.RUNNING if write else ImportRun.State.CHECKING
    at_once = Path(run.path).stat().st_size <= AT_ONCE
    with transaction.atomic():
        run.save()
        if not at_once:
            defer("people.import", lock="people.import", run=str(run.id), write=write)
    return go_on(run_id=run.id, write=write) if at_once else run


def go_on(*, run_id: UUID, write: bool, tried_again: bool = False) -> ImportRun:
    """Check or run what `begin` was asked for. What is wrong with the list stands on the run's page and is not raised.

    `tried_again` says that the caller is a job: what passes by itself is raised to it, and leaves the run under way.
    """
    run = ImportRun.objects.select_related("by").get(id=run_id)
    if run.state not in (ImportRun.State.CHECKING, ImportRun.State.RUNNING):
        return run  # a job that was taken for dead was here already
    with suppress(Refused):
        _go(run, choices_of(run), None, write=write, tried_again=tried_again)
    return run
