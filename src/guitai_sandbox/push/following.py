"""Following, leaving, and scanning the account's codes."""

from guitai_sandbox.bubbles import event_bubble, notice_bubble
from guitai_sandbox.push.delivery import send_event
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields

FOLLOWING_ALREADY = "您已关注该公众号"


def follow(world: World, user: User, *, scene: str = "") -> int:
    """The user begins to follow, by a search or by scanning a code."""
    user.follow(world.clock.now(), scene=scene)
    key = f"qrscene_{scene}" if scene else ""
    return _happens(world, user, "subscribe", key, _ticket(world, scene))


def scan(world: World, user: User, *, scene: str) -> int:
    """A follower scans a code: the bare scene arrives."""
    return _happens(world, user, "SCAN", scene, _ticket(world, scene))


def follow_again(world: World, user: User) -> int:
    """Who follows already only comes back to the chat: the phone says so, and the bank hears nothing."""
    return user.chat.add("wechat", notice_bubble(FOLLOWING_ALREADY), at=world.clock.now())


def unfollow(world: World, user: User) -> int:
    """The user leaves; whatever is answered cannot be shown."""
    user.unfollow()
    seq = user.chat.add("user", event_bubble("unsubscribe", ""), at=world.clock.now())
    send_event(world, user, "unsubscribe", [("EventKey", "")], answerable=False)
    return seq


def _happens(world: World, user: User, name: str, key: str, ticket: Fields) -> int:
    seq = user.chat.add("user", event_bubble(name, key), at=world.clock.now())
    send_event(world, user, name, [("EventKey", key), *ticket])
    return seq


def _ticket(world: World, scene: str) -> Fields:
    """The ticket of the scanned code; a scene that the bank gave no code for gets one now."""
    if not scene:
        return []
    code = world.scans.newest(scene) or world.scans.code(scene, seconds=None)
    return [("Ticket", code.ticket)]
