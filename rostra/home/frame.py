"""What stands around every page: who is looking, where she may go, what waits for her."""

from typing import Any

from django.http import HttpRequest

from rostra.company.current import company_or_none


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html`: company, me, nav, my_places, inbox_count. No person: company only."""
    return {"company": company_or_none(), "me": getattr(request, "person", None)}
