"""Coming in and going out, by password: allauth's views behind our doors, with our forms and templates."""

from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from rostra.accounts.asking import UserRequest
from rostra.accounts.demo import people_to_be
from rostra.accounts.entering import enter
from rostra.accounts.queries import active_user_by_email
from rostra.company.current import company_or_none
from rostra.company.files import srcset
from rostra.company.queries import file_or_none
from rostra.kit.doors import door


class SignInView(allauth_views.LoginView):  # type: ignore[misc]  # allauth is untyped
    """With the picture at the door and, in a demo, whom one can be."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"demo_people": people_to_be(), **_door_picture()}


def _door_picture() -> dict[str, Any]:
    company = company_or_none()
    file = file_or_none(company.picture_id) if company and company.picture_id else None
    return {"door_picture": file, "door_srcset": srcset(file)} if file else {}


sign_in = door("anyone", methods="GET POST")(SignInView.as_view())
inactive = door("anyone")(allauth_views.account_inactive)
ask_reset = door("anyone", methods="GET POST")(allauth_views.password_reset)
asked_reset = door("anyone")(allauth_views.password_reset_done)
reset = door("anyone", methods="GET POST")(allauth_views.password_reset_from_key)
was_reset = door("anyone")(allauth_views.password_reset_from_key_done)


@door("users", methods="GET POST")
def change_password(request: UserRequest) -> HttpResponse:
    """Who has none yet, as in a demo, chooses one by mail: there is none to ask for first."""
    if not request.user.has_usable_password():
        messages.info(request, _("You have no password yet. We send you a mail that lets you choose one."))
        return redirect("account_reset_password")
    response: HttpResponse = allauth_views.password_change(request)
    return response


@door("anyone", methods="POST", pace=None)
def sign_out(request: HttpRequest) -> HttpResponse:
    """By button only: an address that signs out could be hidden in a picture. What the browser keeps goes too: pages, drafts.

    Browsers heed the header over https only; the drafts are cleared by the button's script as well.
    """
    logout(request)
    response = redirect("account_login")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@door("anyone", methods="POST")
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Be somebody of the demo. Only whom the sign-in page offers, and only in a demo."""
    email = request.POST.get("email", "")
    user = active_user_by_email(email) if email in {person.email for person in people_to_be()} else None
    if not settings.ROSTRA_DEMO or user is None:
        raise Http404
    enter(request, user)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if safe else settings.LOGIN_REDIRECT_URL)
