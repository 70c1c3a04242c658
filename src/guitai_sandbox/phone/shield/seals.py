"""Opening seals: what the bank has for one device alone."""

from guitai_sandbox import jose
from guitai_sandbox.state.devices import Device

SIZES = (1024, 4 * 1024, 16 * 1024, 64 * 1024)
LENGTH_BYTES = 4


def opened(seals: object, device: Device, *, subject: str) -> bytes:
    """The content of the seals. Refused is whatever is not whole, not in order, or not for this device and subject."""
    if not isinstance(seals, list) or not seals or not all(isinstance(seal, str) for seal in seals):
        raise jose.Unsound("the seals are no list of texts")
    plains = [_opened(seal, device, subject, place, len(seals)) for place, seal in enumerate(seals)]
    if len(plains) == 1 and len(plains[0]) not in SIZES:
        raise jose.Unsound(f"a single seal holds {len(plains[0])} bytes")
    if len(plains) > 1 and (len(plains).bit_count() != 1 or {len(plain) for plain in plains} != {SIZES[-1]}):
        raise jose.Unsound("several seals are a power of two of 64 KiB each")
    return _content(b"".join(plains))


def _opened(seal: str, device: Device, subject: str, part: int, parts: int) -> bytes:
    header, plain = jose.decrypt(seal, device.open)
    wanted = {"kid": device.id, "subject": subject, "part": part, "parts": parts}
    wrong = [name for name, value in wanted.items() if header.get(name) != value]
    if wrong:
        raise jose.Unsound(f"seal {part} of {parts} has another {' and another '.join(wrong)}")
    return plain


def _content(joined: bytes) -> bytes:
    end = LENGTH_BYTES + int.from_bytes(joined[:LENGTH_BYTES], "big")
    if end > len(joined):
        raise jose.Unsound("the content is longer than its seals")
    if any(joined[end:]):
        raise jose.Unsound("there is something after the content")
    return joined[LENGTH_BYTES:end]
