"""What a sandbox starts with, read from files: who follows, the account's templates, devices from before."""

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from guitai_sandbox.phone.bodies import Person
from guitai_sandbox.settings import WrongSettings
from guitai_sandbox.state.devices import KEPT
from guitai_sandbox.state.templates import Template, Templates
from guitai_sandbox.state.users import OpenidTaken
from guitai_sandbox.world import World

T = TypeVar("T")


def furnish(world: World) -> None:
    """Put in what the settings name. Those who follow from the start do so without an event."""
    settings = world.settings
    if settings.users is not None:
        for person in _read(settings.users, TypeAdapter(list[Person])):
            _add(world, person)
    if settings.templates is not None:
        granted = _read(settings.templates, TypeAdapter(list[Template]))
        world.templates = Templates(tuple(granted))
    if settings.devices is not None:
        settings.devices.parent.mkdir(parents=True, exist_ok=True)
        if settings.devices.exists():
            world.devices.restore(_read(settings.devices, KEPT))


def _add(world: World, person: Person) -> None:
    try:
        user = world.users.add(person.nickname, openid=person.openid, customer=person.customer)
    except OpenidTaken as error:
        raise WrongSettings(f"{world.settings.users}: the openid {error} stands there twice") from None
    user.details = person.details
    user.follow(world.clock.now())


def _read(path: Path, shape: TypeAdapter[T]) -> T:
    try:
        return shape.validate_json(path.read_bytes())
    except OSError as error:
        raise WrongSettings(f"{path} cannot be read: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise WrongSettings(f"{path}: {where} {first['msg']}".replace(":  ", ": ")) from None
