"""The mail log of the console, and the kept mails of a demo."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.company import actions
from rostra.company.models import Mail
from rostra.company.queries import mail_or_none, mail_page
from rostra.kit.csp import HEADER
from rostra.kit.doors import door
from rostra.kit.paging import Cursor

MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox allow-popups"


@door("administrator")
def mail_log(request: HttpRequest) -> HttpResponse:
    """What was sent, what waits, what failed and why. Never what a mail said."""
    failed_only = request.GET.get("state") == Mail.FAILED
    mails, after = mail_page(Cursor.parse(request.GET.get("after")), failed_only=failed_only)
    return render(request, "company/mails/index.html", {"mails": mails, "after": after, "failed_only": failed_only})


@door("administrator", methods="POST")
def mail_tries(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    mail = _found(mail_id)
    actions.try_mail_again(mail=mail)
    messages.success(request, _("The mail to %(to)s is tried again.") % {"to": mail.to})
    return redirect("mail_log")


@door("anyone")
def demo_mails(request: HttpRequest) -> HttpResponse:
    _only_in_a_demo()
    mails, after = mail_page(Cursor.parse(request.GET.get("after")))
    return render(request, "company/mails/demo.html", {"mails": mails, "after": after})


@door("anyone")
def demo_mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    _only_in_a_demo()
    return render(request, "company/mails/show.html", {"mail": _found(mail_id)})


@door("anyone")
def demo_mail_page(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """The mail as a mail program would show it: inline styles, no script, in a sandbox."""
    _only_in_a_demo()
    mail = _found(mail_id)
    if not mail.html:
        raise Http404
    return HttpResponse(mail.html, headers={HEADER: MAIL_POLICY})


def _only_in_a_demo() -> None:
    if not settings.ROSTRA_DEMO:
        raise Http404


def _found(mail_id: UUID) -> Mail:
    mail = mail_or_none(mail_id)
    if mail is None:
        raise Http404
    return mail
