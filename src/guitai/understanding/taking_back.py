"""What 取消 may mean where nothing is open. Pure."""

from collections.abc import Sequence

from guitai.understanding.answer import Wish
from guitai.understanding.offers import Offers

TAKES_BACK, TRANSFERS = "transfers.cancel", ("transfers.send", "transfers.status", "transfers.plans")


def take_back(used: Sequence[str], offers: Offers) -> Wish | None:
    """What is offered to be taken back, or else a transfer that was told of lately; None where neither is."""
    offered = (one.means for one in offers.wishes(TAKES_BACK))
    lately = next((intent for intent in used if not intent.startswith("talk.")), "")
    told = Wish(TAKES_BACK, {"lately": True}) if lately in TRANSFERS else None
    return next((wish for wish in offered if isinstance(wish, Wish)), told)
