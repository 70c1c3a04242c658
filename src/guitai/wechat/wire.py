"""Requests to WeChat's API: values or typed errors back, one retry with a new token. Knows no call."""

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any, TypeAlias, TypeVar

import httpx

from guitai.database import Database
from guitai.errors import Misconfigured
from guitai.wechat.codes import NotReached, TokenRefused, TooLarge, Unanswered, error
from guitai.wechat.tokens import Fetched, Tokens

# httpx logs every address, and ours hold the access token and the secret.
logging.getLogger("httpx").setLevel(logging.WARNING)

SILENCE_SECONDS, CONNECT_SECONDS = 10, 3
CALL_SECONDS = 30  # with its token, repeat and redirect; and then one silence, all below the outbox's lease
MAX_DOWNLOAD = 20 * 1024 * 1024  # WeChat's own limit is 10 MB
PIECE = 64 * 1024
ESCAPE = re.compile(r"(\\\\)|\\u[0-9a-f]{4}")  # a backslash that is one, or a character by its number

_until: ContextVar[float | None] = ContextVar("until", default=None)

Json: TypeAlias = Mapping[str, Any]
Result = TypeVar("Result")


@dataclass(frozen=True)
class File:
    """A file on its way to WeChat or from there."""

    name: str
    content_type: str
    content: bytes


class _Moved(Unanswered):
    """What was asked for is somewhere else."""

    def __init__(self, status: int, to: str) -> None:
        super().__init__(0, f"HTTP {status}")
        self.to = to


class Wire:
    """One official account's connection to the API."""

    def __init__(
        self,
        *,
        app_id: str,
        app_secret: str,
        api_url: str,
        database: Database,
        proxy: str | None = None,
        call_seconds: float = CALL_SECONDS,
    ) -> None:
        if not api_url.startswith(("https://", "http://")):
            raise Misconfigured("GUITAI_WECHAT__API_URL must begin with https://")
        if proxy and not proxy.startswith(("https://", "http://")):
            raise Misconfigured("GUITAI_WECHAT__PROXY must begin with http:// or https://")
        self.app_id = app_id
        self.app_secret = app_secret
        self.tokens = Tokens(database, app_id, self._new_token)
        # The environment's proxies are not asked: the way out is a setting.
        self._client = httpx.Client(base_url=api_url, proxy=proxy or None, trust_env=False)
        self._call_seconds = call_seconds

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """All requests inside are one call, with one call's time."""
        set_before = _until.get()
        mark = _until.set(set_before or monotonic() + self._call_seconds)
        try:
            yield
        finally:
            _until.reset(mark)

    def get(self, path: str, **query: str) -> Json:
        """A call without a body."""
        return self._with_token(lambda token: self.ask("GET", path, query | {"access_token": token}))

    def post(self, path: str, body: Json) -> Json:
        """A call with a JSON body."""
        return self._with_token(lambda token: self.ask("POST", path, {"access_token": token}, body=body))

    def upload(self, path: str, file: File, **query: str) -> Json:
        """A call with a file, in the form's field `media`."""
        return self._with_token(
            lambda token: self.ask("POST", path, query | {"access_token": token}, file=file)
        )

    def download(self, path: str, **query: str) -> File | Json:
        """A call that gives a file, or JSON where WeChat says so in Content-Type."""
        return self._with_token(lambda token: self.fetch(path, query | {"access_token": token}))

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        *,
        body: Json | None = None,
        file: File | None = None,
    ) -> Json:
        """A call as it is, without a token of ours."""
        request = self._client.build_request(
            method,
            path,
            params=query,
            content=None if body is None else _encoded(body),
            headers=None if body is None else {"Content-Type": "application/json; charset=utf-8"},
            files=None if file is None else {"media": (file.name, file.content, file.content_type)},
        )
        return _json(self._answer(request)[1])

    def fetch(self, path: str, query: Mapping[str, str]) -> File | Json:
        """What the API has at this path."""
        return self._content(self._client.build_request("GET", path, params=query))

    def fetch_elsewhere(self, address: str) -> File | Json:
        """What stands at an address that the API gave.

        Redirected once at most: to https, or on the API's own server, which in the sandbox has none.
        """
        request = self._client.build_request("GET", address)
        try:
            return self._content(request)
        except _Moved as moved:
            try:
                further = request.url.join(moved.to)
            except httpx.InvalidURL:
                raise moved from None
            if further.scheme != "https" and _origin(further) != _origin(self._client.base_url):
                raise
            return self._content(self._client.build_request("GET", further))

    def _content(self, request: httpx.Request) -> File | Json:
        headers, content = self._answer(request)
        content_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if content_type in {"application/json", "text/plain", "text/json", ""}:
            return _json(content)
        named = re.search(r'filename="?([^";]+)', headers.get("Content-Disposition", ""))
        return File(named[1] if named else "", content_type, content)

    def _with_token(self, call: Callable[[str], Result]) -> Result:
        with self.in_time():
            token = self.tokens.current()
            try:
                return call(token)
            except TokenRefused:
                return call(self.tokens.instead_of(token))

    def _new_token(self) -> Fetched:
        # The stable token: asking twice gives the same one, so no worker can break another's.
        asked = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.app_secret}
        try:
            answer = self.ask("POST", "/cgi-bin/stable_token", {}, body=asked)
            return Fetched(str(answer["access_token"]), timedelta(seconds=int(answer["expires_in"])))
        except Unanswered as failure:  # whatever a token was wanted for has not been sent
            raise NotReached(0, f"no token: {failure.errmsg}") from None
        except (KeyError, ValueError):
            raise NotReached(0, "no token in the answer") from None

    def _answer(self, request: httpx.Request) -> tuple[httpx.Headers, bytes]:
        """Headers and body of a good HTTP answer."""
        with self.in_time():
            until = _until.get()
            assert until is not None, "in_time has set it"
            left = until - monotonic()
            if left <= 0:
                raise NotReached(0, "no time is left for it")
            silence, connect = min(SILENCE_SECONDS, left), min(CONNECT_SECONDS, left)
            request.extensions["timeout"] = httpx.Timeout(silence, connect=connect).as_dict()
            try:
                response, content = self._read(request, until)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as failure:
                raise NotReached(0, type(failure).__name__) from None
            except httpx.HTTPError as failure:
                raise Unanswered(0, type(failure).__name__) from None
        if response.has_redirect_location:
            raise _Moved(response.status_code, response.headers["Location"])
        if response.status_code != 200:
            raise Unanswered(0, f"HTTP {response.status_code}")
        return response.headers, content

    def _read(self, request: httpx.Request, until: float) -> tuple[httpx.Response, bytes]:
        """An answer, read no further than the limit and no longer than there is time."""
        content = bytearray()
        response = self._client.send(request, stream=True)
        try:
            for piece in response.iter_bytes(PIECE):
                content += piece
                if len(content) > MAX_DOWNLOAD:
                    raise TooLarge(0, f"more than {MAX_DOWNLOAD} bytes")
                if monotonic() > until:
                    raise Unanswered(0, "too slow")
        finally:
            response.close()
        return response, bytes(content)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _encoded(body: Json) -> bytes:
    r"""JSON without a \uXXXX escape, which WeChat refuses (40033): Chinese as it is, control codes left out.

    >>> print(_encoded({"content": "余额\x07 \\u4f59\n"}).decode())
    {"content": "余额 \\u4f59\n"}
    """
    text = json.dumps(body, ensure_ascii=False)
    return ESCAPE.sub(lambda escape: escape[1] or "", text).encode("utf-8", "replace")


def _json(content: bytes) -> Json:
    """A JSON answer; an errcode other than 0 raises what it means."""
    try:
        answer = json.loads(content)
    except ValueError:
        raise Unanswered(0, "the answer is no JSON") from None
    if not isinstance(answer, dict):
        raise Unanswered(0, "the answer is no JSON object")
    if errcode := answer.get("errcode", 0):
        raise error(int(errcode), str(answer.get("errmsg", "")))
    return answer
