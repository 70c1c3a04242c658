"""Faults that a tester has asked for: what goes wrong, on which side, for whom, how often."""

from collections import Counter
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Deed(StrEnum):
    """What goes wrong; on a push and on an API call where both make sense."""

    REPEAT = "repeat"  # it arrives twice
    DELAY = "delay"  # it arrives `seconds` later
    DROP = "drop"  # it never arrives
    REORDER = "reorder"  # the next one overtakes it
    ERROR = "error"  # a push fails as at a broken proxy; a call is answered with `errcode`
    TIMEOUT = "timeout"  # it arrives, and the answer does not come in time
    CUT = "cut"  # it is carried out, and the connection breaks before the answer
    REVOKE_TOKEN = "revoke_token"  # every access token is invalid from now on


class Rule(BaseModel):
    """One fault. Without `times` it stays in force."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: Literal["push", "api"]
    do: Deed
    openid: str | None = None
    path: str | None = Field(default=None, description="the call's path, as /cgi-bin/message/custom/send")
    seconds: float | None = Field(default=None, ge=0, le=600)
    errcode: int | None = None
    times: int | None = Field(default=None, ge=1)

    def meets(self, on: str, openid: str | None, path: str) -> bool:
        """Whether this push or call is one that the rule is about."""
        return self.on == on and self.openid in (None, openid) and self.path in (None, path)


class Faults:
    """The rules in force, and how often each may still strike."""

    def __init__(self) -> None:
        self._rules: list[tuple[Rule, list[int]]] = []
        # How many pushes and calls of each customer are through: what is held back for reordering looks here.
        self.passed: Counter[tuple[str, str | None]] = Counter()

    def add(self, rules: list[Rule]) -> None:
        """Put more rules in force."""
        self._rules += [(rule, [rule.times] if rule.times else []) for rule in rules]

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._rules.clear()

    def take(self, on: str, *, openid: str | None, path: str) -> dict[Deed, Rule]:
        """What strikes this push or call; each rule that does has struck once more."""
        struck = {}
        for rule, left in self._rules:
            if rule.do not in struck and rule.meets(on, openid, path):
                struck[rule.do] = rule
                if left:
                    left[0] -= 1
        self._rules = [(rule, left) for rule, left in self._rules if left != [0]]
        return struck
