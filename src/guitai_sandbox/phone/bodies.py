"""What the phone API takes; the OpenAPI document is made of these types too."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    model_validator,
)

from guitai_sandbox.state.faults import Rule
from guitai_sandbox.state.users import Details


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("nobody can send nothing but blanks")
    return text


Words = Annotated[str, StringConstraints(min_length=1, max_length=16_000), AfterValidator(_said)]
Openid = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{6,64}$")]


class Body(BaseModel):
    """A body with these fields and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewUser(Body):
    """A phone to add; one without an openid is given one."""

    nickname: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    openid: Openid | None = None
    customer: str | None = None


class Person(NewUser):
    """Somebody who stands in the users' file; with `details`, their phone can bind a device by itself."""

    details: Details | None = None


class Following(Body):
    """With the scene of a scanned code, or without."""

    scene: Annotated[str, StringConstraints(min_length=1, max_length=64)] | int | None = None


class Nothing(Body):
    """An empty object."""


class TextMessage(Body):
    """Words."""

    type: Literal["text"]
    content: Words


class LocationMessage(Body):
    """A place."""

    type: Literal["location"]
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    label: str
    scale: int = Field(default=15, ge=0, le=30)


class LinkMessage(Body):
    """A link from elsewhere."""

    type: Literal["link"]
    title: str
    description: str
    url: str


class StickerMessage(Body):
    """A sticker."""

    type: Literal["sticker"]


class MenuMessage(Body):
    """A button of the menu, by its key; for a scanning button, what is scanned."""

    type: Literal["menu"]
    key: str
    scanned: str | None = None


Message = Annotated[
    TextMessage | LocationMessage | LinkMessage | StickerMessage | MenuMessage, Field(discriminator="type")
]


class Tap(Body):
    """An option of a message."""

    seq: int
    option: str


class Event(Body):
    """Any event, with its own elements beside `Event`; also one that nobody knows."""

    event: Words
    fields: dict[Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")], JsonValue] = {}


class Opening(Body):
    """A card's address."""

    url: str


class Signing(Body):
    """An order's address, with the PIN, or declined; a code that is needed and not given is read from the SMS."""

    url: str
    pin: str | None = None
    code: str | None = None
    decline: bool = False

    @model_validator(mode="after")
    def _signed_or_declined(self) -> "Signing":
        if self.pin is None and not self.decline:
            raise ValueError("give the PIN, or decline as true")
        return self


class ClockMove(Body):
    """An ISO 8601 duration, or a moment."""

    advance: str | None = None
    at: datetime | None = None


class Rules(Body):
    """Faults to add to those in force."""

    rules: list[Rule]
