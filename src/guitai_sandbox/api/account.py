"""The account itself: where pushes come from, quotas, and clearing them."""

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.errors import WeChatError

calls = Calls()


@calls.get("/cgi-bin/getcallbackip")
@calls.get("/cgi-bin/get_api_domain_ip")
def addresses(_: Ask) -> Json:
    """Where pushes come from, and where the API is: this machine."""
    return {"ip_list": ["127.0.0.1"]}


@calls.post("/cgi-bin/clear_quota")
def clear_quota(ask: Ask) -> Json:
    """Begin to count calls anew."""
    if ask.text("appid", missing=41002) != ask.world.settings.app_id:
        raise WeChatError(40013)
    ask.world.quota.clear()
    return OK


@calls.post("/cgi-bin/openapi/quota/get")
def quota(ask: Ask) -> Json:
    """How often a call was made today, and how often it may be."""
    limit, used = ask.world.quota.used(ask.text("cgi_path"))
    return {**OK, "quota": {"daily_limit": limit, "used": used, "remain": limit - used}}
