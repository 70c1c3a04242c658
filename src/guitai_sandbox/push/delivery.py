"""Delivering a push: three times at most, five seconds each, and what the customer sees if all fail."""

import asyncio
from collections.abc import Set
from contextlib import ExitStack

from guitai_sandbox.bubbles import notice_bubble
from guitai_sandbox.hindrance import hinder, went_through
from guitai_sandbox.push.attacks import ATTACKS, changed
from guitai_sandbox.push.contents import event
from guitai_sandbox.push.handshake import NoAnswer, introduce
from guitai_sandbox.push.posting import Push, TooLate, note_down, post, post_beside
from guitai_sandbox.push.replies import BadReply, read_reply
from guitai_sandbox.state.chats import Bubble
from guitai_sandbox.state.faults import ON_ITS_WAY, ON_WRITING, Deed, Rule
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields

# What lets the bank speak for a minute; other buttons, places and visits do not.
OPENING = frozenset({"subscribe", "SCAN", "CLICK", "scancode_push", "scancode_waitmsg"})
FAULT_NOTICE = "该服务号提供的服务出现故障，请稍后再试"


def send_message(world: World, user: User, fields: Fields) -> None:
    """The customer says something: it opens the long window, and is delivered with an id."""
    now = world.clock.now()
    limits = world.limits
    user.exchanged_at = now
    user.windows.open("message", count=limits.message_count, until=now + limits.message_window)
    user.msg_id = _msg_id(world, user)
    _send(world, user, [*fields, ("MsgId", user.msg_id)], articles=limits.reply_articles)


def send_event(world: World, user: User, name: str, fields: Fields = (), *, answerable: bool = True) -> None:
    """An event; following, scanning and some menu buttons open the short window."""
    now = world.clock.now()
    limits = world.limits
    if name in OPENING:
        user.windows.open("action", count=limits.action_count, until=now + limits.action_window)
    _send(world, user, event(name, fields), answerable=answerable, articles=limits.event_reply_articles)


def _msg_id(world: World, user: User) -> int:
    """A new id; by a fault that of another customer, as WeChat has given two who spoke at once the same."""
    another = max((one.msg_id for one in world.users if one is not user), default=0)
    struck = another and _struck(world, user, among=ON_WRITING)
    return another if struck else world.next_id()


def _send(world: World, user: User, fields: Fields, *, articles: int, answerable: bool = True) -> None:
    common: Fields = [
        ("ToUserName", world.settings.original_id),
        ("FromUserName", user.openid),
        ("CreateTime", int(world.clock.now().timestamp())),
    ]
    push = Push(user, [*common, *fields], answerable, articles)
    held = ExitStack()
    held.enter_context(world.bank.busy())  # open from now on, not from when the task first runs
    world.spawn(_deliver(world, push, held))


async def _deliver(world: World, push: Push, held: ExitStack) -> None:
    with held:
        async with world.line.push():
            push.seal(world)
            try:
                answer = await _answer(world, push)
                push.user.pushed = push.envelope
                bubbles = read_reply(world, push.user, answer, articles=push.articles)
            except (NoAnswer, BadReply) as why:
                _give_up(world, push, str(why))
                return
            if push.answerable and push.user.following:
                _show(world, push.user, bubbles)


def _show(world: World, user: User, bubbles: list[Bubble]) -> None:
    """The reply appears; whether it is one of the messages that the bank may send is WeChat's secret."""
    now = world.clock.now()
    for bubble in bubbles:
        user.chat.add("bank", bubble, at=now)
        user.exchanged_at = now
        if world.limits.passive_replies_count:
            user.windows.spend(now, add_up=world.limits.windows_add_up)


def _give_up(world: World, push: Push, why: str) -> None:
    noticed = push.answerable and push.user.following
    note_down(world, push, f"given up{', the customer sees the fault notice' if noticed else ''}: {why}")
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
    if attempt and world.limits.repeats_stamped_anew:
        push.seal(world)
    struck = _struck(world, push.user)
    if Deed.DROP in struck:
        note_down(world, push, "the delivery was lost on its way")
        raise NoAnswer("the delivery was lost on its way")
    await hinder(world, "push", openid, struck)
    await introduce(world)
    if Deed.REPLAY in struck and push.user.pushed:
        await post_beside(world, push, push.user.pushed, note="the push before, replayed")
    arriving = changed(push.envelope, push.fields, struck)
    note = ", ".join([f"delivery {attempt + 1}", *(str(deed) for deed in struck if deed in ATTACKS)])
    response = await post(world, push, arriving, note=note, spoilt=_spoilt(struck))
    if Deed.REPEAT in struck:
        await post_beside(world, push, push.envelope, note="repeated though answered")
    went_through(world, "push", openid)
    if Deed.TIMEOUT in struck:
        await asyncio.sleep(struck[Deed.TIMEOUT].seconds or world.limits.answer_within_seconds)
        raise TooLate("the answer did not arrive in time")
    if spoilt := _spoilt(struck):
        raise NoAnswer(spoilt)
    if response.status_code != 200:
        raise NoAnswer(f"the bank's server answered HTTP {response.status_code}")
    return response.content


def _struck(world: World, user: User, *, among: Set[Deed] = ON_ITS_WAY) -> dict[Deed, Rule]:
    return world.faults.take("push", openid=user.openid, path=world.settings.callback_path, among=among)


def _spoilt(struck: dict[Deed, Rule]) -> str | None:
    """Why the bank's answer to this delivery does not reach WeChat."""
    if Deed.TIMEOUT in struck:
        return "the answer did not arrive in time"
    if Deed.CUT in struck:
        return "the connection was cut before the answer"
    if Deed.ERROR in struck:
        return "a broken proxy answered in the bank's place"
    return None
