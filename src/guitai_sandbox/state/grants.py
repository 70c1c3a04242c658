"""OAuth on pages inside WeChat: codes that are used once, and the page's own tokens."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.clock import Clock

LIFE = timedelta(hours=2)
REFRESH_LIFE = timedelta(days=30)


@dataclass(frozen=True)
class Grant:
    """Who let the page know what about them; a snapshot is WeChat's fake identity."""

    openid: str
    scope: str
    until: datetime
    snapshot: bool = False


class Grants:
    """Codes, tokens and refresh tokens."""

    def __init__(self, clock: Clock, *, code_life: timedelta) -> None:
        self._clock = clock
        self._code_life = code_life
        self._codes: dict[str, Grant] = {}
        self._used: set[str] = set()
        self._tokens: dict[str, Grant] = {}
        self._refreshes: dict[str, Grant] = {}

    def code(self, openid: str, *, scope: str, snapshot: bool) -> str:
        """A code for the redirect."""
        code = "0" + secrets.token_hex(15) + "0"
        self._codes[code] = Grant(openid, scope, self._clock.now() + self._code_life, snapshot)
        return code

    def redeem(self, code: str) -> Grant:
        """What the code stands for, once."""
        if code in self._used:
            raise WeChatError(40163)
        grant = self._codes.get(code)
        if grant is None:
            raise WeChatError(40029)
        if self._clock.now() >= grant.until:
            raise WeChatError(42003)
        self._used.add(code)
        return grant

    def tokens(self, grant: Grant) -> tuple[str, str]:
        """A page token and a refresh token for what was granted."""
        token, refresh = (f"96_{secrets.token_urlsafe(60)}" for _ in range(2))
        now = self._clock.now()
        self._tokens[token] = Grant(grant.openid, grant.scope, now + LIFE, grant.snapshot)
        self._refreshes[refresh] = Grant(grant.openid, grant.scope, now + REFRESH_LIFE, grant.snapshot)
        return token, refresh

    def refresh(self, text: str) -> Grant:
        """What the refresh token stands for."""
        grant = self._refreshes.get(text)
        if grant is None or self._clock.now() >= grant.until:
            raise WeChatError(40030)
        return grant

    def granted(self, token: str, openid: str) -> Grant:
        """What a living page token lets its holder know about that user."""
        grant = self._tokens.get(token)
        if grant is None:
            raise WeChatError(40001)
        if self._clock.now() >= grant.until:
            raise WeChatError(42001)
        if grant.openid != openid:
            raise WeChatError(40003)
        return grant
