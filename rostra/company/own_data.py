"""Of whoever asks: how much there is of each thing the privacy page names, and a copy of it. One statement each."""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, IntegerField, TextField, Value
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.encoding import force_str

from rostra.company.personal_data import PersonalData, Rows, personal_data

CHUNK = 500


def counts(request: HttpRequest) -> dict[str, int]:
    """By the key of the entry."""
    first, *others = (_how_many(entry.key, entry.rows(request)) for entry in personal_data if entry.rows is not None)
    return dict(first.union(*others, all=True))


def _how_many(key: str, rows: Rows) -> Rows:
    labelled = rows.order_by().values(data_key=Value(key, output_field=TextField()))
    counted: Rows = labelled.annotate(how_many=Count("pk")).values_list("data_key", "how_many")
    return counted


def copy(request: HttpRequest) -> Iterator[str]:
    """JSON in pieces: what each thing is, how long it is kept, who sees it, and its rows, read some at a time."""
    entries = list(personal_data)
    rows = groupby(_all_rows(request, entries), itemgetter(0))
    place, group = next(rows, (-1, iter(())))
    yield "[\n"
    for number, entry in enumerate(entries):
        yield (",\n" if number else "") + _opening(entry)
        if number == place:
            yield from _written(group)
            place, group = next(rows, (-1, iter(())))
        yield "]}"
    yield "\n]\n"


def _all_rows(request: HttpRequest, entries: list[PersonalData]) -> Iterator[tuple[int, object]]:
    """(place of its entry, the row), in the order of the entries."""
    first, *others = (
        _labelled(number, entry, entry.rows(request)) for number, entry in enumerate(entries) if entry.rows is not None
    )
    return iter(first.union(*others, all=True).order_by("data_place").iterator(chunk_size=CHUNK))


def _labelled(number: int, entry: PersonalData, rows: Rows) -> Rows:
    place = Value(number, output_field=IntegerField())
    row = JSONObject(**{field: field for field in entry.fields})
    # Names that no model has for a field of its own.
    labelled: Rows = rows.order_by().annotate(data_place=place, data_row=row).values_list("data_place", "data_row")
    return labelled


def _opening(entry: PersonalData) -> str:
    said = {name: force_str(getattr(entry, name)) for name in ("key", "what", "how_long", "who_sees")}
    return json.dumps(said, ensure_ascii=False)[:-1] + ', "rows": ['


def _written(group: Iterator[tuple[int, object]]) -> Iterator[str]:
    for number, (_place, row) in enumerate(group):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder)
