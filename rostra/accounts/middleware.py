"""Before the first hour there is one page only."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rostra.company.current import company_or_none

# What must answer before there is a company. What it looks like and the machine that watches are early doors.
OPEN = ("/setup/", "/static/", "/privacy/")


class FirstHourMiddleware:
    """As long as no company is set up, every other way leads to `/setup/`, which says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OPEN) and company_or_none() is None:
            return redirect("/setup/")
        return self.get_response(request)
