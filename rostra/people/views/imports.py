"""Bringing in a list: upload, look at what it would change, choose, run, read the report."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest
from rostra.people.importing.actions import ACCESSES, MOST_BYTES, Choices, begin, choices_of, forget_file, take_file
from rostra.people.importing.notes import sentence
from rostra.people.importing.report import FIELD_NAMES, field_name
from rostra.people.models import ImportRun

SHOWN = 100
RUNS = 20


def _find(request: PersonRequest, run_id: UUID) -> ImportRun:
    return ImportRun.objects.visible_to(request.grants).or_404(run_id)


@door("administrator", methods="GET POST", most=MOST_BYTES + (1 << 20))
def runs(request: PersonRequest) -> HttpResponse:
    """The lists that came in, and the form for the next. POST takes a file as `file` and checks it."""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if isinstance(upload, UploadedFile):
            run = take_file(by=request.person, file_name=upload.name or _("list"), content=cast("Any", upload.file))
            begin(by=request.person, run=run, choices=Choices(), write=False)
            return redirect("people_import", run_id=run.id)
        messages.error(request, _("No file was chosen. Nothing has changed."))
    shown = ImportRun.objects.visible_to(request.grants).select_related("by").order_by("-at")[:RUNS]
    return render(request, "people/imports/index.html", {"runs": list(shown), "fields": FIELD_NAMES})


@door("administrator", methods="GET DELETE")
def show(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """The dry run or the report; while it is under way, how far it is. DELETE throws the list away."""
    run = _find(request, run_id)
    if request.method == "DELETE":
        forget_file(run=run)
        messages.success(request, _("The list is deleted. Nobody was changed."))
        return redirect("people_imports")
    after = _line_after(request)
    notes = list(run.notes.filter(line__gt=after).order_by("line", "id")[: SHOWN + 1])
    context = {
        "run": run, "fields": FIELD_NAMES, "accesses": _access_names(), "choices": choices_of(run),
        "notes": [(note, sentence(note.reason, note.words)) for note in notes[:SHOWN]],
        "older": notes[SHOWN - 1].line if len(notes) > SHOWN else None,
        "by_field": [(field_name(name), count) for name, count in run.counts.get("fields", {}).items()],
        "changes": [{**change, "fields": [{**each, "label": field_name(each["field"])} for each in change["fields"]]}
                    for change in run.report.get("changes", [])],
        "confirm": _must_confirm(run),
    }  # fmt: skip
    return render(request, "people/imports/show.html", context)


def _line_after(request: PersonRequest) -> int:
    text = request.GET.get("after", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _access_names() -> list[tuple[str, str]]:
    names = {"open": _("Open: anyone joins"), "closed": _("Closed: one asks"), "none": _("None")}
    return [(key, names[key]) for key in ACCESSES]


def _must_confirm(run: ImportRun) -> bool:
    here, missing = run.report.get("here", 0), run.counts.get("missing", 0)
    return bool(here and missing > 0.05 * here)


def _choices(request: PersonRequest, run: ImportRun) -> Choices:
    """What the form says, over what was chosen before."""
    kept, post = choices_of(run), request.POST
    columns = run.report.get("columns", [])
    mapping = {title: post.get(f"column-{n}", "") for n, (title, _name) in enumerate(columns) if f"column-{n}" in post}
    paths = [unit["path"] for unit in run.report.get("units", [])]
    access = {path: post[f"access-{n}"] for n, path in enumerate(paths) if post.get(f"access-{n}") in ACCESSES}
    typed = post.get("leavers", "").strip()
    return replace(
        kept, mapping=mapping or kept.mapping, access=kept.access | access, everybody="everybody" in post,
        returning="returning" in post, leavers=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None,
    )  # fmt: skip


@door("administrator", methods="POST")
def checks(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """Look again, with other columns or choices."""
    run = _find(request, run_id)
    begin(by=request.person, run=run, choices=_choices(request, run), write=False)
    return redirect("people_import", run_id=run.id)


@door("administrator", methods="POST")
def writing(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """Bring the list in, as it was looked at."""
    run = _find(request, run_id)
    if run.state != ImportRun.State.CHECKED:
        raise Refused(_("Look at what the list would change first. Nothing has changed."))
    begin(by=request.person, run=run, choices=_choices(request, run), write=True)
    return redirect("people_import", run_id=run.id)


class _Echo:
    def write(self, line: str) -> str:
        return line


@door("administrator")
def lines(request: PersonRequest, run_id: UUID) -> HttpResponseBase:
    """The lines that stayed out or lost something, as CSV that a spreadsheet opens: line, in or out, why, the line itself."""
    run = _find(request, run_id)
    head = [_("line"), _("came in"), _("why"), _("text")]
    yes, no = _("yes"), _("no")

    def rows() -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield "\ufeff" + writer.writerow(head)
        for note in run.notes.order_by("line", "id").iterator(chunk_size=1000):
            yield writer.writerow(
                [
                    note.line,
                    no if note.left_out else yes,
                    _harmless(sentence(note.reason, note.words)),
                    _harmless(note.text),
                ]
            )

    response = StreamingHttpResponse(rows(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lines-{run.at:%Y-%m-%d}.csv"'
    return response


def _harmless(text: str) -> str:
    """A cell that a spreadsheet would take for a formula is written as text."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else text
