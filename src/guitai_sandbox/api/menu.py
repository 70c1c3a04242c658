"""The menu under the chat, and menus for users with a tag."""

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.api.menu_rules import check_domains, checked_menu
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.menus import Menu

calls = Calls()


@calls.post("/cgi-bin/menu/create")
def create(ask: Ask) -> Json:
    """Set the default menu."""
    ask.world.menus.default = Menu(checked_menu(ask.body.get("button")))
    return OK


@calls.get("/cgi-bin/menu/get")
def show(ask: Ask) -> Json:
    """Every menu there is."""
    menus = ask.world.menus
    if menus.default is None:
        raise WeChatError(46003)
    answer: Json = {"menu": {"button": menus.default.buttons}}
    if menus.conditional:
        answer["conditionalmenu"] = [
            {"button": menu.buttons, "matchrule": {"tag_id": str(menu.tag)}, "menuid": menu.id}
            for menu in menus.conditional
        ]
    return answer


@calls.get("/cgi-bin/menu/delete")
def delete(ask: Ask) -> Json:
    """Remove the default menu and every conditional one."""
    ask.world.menus.clear()
    return OK


@calls.get("/cgi-bin/get_current_selfmenu_info")
def current(ask: Ask) -> Json:
    """The default menu as it is shown."""
    default = ask.world.menus.default
    shown = {"button": default.buttons} if default else {"button": []}
    return {"is_menu_open": int(default is not None), "selfmenu_info": shown}


@calls.post("/cgi-bin/menu/addconditional")
def add_conditional(ask: Ask) -> Json:
    """A menu for users with a tag; sex, region and language are no longer allowed."""
    world = ask.world
    if world.menus.default is None:
        raise WeChatError(65303)
    rule = ask.body.get("matchrule")
    if not isinstance(rule, dict) or not any(rule.values()):
        raise WeChatError(65304)
    if [name for name, value in rule.items() if value] != ["tag_id"]:
        raise WeChatError(65320)
    tag = str(rule["tag_id"])
    buttons = checked_menu(ask.body.get("button"))
    check_domains(buttons)
    menu = world.menus.add(buttons, tag=world.tags.known(int(tag) if tag.isdecimal() else None))
    return {"menuid": str(menu.id)}


@calls.post("/cgi-bin/menu/delconditional")
def delete_conditional(ask: Ask) -> Json:
    """Remove one conditional menu."""
    menus = ask.world.menus
    remaining = [menu for menu in menus.conditional if str(menu.id) != str(ask.body.get("menuid"))]
    if len(remaining) == len(menus.conditional):
        raise WeChatError(65301)
    menus.conditional = remaining
    return OK


@calls.post("/cgi-bin/menu/trymatch")
def try_match(ask: Ask) -> Json:
    """The menu that a user sees."""
    user = ask.world.users.get(ask.text("user_id", missing=65302))
    if user is None or not user.following:
        raise WeChatError(65302)
    menu = ask.world.menus.seen_by(user)
    if menu is None:
        raise WeChatError(46003)
    return {"button": menu.buttons}
