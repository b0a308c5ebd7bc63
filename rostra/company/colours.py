"""CSS colours, read strictly and written anew, so that nothing but a colour ever reaches a style sheet.

The way between sRGB and OKLCH is Björn Ottosson's (bottosson.github.io/posts/oklab, 2020), as in CSS Color 4.
"""

import math
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import ImageColor

from rostra.kit.errors import Refused

LONGEST = 64
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.ASCII)
_NUMBER = r"[+-]?(?:\d{1,6}(?:\.\d{0,8})?|\.\d{1,8})"
_GAP = r"(?:\s+(?:,\s*)?|,\s*)"
_CALL = re.compile(
    rf"(rgb|hsl|oklch|oklab)\(\s*({_NUMBER}%?){_GAP}({_NUMBER}%?){_GAP}({_NUMBER}(?:%|deg)?)\s*\)", re.ASCII
)


@dataclass(frozen=True)
class Oklch:
    """Lightness 0 to 1, chroma 0 to about 0.4, hue in degrees."""

    l: float  # noqa: E741 - the names of CSS
    c: float
    h: float


def read_colour(text: str) -> str:
    """The colour in one canonical spelling: `#1d4ed8`, a CSS name, `oklch(0.46 0.17 262)`. Raises `Refused`.

    Taken are hex without alpha, the named colours of CSS, rgb(), hsl(), oklch() and oklab(), all opaque.
    """
    plain = text.strip().lower()[: LONGEST + 1]
    if len(plain) <= LONGEST:
        if _HEX.fullmatch(plain) or plain in ImageColor.colormap:
            return plain
        call = _CALL.fullmatch(plain)
        if call and _in_range(call[1], call.groups()[1:]):
            numbers = " ".join(_spelled(part) for part in call.groups()[1:])
            return f"{call[1]}({numbers})"
    raise Refused(
        _("This is not a colour we can read. Try one like #1d4ed8, rgb(29 78 216) or oklch(0.46 0.17 262)."),
        fields={"brand": _("Not a colour")},
    )


def _in_range(name: str, parts: tuple[str, ...]) -> bool:
    first, second, third = (float(part.rstrip("%deg")) for part in parts)
    per_cent = [part.endswith("%") for part in parts]
    if name == "rgb":
        most = 100.0 if all(per_cent) else 255.0
        return len(set(per_cent)) == 1 and all(0 <= each <= most for each in (first, second, third))
    if name == "hsl":
        in_per_cent = per_cent[1] and per_cent[2] and not per_cent[0]
        return in_per_cent and abs(first) <= 720 and 0 <= second <= 100 and 0 <= third <= 100
    if per_cent[1] or per_cent[2] or not 0 <= first <= (100 if per_cent[0] else 1):
        return False
    return (0 <= second <= 0.5 and abs(third) <= 720) if name == "oklch" else abs(second) <= 0.5 and abs(third) <= 0.5


def _spelled(part: str) -> str:
    unit = "%" if part.endswith("%") else ""
    return f"{float(part.rstrip('%deg')):.6g}{unit}"


def to_rgb(colour: str) -> tuple[int, int, int]:
    """sRGB, 0 to 255 each, of a colour that `read_colour` wrote; what lies outside sRGB is cut off."""
    call = _CALL.fullmatch(colour)
    if call is None:
        return _first_three(ImageColor.getrgb(colour))
    first, second, third = (float(part.rstrip("%deg")) for part in call.groups()[1:])
    if call[1] == "rgb":
        most = 100.0 if call[2].endswith("%") else 255.0
        return _bytes((first / most, second / most, third / most))
    if call[1] == "hsl":
        return _first_three(ImageColor.getrgb(f"hsl({first % 360:g}, {second:g}%, {third:g}%)"))
    lightness = first / 100 if call[2].endswith("%") else first
    if call[1] == "oklch":
        return _from_oklab(lightness, *_polar(second, third))
    return _from_oklab(lightness, second, third)


def to_hex(colour: str) -> str:
    return "#{:02x}{:02x}{:02x}".format(*to_rgb(colour))


def accent_of(colour: str) -> str:
    """The accent by day, as the style sheet makes it of the brand: readable on paper. For mails, which know no OKLCH."""
    brand = to_oklch(to_rgb(colour))
    lightness = min(max(brand.l, 0.38), 0.475)
    return "#{:02x}{:02x}{:02x}".format(*_from_oklab(lightness, *_polar(min(brand.c, 0.19), brand.h)))


def to_oklch(rgb: tuple[int, int, int]) -> Oklch:
    r, g, b = (_linear(each / 255) for each in rgb)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _from_oklab(lightness: float, a: float, b: float) -> tuple[int, int, int]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _bytes((_curved(red), _curved(green), _curved(blue)))


def _polar(chroma: float, hue: float) -> tuple[float, float]:
    return chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _curved(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _bytes(parts: tuple[float, float, float]) -> tuple[int, int, int]:
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in parts)
    return red, green, blue


def _first_three(parts: tuple[int, ...]) -> tuple[int, int, int]:
    return parts[0], parts[1], parts[2]
