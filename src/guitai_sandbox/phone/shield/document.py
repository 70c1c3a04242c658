"""An order's document: what the device shows of the bytes that it signs."""

from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, StrictInt, model_validator

from guitai_sandbox.state.clock import ZONE


class Wording(NamedTuple):
    """What the device itself adds to the text."""

    colon: str
    until: str


WORDINGS = {
    "zh-Hans": Wording("：", "请在 {} 前签名"),
    "zh-Hant": Wording("：", "請在 {} 前簽名"),
    "en": Wording(": ", "To be signed before {}"),
}


class Line(BaseModel):
    """A label, and one value: a text, an amount or a moment."""

    name: str
    label: str
    text: str | None = None
    fen: StrictInt | None = None
    at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _one_value(self) -> "Line":
        if [self.text, self.fen, self.at].count(None) != 2:
            raise ValueError("a line has one of text, fen and at")
        return self

    def value(self, language: str) -> str:
        """The value for people."""
        if self.fen is not None:
            return yuan(self.fen)
        return minute(self.at, language) if self.at is not None else self.text or ""


class Document(BaseModel):
    """What is signed, as far as a device looks into it."""

    order: str
    language: Literal["zh-Hans", "zh-Hant", "en"]
    title: str
    lines: list[Line]
    notes: list[str]
    expires_at: AwareDatetime

    @property
    def shown(self) -> str:
        """Title, lines, notes, and until when it can be signed."""
        wording = WORDINGS[self.language]
        lines = [f"{line.label}{wording.colon}{line.value(self.language)}" for line in self.lines]
        until = wording.until.format(minute(self.expires_at, self.language))
        return "\n".join([self.title, *lines, *self.notes, until])


def yuan(fen: int) -> str:
    """An amount of CNY.

    >>> yuan(123456), yuan(-5)
    ('¥1,234.56', '-¥0.05')
    """
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{whole:,}.{rest:02}"


def minute(moment: datetime, language: str) -> str:
    """A moment in the bank's zone.

    >>> at = datetime.fromisoformat("2026-11-23T02:05:59+00:00")
    >>> minute(at, "zh-Hans"), minute(at, "en")
    ('2026年11月23日 10:05', '23 Nov 2026 10:05')
    """
    at = moment.astimezone(ZONE)
    day = f"{at.day} {at:%b %Y}" if language == "en" else f"{at.year}年{at.month}月{at.day}日"
    return f"{day} {at:%H:%M}"
