"""Following, leaving, and scanning the account's codes."""

from guitai_sandbox.bubbles import event_bubble
from guitai_sandbox.push.contents import event
from guitai_sandbox.push.delivery import send_event
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields


def follow(world: World, user: User, *, scene: str = "") -> int:
    """The user begins to follow, by a search or by scanning a code."""
    user.follow(world.clock.now(), scene=scene)
    key = f"qrscene_{scene}" if scene else ""
    return _happens(world, user, "subscribe", key, _ticket(world, scene))


def scan(world: World, user: User, *, scene: str) -> int:
    """A follower scans a code: the bare scene arrives."""
    return _happens(world, user, "SCAN", scene, _ticket(world, scene))


def unfollow(world: World, user: User) -> int:
    """The user leaves; whatever is answered cannot be shown."""
    user.unfollow()
    seq = user.chat.add("user", event_bubble("unsubscribe", ""), at=world.clock.now())
    send_event(world, user, event("unsubscribe", [("EventKey", "")]), answerable=False)
    return seq


def _happens(world: World, user: User, name: str, key: str, ticket: Fields) -> int:
    seq = user.chat.add("user", event_bubble(name, key), at=world.clock.now())
    send_event(world, user, event(name, [("EventKey", key), *ticket]), opens=True)
    return seq


def _ticket(world: World, scene: str) -> Fields:
    """The ticket of the scanned code; a scene that the bank gave no code for gets one now."""
    if not scene:
        return []
    code = world.scans.newest(scene) or world.scans.code(scene, seconds=None)
    return [("Ticket", code.ticket)]
