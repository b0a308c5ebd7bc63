"""What the public address says when it cannot do what it is asked: one plain page, which needs neither person nor database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rostra.company.current import company_if_known

# Status: heading, and what to do.
WORDS = {
    400: (
        _("This address cannot be read"),
        _("Something in it is not as it should be. Ask whoever gave it to you for the whole address."),
    ),
    404: (
        _("This link leads nowhere"),
        _("Perhaps a sign of it got lost on the way. Ask whoever gave it to you for the whole address."),
    ),
    405: (_("Here you can only read"), _("Nothing can be sent to this address. Open the link in a browser.")),
    413: (
        _("Here you can only read"),
        _("Nothing can be sent to this address, and what you sent was not kept. Open the link in a browser."),
    ),
    500: (_("Something broke"), _("It is not your doing. Please try the link again in a minute.")),
    503: (
        _("The link cannot be looked up just now"),
        _("It is not your doing. Please try the link again in a minute."),
    ),
}


def refusal(status: int) -> HttpResponse:
    name, language = _site()
    with override(language):
        heading, what_to_do = WORDS[status]
        said = {"heading": heading, "what_to_do": what_to_do, "site": name, "language": language}
        response = HttpResponse(render_to_string("advocacy/public/refusal.html", said), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _site() -> tuple[str, str]:
    """The company's name and language; without, while the database does not answer."""
    company = company_if_known()
    return (company.nameplate, company.language) if company else ("", "en")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(404)


def broken(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = refusal(503)
        response["Retry-After"] = "60"
        return response
    return refusal(500)
