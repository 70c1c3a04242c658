"""The page of a card inside the chat. Until cards are sealed to a device it serves the sandbox only, and says so."""

import asyncio
from html import escape
from pathlib import Path
from string import Template
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from guitai.database import Database
from guitai.language import Catalogue, Words
from guitai.shield import cards
from guitai.shield.cards import Stored
from guitai.shield.charts import draw
from guitai.zone import BANK_ZONE

HERE = Path(__file__).parent / "static"
PAGE = Template((HERE / "card.html").read_text())
GONE = Template((HERE / "gone.html").read_text())
SAFE = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class CardPages:
    """Serves cards by their links."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self.database = database
        self.catalogue = catalogue

    def routes(self) -> list[BaseRoute]:
        """What the gateway puts beside its callback."""
        return [
            Route("/cards/{card_id:uuid}", self.card),
            Route("/cards/{card_id:uuid}/pictures/{number:int}.png", self.picture),
            Mount("/static", StaticFiles(directory=HERE)),
        ]

    async def card(self, request: Request) -> Response:
        """The card as a page or, for a device, as JSON."""
        as_json = "application/json" in request.headers.get("accept", "")
        card = await asyncio.to_thread(self._card, request.path_params["card_id"])
        if card is None:
            if as_json:
                error = {"code": "gone", "message": "这张卡片已经过期，请回到聊天里重新查询。"}
                return JSONResponse({"error": error}, 404, SAFE)
            return HTMLResponse(GONE.substitute(), 404, SAFE)
        return (
            JSONResponse(_data(card), headers=SAFE)
            if as_json
            else HTMLResponse(_page(card, self.catalogue), headers=SAFE)
        )

    async def picture(self, request: Request) -> Response:
        """One of its pictures, drawn now."""
        card = await asyncio.to_thread(self._card, request.path_params["card_id"])
        number = request.path_params["number"]
        if card is None or number >= len(card.charts):
            return Response(status_code=404, headers=SAFE)
        drawn = await asyncio.to_thread(draw, card.charts[number], self.catalogue, card.language)
        return Response(drawn, media_type="image/png", headers=SAFE)

    def _card(self, card_id: UUID) -> Stored | None:
        with self.database.transaction() as db:
            return cards.by_link(db, card_id)


def _data(card: Stored) -> dict[str, object]:
    return {
        "unsealed": True,
        "title": card.content["title"],
        "rows": card.content["rows"],
        "text": card.content["text"],
        "pictures": _pictures(card),
        "documents": [],
        "expires_at": card.expires_at.astimezone(BANK_ZONE).isoformat(),
    }


def _pictures(card: Stored) -> list[str]:
    return [f"/cards/{card.card_id}/pictures/{number}.png" for number in range(len(card.charts))]


def _page(card: Stored, catalogue: Catalogue) -> str:
    def speak(text: str, **values: object) -> str:
        return escape(catalogue.speak(Words(text, values), card.language))

    rows = "".join(
        f"<div><dt>{escape(row['label'])}</dt><dd>{escape(row['value'])}</dd></div>"
        for row in card.content["rows"]
    )
    charts = zip(_pictures(card), card.content["charts"], strict=True)
    pictures = "".join(f'<img src="{url}" alt="{escape(chart["title"])}">' for url, chart in charts)
    return PAGE.substitute(
        language=card.language,
        title=escape(card.content["title"]),
        rows=rows,
        text=f"<p>{escape(card.content['text'])}</p>" if card.content["text"] else "",
        pictures=pictures,
        bank=speak("江海银行"),
        unsealed=speak("沙箱环境 · 未加密"),
        expires=speak("有效期至 {at}", at=f"{card.expires_at.astimezone(BANK_ZONE):%m-%d %H:%M}"),
    )
