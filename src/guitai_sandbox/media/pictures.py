"""Pictures as WeChat passes them on: JPEG, turned upright, without what the camera wrote into them."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 4096


class Unreadable(Exception):
    """The file is not what it was sent as."""


def as_jpeg(data: bytes, *, longest: int = LONGEST_SIDE) -> bytes:
    """The picture as JPEG."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
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
