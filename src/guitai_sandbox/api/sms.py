"""The text message provider, by an API of the sandbox's own."""

import re

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.errors import WeChatError

MOBILE = re.compile(r"\+?\d{5,15}")
LONGEST = 500

calls = Calls()


@calls.post("/sms/send", token=False)
def send(ask: Ask) -> Json:
    """Deliver a text to a mobile phone."""
    mobile, text = ask.text("mobile"), ask.text("text")
    if not MOBILE.fullmatch(mobile):
        raise WeChatError(40035, "mobile is a number of 5 to 15 digits")
    if len(text) > LONGEST:
        raise WeChatError(45002)
    ask.world.sms.deliver(mobile, text, at=ask.world.clock.now())
    return OK
