"""Files: who may read one, and the verbs that keep and end one.

A room that keeps files registers a keeper: `file_keepers.add(FileKeeper("people.photo", can_read))`. `can_read(request, file)`
is asked each time a file is opened, so that a file is never more visible than what it hangs on.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path, PurePath
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.company.models import File
from rostra.company.pictures import MOST_BYTES, WIDTHS, Picture, read_picture
from rostra.kit.errors import Refused
from rostra.kit.registry import Registry
from rostra.ledger.facts import Actor

UNHUNG_HOURS = 24  # how long an uploaded file may wait for the entry it belongs to


@dataclass(frozen=True)
class FileKeeper:
    """`key` stands in `File.keeper`; `can_read` is asked with the request and a file that has an owner."""

    key: str
    can_read: Callable[[HttpRequest, File], bool]
    order: int = 0


file_keepers: Registry[FileKeeper] = Registry("file_keepers", "Who may read an uploaded file: asked at every reading.")


def can_read(request: HttpRequest, file: File) -> bool:
    """The keeper's answer. A file not yet hung on anything is its uploader's alone."""
    keeper = file_keepers.get(file.keeper)
    if keeper is None:
        return False
    if file.owner_id is None:
        person = getattr(request, "person", None)
        return person is not None and file.uploaded_by == person.id
    return keeper.can_read(request, file)


def store_picture(
    *, by: Actor | None, upload: "UploadedFile[bytes]", keeper: str, owner_id: UUID | None = None, alt: str = ""
) -> File:
    """Keep a picture, rewritten. Raises `Refused` with nothing kept. `by` is the uploader's `actor`.

    Until `owner_id` is set (here, or by the verb that writes what it hangs on) only the uploader sees it, for a day.
    """
    if keeper not in file_keepers:
        raise LookupError(f"no file keeper '{keeper}'")
    if upload.size is None or upload.size > MOST_BYTES:
        raise Refused(
            _("This file is larger than %(most)d megabytes. Nothing else is lost: choose a smaller one.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    picture = read_picture(upload)
    largest = picture.sizes[picture.width]
    digest = hashlib.sha256(largest).hexdigest()
    with transaction.atomic():
        _hold(digest)
        _write(digest, picture)
        return File.objects.create(
            keeper=keeper,
            owner_id=owner_id,
            uploaded_by=by.id if by else None,
            name=_plain_name(upload.name),
            media_type="image/webp",
            bytes=len(largest),
            sha256=digest,
            path=path_of(digest, picture.width),
            width=picture.width,
            height=picture.height,
            alt=alt.strip()[:500],
        )


def path_of(digest: str, width: int) -> str:
    return f"{digest[:2]}/{digest}.{width}.webp"


def place_of(file: File, width: int | None = None) -> Path:
    """Where the bytes lie: the kept size that is as wide as `width`, or the largest."""
    kept = file.width or 0
    chosen = kept if width is None or width >= kept else width
    return Path(settings.MEDIA_ROOT) / path_of(file.sha256, chosen)


def srcset(file: File) -> str:
    """For `<img srcset>`: every kept width with its address."""
    widths = [width for width in WIDTHS if width < (file.width or 0)] + [file.width or 0]
    return ", ".join(f"/files/{file.id}/{width}/ {width}w" for width in widths)


def remove_files(files: Iterable[File]) -> int:
    """Forget files and, where no other row holds the same picture, their bytes. Returns how many rows went."""
    removed = 0
    for file in files:
        with transaction.atomic():
            _hold(file.sha256)
            removed += File.objects.filter(id=file.id).delete()[0]
            if not File.objects.filter(sha256=file.sha256).exists():
                transaction.on_commit(partial(_unlink, file.sha256))
    return removed


def remove_unhung() -> int:
    """What was uploaded and never sent. Run daily."""
    before = timezone.now() - timedelta(hours=UNHUNG_HOURS)
    return remove_files(File.objects.filter(owner_id=None, at__lt=before)[:1000])


def _hold(digest: str) -> None:
    """One at a time for one picture, so that an ending file and an equal new one cannot cross."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])


def _write(digest: str, picture: Picture) -> None:
    for width, content in picture.sizes.items():
        target = Path(settings.MEDIA_ROOT) / path_of(digest, width)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
        os.replace(draft.name, target)


@transaction.atomic
def _unlink(digest: str) -> None:
    _hold(digest)
    if not File.objects.filter(sha256=digest).exists():
        for path in (Path(settings.MEDIA_ROOT) / digest[:2]).glob(f"{digest}.*.webp"):
            path.unlink(missing_ok=True)


def _plain_name(name: str | None) -> str:
    """A name to show and to save under: no folders, no control signs, `.webp` as what it now is."""
    stem = PurePath((name or "").replace("\\", "/")).stem
    kept = "".join(sign for sign in stem if sign.isprintable() and sign not in '<>:"/|?*')[:80].strip(" .")
    return f"{kept or 'picture'}.webp"
