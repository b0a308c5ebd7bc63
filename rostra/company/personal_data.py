"""What Rostra keeps about people: each room says it here, and `/privacy/` shows it to everyone.

One entry for each thing, with the columns of the database that hold or point to a person because of it.
`tests/test_personal_data.py` walks the database and fails for a column that no entry names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostra.kit.registry import Registry

Words = str | Promise
Rows = QuerySet[Any, Any]

ABOUT, WROTE, DID, BELONGS, SENT, SECURITY, TRACES = "about", "wrote", "did", "belongs", "sent", "security", "traces"

# In the order of the page: heading, and why these things are kept.
GROUPS: dict[str, tuple[Words, Words]] = {
    ABOUT: (_("About you"), _("So that colleagues find whom they look for, and know what to ask you.")),
    WROTE: (_("What you wrote"), _("So that those you wrote it for can read it.")),
    DID: (_("What you did"), _("So that it counts once, and you find it again.")),
    BELONGS: (_("Where you belong"), _("So that what concerns you reaches you, and nothing else does.")),
    SENT: (_("Sent to you"), _("So that you miss nothing, and somebody can find out why a mail did not arrive.")),
    SECURITY: (_("Security"), _("So that only you come in as you, and misuse can be found out.")),
    TRACES: (_("Traces on machines"), _("So that mistakes can be found, and nothing is lost when a disk breaks.")),
}

WHILE_HERE = _("As long as your entry in the company’s list, which stays when you leave.")
UNTIL_TAKEN = _("Until you take it away.")
RECORDS = _("As long as the company keeps its records, also after you left.")
YOU_ALONE = _("You alone.")
EVERYONE_HERE = _("Everyone here.")
ADMINISTRATORS = _("Administrators.")


@dataclass(frozen=True)
class PersonalData:
    """One thing that is kept: in which of `GROUPS`, what it is, for how long, and who sees it. Sentences, translated.

    `columns` are "app.Model.field", or "table.column" where there is no model. `rows` are those of whoever asks, for the
    count and the copy; `fields` what the copy holds of each. `url_name` is the page where the person finds or removes them.
    """

    key: str
    order: int
    group: str
    what: Words
    how_long: Words
    who_sees: Words
    columns: tuple[str, ...] = ()
    rows: Callable[[HttpRequest], Rows] | None = None
    fields: tuple[str, ...] = ()
    url_name: str = ""
    counted: bool = True  # False: there is one of it, or none


personal_data: Registry[PersonalData] = Registry(
    "personal_data", "What is kept about people, in which columns, how long, and who sees it."
)
