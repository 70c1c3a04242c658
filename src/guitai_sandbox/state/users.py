"""The people with phones: who they are to the official account, and their chat."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from guitai_sandbox.state.chats import Chat
from guitai_sandbox.state.envelope import Envelope
from guitai_sandbox.state.windows import Windows


class Details(BaseModel):
    """What a person types in where the bank asks who they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    id_number: str
    card_number: str
    mobile: str
    pin: str


@dataclass
class User:
    """One WeChat user; `customer` is a label that the bank's demo gave, `details` what it says of the person."""

    openid: str
    nickname: str
    customer: str | None
    chat: Chat
    details: Details | None = None
    following: bool = False
    followed_at: datetime | None = None
    subscribe_scene: str = "ADD_SCENE_SEARCH"
    scene: str = ""  # of the code by which the user came to follow
    remark: str = ""
    tags: list[int] = field(default_factory=list)
    windows: Windows = field(default_factory=Windows)
    exchanged_at: datetime | None = None  # the last message in either direction
    typing_until: datetime | None = None
    msg_id: int = 0  # of the newest message
    pushed: Envelope | None = None  # the newest push that went out

    def follow(self, at: datetime, *, scene: str = "") -> None:
        """The user follows from now on."""
        self.following = True
        self.followed_at = at
        self.scene = scene
        self.subscribe_scene = "ADD_SCENE_QR_CODE" if scene else "ADD_SCENE_SEARCH"

    def unfollow(self) -> None:
        """The user leaves: WeChat forgets the tags, and nothing can be sent."""
        self.following = False
        self.tags.clear()
        self.windows.close()


class OpenidTaken(Exception):
    """Somebody else has that openid."""


class Users:
    """Everybody there is, in the order in which they came."""

    def __init__(self, *, told: Callable[[str, int], None]) -> None:
        self._told = told
        self._users: dict[str, User] = {}

    def __iter__(self) -> Iterator[User]:
        return iter(self._users.values())

    def get(self, openid: str) -> User | None:
        """The user with that openid."""
        return self._users.get(openid)

    def add(self, nickname: str, *, openid: str | None = None, customer: str | None = None) -> User:
        """A new phone, which does not follow yet."""
        openid = openid or "o" + secrets.token_urlsafe(21)[:27]  # 28 characters, as in practice
        if openid in self._users:
            raise OpenidTaken(openid)
        chat = Chat(told=lambda seq: self._told(openid, seq))
        user = self._users[openid] = User(openid, nickname, customer, chat)
        return user
