"""A visit: what one load of a page of the bank's gives, and the calls that the page makes."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from guitai_sandbox import jose
from guitai_sandbox.phone.calls import PhoneError, first_wrong
from guitai_sandbox.state.devices import Device
from guitai_sandbox.world import World

TIMEOUT_SECONDS = 20.0
HEADERS = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50",
    "Accept-Language": "zh-CN",
}
SEALED = {**HEADERS, "Content-Type": "application/jose"}

Json = dict[str, Any]
Shape = TypeVar("Shape", bound=BaseModel)


class Refused(Exception):
    """The bank said no: a code, and what it says to the customer."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Visit:
    """What the page's calls go by; `thing` is what it is about, as the phone API's errors name it."""

    world: World
    thing: str
    url: httpx.URL
    id: str
    bank_key: jose.Jwk
    subject: str

    async def call(self, path: str, /, **body: object) -> Json:
        """One call of the page's, sealed to the bank; where the bank refuses, `Refused`."""
        plain = json.dumps({"visit": self.id, **body}, ensure_ascii=False).encode()
        try:
            sealed = jose.encrypt(plain, self.bank_key, kid=self.bank_key.get("kid"))
        except jose.Unsound as error:
            raise self.unreadable(f"the bank's key is of no use: {error}") from None
        response = await fetched(self.world, self.thing, f"{self._origin}{path}", sealed=sealed)
        answer = _answer(response)
        if response.is_success and answer is not None:
            return answer
        refusal = answer.get("error") if answer is not None and response.is_client_error else None
        if not isinstance(refusal, dict):
            raise self.unreadable(f"{path} was answered with HTTP {response.status_code} and no refusal")
        raise Refused(str(refusal.get("code")), str(refusal.get("message")))

    async def told(self, name: str, path: str, /, **body: object) -> str:
        """The text of that name in a call's answer."""
        text = (await self.call(path, **body)).get(name)
        if not isinstance(text, str):
            raise self.unreadable(f"the answer of {path} lacks {name}")
        return text

    async def proof(self, device: Device, act: str, subject: str) -> str:
        """What shows that the device is the one it says, and means this act."""
        challenge = await self.told("challenge", "/shield/challenges", device=device.id)
        claims = {"challenge": challenge, "visit": self.id, "act": act, "subject": subject}
        return jose.sign(json.dumps(claims).encode(), device.sign, kid=device.id)

    def read(self, shape: type[Shape], content: bytes) -> Shape:
        """What the bank gave, if it has that shape."""
        try:
            return shape.model_validate_json(content)
        except ValidationError as error:
            raise self.unreadable(f"the {self.thing} holds something wrong: {first_wrong(error)}") from None

    def unreadable(self, why: str) -> PhoneError:
        """The bank does not keep to what devices read."""
        return unreadable(self.thing, why)

    def refused(self, no: Refused) -> PhoneError:
        """The bank's refusal, as the phone API has it."""
        status, outcome = (404, "not_found") if no.code == "shield.gone" else (409, "refused")
        return PhoneError(status, f"{self.thing}_{outcome}", f"The bank refused ({no.code}): {no.message}")

    @property
    def _origin(self) -> str:
        return f"{self.url.scheme}://{self.url.netloc.decode()}"


async def fetched(
    world: World, thing: str, url: httpx.URL | str, *, sealed: str | None = None
) -> httpx.Response:
    """What is answered: to a call of a page's where something is sealed, to its loading otherwise."""
    method, headers = ("GET", HEADERS) if sealed is None else ("POST", SEALED)
    try:
        return await world.http.request(method, url, content=sealed, headers=headers, timeout=TIMEOUT_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PhoneError(409, f"{thing}_unreachable", f"{url} could not be fetched: {error!r}.") from None


def unreadable(thing: str, why: str) -> PhoneError:
    """The bank does not keep to what devices read."""
    return PhoneError(409, f"{thing}_unreadable", f"{why[:1].upper()}{why[1:]}.")


def _answer(response: httpx.Response) -> Json | None:
    try:
        answer = from_json(response.content)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
