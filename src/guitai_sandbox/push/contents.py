"""The elements of each kind of message and event, in the order in which WeChat writes them."""

from pydantic import JsonValue

from guitai_sandbox.xml import Fields, Value

UNSUPPORTED = "【收到不支持的消息类型，暂无法显示】"  # what a sticker or a file arrives as


def text(content: str, *, menu_id: str | None = None) -> Fields:
    """Words; with the id of the menu line that was tapped, if one was."""
    fields: Fields = [("MsgType", "text"), ("Content", content)]
    return fields if menu_id is None else [*fields, ("bizmsgmenuid", menu_id)]


def image(url: str, media_id: str) -> Fields:
    """A picture."""
    return [("MsgType", "image"), ("PicUrl", url), ("MediaId", media_id)]


def voice(media_id: str, wideband_id: str, recognition: str | None) -> Fields:
    """A voice: 8 kHz, 16 kHz, and what WeChat understood, which has been nothing for years.

    Without the switch in WeChat's console there is no such element: None.
    """
    fields: Fields = [
        ("MsgType", "voice"),
        ("MediaId", media_id),
        ("Format", "amr"),
        ("MediaId16K", wideband_id),
    ]
    return fields if recognition is None else [*fields, ("Recognition", recognition)]


def video(kind: str, media_id: str, thumb_id: str) -> Fields:
    """A `video` or a `shortvideo`."""
    return [("MsgType", kind), ("MediaId", media_id), ("ThumbMediaId", thumb_id)]


def location(latitude: float, longitude: float, *, scale: int, label: str) -> Fields:
    """A place."""
    return [
        ("MsgType", "location"),
        ("Location_X", float(latitude)),
        ("Location_Y", float(longitude)),
        ("Scale", scale),
        ("Label", label),
    ]


def link(title: str, description: str, url: str) -> Fields:
    """A link that the user shared."""
    return [("MsgType", "link"), ("Title", title), ("Description", description), ("Url", url)]


def from_article(data_id: int, place: int) -> Fields:
    """Which of the bank's messages an article belongs to, and its place in it, from 1."""
    return [("MsgDataId", data_id), ("Idx", place)]


def event(name: str, fields: Fields = ()) -> Fields:
    """An event with the elements that belong to it."""
    return [("MsgType", "event"), ("Event", name), *fields]


def elements(values: dict[str, JsonValue]) -> Fields:
    """Elements from JSON: objects nest, a list is one element again and again.

    >>> elements({"List": [{"TemplateId": "T1"}, {"TemplateId": "T2"}]})
    [('List', [('TemplateId', 'T1')]), ('List', [('TemplateId', 'T2')])]
    """
    fields: list[tuple[str, Value]] = []
    for name, value in values.items():
        fields += [(name, _value(one)) for one in (value if isinstance(value, list) else [value])]
    return fields


def _value(value: JsonValue) -> Value:
    if isinstance(value, dict):
        return elements(value)
    return value if isinstance(value, str | int | float) else ""
