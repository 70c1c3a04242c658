"""One call of WeChat's API as a value, and the table of calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic_core import from_json
from starlette.responses import Response

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.world import World

Json = dict[str, Any]
Answer = Json | Response

OK: Json = {"errcode": 0, "errmsg": "ok"}


@dataclass(frozen=True)
class Upload:
    """A file in a form."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True)
class Ask:
    """One call: its query, its body, and the world that it is made of."""

    world: World
    method: str
    path: str
    query: Mapping[str, str]
    raw: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def body(self) -> Json:
        """The JSON object in the body."""
        try:
            body = from_json(self.raw)
        except ValueError as error:
            raise WeChatError(47001, str(error)) from None
        if not isinstance(body, dict):
            raise WeChatError(47001)
        return body

    def text(self, name: str, *, missing: int = 40035) -> str:
        """A text of the body that must not be empty."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value:
            raise WeChatError(missing, name)
        return value


Handler = Callable[[Ask], Answer]


@dataclass(frozen=True)
class Call:
    """One call of the API, and what must be right before it is carried out."""

    method: str
    path: str
    handler: Handler
    token: bool
    unescaped: bool  # whether JSON with \u escapes is refused


class Calls(list[Call]):
    """The calls of one area."""

    def get(self, path: str, *, token: bool = True) -> Callable[[Handler], Handler]:
        """Serve a GET."""
        return self._serve("GET", path, token=token)

    def post(self, path: str, *, token: bool = True, unescaped: bool = False) -> Callable[[Handler], Handler]:
        """Serve a POST."""
        return self._serve("POST", path, token=token, unescaped=unescaped)

    def _serve(
        self, method: str, path: str, *, token: bool, unescaped: bool = False
    ) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.append(Call(method, path, handler, token, unescaped))
            return handler

        return register
