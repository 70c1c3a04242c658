"""All that pages inside WeChat can reach, as routes that the gateway puts beside its callback."""

from collections.abc import Awaitable, Callable

from starlette.routing import BaseRoute

from guitai.database import Database
from guitai.language import Catalogue
from guitai.pages.binding import Binding, Moved, Tell
from guitai.pages.calls import Calls
from guitai.pages.cards import Cards
from guitai.pages.devices import Devices
from guitai.pages.orders import Happen, Orders
from guitai.pages.statements import Statements
from guitai.pages.visiting import Visiting, Where


class Doors:
    """The pages, and what they may ask. `done` is told after each call."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        where: Where,
        *,
        identify: Callable[[str], Awaitable[str]],
        happen: Happen,
        tell: Tell,
        moved: Moved,
        done: Callable[[], None],
    ) -> None:
        self._visiting = Visiting(database, where, identify)
        self._calls = Calls(database, catalogue, done)
        self._answering = (
            Binding(database, tell, moved),
            Cards(database, catalogue),
            Orders(database, happen),
            Devices(database, tell),
            Statements(database),
        )

    @property
    def busy(self) -> bool:
        """Whether a call is being answered."""
        return self._calls.busy > 0

    def routes(self) -> list[BaseRoute]:
        """What the gateway serves."""
        calls = (route for one in self._answering for route in one.routes(self._calls))
        return [*self._visiting.routes(), *calls]
