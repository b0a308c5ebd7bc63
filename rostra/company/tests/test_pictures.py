import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from rostra.company.pictures import WIDTHS, read_picture
from rostra.kit.errors import Refused


def made(fmt="JPEG", size=(2000, 1000), mode="RGB", **options) -> BytesIO:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, fmt, **options)
    return out


def with_camera_data(orientation=6) -> BytesIO:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    Image.new("RGB", (400, 200), "red").save(out, "JPEG", exif=exif, comment=b"a secret comment")
    return out


def png_promising(width, height) -> BytesIO:
    """A valid small PNG file whose header promises a huge picture: the classic bomb."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_known_format_becomes_webp_in_three_widths(fmt):
    picture = read_picture(made(fmt))
    assert list(picture.sizes) == list(WIDTHS)
    assert (picture.width, picture.height) == (1600, 800)
    for width, content in picture.sizes.items():
        with Image.open(BytesIO(content)) as kept:
            assert (kept.format, kept.width) == ("WEBP", width)


def test_a_small_picture_is_not_blown_up():
    picture = read_picture(made(size=(100, 50)))
    assert list(picture.sizes) == [100]


def test_a_turned_picture_stands_upright_and_tells_nothing_of_its_camera():
    picture = read_picture(with_camera_data())
    content = picture.sizes[picture.width]
    with Image.open(BytesIO(content)) as kept:
        assert kept.size == (200, 400)
        assert not kept.getexif()
    assert b"SecretCamera" not in content
    assert b"secret comment" not in content
    assert b"EXIF" not in content


def test_a_see_through_picture_stays_see_through():
    out = BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(out, "PNG")
    picture = read_picture(out)
    with Image.open(BytesIO(picture.sizes[20])) as kept:
        assert kept.convert("RGBA").getpixel((5, 5))[3] == 0


def test_of_an_animation_the_first_picture_is_taken():
    out = BytesIO()
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50)
    picture = read_picture(out)
    with Image.open(BytesIO(picture.sizes[30])) as kept:
        assert getattr(kept, "n_frames", 1) == 1
        red, _green, blue = kept.convert("RGB").getpixel((15, 15))
    assert red > 200
    assert blue < 60


def test_a_very_tall_picture_is_made_lower():
    picture = read_picture(made("PNG", size=(200, 20_000)))
    assert picture.height <= 4800


@pytest.mark.parametrize("size", [(9_000, 9_000), (30_000, 30_000), (33_000, 10)])
def test_a_bomb_is_refused_before_it_is_opened(size):
    with pytest.raises(Refused, match="too many pixels"):
        read_picture(png_promising(*size))


def test_a_truncated_picture_is_refused():
    whole = made().getvalue()
    with pytest.raises(Refused, match="damaged"):
        read_picture(BytesIO(whole[: len(whole) // 2]))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"MZ\x90\x00" + b"\0" * 200,
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff" + b"\0" * 50,
        b"GIF89a" + b"\xff" * 40,
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    ],
)
def test_what_only_pretends_to_be_a_picture_is_refused(content):
    with pytest.raises(Refused):
        read_picture(BytesIO(content))


def test_what_hides_behind_a_picture_does_not_come_through():
    source = BytesIO(made(size=(50, 50)).getvalue() + b"<script>alert(1)</script>")
    picture = read_picture(source)
    assert all(b"<script>" not in content for content in picture.sizes.values())


def with_scans(count: int, behind: bytes = b"") -> BytesIO:
    """A progressive JPEG of sixteen million pixels whose last scan, of thirty bytes, is said `count` times more."""
    out = BytesIO()
    Image.new("L", (4000, 4000), 128).save(out, "JPEG", progressive=True)
    content = out.getvalue()
    begins = content.rindex(b"\xff\xda")
    return BytesIO(content[:-2] + content[begins:-2] * count + b"\xff\xd9" + behind)


def test_a_jpeg_that_is_to_be_decoded_over_and_over_is_refused():
    """Fifteen megabytes of such scans are eighteen minutes of processor."""
    assert len(with_scans(2000).getvalue()) < 200_000
    with pytest.raises(Refused, match="damaged"):
        read_picture(with_scans(2000))


def test_a_progressive_jpeg_with_a_video_behind_it_is_shown():
    picture = read_picture(with_scans(5, behind=b"\xff\xda\x00\x02" * 1000))
    assert (picture.width, picture.height) == (1600, 1600)
