"""WeChat's API as calls: messages, media, menus, people, codes. Raises the errors of `codes`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from guitai.database import Database
from guitai.wechat.codes import SnapshotVisitor, WeChatError
from guitai.wechat.wire import File, Json, Wire

API_URL = "https://api.weixin.qq.com"
TAGGED_AT_ONCE = 50
NO_MENU = 46003
TYPING_NOT_NOW = {45080, 45081}  # nothing was said for 30 s, or it shows already


@dataclass(frozen=True)
class QrCode:
    """A parametric code: draw `url`, or show WeChat's picture of `ticket`."""

    ticket: str
    url: str
    life: timedelta | None


@dataclass(frozen=True)
class Visitor:
    """Who opened a page, as WeChat vouches for it: a WeChat account, not a person."""

    openid: str
    unionid: str
    scope: str


class WeChatApi:
    """The calls that the bank makes."""

    def __init__(
        self,
        *,
        app_id: str,
        app_secret: str,
        database: Database,
        api_url: str = API_URL,
        proxy: str | None = None,
    ) -> None:
        self.app_id = app_id
        self.wire = Wire(
            app_id=app_id, app_secret=app_secret, api_url=api_url, database=database, proxy=proxy
        )

    def close(self) -> None:
        """Give the connections back."""
        self.wire.close()

    def send(self, request: Json) -> None:
        """A customer-service message (`customer_service.request`)."""
        self.wire.post("/cgi-bin/message/custom/send", request)

    def typing(self, openid: str, *, shown: bool = True) -> bool:
        """Show or end "is typing". False where WeChat will not now: it is a courtesy, not worth a retry."""
        command = "Typing" if shown else "CancelTyping"
        try:
            self.wire.post("/cgi-bin/message/custom/typing", {"touser": openid, "command": command})
        except WeChatError as error:
            if error.errcode not in TYPING_NOT_NOW:
                raise
            return False
        return True

    def send_template(
        self, openid: str, template_id: str, fields: Mapping[str, str], *, url: str = "", name: str = ""
    ) -> str:
        """A template message; its msgid. For some minutes WeChat sends only one of the same `name`."""
        request: dict[str, Any] = {
            "touser": openid,
            "template_id": template_id,
            "data": {field: {"value": value} for field, value in fields.items()},
        }
        if url:
            request["url"] = url
        if name:
            request["client_msg_id"] = name
        return str(self.wire.post("/cgi-bin/message/template/send", request).get("msgid", ""))

    def upload(self, kind: str, file: File) -> str:
        """The media id of an `image`, `voice`, `video` or `thumb`, good for three days."""
        answer = self.wire.upload("/cgi-bin/media/upload", file, type=kind)
        return str(answer.get("media_id") or answer["thumb_media_id"])

    def media(self, media_id: str) -> File:
        """What a customer sent. Of a video WeChat gives only the address; it is fetched from there."""
        with self.wire.in_time():
            found = self.wire.download("/cgi-bin/media/get", media_id=media_id)
            if isinstance(found, File):
                return found
            return _file(self.wire.fetch_elsewhere(str(found["video_url"])))

    def page_voice(self, media_id: str) -> File:
        """A recording that a page uploaded, as 16 kHz Speex."""
        return _file(self.wire.download("/cgi-bin/media/get/jssdk", media_id=media_id))

    def create_menu(self, menu: Json) -> None:
        """Set the menu that everybody sees (`menu.build`)."""
        self.wire.post("/cgi-bin/menu/create", menu)

    def menu(self) -> Json | None:
        """The menus in force, in WeChat's form."""
        try:
            return self.wire.get("/cgi-bin/menu/get")
        except WeChatError as error:
            if error.errcode != NO_MENU:
                raise
            return None

    def delete_menu(self) -> None:
        """Take all menus away, conditional ones too."""
        self.wire.get("/cgi-bin/menu/delete")

    def create_menu_for(self, tag_id: int, menu: Json) -> str:
        """A menu that only those with a tag see, before the general one; its id."""
        request = {**menu, "matchrule": {"tag_id": str(tag_id)}}
        return str(self.wire.post("/cgi-bin/menu/addconditional", request)["menuid"])

    def delete_menu_for(self, menu_id: str) -> None:
        """Take one conditional menu away."""
        self.wire.post("/cgi-bin/menu/delconditional", {"menuid": menu_id})

    def tags(self) -> dict[str, int]:
        """The account's tags: id by name."""
        return {tag["name"]: tag["id"] for tag in self.wire.get("/cgi-bin/tags/get")["tags"]}

    def create_tag(self, name: str) -> int:
        """A new tag; its id."""
        return int(self.wire.post("/cgi-bin/tags/create", {"tag": {"name": name}})["tag"]["id"])

    def tag(self, openids: Sequence[str], tag_id: int) -> None:
        """Put a tag on people."""
        self._tagging("batchtagging", openids, tag_id)

    def untag(self, openids: Sequence[str], tag_id: int) -> None:
        """Take a tag off people."""
        self._tagging("batchuntagging", openids, tag_id)

    def _tagging(self, call: str, openids: Sequence[str], tag_id: int) -> None:
        for start in range(0, len(openids), TAGGED_AT_ONCE):
            some = list(openids[start : start + TAGGED_AT_ONCE])
            self.wire.post(f"/cgi-bin/tags/members/{call}", {"openid_list": some, "tagid": tag_id})

    def tags_of(self, openid: str) -> list[int]:
        """The ids of a person's tags."""
        return list(self.wire.post("/cgi-bin/tags/getidlist", {"openid": openid})["tagid_list"])

    def user(self, openid: str) -> Json:
        """What WeChat tells of a person; no name and no picture. `subscribe` 0: nothing else is told."""
        return self.wire.get("/cgi-bin/user/info", openid=openid, lang="zh_CN")

    def create_qr_code(self, scene: str, *, life: timedelta | None) -> QrCode:
        """A code that brings `scene` (1 to 64 characters) with whoever scans it; no `life` is for ever."""
        request: dict[str, Any] = {
            "action_name": "QR_LIMIT_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        if life is not None:
            request |= {"action_name": "QR_STR_SCENE", "expire_seconds": int(life.total_seconds())}
        answer = self.wire.post("/cgi-bin/qrcode/create", request)
        seconds = answer.get("expire_seconds")
        return QrCode(answer["ticket"], answer["url"], timedelta(seconds=seconds) if seconds else None)

    def callback_addresses(self) -> list[str]:
        """The networks that WeChat pushes from."""
        return list(self.wire.get("/cgi-bin/getcallbackip")["ip_list"])

    def clear_quota(self) -> None:
        """Set all daily counts to zero; ten times a month."""
        self.wire.post("/cgi-bin/clear_quota", {"appid": self.app_id})

    def visitor(self, code: str) -> Visitor:
        """Who came back with this code. A snapshot visitor, whose identity WeChat makes up, is refused."""
        query = {
            "appid": self.app_id,
            "secret": self.wire.app_secret,
            "code": code,
            "grant_type": "authorization_code",
        }
        answer = self.wire.ask("GET", "/sns/oauth2/access_token", query)
        if answer.get("is_snapshotuser"):
            raise SnapshotVisitor(0, "a snapshot visitor")
        return Visitor(answer["openid"], answer.get("unionid", ""), answer.get("scope", ""))


def authorize_url(page: str, *, app_id: str, state: str, open_url: str) -> str:
    """Where a page sends its visitor to learn, silently, who it is: `WeChatApi.visitor` tells from the code.

    `state` is letters and digits, for one use, and bound to the visitor's session.
    """
    query = {
        "appid": app_id,
        "redirect_uri": page,
        "response_type": "code",
        "scope": "snsapi_base",
        "state": state,
    }
    return f"{open_url}/connect/oauth2/authorize?{urlencode(query)}#wechat_redirect"


def _file(found: File | Json) -> File:
    if isinstance(found, File):
        return found
    raise WeChatError(0, "a file was asked for and JSON came")
