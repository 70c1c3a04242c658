"""Access tokens: /cgi-bin/token and /cgi-bin/stable_token."""

import hmac
from collections.abc import Mapping

from guitai_sandbox.api.ask import Ask, Calls, Json
from guitai_sandbox.errors import WeChatError

CLIENT = "client_credential"

calls = Calls()


@calls.get("/cgi-bin/token", token=False)
def fresh_token(ask: Ask) -> Json:
    """A new token, which replaces the one before."""
    check_credentials(ask, ask.query, grant=CLIENT)
    text, seconds = ask.world.tokens.fresh()
    return {"access_token": text, "expires_in": seconds}


@calls.post("/cgi-bin/stable_token", token=False)
def stable_token(ask: Ask) -> Json:
    """The same token as long as it lives, a new one only by force."""
    check_credentials(ask, ask.body, grant=CLIENT)
    text, seconds = ask.world.tokens.stable(force=ask.body.get("force_refresh") is True)
    return {"access_token": text, "expires_in": seconds}


def check_credentials(ask: Ask, given: Mapping[str, object], *, grant: str | None) -> None:
    """Grant type, app id and secret, each with its own error."""
    settings = ask.world.settings
    if grant is not None and given.get("grant_type") != grant:
        raise WeChatError(40002)
    if not given.get("appid"):
        raise WeChatError(41002)
    if not given.get("secret"):
        raise WeChatError(41004)
    if given["appid"] != settings.app_id:
        raise WeChatError(40013)
    if not hmac.compare_digest(str(given["secret"]).encode(), settings.app_secret.encode()):
        raise WeChatError(40125)
