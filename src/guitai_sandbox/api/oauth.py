"""OAuth for pages inside WeChat: the page's side of it under /sns."""

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.api.custom import receiver
from guitai_sandbox.api.token import check_credentials
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.grants import LIFE, Grant

calls = Calls()


@calls.get("/sns/oauth2/access_token", token=False)
def redeem(ask: Ask) -> Json:
    """Who came back with that code; it can be asked once."""
    check_credentials(ask, ask.query, grant=None)
    if ask.query.get("grant_type") != "authorization_code":
        raise WeChatError(40002)
    code = ask.query.get("code")
    if not code:
        raise WeChatError(41008)
    return _tokens(ask, ask.world.grants.redeem(code))


@calls.get("/sns/oauth2/refresh_token", token=False)
def refresh(ask: Ask) -> Json:
    """New page tokens."""
    if ask.query.get("appid") != ask.world.settings.app_id:
        raise WeChatError(40013)
    return _tokens(ask, ask.world.grants.refresh(ask.query.get("refresh_token", "")))


@calls.get("/sns/userinfo", token=False)
def info(ask: Ask) -> Json:
    """Name and picture, where the user consented to that."""
    grant = _granted(ask)
    if "snsapi_userinfo" not in grant.scope:
        raise WeChatError(48001)
    return {
        "openid": grant.openid,
        "nickname": "微信用户" if grant.snapshot else receiver(ask.world, grant.openid).nickname,
        "sex": 0,
        "province": "",
        "city": "",
        "country": "",
        "headimgurl": "",
        "privilege": [],
    }


@calls.get("/sns/auth", token=False)
def check(ask: Ask) -> Json:
    """Whether a page token is still good."""
    _granted(ask)
    return OK


def _granted(ask: Ask) -> Grant:
    return ask.world.grants.granted(ask.query.get("access_token", ""), ask.query.get("openid", ""))


def _tokens(ask: Ask, grant: Grant) -> Json:
    token, refresh_token = ask.world.grants.tokens(grant)
    answer: Json = {
        "access_token": token,
        "expires_in": int(LIFE.total_seconds()),
        "refresh_token": refresh_token,
        "openid": grant.openid,
        "scope": grant.scope,
    }
    return {**answer, "is_snapshotuser": 1} if grant.snapshot else answer
