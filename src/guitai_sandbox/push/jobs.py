"""Events that tell the bank how something it sent has ended."""

from guitai_sandbox.push.delivery import send_event
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields


def template_ended(world: World, user: User, *, msgid: int, status: str = "success") -> None:
    """A template message was delivered, or not."""
    fields: Fields = [("MsgID", msgid), ("Status", status)]
    send_event(world, user, "TEMPLATESENDJOBFINISH", fields, answerable=False)


def mass_ended(world: World, user: User, *, msg_id: int, total: int, wanted: int, sent: int) -> None:
    """A mass message is through: `wanted` are those left after filtering."""
    fields: Fields = [
        ("MsgID", msg_id),
        ("Status", "send success" if sent else "send fail"),
        ("TotalCount", total),
        ("FilterCount", wanted),
        ("SentCount", sent),
        ("ErrorCount", wanted - sent),
        ("CopyrightCheckResult", [("Count", 0), ("ResultList", ""), ("CheckState", 2)]),
    ]
    send_event(world, user, "MASSSENDJOBFINISH", fields, answerable=False)
