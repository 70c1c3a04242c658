"""Loading a page of the bank's as WeChat's browser does: by way of WeChat, where the bank learns whose phone it is."""

import re
from html.parser import HTMLParser

import httpx
from pydantic_core import from_json

from guitai_sandbox.jose import Jwk
from guitai_sandbox.phone import consent
from guitai_sandbox.phone.calls import PhoneError
from guitai_sandbox.phone.shield.visits import Visit, fetched, unreadable
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World

MOST_LOADS = 6  # the page, WeChat and back; and once more, where the bank starts over

ROOT = re.compile(r"""<html(?:"[^"]*"|'[^']*'|[^"'>])*>""", re.IGNORECASE)
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def visit(world: World, user: User, url: str, *, thing: str) -> Visit:
    """Load the page at that address as this user."""
    if not url.startswith(("http://", "https://")):
        raise PhoneError(400, "bad_request", f"{url!r} is no address of a page.")
    response = await _loaded(world, user, url, thing)
    page = _attributes(response.text)
    if page.get("data-refused"):
        raise PhoneError(409, f"{thing}_refused", f"{url} gives no visit: {page['data-refused']}.")
    visit_id, key = page.get("data-visit"), _key(page.get("data-bank-key"))
    if not visit_id or key is None:
        raise unreadable(thing, f"{url} is no page with a visit and the bank's key")
    if page.get("data-openid") != user.openid:
        raise unreadable(thing, f"{url} takes the phone for another")
    subject = page.get("data-subject") or ""
    if subject and not ID.fullmatch(subject):
        raise unreadable(thing, f"{url} is about {subject!r}, which is no id")
    return Visit(world, thing, response.url, visit_id, key, subject)


async def _loaded(world: World, user: User, url: str, thing: str) -> httpx.Response:
    address: httpx.URL | str = url
    for _ in range(MOST_LOADS):
        response = await fetched(world, thing, address)
        if response.status_code in (404, 410):
            raise PhoneError(404, f"{thing}_not_found", f"The bank says that {url} is not there.")
        if response.next_request is None and response.status_code != 200:
            raise PhoneError(409, f"{thing}_refused", f"{url} was answered with HTTP {response.status_code}.")
        if response.next_request is None:
            return response
        address = response.next_request.url
        if address.path == consent.PATH:
            address = address.copy_set_param("openid", user.openid)
    raise unreadable(thing, f"{url} leads in a circle")


def _key(text: str | None) -> Jwk | None:
    try:
        key = from_json(text or "")
    except ValueError:
        return None
    return key if isinstance(key, dict) else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(attrs)


def _attributes(page: str) -> dict[str, str | None]:
    """What stands in the `<html>` element. What follows it may be anything."""
    reader, root = _Reader(), ROOT.search(page)
    reader.feed(root[0] if root else "")
    return reader.attributes
