"""Delivering a push: three times at most, five seconds each, and what the customer sees if all fail."""

import asyncio
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import httpx

from guitai_sandbox.bubbles import notice_bubble
from guitai_sandbox.hindrance import hinder, went_through
from guitai_sandbox.push.envelope import Envelope, enclose
from guitai_sandbox.push.handshake import NoAnswer, introduce
from guitai_sandbox.push.replies import BadReply, opened, read_reply
from guitai_sandbox.state.faults import Deed, Rule
from guitai_sandbox.state.users import User
from guitai_sandbox.state.wire import Entry
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields

FAULT_NOTICE = "该服务号提供的服务出现故障，请稍后再试"


class TooLate(NoAnswer):
    """The five seconds are over; WeChat tries again at once."""


@dataclass(frozen=True)
class Push:
    """One message or event on its way to the bank."""

    user: User
    envelope: Envelope
    answerable: bool  # whether a reply, or the fault notice, can be shown
    articles: int  # how many a news reply may hold


def send_message(world: World, user: User, fields: Fields) -> None:
    """The customer says something: it opens the long window, and is delivered with an id."""
    now = world.clock.now()
    limits = world.limits
    user.exchanged_at = now
    user.windows.open("message", count=limits.message_count, until=now + limits.message_window)
    _send(world, user, [*fields, ("MsgId", world.next_id())], articles=limits.reply_articles)


def send_event(
    world: World, user: User, fields: Fields, *, opens: bool = False, answerable: bool = True
) -> None:
    """An event; following, scanning and some menu buttons open the short window."""
    now = world.clock.now()
    limits = world.limits
    if opens:
        user.windows.open("action", count=limits.action_count, until=now + limits.action_window)
    _send(world, user, fields, answerable=answerable, articles=limits.event_reply_articles)


def _send(world: World, user: User, fields: Fields, *, articles: int, answerable: bool = True) -> None:
    common: Fields = [
        ("ToUserName", world.settings.original_id),
        ("FromUserName", user.openid),
        ("CreateTime", int(world.clock.now().timestamp())),
    ]
    push = Push(user, enclose(world, user.openid, [*common, *fields]), answerable, articles)
    held = ExitStack()
    held.enter_context(world.bank.busy())  # open from now on, not from when the task first runs
    world.spawn(_deliver(world, push, held))


async def _deliver(world: World, push: Push, held: ExitStack) -> None:
    with held:
        try:
            bubbles = read_reply(world, push.user, await _answer(world, push), articles=push.articles)
        except (NoAnswer, BadReply) as why:
            _give_up(world, push, str(why))
            return
        if push.answerable and push.user.following:
            for bubble in bubbles:
                push.user.chat.add("bank", bubble, at=world.clock.now())
                push.user.exchanged_at = world.clock.now()


def _give_up(world: World, push: Push, why: str) -> None:
    noticed = push.answerable and push.user.following
    _note(world, push, f"given up{', the customer sees the fault notice' if noticed else ''}: {why}")
    if noticed:
        push.user.chat.add("wechat", notice_bubble(FAULT_NOTICE), at=world.clock.now())


async def _answer(world: World, push: Push) -> bytes:
    """The first answer in time."""
    last = world.limits.deliveries - 1
    for attempt in range(last):
        try:
            return await _attempt(world, push, attempt)
        except TooLate:
            continue
        except NoAnswer:
            await asyncio.sleep(world.limits.retry_after_seconds)
    return await _attempt(world, push, last)


async def _attempt(world: World, push: Push, attempt: int) -> bytes:
    openid = push.user.openid
    struck = world.faults.take("push", openid=openid, path=world.settings.callback_path)
    if Deed.DROP in struck:
        _note(world, push, "the delivery was lost on its way")
        raise NoAnswer("the delivery was lost on its way")
    await hinder(world, "push", openid, struck)
    await introduce(world)
    response = await _post(world, push, note=f"delivery {attempt + 1}", spoilt=_spoilt(struck))
    if Deed.REPEAT in struck:
        with suppress(NoAnswer):  # the first answer counts, whatever becomes of the second
            await _post(world, push, note="repeated though answered", spoilt="a repetition is not shown")
    went_through(world, "push", openid)
    if Deed.TIMEOUT in struck:
        await asyncio.sleep(struck[Deed.TIMEOUT].seconds or world.limits.answer_within_seconds)
        raise TooLate("the answer did not arrive in time")
    if spoilt := _spoilt(struck):
        raise NoAnswer(spoilt)
    if response.status_code != 200:
        raise NoAnswer(f"the bank's server answered HTTP {response.status_code}")
    return response.content


def _spoilt(struck: dict[Deed, Rule]) -> str | None:
    """Why the bank's answer to this delivery does not reach WeChat."""
    if Deed.TIMEOUT in struck:
        return "the answer did not arrive in time"
    if Deed.CUT in struck:
        return "the connection was cut before the answer"
    if Deed.ERROR in struck:
        return "a broken proxy answered in the bank's place"
    return None


async def _post(world: World, push: Push, *, note: str, spoilt: str | None) -> httpx.Response:
    """Send it once, with both sides written down."""
    settings, envelope, openid = world.settings, push.envelope, push.user.openid
    entry = _note(world, push, note)
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


def _note(world: World, push: Push, note: str) -> Entry:
    """Write the push down, with what is to be said of this delivery."""
    return world.wire.add(
        "push",
        openid=push.user.openid,
        method="POST",
        path=world.settings.callback_path,
        encrypted=push.envelope.encrypted,
        plain=push.envelope.plain,
        note=note,
    )
