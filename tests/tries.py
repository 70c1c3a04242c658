"""Tries: calls that are not as they should be. Each is refused with its code, and leaves the bank as it was."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from tests.altering import Altered
from tests.devices import Device, Json
from tests.scene import Scene

from guitai_sandbox import jose

SHIELD = Path(__file__).parent.parent / "docs" / "shield.md"
ROW = re.compile(r"^\| (`shield\..+?`) \| (\d{3}) \|", re.MULTILINE)
STATUS = {
    code: int(status)
    for codes, status in ROW.findall(SHIELD.read_text())
    for code in re.findall(r"shield\.[a-z_]+", codes)
}
JOSE = "application/jose"


@dataclass(frozen=True)
class Try:
    """A call, what is wrong with it, and with which code it is refused: one of these, where chance decides."""

    what: str
    path: str
    body: str | bytes | Callable[[], str]  # or how it is sealed, which takes its time
    codes: frozenset[str]
    ahead: timedelta = timedelta()  # so long after it was made
    kind: str = JOSE


@dataclass(frozen=True)
class Batch:
    """Tries that are ready to be sent; `good` is what they were made of, and is accepted; then come those `after` it.

    `forgiving`: what is counted of one try is forgotten before the next.
    """

    tries: Iterable[Try]
    good: Callable[[], object]
    after: Iterable[Try] = ()
    forgiving: bool = True


@dataclass
class Page:
    """A page that is loaded on a device, from which calls of one kind are made."""

    device: Device
    path: str
    more: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.visit = self.device.page["data-visit"]

    def body(self, **said: object) -> str:
        """What such a call sends, with these things in it, sealed to the bank."""
        return self.device.seals({"visit": self.visit, **self.more, **said})

    def posts(self, **said: object) -> Json:
        """Make the call."""
        return self.device.posts(self.path, self.body(**said))

    def tried(
        self, what: str, *codes: str, ahead: timedelta = timedelta(), path: str = "", **said: object
    ) -> Try:
        """A call with these things in it."""
        return Try(what, path or self.path, partial(self.body, **said), frozenset(codes), ahead)

    def all(self, altered: Mapping[str, Altered], good: str, name: str, *codes: str) -> list[Try]:
        """A call for each of these in the place of `name`, but for those that there was nothing to alter in."""
        texts = {what: make() for what, make in altered.items()}
        return [self.tried(what, *codes, **{name: text}) for what, text in texts.items() if text != good]


def sealed(device: Device, plain: bytes, **header: object) -> str:
    """Bytes sealed to the bank with any header at all."""
    key = json.loads(device.page["data-bank-key"])
    return jose.encrypt(plain, key, **{"kid": key["kid"], **header})


def refuse_all(scene: Scene, batch: Batch, sample: tuple[int, Random] | None = None) -> int:
    """Make every try, or a sample of so many; how many there were. What was not altered is accepted in the end."""
    tries = list(batch.tries)
    if sample and batch.forgiving and sample[0] < len(tries):
        tries = sample[1].sample(tries, sample[0])
    scene.forgive()
    _refuse(scene, tries, forgiving=batch.forgiving)
    scene.forgive()
    batch.good()
    after = list(batch.after)
    _refuse(scene, after, forgiving=batch.forgiving)
    return len(tries) + len(after)


def _refuse(scene: Scene, tries: Iterable[Try], *, forgiving: bool) -> None:
    before = scene.state()
    for one in tries:
        with scene.ahead(one.ahead):
            body = one.body() if callable(one.body) else one.body
            answer = scene.pages.ask("POST", one.path, content=body, headers={"Content-Type": one.kind})
        code = answer.json()["error"]["code"] if answer.is_client_error else "accepted"
        assert code in one.codes, f"{one.what}: {code} in place of {sorted(one.codes)}"
        assert answer.status_code == STATUS[code], f"{one.what}: {answer.status_code} with {code}"
        changed = {name for name, digest in scene.state().items() if digest != before[name]}
        assert not changed, f"{one.what}: refused, and yet {sorted(changed)} changed"
        if forgiving:
            scene.forgive()
