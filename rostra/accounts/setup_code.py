"""Telling the log how to begin."""

import sys
from typing import TextIO

from django.conf import settings

from rostra.accounts.actions.setup import CODE_HOURS, new_setup_code


def announce(out: TextIO | None = None) -> bool:
    """Print where to begin and the one-time code. False, and silent, when the house is set up already.

    Call it at start of the server. Each call makes a new code and ends the one before.
    """
    code = new_setup_code()
    if code is None:
        return False
    print(
        f"\n  This house is not set up yet.\n  Open   {settings.ROSTRA_URL}/setup/\n  Code   {code}"
        f"\n  It works once and for {CODE_HOURS} hours. At this machine, `rostra setup` does the same.\n",
        file=out or sys.stderr,
        flush=True,
    )
    return True
