"""The console: what registered a page, what waits, what happened."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rostra.kit.doors import door
from rostra.kit.places import admitted, console_pages
from rostra.ledger import actions, queries
from rostra.ledger.kinds import fact_kinds, words_of
from rostra.people.sorting import sort_key

ANY_GRANT = ("administrator", "communicator", "moderator", "auditor")


@door(*ANY_GRANT)
def index(request: HttpRequest) -> HttpResponse:
    """The pages she may open, each with what waits there."""
    pages = [
        {"page": page, "waiting": page.waiting() if page.waiting else 0}
        for page in console_pages
        if admitted(request, page.keepers)
    ]
    return render(request, "home/console/index.html", {"pages": pages})


@door("administrator", "auditor")
def audit(request: HttpRequest) -> HttpResponse:
    """What happened, newest first; sealed facts are not here."""
    kind = request.GET.get("kind", "")
    facts, older = queries.audit_page(kind=kind, after=_uuid(request.GET.get("after")))
    context = {"facts": facts, "older": older, "kind": kind, "kinds": _kinds(kind)}
    return render(request, "home/console/audit.html", context)


def _kinds(chosen: str) -> list[tuple[str, str]]:
    """What one may choose, in the order of its words; also a chosen kind that only old facts have."""
    found = {each.key: str(each.words) for each in fact_kinds if not each.sealed}
    found |= {chosen: words_of(chosen)} if chosen else {}
    language = get_language() or ""
    return sorted(found.items(), key=lambda kind: sort_key(kind[1], language))


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


@door("administrator")
def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs and listeners that failed for good, and those that will be tried again."""
    context = {
        "failed": queries.failed_jobs(), "deliveries": queries.failed_deliveries(),
        "retried": queries.retried_jobs(), "retried_deliveries": queries.retried_deliveries(),
    }  # fmt: skip
    return render(request, "home/console/jobs.html", context)


@door("administrator", methods="POST")
def try_delivery(request: HttpRequest, delivery: int) -> HttpResponse:
    found = queries.failed_delivery(delivery)
    if found is None:
        raise Http404
    done = actions.try_again(delivery=found)
    messages.info(request, _("It is done now.") if done else _("It failed again, as the line says."))
    return redirect("console-jobs")


@door("administrator", methods="POST")
def try_job(request: HttpRequest, job: int) -> HttpResponse:
    """Put a failed job back into its queue."""
    found = queries.failed_job(job)
    if found is None:
        raise Http404
    actions.requeue_job(job_id=found.id)
    messages.info(request, _("It waits in its queue again."))
    return redirect("console-jobs")
