"""The page on which a user lets another page know who they are (OAuth's authorize)."""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from guitai_sandbox.phone.calls import world_of
from guitai_sandbox.world import World

PATH = "/connect/oauth2/authorize"
SCOPES = ("snsapi_base", "snsapi_userinfo")
LONGEST_STATE = 128
SNAPSHOT_OPENID = "oSnapshot-0000000000000000000"


async def authorize(request: Request) -> Response:
    """Redirect with a code. Whose phone it is: by `openid`, by the phone that the page is in, or by choice."""
    world = world_of(request)
    given = dict(request.query_params)
    wrong = _wrong(world, given)
    if wrong:
        return _page("链接无法访问", wrong, status=400)
    openid = given.get("openid", "")
    if world.users.get(openid) is None:
        choices = "".join(_link(given, user.nickname, openid=user.openid) for user in world.users)
        return _page("选择微信用户", choices, in_a_phone=not openid)
    if given["scope"] == "snsapi_base":
        return _back(world, given, openid, snapshot=False)
    consent = given.get("consent")
    if consent is None:
        return _page("申请获取你的昵称、头像", _consent_choices(given, openid))
    return _back(world, given, openid, snapshot=consent == "snapshot")


def _wrong(world: World, given: dict[str, str]) -> str | None:
    if given.get("appid") != world.settings.app_id:
        return "appid"
    if given.get("response_type") != "code":
        return "response_type"
    if given.get("scope") not in SCOPES:
        return "scope"
    if not given.get("redirect_uri", "").startswith(("http://", "https://")):
        return "redirect_uri"
    state = given.get("state", "")
    return (
        None
        if not state or (state.isalnum() and state.isascii() and len(state) <= LONGEST_STATE)
        else "state"
    )


def _consent_choices(given: dict[str, str], openid: str) -> str:
    allow = _link(given, "允许", openid=openid, consent="allow")
    return allow + _link(given, "仅浏览快照页", openid=openid, consent="snapshot")


def _back(world: World, given: dict[str, str], openid: str, *, snapshot: bool) -> Response:
    """A snapshot page has an identity that is nobody's."""
    openid = SNAPSHOT_OPENID if snapshot else openid
    code = world.grants.code(openid, scope=given["scope"], snapshot=snapshot)
    target = given["redirect_uri"]
    query = urlencode({"code": code, "state": given.get("state", "")})
    return RedirectResponse(f"{target}{'&' if '?' in target else '?'}{query}", status_code=302)


def _link(given: dict[str, str], label: str, **more: str) -> str:
    return f'<p><a href="{PATH}?{escape(urlencode({**given, **more}))}">{escape(label)}</a></p>'


def _page(title: str, inner: str, *, status: int = 200, in_a_phone: bool = False) -> Response:
    """A page; one that may be in a phone is hidden until its script has looked whose phone that is.

    Its origin is nobody's, so that a browser has no reason to warn of a page that could reach the phone around it.
    """
    script = '<script src="/page/authorize.js" defer></script>' if in_a_phone else ""
    head = f'<meta charset="utf-8"><title>{title}</title>{script}'
    main = f"<main{' hidden' if in_a_phone else ''}><h1>{title}</h1>{inner}</main>"
    page = f'<!doctype html><html lang="zh">{head}{main}'
    return HTMLResponse(
        page, status_code=status, headers={"Content-Security-Policy": "sandbox allow-scripts"}
    )
