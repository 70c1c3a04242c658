"""Permanent media."""

from pydantic_core import from_json
from starlette.responses import Response

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.api.media import as_file, uploaded
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.media.uploads import PERMANENT, checked
from guitai_sandbox.state.media import Medium

MOST_A_PAGE = 20

calls = Calls()


@calls.post("/cgi-bin/material/add_material")
def add(ask: Ask) -> Json:
    """Keep a file for good."""
    kind = ask.query.get("type") or ask.fields.get("type", "")
    if kind not in PERMANENT:
        raise WeChatError(40004)
    file = uploaded(ask)
    content_type, seconds = checked(file.data, PERMANENT[kind])
    title, introduction = _description(ask) if kind == "video" else ("", "")
    medium = ask.world.media.put(
        kind,
        file.data,
        content_type,
        file.filename,
        permanent=True,
        seconds=seconds,
        title=title,
        introduction=introduction,
    )
    return {"media_id": medium.id, **({"url": ask.world.shown_at(medium)} if kind == "image" else {})}


@calls.post("/cgi-bin/material/get_material")
def fetch(ask: Ask) -> Json | Response:
    """The bytes; of a video, its title and address."""
    medium = _named(ask)
    if medium.kind == "video":
        where = ask.world.shown_at(medium)
        return {"title": medium.title, "description": medium.introduction, "down_url": where}
    return as_file(medium)


@calls.post("/cgi-bin/material/del_material")
def delete(ask: Ask) -> Json:
    """Remove one."""
    ask.world.media.remove(_named(ask).id)
    return OK


@calls.get("/cgi-bin/material/get_materialcount")
def count(ask: Ask) -> Json:
    """How many there are of each kind."""
    shelf = ask.world.media
    return {f"{kind}_count": len(shelf.permanent(kind)) for kind in ("voice", "video", "image", "news")}


@calls.post("/cgi-bin/material/batchget_material")
def page(ask: Ask) -> Json:
    """A page of one kind, newest first."""
    kind, offset, wanted = (ask.body.get(name) for name in ("type", "offset", "count"))
    if kind not in ("image", "voice", "video", "news"):
        raise WeChatError(40004)
    if (
        not isinstance(offset, int)
        or not isinstance(wanted, int)
        or not 1 <= wanted <= MOST_A_PAGE
        or offset < 0
    ):
        raise WeChatError(40097)
    everything = ask.world.media.permanent(kind)
    items = [
        {"media_id": medium.id, "name": medium.filename, "update_time": int(medium.made_at.timestamp())}
        for medium in everything[offset : offset + wanted]
    ]
    return {"total_count": len(everything), "item_count": len(items), "item": items}


def _named(ask: Ask) -> Medium:
    medium = ask.world.media.usable(ask.text("media_id", missing=41006))
    if not medium.permanent:
        raise WeChatError(40007)
    return medium


def _description(ask: Ask) -> tuple[str, str]:
    """A video's form has a JSON field beside the file."""
    try:
        given = from_json(ask.fields.get("description", ""))
        return str(given["title"]), str(given["introduction"])
    except (ValueError, KeyError, TypeError):
        raise WeChatError(47001, "description") from None
