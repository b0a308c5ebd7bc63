"""The demo's pictures, painted: Rostra ships no photographs. Each painter returns a 1600 by 1000 picture."""

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1000
Colour = tuple[int, int, int]


def _mix(a: Colour, b: Colour, share: float) -> Colour:
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def _sky(top: Colour, bottom: Colour) -> Image.Image:
    picture = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        picture.putpixel((0, y), _mix(top, bottom, y / HEIGHT))
    return picture.resize((WIDTH, HEIGHT))


def _grain(picture: Image.Image, strength: float = 0.035) -> Image.Image:
    noise = Image.effect_noise((WIDTH // 2, HEIGHT // 2), 48).resize((WIDTH, HEIGHT)).convert("RGB")
    return Image.blend(picture, noise, strength)


def _ridge(dice: random.Random, base: float, height: float) -> list[tuple[float, float]]:
    waves = [(height / n**1.15, n * 1.7 + dice.random(), dice.random() * 6.3) for n in range(1, 9)]
    line = [(x, base - sum(a * math.sin(x / WIDTH * f * 2 + p) for a, f, p in waves)) for x in range(0, WIDTH + 8, 8)]
    return [(0.0, HEIGHT), *line, (WIDTH, HEIGHT)]


def valley() -> Image.Image:
    """Hills at sunrise, five ridges, mist between them."""
    dice = random.Random(5)
    picture = _sky((196, 203, 208), (244, 226, 196))
    glow = Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(glow).ellipse((830, 250, 1210, 630), fill=210)
    picture.paste((252, 232, 186), mask=glow.filter(ImageFilter.GaussianBlur(90)))
    ImageDraw.Draw(picture).ellipse((960, 380, 1080, 500), fill=(255, 240, 196))
    for step in range(5):
        share = step / 4
        layer = Image.new("L", (WIDTH, HEIGHT), 0)
        ImageDraw.Draw(layer).polygon(_ridge(dice, 520 + step * 105, 46 + step * 14), fill=255)
        picture.paste(
            _mix((178, 170, 158), (30, 42, 40), share), mask=layer.filter(ImageFilter.GaussianBlur(2.2 - share * 1.8))
        )
        if step < 4:
            mist = Image.new("L", (WIDTH, HEIGHT), 0)
            ImageDraw.Draw(mist).rectangle((0, 610 + step * 105, WIDTH, 680 + step * 105), fill=70)
            picture.paste((232, 224, 208), mask=mist.filter(ImageFilter.GaussianBlur(46)))
    return _grain(picture)


def pool() -> Image.Image:
    """Lanes of a swimming hall seen through the water."""
    dice = random.Random(11)
    picture = _sky((38, 126, 150), (14, 88, 116))
    pen = ImageDraw.Draw(picture, "RGBA")
    for _each in range(900):
        x, y, long = dice.randrange(WIDTH), dice.randrange(HEIGHT), dice.randrange(30, 150)
        light = dice.choice([(170, 226, 230, 26), (8, 62, 90, 30)])
        pen.arc(
            (x, y, x + long, y + long // 3),
            dice.randrange(180),
            dice.randrange(180, 360),
            fill=light,
            width=dice.randrange(2, 6),
        )
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    for lane in range(5):
        _lane(picture, 150 + lane * 330, dice)
    return _grain(picture, 0.025)


def _lane(picture: Image.Image, x: int, dice: random.Random) -> None:
    pen = ImageDraw.Draw(picture, "RGBA")
    for y in range(-10, HEIGHT + 20, 22):
        lean = (y - HEIGHT / 2) * (x - WIDTH / 2) / 5200
        sway = 7 * math.sin(y / 74 + x)
        left = x + lean + sway
        pen.ellipse((left + 34, y + 16, left + 62, y + 40), fill=(6, 54, 80, 120))
        colour = (196, 58, 46) if (y // 22) % 9 in {0, 1, 2} else (240, 236, 224)
        pen.ellipse((left, y, left + 22, y + 20), fill=_mix(colour, (120, 200, 210), dice.random() * 0.18))


def roasts() -> Image.Image:
    """Eight trays of beans, from green to nearly black."""
    dice = random.Random(3)
    picture = _sky((214, 208, 200), (192, 184, 174))
    tones = (
        (142, 148, 104),
        (166, 148, 88),
        (178, 132, 66),
        (160, 100, 46),
        (126, 72, 34),
        (92, 52, 28),
        (62, 36, 22),
        (38, 24, 18),
    )
    pen = ImageDraw.Draw(picture)
    for number, tone in enumerate(tones):
        left = 74 + number * 184
        pen.rounded_rectangle((left + 8, 168, left + 160, 852), 14, fill=(150, 142, 132))
        pen.rounded_rectangle((left, 156, left + 152, 840), 14, fill=(236, 232, 226))
        pen.rounded_rectangle((left + 10, 168, left + 142, 828), 8, fill=_mix(tone, (0, 0, 0), 0.35))
        for _bean in range(520):
            _bean_at(pen, left + dice.randrange(12, 124), dice.randrange(170, 816), tone, dice)
    return _grain(picture)


def _bean_at(pen: ImageDraw.ImageDraw, x: int, y: int, tone: Colour, dice: random.Random) -> None:
    shade = _mix(tone, (255, 240, 210) if dice.random() < 0.5 else (0, 0, 0), dice.random() * 0.25)
    wide = dice.choice([True, False])
    width, height = (17, 11) if wide else (11, 16)
    pen.ellipse((x, y, x + width, y + height), fill=shade)
    middle = (
        (x + 3, y + height / 2, x + width - 3, y + height / 2)
        if wide
        else (x + width / 2, y + 3, x + width / 2, y + height - 3)
    )
    pen.line(middle, fill=_mix(shade, (0, 0, 0), 0.35), width=1)


def labels() -> Image.Image:
    """Four label proofs on a table."""
    picture = _sky((226, 218, 206), (208, 198, 184))
    pen = ImageDraw.Draw(picture)
    papers = ((112, 32, 38), (28, 42, 82), (62, 84, 58), (244, 240, 230))
    for number, paper in enumerate(papers):
        left = 110 + number * 360
        pen.rectangle((left + 10, 172, left + 310, 852), fill=(176, 166, 152))
        pen.rectangle((left, 160, left + 300, 840), fill=paper)
        ink = (238, 226, 204) if number < 3 else (60, 48, 40)
        pen.rectangle((left + 22, 182, left + 278, 818), outline=ink, width=2)
        _emblem(pen, left + 150, 400, number, ink)
        for line, length in enumerate((170, 120, 90)):
            pen.rectangle(
                (left + 150 - length // 2, 620 + line * 44, left + 150 + length // 2, 628 + line * 44), fill=ink
            )
    return _grain(picture)


def _emblem(pen: ImageDraw.ImageDraw, x: int, y: int, kind: int, ink: Colour) -> None:
    if kind == 0:
        for ray in range(12):
            angle = ray * math.pi / 6
            pen.line((x, y, x + 90 * math.cos(angle), y + 90 * math.sin(angle)), fill=ink, width=6)
    elif kind == 1:
        pen.ellipse((x - 80, y - 80, x + 80, y + 80), fill=ink)
        pen.ellipse((x - 40, y - 100, x + 110, y + 50), fill=(28, 42, 82))
    elif kind == 2:
        for row in range(4):
            pen.polygon(
                (
                    (x, y - 100 + row * 40),
                    (x - 40 - row * 16, y - 30 + row * 40),
                    (x + 40 + row * 16, y - 30 + row * 40),
                ),
                fill=ink,
            )
    else:
        for ring in range(5):
            pen.ellipse(
                (x - 90 + ring * 18, y - 90 + ring * 18, x + 90 - ring * 18, y + 90 - ring * 18), outline=ink, width=4
            )


PAINTERS: dict[str, Callable[[], Image.Image]] = {"valley": valley, "pool": pool, "roasts": roasts, "labels": labels}


def painted(key: str) -> bytes:
    """One picture as JPEG bytes, as if somebody had uploaded it."""
    stream = io.BytesIO()
    PAINTERS[key]().save(stream, "JPEG", quality=88)
    return stream.getvalue()
