"""From whatever somebody uploads to a picture that is safe to show: typed by its content, turned upright, written anew.

Only pixels come through: camera data, places, colour profiles, comments and whatever hides behind a picture's end do not.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from rostra.kit.errors import Refused

MOST_BYTES = 15 * 1024 * 1024
# A header can promise more pixels than a machine can hold. JPEG is decoded at a fraction (DCT scaling), the others whole.
MOST_PIXELS = 25_000_000
MOST_PIXELS_JPEG = 50_000_000
MOST_SCANS = 100  # of a JPEG; progressive ones have a dozen. Each goes over all pixels, and may be thirty bytes long
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
WIDTHS = (640, 1280, 1600)
TALLEST = 4800  # px, of the largest kept
QUALITY = 82
_JPEG_MARKER = re.compile(
    rb"\xff([^\x00\x01\xff\xd0-\xd8])"
)  # those that a segment with its length follows, and the end


@dataclass(frozen=True)
class Picture:
    """`sizes` is WebP by width in px, the largest last; `width` and `height` are of that one."""

    width: int
    height: int
    sizes: dict[int, bytes]


def read_picture(source: IO[bytes]) -> Picture:
    """Decode, turn upright, drop all metadata, write as WebP in up to three widths. Raises `Refused`.

    Of an animation the first picture is taken.
    """
    source.seek(0)
    if _has_too_many_scans(source.read()):
        raise Refused(_damaged())
    source.seek(0)
    try:
        with Image.open(source, formats=FORMATS) as image:
            _guard(image)
            if image.format in {"JPEG", "MPO"}:
                image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
            image.seek(0)
            image.load()
            return _written(_upright(image))
    except UnidentifiedImageError as error:
        raise Refused(_("This is not a picture we know. JPEG, PNG, WebP, AVIF and GIF can be shown.")) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_too_many()) from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, OverflowError) as error:
        raise Refused(_damaged()) from error


def _has_too_many_scans(content: bytes) -> bool:
    """Whether a JPEG would be decoded over and over. What stands behind its end, a video for instance, is not looked at."""
    if not content.startswith(b"\xff\xd8"):
        return False
    at, scans = 2, 0
    while (found := _JPEG_MARKER.search(content, at)) is not None and found[1] != b"\xd9":
        scans += found[1] == b"\xda"
        if scans > MOST_SCANS:
            return True
        at = found.end() + max(2, int.from_bytes(content[found.end() : found.end() + 2], "big"))
    return False


def _damaged() -> str:
    return _("This picture is damaged: it ends too early or cannot be read. Try to export it anew.")


def _guard(image: Image.Image) -> None:
    most = MOST_PIXELS_JPEG if image.format in {"JPEG", "MPO"} else MOST_PIXELS
    if image.width * image.height > most or max(image.size) > 32_000:
        raise Refused(_too_many())


def _too_many() -> str:
    return _("This picture has too many pixels to be opened safely. Make it smaller: 5,000 by 5,000 is plenty.")


def _upright(image: Image.Image) -> Image.Image:
    ImageOps.exif_transpose(image, in_place=True)
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    plain = image.convert("RGBA" if has_alpha else "RGB")
    plain.info.clear()
    return plain


def _written(image: Image.Image) -> Picture:
    largest = _fitted(image, min(image.width, WIDTHS[-1]))
    widths = [width for width in WIDTHS if width < largest.width] + [largest.width]
    sizes = {width: _webp(_fitted(largest, width)) for width in widths}
    return Picture(largest.width, largest.height, sizes)


def _fitted(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    if height > TALLEST:
        width, height = max(1, round(width * TALLEST / height)), TALLEST
    return image if (width, height) == image.size else image.resize((width, height), Image.Resampling.LANCZOS)


def _webp(image: Image.Image) -> bytes:
    """Lossy, but lossless where that is smaller: drawings and screenshots."""
    lossy = _encoded(image, lossless=False)
    if image.width > 1280 or (image.getcolors(4096) is None):
        return lossy
    lossless = _encoded(image, lossless=True)
    return min(lossy, lossless, key=len)


def _encoded(image: Image.Image, *, lossless: bool) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, lossless=lossless, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return out.getvalue()
