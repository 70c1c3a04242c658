"""What the bank may know about its followers; names and pictures have not been given since 2021."""

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.api.custom import receiver
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.users import User

MOST_AT_ONCE = 100
MOST_A_PAGE = 10_000
REMARK_CHARACTERS = 30

calls = Calls()


@calls.get("/cgi-bin/user/info")
def info(ask: Ask) -> Json:
    """One user."""
    return described(receiver(ask.world, ask.query.get("openid")))


@calls.post("/cgi-bin/user/info/batchget")
def infos(ask: Ask) -> Json:
    """Up to a hundred users."""
    listed = ask.body.get("user_list")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_AT_ONCE:
        raise WeChatError(40032)
    openids = [row.get("openid") if isinstance(row, dict) else None for row in listed]
    return {"user_info_list": [described(receiver(ask.world, openid)) for openid in openids]}


@calls.get("/cgi-bin/user/get")
def openids(ask: Ask) -> Json:
    """Who follows, from the one after `next_openid` on."""
    following = [user.openid for user in ask.world.users if user.following]
    after = ask.query.get("next_openid", "")
    if after and after not in following:
        raise WeChatError(40003)
    page = following[following.index(after) + 1 if after else 0 :][:MOST_A_PAGE]
    answer: Json = {"total": len(following), "count": len(page), "next_openid": page[-1] if page else ""}
    return {**answer, "data": {"openid": page}} if page else answer


@calls.post("/cgi-bin/user/info/updateremark")
def remark(ask: Ask) -> Json:
    """The bank's own note on a user."""
    user = receiver(ask.world, ask.body.get("openid"))
    text = ask.body.get("remark")
    if not isinstance(text, str) or len(text) >= REMARK_CHARACTERS:
        raise WeChatError(40035, "remark")
    user.remark = text
    return OK


def described(user: User) -> Json:
    """What WeChat tells of a user; of one who does not follow, only that."""
    if not user.following or user.followed_at is None:
        return {"subscribe": 0, "openid": user.openid}
    number = user.scene.isdecimal()
    return {
        "subscribe": 1,
        "openid": user.openid,
        "language": "zh_CN",
        "subscribe_time": int(user.followed_at.timestamp()),
        "remark": user.remark,
        "groupid": user.tags[0] if user.tags else 0,
        "tagid_list": user.tags,
        "subscribe_scene": user.subscribe_scene,
        "qr_scene": int(user.scene) if number else 0,
        "qr_scene_str": "" if number else user.scene,
    }
