"""Phones: who there is, following and leaving."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse

from guitai_sandbox.phone.bodies import Following, NewUser, Nothing
from guitai_sandbox.phone.calls import Calls, PhoneError, body_of, user_of, world_of
from guitai_sandbox.phone.views import DetailsView, MenuView, SeqView, UsersView, UserView
from guitai_sandbox.push.following import follow, follow_again, scan, unfollow
from guitai_sandbox.state.users import OpenidTaken, User

calls = Calls()


@calls.serve("GET", "/phone/users", "Every phone.", answer=UsersView)
async def users(request: Request) -> JSONResponse:
    """List the phones."""
    return JSONResponse({"users": [_view(user) for user in world_of(request).users]})


@calls.serve(
    "POST", "/phone/users", "Add a phone.", body=NewUser, answer=UserView, status=201, errors=(400, 409)
)
async def add(request: Request) -> JSONResponse:
    """Add a phone, which does not follow yet."""
    new = await body_of(request, NewUser)
    try:
        user = world_of(request).users.add(new.nickname, openid=new.openid, customer=new.customer)
    except OpenidTaken:
        raise PhoneError(409, "openid_taken", f"Somebody has the openid {new.openid} already.") from None
    return JSONResponse(_view(user), status_code=201)


@calls.serve(
    "POST",
    "/phone/users/{openid}/follow",
    "Follow the account, by a search or by scanning a code; a follower can scan too.",
    body=Following,
    answer=SeqView,
    status=202,
    errors=(400, 404, 409),
)
async def follows(request: Request) -> JSONResponse:
    """Follow, or scan a code while following: by its scene, or by what stands in its picture."""
    user, world = user_of(request), world_of(request)
    given = (await body_of(request, Following)).scene
    scene = "" if given is None else world.scans.scene_in(str(given))
    if world.scans.expired(scene):
        raise PhoneError(409, "code_expired", f"Every code with the scene {scene!r} has expired.")
    if not user.following:
        seq = follow(world, user, scene=scene)
    else:
        seq = scan(world, user, scene=scene) if scene else follow_again(world, user)
    return JSONResponse({"seq": seq}, status_code=202)


@calls.serve(
    "POST",
    "/phone/users/{openid}/unfollow",
    "Leave the account.",
    body=Nothing,
    answer=SeqView,
    status=202,
    errors=(400, 404, 409),
)
async def unfollows(request: Request) -> JSONResponse:
    """Leave."""
    user = user_of(request, following=True)
    await body_of(request, Nothing)
    return JSONResponse({"seq": unfollow(world_of(request), user)}, status_code=202)


@calls.serve(
    "GET", "/phone/users/{openid}/menu", "The menu as this user sees it.", answer=MenuView, errors=(404,)
)
async def menu(request: Request) -> JSONResponse:
    """The user's menu in WeChat's form; no buttons where there is none."""
    seen = world_of(request).menus.seen_by(user_of(request))
    if seen is None:
        return JSONResponse({"button": []})
    return JSONResponse({"button": seen.buttons, **({"menuid": seen.id} if seen.id is not None else {})})


@calls.serve(
    "GET",
    "/phone/users/{openid}/details",
    "What the user types in where the bank asks who they are; null where nobody has told the sandbox.",
    answer=DetailsView | None,
    errors=(404,),
)
async def details(request: Request) -> JSONResponse:
    """The user's details, as the users' file has them, and the origin of the bank's pages."""
    user, bank = user_of(request), urlsplit(world_of(request).settings.bank_address)
    if user.details is None:
        return JSONResponse(None)
    return JSONResponse({**user.details.model_dump(), "bank": f"{bank.scheme}://{bank.netloc}"})


def _view(user: User) -> UserView:
    return {
        "openid": user.openid,
        "nickname": user.nickname,
        "customer": user.customer,
        "following": user.following,
    }
