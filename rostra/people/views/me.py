"""One's own page: what one writes about oneself, who sees what, how Rostra should be."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.forms import take_refusal
from rostra.people.actions.people import edit_profile
from rostra.people.actions.photos import change_photo
from rostra.people.asking import PersonRequest
from rostra.people.forms import ProfileForm


@door("people", methods="GET POST")
def me(request: PersonRequest) -> HttpResponse:
    person = request.person
    form = ProfileForm(request.POST or None, initial=ProfileForm.words_of(person))
    if request.method == "POST" and form.is_valid() and _save(request, form):
        messages.success(request, _("Saved."))
        return redirect("person", person_id=person.id)
    return render(request, "people/me/edit.html", {"form": form, "person": person}, status=422 if form.errors else 200)


def _save(request: PersonRequest, form: ProfileForm) -> bool:
    try:
        edit_profile(by=request.person, person=request.person, **form.cleaned_data)
    except Refused as refused:
        take_refusal(form, refused)
        return False
    return True


@door("people", methods="POST DELETE")
def photo(request: PersonRequest) -> HttpResponse:
    """POST a picture as `photo`; DELETE goes back to initials."""
    upload = request.FILES.get("photo") if request.method == "POST" else None
    if request.method == "POST" and not isinstance(upload, UploadedFile):
        messages.error(request, _("No picture was chosen. Nothing has changed."))
    else:
        change_photo(
            by=request.person, person=request.person, upload=upload if isinstance(upload, UploadedFile) else None
        )
        messages.success(request, _("Your photo is changed.") if upload else _("Your photo is gone."))
    return redirect("me")
