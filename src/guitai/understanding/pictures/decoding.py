"""Pictures as they come in, made into pixels within limits: what they are is told by what they hold, not by a name."""

import io
import struct
import zlib

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 10 * 1024 * 1024  # WeChat's own limit
# Counted before any is decoded: a small file may claim to have any number. A JPEG need not be decoded whole.
MOST_PIXELS = {"JPEG": 100_000_000, "PNG": 25_000_000, "WEBP": 25_000_000, "GIF": 25_000_000}
LONGEST_SIDE = 2_000  # pixels in which a page of print can still be read
QUALITY = 85
PAPER = "white"  # what is seen through a picture

# What Pillow raises over damaged files, most of it from what a camera wrote into them.
BROKEN = (
    OSError,
    EOFError,
    SyntaxError,
    TypeError,
    ValueError,
    LookupError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


class Unreadable(ValueError):
    """It is no picture of a kind that is read here, is damaged, or too large."""


def pixels(content: bytes) -> Image.Image:
    """The picture, upright, in colour, no larger than it is read: of an animated one the first. Or Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("bytes")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS[opened.format or ""]:
                raise Unreadable("pixels")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = _on_paper(ImageOps.exif_transpose(opened))
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable("damaged") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return picture


def written(picture: Image.Image) -> bytes:
    """The picture as JPEG, with nothing in it but what it shows."""
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _on_paper(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    above = picture.convert("RGBA")
    paper = Image.new("RGB", above.size, PAPER)
    paper.paste(above, mask=above.getchannel("A"))
    return paper
