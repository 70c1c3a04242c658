"""A card as the device shows it, its pictures and documents served by the sandbox."""

from typing import Literal

from pydantic import Base64Bytes, BaseModel

from guitai_sandbox.phone.shield.loading import visit
from guitai_sandbox.phone.shield.opening import opened
from guitai_sandbox.phone.shield.visits import Refused
from guitai_sandbox.phone.views import CardView
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World


class Row(BaseModel):
    """One line."""

    label: str
    value: str


class File(BaseModel):
    """A picture or a document; `type` is its media type."""

    title: str
    type: str
    data: Base64Bytes


class Card(BaseModel):
    """What is sealed for a card."""

    title: str
    rows: list[Row]
    text: str
    pictures: list[File]
    documents: list[File]
    expires_at: str


async def open_card(world: World, user: User, url: str) -> CardView:
    """The card behind an address."""
    page = await visit(world, user, url, thing="card")
    try:
        _, content = await opened(page, user)
    except Refused as no:
        raise page.refused(no) from None
    card = page.read(Card, content)
    return {
        "title": card.title,
        "rows": [{"label": row.label, "value": row.value} for row in card.rows],
        "text": card.text,
        "pictures": _served(world, card.pictures, kind="image"),
        "documents": _served(world, card.documents, kind="file"),
        "expires_at": card.expires_at,
    }


def _served(world: World, files: list[File], *, kind: Literal["image", "file"]) -> list[str]:
    return [world.shown_at(world.media.put(kind, file.data, file.type, file.title)) for file in files]
