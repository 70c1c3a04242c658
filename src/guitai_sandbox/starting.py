"""What a sandbox starts with: who follows, and which templates the account has, read from files."""

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from guitai_sandbox.phone.bodies import NewUser
from guitai_sandbox.settings import WrongSettings
from guitai_sandbox.state.templates import Template, Templates
from guitai_sandbox.state.users import OpenidTaken
from guitai_sandbox.world import World

T = TypeVar("T")


def furnish(world: World) -> None:
    """Put in what the settings name. Those who follow from the start do so without an event."""
    if world.settings.users is not None:
        for new in _rows(world.settings.users, TypeAdapter(list[NewUser])):
            _add(world, new)
    if world.settings.templates is not None:
        granted = _rows(world.settings.templates, TypeAdapter(list[Template]))
        world.templates = Templates(tuple(granted))


def _add(world: World, new: NewUser) -> None:
    try:
        user = world.users.add(new.nickname, openid=new.openid, customer=new.customer)
    except OpenidTaken as error:
        raise WrongSettings(f"{world.settings.users}: the openid {error} stands there twice") from None
    user.follow(world.clock.now())


def _rows(path: Path, shape: TypeAdapter[list[T]]) -> list[T]:
    try:
        return shape.validate_json(path.read_bytes())
    except OSError as error:
        raise WrongSettings(f"{path} cannot be read: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise WrongSettings(f"{path}: {where} {first['msg']}".replace(":  ", ": ")) from None
