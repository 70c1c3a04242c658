"""Pictures as WeChat passes them on: JPEG, turned upright, without what the camera wrote into them."""

import io
import struct
import zlib

from PIL import Image, ImageOps

LONGEST_SIDE = 4096
MOST_PIXELS = 90_000_000  # no camera of a phone gives more; a small file may claim to
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")  # what a phone holds


# What Pillow raises over files that were damaged at random, most of it from their EXIF.
BROKEN = (
    OSError,
    EOFError,
    SyntaxError,
    TypeError,
    ValueError,
    LookupError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


class Unreadable(Exception):
    """The file is not what it was sent as."""


def as_jpeg(data: bytes, *, longest: int = LONGEST_SIDE) -> bytes:
    """The picture as JPEG."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValueError("too large")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except BROKEN:
        raise Unreadable("this is no picture that can be read") from None
    upright.thumbnail((longest, longest))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue()


def sample() -> bytes:
    """A picture for menu buttons that open the camera."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((480, 360)).convert("RGB").save(out, "JPEG")
    return out.getvalue()
