"""Pictures are what they hold, not what they are called; too large, broken or hostile ones are none."""

import io
import struct
import zlib
from random import Random

import pytest
from PIL import Image, PngImagePlugin

from guitai.understanding.pictures.decoding import LONGEST_SIDE, MOST_BYTES, Unreadable, pixels, written


def sent(form, picture=None, **how):
    out = io.BytesIO()
    (picture or Image.new("RGB", (64, 48), "teal")).save(out, form, **how)
    return out.getvalue()


def claims(width, height):
    """A PNG of a few bytes that says it is so large."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_four_forms_are_read(form):
    assert pixels(sent(form)).size == (64, 48)


@pytest.mark.parametrize("form", ["BMP", "TIFF", "PPM", "ICO", "PDF"])
def test_no_others_are(form):
    with pytest.raises(Unreadable):
        pixels(sent(form))


def test_of_an_animated_one_the_first_is_read():
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue")]

    found = pixels(sent("GIF", frames[0], save_all=True, append_images=frames[1:]))
    assert found.getpixel((5, 5)) == (255, 0, 0)


def test_what_is_seen_through_is_on_white_paper():
    assert pixels(sent("PNG", Image.new("RGBA", (8, 8), (0, 0, 0, 0)))).getpixel((1, 1)) == (255, 255, 255)


def test_it_is_upright_and_nothing_that_a_camera_wrote_is_left():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Canon of Lin Xiaowen"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 5.0)
    content = sent("JPEG", exif=exif, comment=b"at home", icc_profile=b"a profile" * 20, dpi=(72, 72))
    kept = written(pixels(content))

    assert pixels(content).size == (48, 64)
    assert b"Canon" in content
    again = Image.open(io.BytesIO(kept))
    assert dict(again.getexif()) == {}
    assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not any(word in kept for word in (b"Canon", b"at home", b"a profile", b"Exif"))


def test_what_stands_beside_the_pixels_of_a_png_is_gone():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Lin Xiaowen")

    assert b"Lin" not in written(pixels(sent("PNG", pnginfo=notes)))


def test_what_hangs_on_behind_a_picture_is_gone():
    assert b"secret" not in written(pixels(sent("JPEG") + b"PK\x03\x04 secret"))


@pytest.mark.parametrize("size", [(30_000, 30_000), (60_000, 2_000), (1_000_000, 1_000_000), (2**31 - 1, 1)])
def test_a_small_file_that_claims_to_be_large_is_not_decoded(size):
    with pytest.raises(Unreadable):
        pixels(claims(*size))


def test_more_pixels_than_a_screen_or_a_camera_has_are_not_decoded():
    with pytest.raises(Unreadable, match="pixels"):
        pixels(sent("PNG", Image.new("1", (6_000, 5_000))))


def test_a_text_that_grows_when_it_is_unpacked_is_refused():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "0" * 80_000_000, zip=True)

    with pytest.raises(Unreadable):
        pixels(sent("PNG", pnginfo=notes))


def test_too_many_bytes_are_not_looked_at():
    with pytest.raises(Unreadable, match="bytes"):
        pixels(sent("JPEG") + bytes(MOST_BYTES))


def test_a_large_picture_comes_out_small():
    assert max(pixels(sent("JPEG", Image.new("L", (7_000, 5_000)))).size) == LONGEST_SIDE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_broken_picture_is_read_or_refused_and_nothing_else(form):
    random = Random(5)
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    noise = Image.frombytes("L", (32, 24), random.randbytes(32 * 24)).convert("RGB")
    whole = sent(form, noise, **({} if form == "GIF" else {"exif": exif}))
    outcomes = set()
    for _ in range(300):
        broken = bytearray(whole[: random.randrange(len(whole))] if random.random() < 0.3 else whole)
        for _ in range(random.randrange(1, 9)):
            if broken:
                broken[random.randrange(len(broken))] = random.randrange(256)
        try:
            outcomes.add(pixels(bytes(broken)).mode)
        except Unreadable:
            outcomes.add("refused")

    assert outcomes == {"RGB", "refused"}
