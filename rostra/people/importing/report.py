"""Words of the report's fields."""

from django.utils.translation import gettext_lazy as _

from rostra.people.importing.synonyms import FIELDS

_NAMES = {
    "name": _("Name"),
    "first": _("First name"),
    "last": _("Last name"),
    "email": _("E-mail"),
    "number": _("Employee number"),
    "unit": _("Unit path"),
    "title": _("Job title"),
    "place": _("Place"),
    "languages": _("Languages"),
    "phone": _("Phone"),
    "skills": _("Skills"),
    "lead": _("Manager"),
    "lead_number": _("Manager’s number"),
    "lead_email": _("Manager’s e-mail"),
    "lead_name": _("Manager’s name"),
}
FIELD_NAMES = [(field, _NAMES[field]) for field in FIELDS]


def field_name(field: str) -> str:
    """ "unit3" is a level of the unit path."""
    return str(_NAMES.get(field) or _NAMES["unit"])
