"""Faults that a tester has asked for: what goes wrong, on which side, for whom, how often."""

from collections import Counter
from collections.abc import Set
from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Deed(StrEnum):
    """What goes wrong; on a push and on an API call where both make sense."""

    REPEAT = "repeat"
    DELAY = "delay"
    DROP = "drop"
    REORDER = "reorder"
    ERROR = "error"
    TIMEOUT = "timeout"
    CUT = "cut"
    REVOKE_TOKEN = "revoke_token"
    SAME_MSGID = "same_msgid"
    WRONG_SIGNATURE = "wrong_signature"
    REPLAY = "replay"
    FORGED_PLAIN = "forged_plain"
    XML_ENTITIES = "xml_entities"


MEANINGS = {
    Deed.REPEAT: "it arrives twice",
    Deed.DELAY: "it arrives `seconds` later",
    Deed.DROP: "it never arrives",
    Deed.REORDER: "the next one overtakes it",
    Deed.ERROR: "a push fails as at a broken proxy; a call is answered with `errcode`",
    Deed.TIMEOUT: "it arrives, and the answer does not come in time",
    Deed.CUT: "it is carried out, and the connection breaks before the answer",
    Deed.REVOKE_TOKEN: "every access token is invalid from now on",
    Deed.SAME_MSGID: "a message has the MsgId of another user's newest message (pushes only)",
    Deed.WRONG_SIGNATURE: "a delivery is signed with another token (pushes only)",
    Deed.REPLAY: "the user's push before is sent once more, to the letter, ahead of this one (pushes only)",
    Deed.FORGED_PLAIN: "what a delivery says in clear is forged, beside the sealed message if there is one "
    "(pushes only)",
    Deed.XML_ENTITIES: "a delivery's XML declares entities: one that grows, one that reads a file (pushes only)",
}
PUSH_ONLY = frozenset(
    {Deed.SAME_MSGID, Deed.WRONG_SIGNATURE, Deed.REPLAY, Deed.FORGED_PLAIN, Deed.XML_ENTITIES}
)
# What strikes a message as it is written, before the first of its deliveries.
ON_WRITING = frozenset({Deed.SAME_MSGID})
ON_ITS_WAY = frozenset(Deed) - ON_WRITING


class Rule(BaseModel):
    """One fault. Without `times` it stays in force."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: Literal["push", "api"]
    do: Deed = Field(description="; ".join(f"`{deed}`: {meaning}" for deed, meaning in MEANINGS.items()))
    openid: str | None = None
    path: str | None = Field(default=None, description="the call's path, as /cgi-bin/message/custom/send")
    method: Literal["GET", "POST"] | None = Field(
        default=None, description="the call's method; either, if none"
    )
    seconds: float | None = Field(default=None, ge=0, le=600)
    errcode: int | None = None
    times: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _on_the_right_side(self) -> Self:
        if self.on == "api" and self.do in PUSH_ONLY:
            raise ValueError(f"{self.do} can go wrong on a push only")
        return self

    def meets(self, on: str, openid: str | None, path: str, method: str) -> bool:
        """Whether this push or call is one that the rule is about."""
        about = (self.openid, openid), (self.path, path), (self.method, method)
        return self.on == on and all(named in (None, real) for named, real in about)


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

    def take(
        self,
        on: str,
        *,
        openid: str | None,
        path: str,
        method: str = "POST",
        among: Set[Deed] = ON_ITS_WAY,
    ) -> dict[Deed, Rule]:
        """What strikes this push or call; each rule that does has struck once more."""
        struck = {}
        for rule, left in self._rules:
            if rule.do in among and rule.do not in struck and rule.meets(on, openid, path, method):
                struck[rule.do] = rule
                if left:
                    left[0] -= 1
        self._rules = [(rule, left) for rule, left in self._rules if left != [0]]
        return struck
