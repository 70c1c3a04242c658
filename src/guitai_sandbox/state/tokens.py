"""Access tokens: the plain one, which a new one replaces, and the stable one. Neither touches the other."""

import math
import secrets
from dataclasses import dataclass
from datetime import datetime

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.settings import Limits
from guitai_sandbox.state.clock import Clock

RENEWED_BEFORE_SECONDS = 300  # the stable token is renewed this long before its end


@dataclass
class Token:
    """Valid until that moment; `replaced` tells an old one from an expired one."""

    text: str
    until: datetime
    replaced: bool = False


class Tokens:
    """Every token ever given out, the two present ones among them."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._limits = limits
        self._all: dict[str, Token] = {}
        self._plain: Token | None = None
        self._stable: Token | None = None
        self._forced: list[datetime] = []

    def fresh(self) -> tuple[str, int]:
        """A new plain token with its seconds; the one before lives five minutes more."""
        old, self._plain = self._plain, self._issue()
        if old is not None:
            old.until = min(old.until, self._clock.now() + self._limits.token_overlap)
            old.replaced = True
        return self._plain.text, self._remaining(self._plain)

    def stable(self, *, force: bool) -> tuple[str, int]:
        """The stable token with the seconds it has left; a new one near its end, or by force."""
        if force:
            self._count_forced()
            if self._stable is not None:
                self._kill(self._stable)
                self._stable = None
        if self._stable is None or self._remaining(self._stable) <= RENEWED_BEFORE_SECONDS:
            self._stable = self._issue()
        return self._stable.text, self._remaining(self._stable)

    def check(self, text: str | None) -> None:
        """Refuse a call without a valid token."""
        if not text:
            raise WeChatError(41001)
        if len(text) < 32:
            raise WeChatError(40014)
        token = self._all.get(text)
        if token is None:
            raise WeChatError(40001)
        if self._clock.now() >= token.until:
            raise WeChatError(40001 if token.replaced else 42001)

    def revoke(self) -> None:
        """No token given out so far is valid any more."""
        for token in self._all.values():
            self._kill(token)
        self._plain = self._stable = None

    def _issue(self) -> Token:
        token = Token(f"96_{secrets.token_urlsafe(99)}", self._clock.now() + self._limits.token_life)
        self._all[token.text] = token
        return token

    def _kill(self, token: Token) -> None:
        token.until = min(token.until, self._clock.now())
        token.replaced = True

    def _remaining(self, token: Token) -> int:
        return max(0, math.ceil((token.until - self._clock.now()).total_seconds()))

    def _count_forced(self) -> None:
        now = self._clock.now()
        if self._forced and now < self._forced[-1] + self._limits.forced_apart:
            raise WeChatError(45011)
        today = [at for at in self._forced if at.date() == now.date()]
        if len(today) >= self._limits.forced_a_day:
            raise WeChatError(45009)
        self._forced = [*today, now]
