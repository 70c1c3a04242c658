"""The account's menus: the default one, and those for users with a tag, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from guitai_sandbox.state.users import User

Button = dict[str, object]


@dataclass(frozen=True)
class Menu:
    """Buttons; a conditional menu has an id and a tag, the default one neither."""

    buttons: list[Button]
    id: int | None = None
    tag: int | None = None


@dataclass
class Menus:
    """What the account has set."""

    default: Menu | None = None
    conditional: list[Menu] = field(default_factory=list)  # the newest first: it is tried first
    last_id: int = 400_000_000

    def add(self, buttons: list[Button], *, tag: int) -> Menu:
        """A menu for those with the tag."""
        self.last_id += 1
        menu = Menu(buttons, self.last_id, tag)
        self.conditional.insert(0, menu)
        return menu

    def clear(self) -> None:
        """No menu any more, conditional ones included."""
        self.default = None
        self.conditional.clear()

    def seen_by(self, user: User) -> Menu | None:
        """The user's menu; of several tags the last one counts."""
        for tag in reversed(user.tags):
            for menu in self.conditional:
                if menu.tag == tag:
                    return menu
        return self.default


def taps(menu: Menu) -> Iterator[Button]:
    """The buttons that do something, parents left out."""
    for button in menu.buttons:
        below = button.get("sub_button")
        if isinstance(below, list) and below:
            yield from below
        else:
            yield button
