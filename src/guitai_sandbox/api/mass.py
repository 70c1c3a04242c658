"""Mass messages: to everybody, to a tag, or to listed users; four a month reach each of them."""

from datetime import timedelta

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.api.custom import part, receiver, text_of
from guitai_sandbox.bubbles import media_bubble, news_bubble
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.push.jobs import mass_ended
from guitai_sandbox.state.chats import Bubble
from guitai_sandbox.state.tags import BLACKLIST
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World

MOST_OPENIDS = 10_000
CLIENT_ID_BYTES = 64
AGAIN_AFTER = timedelta(minutes=1)

calls = Calls()


@calls.post("/cgi-bin/message/mass/sendall")
def send_all(ask: Ask) -> Json:
    """To all followers, or to those with a tag."""
    chosen = ask.body.get("filter")
    if not isinstance(chosen, dict):
        raise WeChatError(40035, "filter")
    if chosen.get("is_to_all") is True:
        return _send(ask, list(ask.world.users), to_all=True)
    tag = ask.world.tags.known(chosen.get("tag_id"))
    return _send(ask, [user for user in ask.world.users if tag in user.tags])


@calls.post("/cgi-bin/message/mass/send")
def send_listed(ask: Ask) -> Json:
    """To the users that are listed."""
    openids = ask.body.get("touser")
    if not isinstance(openids, list) or len(openids) < 2:
        raise WeChatError(40130)
    if len(openids) > MOST_OPENIDS:
        raise WeChatError(40032)
    return _send(ask, [receiver(ask.world, openid) for openid in openids])


@calls.post("/cgi-bin/message/mass/preview")
def preview(ask: Ask) -> Json:
    """Show it to one user, uncounted."""
    user = receiver(ask.world, ask.body.get("touser"))
    if not user.following:
        raise WeChatError(43004)
    user.chat.add("bank", _bubble(ask.world, ask.body), at=ask.world.clock.now())
    return {**OK, "msg_id": ask.world.next_id()}


@calls.post("/cgi-bin/message/mass/get")
def status(ask: Ask) -> Json:
    """How a job ended."""
    job = ask.world.mass.jobs.get(_msg_id(ask))
    if job is None:
        raise WeChatError(40035, "msg_id")
    return {"msg_id": job.msg_id, "msg_status": "DELETE" if job.deleted else "SEND_SUCCESS"}


@calls.post("/cgi-bin/message/mass/delete")
def delete(ask: Ask) -> Json:
    """Take a job's message back; what phones have shown they have shown."""
    job = ask.world.mass.jobs.get(_msg_id(ask))
    if job is None:
        raise WeChatError(40035, "msg_id")
    job.deleted = True
    return OK


def _send(ask: Ask, users: list[User], *, to_all: bool = False) -> Json:
    """Accept the job, show it to all who may still receive one this month, and tell how it ended."""
    world, now = ask.world, ask.world.clock.now()
    bubble, client_id = _bubble(world, ask.body), _client_id(ask)
    if to_all:
        _check_to_all(world)
    job = world.mass.job(now, client_id, to_all=to_all)
    wanted = [user for user in users if user.following and BLACKLIST not in user.tags]
    sent = 0
    for user in wanted:
        counted = user.openid, f"{now:%Y-%m}"
        if world.mass.received[counted] < world.limits.mass_a_month:
            world.mass.received[counted] += 1
            user.chat.add("bank", bubble, at=now)
            sent += 1
    if users:
        mass_ended(
            world, users[0], msg_id=job.msg_id, total=len(users), wanted=len(wanted), sent=sent
        )  # the event names somebody as its sender: with WeChat, the administrator
    return {"errcode": 0, "errmsg": "send job submission success", "msg_id": job.msg_id}


def _check_to_all(world: World) -> None:
    """What goes to all stands in the account's history, which takes few."""
    now, limits = world.clock.now(), world.limits
    this_month = [at for at in world.mass.sent_to_all() if f"{at:%Y-%m}" == f"{now:%Y-%m}"]
    today = [at for at in this_month if at.date() == now.date()]
    if len(today) >= limits.mass_to_all_a_day or len(this_month) >= limits.mass_to_all_a_month:
        raise WeChatError(45028)


def _client_id(ask: Ask) -> str | None:
    """The caller's own id for the job, which must be new."""
    client_id = ask.body.get("clientmsgid")
    if client_id is None:
        return None
    if not isinstance(client_id, str) or len(client_id.encode()) > CLIENT_ID_BYTES:
        raise WeChatError(45067)
    before = ask.world.mass.by_client(client_id)
    if before is not None:
        soon = ask.world.clock.now() < before.at + AGAIN_AFTER
        raise WeChatError(45066) if soon else WeChatError(45065, msg_id=before.msg_id)
    return client_id


def _bubble(world: World, body: Json) -> Bubble:
    kind = body.get("msgtype")
    if kind == "text":
        return text_of(world, body)
    if kind == "image" and isinstance(body.get("images"), dict):
        media_ids = body["images"].get("media_ids")
        medium = world.media.usable(
            media_ids[0] if isinstance(media_ids, list) and media_ids else None, "image"
        )
        return media_bubble("image", world.shown_at(medium))
    if kind in ("image", "voice", "mpvideo"):
        shown = "video" if kind == "mpvideo" else kind
        medium = world.media.usable(part(body, kind).get("media_id"), shown)
        return media_bubble(shown, world.shown_at(medium), seconds=medium.seconds)
    if kind == "wxcard":
        return news_bubble([(str(part(body, kind).get("card_id")), "", "", "")])
    raise WeChatError(40007 if kind == "mpnews" else 40008)  # there are no drafts here to send


def _msg_id(ask: Ask) -> int:
    value = ask.body.get("msg_id")
    return value if isinstance(value, int) else -1
