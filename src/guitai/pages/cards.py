"""A card for the device that has proved itself: its words, and its pictures as they are drawn now, sealed to it."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.routing import Route

from guitai.database import Database
from guitai.language import Catalogue
from guitai.pages.calls import Asked, Calls
from guitai.shield import audit, cards, freezes, proofs
from guitai.shield.card import Slip
from guitai.shield.cards import Stored
from guitai.shield.charts import draw
from guitai.shield.refusals import Gone
from guitai.shield.seals import seals
from guitai.zone import BANK_ZONE


@dataclass(frozen=True)
class Cards:
    """Answers the call."""

    database: Database
    catalogue: Catalogue

    def routes(self, calls: Calls) -> list[Route]:
        """The call of docs/shield.md §5."""
        return [calls.route("/cards/{subject:uuid}/seals", "cards.open", self.open)]

    def open(self, asked: Asked) -> Mapping[str, object]:
        """The card, sealed. Drawing and sealing wait for no lock."""
        owner, proof = asked.visit.owner, asked.body.get("proof")
        device = proofs.proved(self.database, asked.visit, proof, act="cards.open", subject=asked.about)
        with self.database.transaction() as db:
            freezes.check(db, owner)
            card = cards.card(db, owner, asked.about)
            if card is None:
                raise Gone
            audit.note(db, owner, "cards.open", by=f"device {device.device_id}", subject=str(asked.about))
        content = json.dumps(self._content(card), ensure_ascii=False).encode()
        sealed = seals(content, open_key=device.open_key, device_id=device.device_id, subject=asked.about)
        return {"seals": sealed}

    def _content(self, card: Stored) -> dict[str, object]:
        pictures = [
            {
                "title": kept["title"],
                "type": "image/png",
                "data": b64encode(draw(chart, self.catalogue, card.language)).decode(),
                "copy": isinstance(chart, Slip),
            }
            for kept, chart in zip(card.content["charts"], card.charts, strict=True)
        ]
        return {
            "title": card.content["title"],
            "language": card.language,
            "rows": card.content["rows"],
            "text": card.content["text"],
            "pictures": pictures,
            "documents": card.content["documents"],
            "expires_at": card.expires_at.astimezone(BANK_ZONE).isoformat(timespec="seconds"),
        }
