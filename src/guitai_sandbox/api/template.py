"""Template messages: notices to followers that need no window."""

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.api.custom import receiver
from guitai_sandbox.api.template_fields import as_shown, fits, is_legacy
from guitai_sandbox.bubbles import template_bubble
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.push.jobs import template_ended
from guitai_sandbox.state.tags import BLACKLIST
from guitai_sandbox.state.templates import Sent, Template

calls = Calls()


@calls.post("/cgi-bin/message/template/send")
def send(ask: Ask) -> Json:
    """Show the notice, and tell the bank afterwards that it was delivered."""
    world, body = ask.world, ask.body
    user = receiver(world, body.get("touser"))
    template = world.templates.by_id.get(str(body.get("template_id")))
    if template is None:
        raise WeChatError(40037)
    if not user.following:
        raise WeChatError(43004)
    values = _values(template, body.get("data"))
    now = world.clock.now()
    guard = (user.openid, str(body.get("client_msg_id") or ""))
    before = world.templates.sent.get(guard)
    if guard[1] and before is not None and now < before.at + world.limits.template_guard:
        return {**OK, "msgid": before.msgid}
    msgid = world.next_id()
    world.templates.sent[guard] = Sent(msgid, now)
    if BLACKLIST in user.tags:
        template_ended(world, user, msgid=msgid, status="failed:user block")
        return {**OK, "msgid": msgid}
    shown = [
        (label, text) for name, label in template.fields.items() if (text := as_shown(name, values[name]))
    ]
    user.chat.add("bank", template_bubble(template.title, shown, str(body.get("url") or "")), at=now)
    template_ended(world, user, msgid=msgid)
    return {**OK, "msgid": msgid}


@calls.get("/cgi-bin/template/get_all_private_template")
def templates(ask: Ask) -> Json:
    """The templates that the account has."""
    listed = [
        {
            "template_id": template.template_id,
            "title": template.title,
            "primary_industry": "",
            "deputy_industry": "",
            "content": template.content,
            "example": "",
        }
        for template in ask.world.templates.by_id.values()
    ]
    return {"template_list": listed}


@calls.post("/cgi-bin/template/del_private_template")
def delete(ask: Ask) -> Json:
    """Give a template back."""
    if ask.world.templates.by_id.pop(ask.text("template_id", missing=40037), None) is None:
        raise WeChatError(40037)
    return OK


def _values(template: Template, data: object) -> dict[str, str]:
    """A value for each field, each as its kind demands; the error names the first that is not."""
    if not isinstance(data, dict):
        raise WeChatError(47003, "data is missing")
    values = {}
    for name in template.fields:
        given = data.get(name)
        value = given.get("value") if isinstance(given, dict) else None
        value = str(value) if isinstance(value, str | int | float) else ""
        if not fits(name, value) and not (is_legacy(name) and not value):
            raise WeChatError(47003, f"data.{name}.value is {'invalid' if value else 'empty'}")
        values[name] = value
    unknown = [name for name in data if name not in values and not is_legacy(name)]
    if unknown:
        raise WeChatError(47003, f"data.{unknown[0]} is not a field of the template")
    return values
