"""Tags on followers, and the blacklist, which is one of them."""

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.api.custom import receiver
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.tags import BLACKLIST
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World

MOST_OPENIDS = 50
MOST_TAGS = 20

calls = Calls()


@calls.post("/cgi-bin/tags/create")
def create(ask: Ask) -> Json:
    """A new tag."""
    name = _name(ask)
    return {"tag": {"id": ask.world.tags.create(name), "name": name}}


@calls.get("/cgi-bin/tags/get")
def show(ask: Ask) -> Json:
    """Every tag with the number of its members."""
    world = ask.world
    tags = [
        {"id": tag, "name": name, "count": len(_members(world, tag))}
        for tag, name in world.tags.names.items()
    ]
    return {"tags": tags}


@calls.post("/cgi-bin/tags/update")
def rename(ask: Ask) -> Json:
    """Another name for a tag."""
    ask.world.tags.rename(_tag(ask).get("id"), _name(ask))
    return OK


@calls.post("/cgi-bin/tags/delete")
def delete(ask: Ask) -> Json:
    """Remove a tag from the account and from its members."""
    tag = ask.world.tags.own(_tag(ask).get("id"))
    ask.world.tags.delete(tag)
    for user in ask.world.users:
        if tag in user.tags:
            user.tags.remove(tag)
    return OK


@calls.post("/cgi-bin/tags/getidlist")
def tags_of(ask: Ask) -> Json:
    """The tags of one user."""
    return {"tagid_list": receiver(ask.world, ask.body.get("openid")).tags}


@calls.post("/cgi-bin/user/tag/get")
def members(ask: Ask) -> Json:
    """The members of one tag."""
    found = _members(ask.world, ask.world.tags.known(ask.body.get("tagid")))
    return {"count": len(found), "data": {"openid": found}, "next_openid": found[-1] if found else ""}


@calls.post("/cgi-bin/tags/members/batchtagging")
def tag_many(ask: Ask) -> Json:
    """Put a tag on up to 50 followers."""
    tag = ask.world.tags.known(ask.body.get("tagid"))
    users = _followers(ask)
    if any(tag not in user.tags and len(user.tags) >= MOST_TAGS for user in users):
        raise WeChatError(45059)
    for user in users:
        _put(user, tag)
    return OK


@calls.post("/cgi-bin/tags/members/batchuntagging")
def untag_many(ask: Ask) -> Json:
    """Take a tag off up to 50 followers."""
    _take_off(_followers(ask), ask.world.tags.known(ask.body.get("tagid")))
    return OK


@calls.post("/cgi-bin/tags/members/batchblacklist")
def block(ask: Ask) -> Json:
    """Put users on the blacklist."""
    for user in _followers(ask):
        _put(user, BLACKLIST)
    return OK


@calls.post("/cgi-bin/tags/members/batchunblacklist")
def unblock(ask: Ask) -> Json:
    """Take users off the blacklist."""
    _take_off(_followers(ask), BLACKLIST)
    return OK


@calls.post("/cgi-bin/tags/members/getblacklist")
def blacklist(ask: Ask) -> Json:
    """Who is on the blacklist."""
    found = _members(ask.world, BLACKLIST)
    return {
        "total": len(found),
        "count": len(found),
        "data": {"openid": found},
        "next_openid": found[-1] if found else "",
    }


def _tag(ask: Ask) -> Json:
    tag = ask.body.get("tag")
    if not isinstance(tag, dict):
        raise WeChatError(40035, "tag")
    return tag


def _name(ask: Ask) -> str:
    name = _tag(ask).get("name")
    if not isinstance(name, str) or not name:
        raise WeChatError(40035, "name")
    return name


def _members(world: World, tag: int) -> list[str]:
    return [user.openid for user in world.users if tag in user.tags]


def _followers(ask: Ask) -> list[User]:
    openids = ask.body.get("openid_list")
    if not isinstance(openids, list) or not 1 <= len(openids) <= MOST_OPENIDS:
        raise WeChatError(40032)
    users = [receiver(ask.world, openid) for openid in openids]
    if not all(user.following for user in users):
        raise WeChatError(40003)
    return users


def _put(user: User, tag: int) -> None:
    if tag not in user.tags:
        user.tags.append(tag)


def _take_off(users: list[User], tag: int) -> None:
    for user in users:
        if tag in user.tags:
            user.tags.remove(tag)
