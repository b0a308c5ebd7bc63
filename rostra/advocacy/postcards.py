"""A story's picture as outside previewers want it: JPEG, made once and kept beside the files."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from PIL import Image

from rostra.company.files import place_of
from rostra.company.models import File

WIDTH = 1200
QUALITY = 82


def jpeg_of(picture: File) -> Path:
    """Where the JPEG lies, at most 1200 px wide. Raises OSError when the picture's own bytes are gone."""
    target = Path(settings.MEDIA_ROOT) / "outside" / f"{picture.sha256}.jpg"
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with Image.open(place_of(picture)) as stored, tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
        drawn = stored.convert("RGB")
        drawn.thumbnail((WIDTH, WIDTH))
        drawn.save(draft, "JPEG", quality=QUALITY, optimize=True)
    os.replace(draft.name, target)
    return target
