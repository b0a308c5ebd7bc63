"""What an import has to say about a line or a file: a key in the table, words in the reader's language on the page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

# Lines that stay out.
LEFT_OUT = {
    "line_too_long": _("The line is longer than 65,000 signs."),
    "nul": _("The line holds a zero byte, which no text has. The file may be damaged here."),
    "not_text": _("The line holds bytes that are no letters in this encoding."),
    "cells": _("Cells in this line: %(cells)s; in the heading: %(width)s."),
    "quote_open": _("A quotation mark opens here and is never closed."),
    "quote_inside": _("A quotation mark stands inside a quoted cell. Write it twice."),
    "no_name": _("There is no name."),
    "no_key": _("There is neither an employee number nor an e-mail address."),
    "bad_email": _("“%(email)s” is not an e-mail address."),
    "too_long": _("The cell “%(column)s” is longer than %(most)s signs."),
    "too_deep": _("The unit path has %(levels)s levels; 12 is the most."),
    "number_twice": _("Employee number %(number)s stands in line %(line)s already."),
    "email_twice": _("The e-mail address %(email)s stands in line %(line)s already."),
    "person_twice": _("This is the same person as in line %(line)s."),
    "email_taken": _("The e-mail address %(email)s belongs to %(name)s, whose employee number is another one."),
    "has_left": _("%(name)s has left. To take the line in, choose that people who left are back."),
}
# Lines that come in, but not with everything.
REMARKS = {
    "lead_unknown": _("The manager “%(lead)s” is neither in the file nor in Rostra. The person came in without."),
    "lead_twice": _(
        "Several people are called “%(lead)s”. Give the manager’s number or e-mail. The person came in without."
    ),
    "lead_self": _("The person is given as their own manager, and came in without."),
    "circle": _("The managers form a circle: %(circle)s. None of these was set."),
    "language_unknown": _("We do not know the language “%(language)s”. The others were kept."),
}
# The whole file.
UNREADABLE = {
    "empty": _("The file is empty. Nothing has changed."),
    "no_heading": _(
        "We found no heading in the first 25 lines. The first line is “%(seen)s”. A list of people begins with a line that"
        " names its columns, such as name, e-mail and employee number."
    ),
    "no_name_column": _("No column holds the name. The columns are: %(titles)s. Say which one it is."),
    "no_key_column": _(
        "No column holds the employee number or the e-mail address. The columns are: %(titles)s. Say which one it is."
    ),
    "no_such_field": _("There is no field “%(field)s”. The fields are: %(fields)s."),
    "spreadsheet": _(
        "This is a spreadsheet’s own file. Save it as CSV in the spreadsheet, best as “CSV UTF-8”, and choose that file."
    ),
    "too_big": _("The file is larger than %(most)s MB."),
}  # fmt: skip
REASONS = LEFT_OUT | REMARKS | UNREADABLE


def sentence(reason: str, words: Mapping[str, Any]) -> str:
    """The reason in the language now active."""
    return str(REASONS[reason]) % words
