"""What the bank may upload: types and sizes by WeChat's table."""

from dataclasses import dataclass

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.media.pictures import Unreadable
from guitai_sandbox.media.sounds import LONGEST_SECONDS, seconds_of

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@dataclass(frozen=True)
class Kind:
    """How large a file of the kind may be, and what it may be."""

    most_bytes: int
    formats: tuple[str, ...]


TEMPORARY = {
    "image": Kind(10 * MEGABYTE, ("png", "jpeg", "gif")),
    "voice": Kind(2 * MEGABYTE, ("amr", "mp3")),
    "video": Kind(10 * MEGABYTE, ("mp4",)),
    "thumb": Kind(64 * KILOBYTE, ("jpeg",)),
}
PERMANENT = {
    "image": Kind(10 * MEGABYTE, ("bmp", "png", "jpeg", "gif")),
    "voice": Kind(2 * MEGABYTE, ("amr", "mp3", "wav", "wma")),
    "video": Kind(10 * MEGABYTE, ("mp4",)),
    "thumb": Kind(64 * KILOBYTE, ("jpeg",)),
}
IN_ARTICLES = Kind(MEGABYTE - 1, ("png", "jpeg"))

CONTENT_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "amr": "audio/amr",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "wma": "audio/x-ms-wma",
    "mp4": "video/mp4",
}
BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"#!AMR\n", "amr"),
    (b"ID3", "mp3"),
    (b"RIFF", "wav"),
    (b"\x30\x26\xb2\x75", "wma"),
)


def checked(data: bytes, kind: Kind) -> tuple[str, int | None]:
    """The content type by the file's own beginning, and a voice's seconds."""
    if not data:
        raise WeChatError(44001)
    if len(data) > kind.most_bytes:
        raise WeChatError(40006)
    form = _format(data)
    if form not in kind.formats:
        raise WeChatError(40005)
    return CONTENT_TYPES[form], _voice_seconds(data) if "amr" in kind.formats else None


def _format(data: bytes) -> str | None:
    if data[4:8] == b"ftyp":
        return "mp4"
    if data[:1] == b"\xff" and data[1:2] and data[1] & 0xE0 == 0xE0 and data[1] != 0xD8:
        return "mp3"
    return next((form for beginning, form in BEGINNINGS if data.startswith(beginning)), None)


def _voice_seconds(data: bytes) -> int:
    try:
        seconds = seconds_of(data)
    except Unreadable:
        raise WeChatError(40005) from None
    if seconds > LONGEST_SECONDS:
        raise WeChatError(45007)
    return seconds
