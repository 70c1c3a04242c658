"""The handshake: WeChat sends a number to the callback and wants exactly that number back."""

import secrets

import httpx

from guitai_sandbox.push.envelope import stamped
from guitai_sandbox.world import World


class NoAnswer(Exception):
    """The bank's server did not answer as it must; the sentence says how."""


async def introduce(world: World) -> None:
    """Do the handshake, unless the callback has passed it before."""
    if not world.introduced:
        await shake_hands(world)
        world.introduced = True


async def shake_hands(world: World) -> None:
    """Ask the callback once. Anything but the number's exact bytes fails."""
    number = str(1_000_000_000_000_000_000 + secrets.randbelow(8_000_000_000_000_000_000))
    query = {**stamped(world), "echostr": number}
    status, body = None, b""
    try:
        response = await world.http.get(
            world.settings.callback, params=query, timeout=world.limits.answer_within_seconds
        )
        status, body = response.status_code, response.content
    except httpx.HTTPError as error:
        raise NoAnswer(f"the callback could not be reached: {error!r}") from None
    finally:
        world.wire.add(
            "push", openid=None, method="GET", path=world.settings.callback_path, plain=f"echostr={number}",
            status=status, note=None if body == number.encode() else "the handshake failed",
        )  # fmt: skip
    if status != 200 or body != number.encode():
        raise NoAnswer(f"the handshake was answered with {status} and {body[:80]!r}, not with the echostr")
