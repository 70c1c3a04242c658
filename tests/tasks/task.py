"""A task: what a person wants of the bank, said and tapped step by step, and what must be different in the end."""

import io
import tomllib
import wave
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.tasks.pictures import taken
from tests.walking import Card, Message, Phone, later

HERE = Path(__file__).parent
STEPS = {"tap", "maybe", "old", "sign", "decline", "wait", "voice", "picture", "send"}
# What is neither words nor a picture.
OTHERS: Mapping[str, Mapping[str, object]] = {
    "sticker": {"type": "sticker"},
    "place": {"type": "location", "latitude": 31.2304, "longitude": 121.4737, "label": "江海路1号"},
    "link": {"type": "link", "title": "转账500", "description": "给李四", "url": "https://example.com/"},
}
RATE = 16_000  # samples a second

Step = str | Mapping[str, str]


@dataclass(frozen=True)
class Task:
    """`changes` of whoever acts and of others, by line of `state`. A `repair` goes wrong on the way.

    What is `given` is done before and what is `undone` after it, without being judged.
    Each of `card` stands in a row of the last card, `shows` is what that shows of the books (see `showing`); each of
    `says` is in what the bank said to the last step, and none of `never` in anything that it said.
    """

    name: str
    who: str
    steps: Sequence[Step]
    changes: Mapping[str, int]
    given: Sequence[Step] = ()
    undone: Sequence[Step] = ()
    theirs: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    card: Sequence[str] = ()
    shows: Mapping[str, Any] = field(default_factory=dict)
    says: Sequence[str] = ()
    never: Sequence[str] = ()
    repair: bool = False


@dataclass
class Player:
    """Does a task's steps on a phone, and remembers what was told."""

    phone: Phone
    pin: str
    people: Mapping[str, Mapping[str, Any]]
    told: list[Message] = field(default_factory=list)
    last: str = ""  # all that was said to the last step

    def does(self, step: Step) -> None:
        """One step; the bank has finished with it when this returns."""
        before = len(self.told)
        if isinstance(step, str):
            self.told += self.phone.acts("messages", type="text", content=self._filled(step))
        else:
            what, *more = step
            getattr(self, f"_{what}")(step[what], **{name: self._filled(step[name]) for name in more})
        self.last = "\n".join(str(message.get("content", "")) for message in self.told[before:])

    @property
    def card(self) -> Card:
        """The newest card, opened."""
        return self.phone.card(self._linked("/cards/"))

    def _tap(self, label: str) -> None:
        self._taps(label, list(reversed(self.told)))

    def _maybe(self, label: str) -> None:
        """Where the bank is not sure and offers this."""
        if any(label in option["text"] for option in self.told[-1].get("options", ())):
            self._tap(label)

    def _old(self, label: str) -> None:
        """An option of the first reply that had it."""
        self._taps(label, self.told)

    def _sign(self, pin: str) -> None:
        self._signs(pin=self.pin if pin == "pin" else pin)

    def _decline(self, _: str) -> None:
        self._signs(decline=True)

    def _wait(self, time: str) -> None:
        newest = self.told[-1]["seq"] if self.told else 0
        later(self.phone.http, time)
        self.told += self.phone.since(newest) if newest else []

    def _voice(self, recognised: str) -> None:
        """Speak; WeChat's own recogniser hears this."""
        form = {"type": "voice", "recognition": recognised}
        file = {"file": ("said.wav", _quiet(), "audio/wav")}
        answer = self.phone.http.post(f"{self.phone.path}/messages", data=form, files=file).raise_for_status()
        self.told += self.phone.since(answer.json()["seq"])

    def _picture(self, kind: str, **says: str) -> None:
        """Send one in which this stands; the bank acknowledges it, and answers when it has looked."""
        self.told += self.phone.hands_in("image", taken(kind, says))

    def _send(self, what: str) -> None:
        self.told += self.phone.acts("messages", **OTHERS[what])

    def _taps(self, label: str, messages: Sequence[Message]) -> None:
        seq, option = next(
            (message["seq"], option["option"])
            for message in messages
            for option in message.get("options", ())
            if label in option["text"]
        )
        self.told += self.phone.acts("tap", seq=seq, option=option)

    def _signs(self, **how: Any) -> None:
        linked, newest = self._linked("/orders/"), self.told[-1]["seq"]
        self.phone.signs(linked, **how)
        self.told += self.phone.since(newest)

    def _linked(self, kind: str) -> Message:
        """The newest message with such a link, and no other link in it."""
        for message in reversed(self.told):
            if links := [link for link in message.get("links", ()) if kind in link["url"]]:
                return {**message, "links": links[-1:]}
        raise LookupError(f"no {kind} in {self.last}")

    def _filled(self, words: str) -> str:
        for name, person in self.people.items():
            words = words.replace(f"<{name}>", person["card_number"]).replace(
                f"<{name}的手机>", person["mobile"]
            )
        return words


def tasks() -> Iterator[Task]:
    """All of them, in the order of their files."""
    for file in sorted(HERE.glob("*.toml")):
        for table in tomllib.loads(file.read_text(encoding="utf-8"))["task"]:
            for step in [*table["steps"], *table.get("given", ()), *table.get("undone", ())]:
                if not isinstance(step, str) and not _known(step):
                    raise ValueError(f"{file.name}: {table['name']}: {step} is no step")
            yield Task(**table)


def _known(step: Mapping[str, str]) -> bool:
    """Whether it begins with what can be done; of a picture follows what stands in it."""
    what, *more = step
    return what in STEPS and (what == "picture" or not more)


def _quiet() -> bytes:
    """A second of nothing."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(2 * RATE))
    return file.getvalue()
