"""Who may pass: every view says so, and `checks.py` stops a start where one does not.

A door names keepers. Rooms register what a keeper asks: accounts knows a log-in and grants, people knows a person.
The door answers the coarse question only; what a person may see of a thing is `visible_to`'s, and a 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from rostra.kit.deadlocks import again_after_deadlock
from rostra.kit.errors import not_yours
from rostra.kit.pace import too_often, wait_of
from rostra.kit.registry import Registry
from rostra.kit.sorry import sorry

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]


@dataclass(frozen=True)
class Keeper:
    """Asks one question of a request: is this a person, has she this grant."""

    key: str
    admits: Callable[[HttpRequest], bool]
    order: int = 0


@dataclass(frozen=True)
class Door:
    """What a view declares: one of `keepers` must admit; `methods` are all it answers to; `most` bytes may be sent to it.

    `most` None: as everywhere, `settings.MOST_BODY`. A door that takes more is asked before the body is read.
    `pace`: how often one may write through it, a name of `settings.PACES`; None is never slowed.
    `early`: needs no database, so it is answered before anybody asks one (`rostra.kit.early`); GET only.
    """

    keepers: tuple[str, ...]
    methods: tuple[str, ...]
    most: int | None = None
    pace: str | None = "changes"
    early: bool = False

    def admits(self, request: HttpRequest) -> bool:
        return any(keepers[name].admits(request) for name in self.keepers)


keepers: Registry[Keeper] = Registry("keepers", "Who may pass a door: one question asked of a request.")
keepers.add(Keeper("anyone", lambda request: True))


def door(
    *admitted: str,
    methods: str = "GET",
    most: int | None = None,
    pace: str | None = "changes",
    early: bool = False,
) -> Callable[[View[P]], View[P]]:
    """Declare who may pass and by which methods: `@door("people", methods="GET POST")`. The rest is said if other than usual.

    Several keepers mean any of them. A POST with `_method=delete` counts as DELETE, so that pages work without script;
    this happens here, behind the CSRF check, which reads its token from POST bodies only.
    """
    declared = Door(admitted, tuple(methods.split()), most, pace, early)

    def hang(view: View[P]) -> View[P]:
        patient = again_after_deadlock(view)

        @wraps(view)
        def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            _override_method(request)
            refusal = _refusal(request, declared)
            return refusal if refusal is not None else patient(request, *args, **kwargs)

        guarded.door = declared  # type: ignore[attr-defined]
        return guarded

    return hang


def _override_method(request: HttpRequest) -> None:
    wanted = request.POST.get("_method", "").upper() if request.method == "POST" else ""
    if wanted in {"DELETE", "PUT"}:
        request.method = wanted


def _refusal(request: HttpRequest, declared: Door) -> HttpResponse | None:
    method = request.method or "GET"
    if method not in declared.methods and not (method == "HEAD" and "GET" in declared.methods):
        return _not_allowed(request, declared)
    if declared.admits(request):
        wait = wait_of(request, declared.pace)
        return too_often(request, wait) if wait else None
    if not getattr(request.user, "is_authenticated", False):
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=401)
            response["HX-Redirect"] = redirect_to_login(request.headers.get("HX-Current-URL", "/"))["Location"]
            return response
        return redirect_to_login(_after_coming_in(request, declared))
    raise not_yours()


def _after_coming_in(request: HttpRequest, declared: Door) -> str:
    """Where she wanted to be; where a button was pressed that leads to no page, the page it stood on."""
    if "GET" in declared.methods:
        return request.get_full_path()
    stood = urlsplit(request.headers.get("Referer", ""))
    return "/" + stood.path.lstrip("/") if stood.netloc == request.get_host() else "/"


def _not_allowed(request: HttpRequest, declared: Door) -> HttpResponse:
    response = sorry(request, 405)
    response["Allow"] = ", ".join(declared.methods)
    return response
