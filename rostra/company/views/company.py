"""The company's settings in the console."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.company import actions, letters
from rostra.company.current import current_company
from rostra.company.forms import CompanySettingsForm, PictureForm, initial_of, server_of, words_of, zones
from rostra.company.queries import file_or_none
from rostra.company.sealing import SealBroken
from rostra.company.transport import MailServer, NotTaken, try_server
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal
from rostra.ledger.facts import Actor


def _actor(request: HttpRequest) -> Actor:
    person = getattr(request, "person", None)
    return person.actor if person is not None else Actor(None, str(request.user))


@door("administrator", methods="GET POST")
def company(request: HttpRequest) -> HttpResponse:
    """Read and change. `test` in the form sends one mail with what stands there, and saves nothing."""
    if request.method == "GET":
        return _page(request, CompanySettingsForm(initial=initial_of(current_company())), PictureForm())
    form = CompanySettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, PictureForm(), tried={} if "test" in request.POST else None)
    if "test" in request.POST:
        return _page(request, form, PictureForm(), tried=_try_mail(form, getattr(request.user, "email", "")))
    try:
        actions.change_company(by=_actor(request), words=words_of(form.cleaned_data, keep_password=True))
    except Refused as error:
        take_refusal(form, error)
        return _page(request, form, PictureForm())
    messages.success(request, _("The company is as you wrote it."))
    return redirect("company")


@door("administrator", methods="POST DELETE")
def company_picture(request: HttpRequest) -> HttpResponse:
    if request.method == "DELETE":
        actions.change_picture(by=_actor(request), upload=None)
        return redirect("company")
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _store(request, form)
        except Refused as error:
            form.add_error("upload", error.message)
        else:
            messages.success(request, _("The picture hangs at the door."))
            return redirect("company")
    return _page(request, CompanySettingsForm(initial=initial_of(current_company())), form)


def _store(request: HttpRequest, form: PictureForm) -> None:
    upload: UploadedFile[bytes] = form.cleaned_data["upload"]
    actions.change_picture(by=_actor(request), upload=upload, caption=form.cleaned_data["caption"])


def _try_mail(form: CompanySettingsForm, to: str) -> dict[str, object]:
    try:
        return mail_tried(server_of(form.cleaned_data, current_company()), to)
    except SealBroken:
        return {"ok": False, "to": to, "reason": _("The kept password cannot be opened any more. Type it anew.")}


def mail_tried(server: MailServer, to: str) -> dict[str, object]:
    """Send the test mail at once. `ok`, `to` and, where it was not taken, the server's `reason`."""
    letter = letters.write_letter(
        title=_("Mail works"),
        lines=[_("This is the test mail you asked for. Nothing else is needed: Rostra can reach people by mail.")],
    )
    try:
        try_server(server, to=to, subject=_("Mail works"), text=letter.text, html=letter.html)
    except NotTaken as error:
        return {"ok": False, "to": to, "reason": error.reason}
    return {"ok": True, "to": to, "reason": ""}


def _page(
    request: HttpRequest, form: CompanySettingsForm, picture: PictureForm, tried: dict[str, object] | None = None
) -> HttpResponse:
    current = current_company()
    context = {
        "form": form,
        "picture_form": picture,
        "picture": file_or_none(current.picture_id) if current.picture_id else None,
        "tried": tried,
        "zones": zones(),
        "password_kept": bool(current.mail_password),
    }
    return render(request, "company/settings.html", context, status=422 if form.errors or picture.errors else 200)
