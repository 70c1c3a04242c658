"""Codes to scan, and short keys."""

from io import BytesIO

import segno
from starlette.responses import Response

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.errors import WeChatError

THIRTY_DAYS = 2_592_000
DEFAULT_SECONDS = 60
LONG_DATA_BYTES = 4096

calls = Calls()


@calls.post("/cgi-bin/qrcode/create")
def create(ask: Ask) -> Json:
    """A code with a scene, for a time or for good."""
    body = ask.body
    action = body.get("action_name")
    if action not in ("QR_SCENE", "QR_STR_SCENE", "QR_LIMIT_SCENE", "QR_LIMIT_STR_SCENE"):
        raise WeChatError(40035, "action_name")
    scene = _scene(body, text="STR" in action, most=100_000 if "LIMIT" in action else 2**32 - 1)
    seconds = None if "LIMIT" in action else _seconds(body.get("expire_seconds", DEFAULT_SECONDS))
    code = ask.world.scans.code(scene, seconds=seconds)
    return {"ticket": code.ticket, **({"expire_seconds": seconds} if seconds else {}), "url": code.url}


@calls.get("/cgi-bin/showqrcode", token=False)
def show(ask: Ask) -> Response:
    """The code as a picture."""
    code = ask.world.scans.by_ticket(ask.query.get("ticket", ""))
    if code is None:
        return Response("no such code", status_code=404, media_type="text/plain")
    picture = BytesIO()
    segno.make(code.url, micro=False).save(picture, kind="png", scale=10)
    return Response(picture.getvalue(), media_type="image/png")


@calls.post("/cgi-bin/shorten/gen")
def shorten(ask: Ask) -> Json:
    """A short key for a long text."""
    long_data = ask.text("long_data")
    seconds = ask.body.get("expire_seconds", THIRTY_DAYS)
    if len(long_data.encode()) > LONG_DATA_BYTES:
        raise WeChatError(9410010)
    if not isinstance(seconds, int) or not 1 <= seconds <= THIRTY_DAYS:
        raise WeChatError(9410011)
    return {**OK, "short_key": ask.world.scans.shorten(long_data, seconds=seconds)}


@calls.post("/cgi-bin/shorten/fetch")
def fetch(ask: Ask) -> Json:
    """The long text behind a key."""
    found = ask.world.scans.fetch(ask.text("short_key"))
    if found is None:
        raise WeChatError(9410012)
    kept, seconds = found
    made_at = int(kept.made_at.timestamp())
    return {**OK, "long_data": kept.long_data, "create_time": made_at, "expire_seconds": seconds}


def _scene(body: Json, *, text: bool, most: int) -> str:
    info = body.get("action_info")
    scene = info.get("scene") if isinstance(info, dict) else None
    value = scene.get("scene_str" if text else "scene_id") if isinstance(scene, dict) else None
    if text and isinstance(value, str) and 1 <= len(value) <= 64:
        return value
    if not text and isinstance(value, int) and 1 <= value <= most:
        return str(value)
    raise WeChatError(40035, "scene")


def _seconds(value: object) -> int:
    if not isinstance(value, int) or not 1 <= value <= THIRTY_DAYS:
        raise WeChatError(40035, "expire_seconds")
    return value
