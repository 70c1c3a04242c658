"""The recording of a session: every act at the phone API, in the order in which they were begun."""

from dataclasses import dataclass, field
from datetime import datetime

from guitai_sandbox.state.clock import Clock, stamp

Json = dict[str, object]


@dataclass
class Act:
    """One act: a call of the phone API, with places for what this run alone knows by an id.

    `heard` is how many of the bank's messages the person had; `quiet`, that no other was on its way, and nothing else
    going on. `came` is what came of it: its HTTP status, and whether the bank bound or accepted something; empty as
    long as it isn't over.
    """

    at: datetime
    call: str
    openid: str
    quiet: bool
    heard: int
    body: Json = field(default_factory=dict)
    came: Json = field(default_factory=dict)

    @property
    def line(self) -> Json:
        """The act as a line of the recording."""
        names = ("call", "quiet", "heard", "body", "came")
        return {"at": stamp(self.at)} | {name: getattr(self, name) for name in names}


class Recording:
    """What has been done since the sandbox began."""

    def __init__(self, clock: Clock) -> None:
        self.begun_at: datetime = clock.now()
        self._clock = clock
        self._acts: list[Act] = []

    def begin(self, call: str, *, openid: str, quiet: bool, heard: int) -> Act:
        """Somebody does something now, or, with no openid, something happens to all."""
        act = Act(self._clock.now(), call, openid, quiet, heard)
        self._acts.append(act)
        return act

    def forget(self, act: Act) -> None:
        """It was none."""
        self._acts.remove(act)

    def lines(self, *, quiet: bool, heard: dict[str, int]) -> list[Json]:
        """The acts that are over, between the beginning and now; `quiet` and what everybody has `heard` are now's."""
        return [
            {"begun": stamp(self.begun_at)},
            *(act.line for act in self._acts if act.came),
            {"ended": stamp(self._clock.now()), "quiet": quiet, "heard": heard},
        ]
