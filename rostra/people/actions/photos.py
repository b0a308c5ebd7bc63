"""The photo of a person, hers to set."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from rostra.company.files import remove_files, store_picture
from rostra.company.models import File
from rostra.kit.errors import allow
from rostra.ledger.facts import record
from rostra.people import rules
from rostra.people.facts import PersonChanged
from rostra.people.models import Person

KEEPER = "people.photo"


def change_photo(*, by: Person, person: Person, upload: UploadedFile | None) -> None:  # type: ignore[type-arg]  # stubs only
    """A new photo, or none. The old one goes. Raises `Refused` for what is no picture, with the old one kept."""
    allow(rules.can_edit_profile(by, person))
    with transaction.atomic():
        before = person.photo_id
        kept = store_picture(by=by.actor, upload=upload, keeper=KEEPER, owner_id=person.id) if upload else None
        person.photo_id = kept.id if kept else None
        person.save(update_fields=["photo_id"])
        if before:
            remove_files(File.objects.filter(id=before, keeper=KEEPER))
        record(PersonChanged(person=person.id, fields=["photo"]), by=by.actor)
