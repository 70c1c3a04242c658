"""One delivery of a push over HTTP, both sides of it written down."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from guitai_sandbox.push.envelope import enclose
from guitai_sandbox.push.handshake import NoAnswer
from guitai_sandbox.push.replies import opened
from guitai_sandbox.state.envelope import Envelope
from guitai_sandbox.state.users import User
from guitai_sandbox.state.wire import Entry
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields


class TooLate(NoAnswer):
    """The five seconds are over; WeChat tries again at once."""


@dataclass
class Push:
    """One message or event on its way to the bank."""

    user: User
    fields: Fields
    answerable: bool  # whether a reply, or the fault notice, can be shown
    articles: int  # how many a news reply may hold
    envelope: Envelope = field(init=False)

    def seal(self, world: World) -> None:
        """Put it into an envelope with the present moment's stamp."""
        self.envelope = enclose(world, self.user.openid, self.fields)


async def post_beside(world: World, push: Push, envelope: Envelope, *, note: str) -> None:
    """Send one that nobody waits for: whatever becomes of it, the push's own deliveries count."""
    with suppress(NoAnswer):
        await post(world, push, envelope, note=note, spoilt="a repetition is not shown")


async def post(
    world: World, push: Push, envelope: Envelope, *, note: str, spoilt: str | None
) -> httpx.Response:
    """Send it once, with both sides written down."""
    settings, openid = world.settings, push.user.openid
    entry = note_down(world, push, note, envelope)
    try:
        async with asyncio.timeout(world.limits.answer_within_seconds):
            response = await world.http.post(
                httpx.URL(settings.callback).copy_merge_params(envelope.query),
                content=envelope.body.encode(),
                headers={"Content-Type": "text/xml"},
            )
    except TimeoutError:
        entry.note = f"{note}: no answer within {world.limits.answer_within_seconds:g} s"
        raise TooLate(entry.note) from None
    except httpx.HTTPError as error:
        entry.note = f"{note}: {error!r}"
        raise NoAnswer(entry.note) from None
    entry.status = response.status_code
    encrypted, plain = opened(world, response.content)
    world.wire.add(
        "reply",
        openid=openid,
        method="POST",
        path=settings.callback_path,
        encrypted=encrypted,
        plain=plain,
        status=response.status_code,
        note=spoilt,
    )
    return response


def note_down(world: World, push: Push, note: str, envelope: Envelope | None = None) -> Entry:
    """Write the push down, with what is to be said of this delivery."""
    envelope = envelope or push.envelope
    return world.wire.add(
        "push",
        openid=push.user.openid,
        method="POST",
        path=world.settings.callback_path,
        encrypted=envelope.encrypted,
        plain=envelope.plain,
        note=note,
    )
