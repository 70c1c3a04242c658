"""An API call in the wire journal: media and long answers are told by their size."""

from starlette.responses import Response

from guitai_sandbox.api.ask import Ask
from guitai_sandbox.errors import WeChatError

NOT_WECHATS = ("/sms/", "/clearing/")


def note(ask: Ask, openid: str | None, response: Response | None, remark: str | None) -> None:
    """Write the call down, with what it was answered. What goes elsewhere than to WeChat is nothing it sees."""
    if ask.path.startswith(NOT_WECHATS):
        return
    ask.world.wire.add(
        "api",
        openid=openid,
        method=ask.method,
        path=ask.path,
        plain=f"{_asked(ask)}\n{_answered(response)}",
        status=None if response is None else response.status_code,
        note=remark,
    )


def _asked(ask: Ask) -> str:
    parts = ["&".join(f"{name}={value}" for name, value in ask.query.items())]
    parts += [f"{name}={value}" for name, value in ask.fields.items()]
    parts += [
        f"{name}: {file.filename}, {file.content_type}, {len(file.data)} bytes"
        for name, file in ask.files.items()
    ]
    return "\n".join(part for part in [*parts, ask.raw.decode(errors="replace")] if part)


def _answered(response: Response | None) -> str:
    if response is None:
        return "no answer"
    if response.media_type in ("application/json", "text/plain", "text/html"):
        return bytes(response.body).decode(errors="replace")
    return f"{response.media_type}, {len(response.body)} bytes"


def openid_in(ask: Ask) -> str | None:
    """Whom the call is about, if about one."""
    named = ask.query.get("openid")
    if named is None and ask.raw[:1] == b"{":
        try:
            body = ask.body
        except WeChatError:
            return None
        named = body.get("touser") or body.get("openid")
    return named if isinstance(named, str) else None
