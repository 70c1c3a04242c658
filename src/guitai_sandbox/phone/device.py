"""The sandbox's own device: it opens cards as the page inside WeChat does."""

from dataclasses import dataclass
from urllib.parse import urljoin

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from guitai_sandbox.phone.bodies import Binding, Opening, Signing
from guitai_sandbox.phone.calls import Calls, PhoneError, body_of, user_of, world_of
from guitai_sandbox.phone.views import CardView
from guitai_sandbox.world import World

TIMEOUT_SECONDS = 20.0
BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50"
LATER = "The bank cannot do this yet: this version has cards to open, and nothing to bind or to sign."

calls = Calls()


@calls.serve(
    "POST",
    "/phone/users/{openid}/device/open",
    "Open a card.",
    body=Opening,
    answer=CardView,
    errors=(400, 404, 409, 410, 501),
)
async def open_card(request: Request) -> Response:
    """The card as the device shows it, its pictures served by the sandbox."""
    user_of(request)
    world = world_of(request)
    url = (await body_of(request, Opening)).url
    with world.bank.busy():
        card = _Card(world, url, await _fetched(world, url))
        return JSONResponse(await card.view())


@calls.serve(
    "POST",
    "/phone/users/{openid}/device/bind",
    "Bind a device. Not in this version.",
    body=Binding,
    errors=(400, 404, 501),
)
async def bind(request: Request) -> Response:
    """Refuse: there is no binding page yet."""
    user_of(request)
    await body_of(request, Binding)
    raise PhoneError(501, "not_in_this_version", LATER)


@calls.serve(
    "POST",
    "/phone/users/{openid}/device/sign",
    "Sign an order. Not in this version.",
    body=Signing,
    errors=(400, 404, 501),
)
async def sign(request: Request) -> Response:
    """Refuse: there is nothing to sign yet."""
    user_of(request)
    await body_of(request, Signing)
    raise PhoneError(501, "not_in_this_version", LATER)


@dataclass(frozen=True)
class _Card:
    world: World
    url: str
    response: httpx.Response

    async def view(self) -> CardView:
        """The contract's shape, from what the bank's page gives."""
        card = self._unsealed()
        rows, expires_at = card.get("rows"), card.get("expires_at")
        return {
            "title": str(card.get("title") or ""),
            "rows": [
                {"label": str(row.get("label") or ""), "value": str(row.get("value") or "")}
                for row in (rows if isinstance(rows, list) else [])
                if isinstance(row, dict)
            ],
            "text": str(card.get("text") or ""),
            "pictures": await self._served(card.get("pictures"), kind="image"),
            "documents": await self._served(card.get("documents"), kind="file"),
            "expires_at": expires_at if isinstance(expires_at, str) else None,
        }

    def _unsealed(self) -> dict[str, object]:
        try:
            card = self.response.json()
        except ValueError:
            card = None
        if not isinstance(card, dict):
            raise PhoneError(409, "card_unreadable", f"{self.url} did not answer with a card in JSON.")
        if card.get("unsealed") is not True:
            raise PhoneError(
                501, "not_in_this_version", "The card is sealed, and this device has no key yet."
            )
        return card

    async def _served(self, addresses: object, *, kind: str) -> list[str]:
        """Copies of the files under the sandbox's own addresses."""
        served = []
        for address in addresses if isinstance(addresses, list) else []:
            found = await _fetched(self.world, urljoin(self.url, str(address)))
            content_type = found.headers.get("content-type", "application/octet-stream")
            medium = self.world.media.put(kind, found.content, content_type, "card")
            served.append(self.world.shown_at(medium))
        return served


async def _fetched(world: World, url: str) -> httpx.Response:
    if not url.startswith(("http://", "https://")):
        raise PhoneError(400, "bad_request", f"{url!r} is no address of a page.")
    headers = {"Accept": "application/json", "User-Agent": BROWSER}
    try:
        response = await world.http.get(url, headers=headers, timeout=TIMEOUT_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PhoneError(409, "card_unreachable", f"{url} could not be fetched: {error!r}.") from None
    if response.status_code in (404, 410):
        code = "card_not_found" if response.status_code == 404 else "card_expired"
        raise PhoneError(response.status_code, code, f"The bank says that {url} is not there (any more).")
    if response.status_code != 200:
        raise PhoneError(409, "card_refused", f"{url} was answered with HTTP {response.status_code}.")
    return response
