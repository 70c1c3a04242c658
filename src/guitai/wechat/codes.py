"""What WeChat's API says no with, as what it means for whoever called."""

from typing import ClassVar


class WeChatError(Exception):
    """The API refused; `errmsg` is WeChat's text, with the `rid` by which it can be looked up for a week."""

    codes: ClassVar[frozenset[int]] = frozenset()

    def __init__(self, errcode: int, errmsg: str = "") -> None:
        super().__init__(f"{errcode} {errmsg}".strip())
        self.errcode = errcode
        self.errmsg = errmsg


class Bug(WeChatError):
    """Our request was wrong, or a code nobody knows came back: nothing to repeat, something to repair.

    Those of `codes` are known: a tag's id that is reserved, its name that is taken, a mass message that was sent
    before, a wrong word for typing, a kind of message that there is not.
    """

    codes = frozenset({45058, 45065, 45072, 45157, 45162})


class RetryLater(WeChatError):
    """Nothing was done; the same call may succeed in a while: WeChat is busy, we are too fast, or too early."""

    codes = frozenset({-1, 45011, 45066, 45080, 45081})


class NotReached(RetryLater):
    """No connection: the request was not sent."""


class Unanswered(RetryLater):
    """Sent, and no answer that can be read: it may have been done. Repeat only what may happen twice."""


class TokenRefused(WeChatError):
    """The access token is no longer the one in force."""

    codes = frozenset({40001, 40014, 42001})


class QuotaUsedUp(WeChatError):
    """The day's (or month's) calls are used up: stop, and tell the operator."""

    codes = frozenset({45009, 48006})


class WindowClosed(WeChatError):
    """The customer was silent for too long, or left: keep it for their next message, or use a template."""

    codes = frozenset({45015})


class CountUsedUp(WeChatError):
    """The window's messages are used up until the customer acts again."""

    codes = frozenset({45047})


class BadRecipient(WeChatError):
    """Messages do not reach this customer: wrong openid, no follower, blocked, or they refuse them."""

    codes = frozenset({40003, 43004, 43019, 46004, 48002, 50001, 50002, 50005, 70000})


class NoticeRefused(WeChatError):
    """The customer has not agreed to this notice, or the agreement is used up: ask again."""

    codes = frozenset({43101})


class BadField(WeChatError):
    """A template's field does not keep its rule; `errmsg` names it."""

    codes = frozenset({47003})


class TooLarge(WeChatError):
    """Larger, longer or more than WeChat takes: split or shrink it."""

    codes = frozenset(
        {40006, *range(40009, 40013), 40032, *range(45001, 45009), 45056, 45057, 45059, 45067, 45158}
    )


class BadMedia(WeChatError):
    """The media id is unknown or past its three days, or the file is of a kind WeChat does not take."""

    codes = frozenset({40004, 40005, 40007})


class BadMenu(WeChatError):
    """The menu breaks one of WeChat's rules."""

    codes = frozenset({*range(40015, 40029), 45010, *range(65301, 65321)})


class CodeRefused(WeChatError):
    """The OAuth code is wrong, used or past its five minutes: send the customer through the page again."""

    codes = frozenset({40029, 40030, 40163, 42002, 42003, 42007})


class SnapshotVisitor(CodeRefused):
    """The page is a snapshot, whose visitor WeChat makes up: tell them how to leave it."""

    codes = frozenset()


class WrongSetup(WeChatError):
    """The account does not allow this call: AppID, secret, address list, rights, agents. For the operator."""

    codes = frozenset(
        {40013, 40037, 40125, 40164, 40200, 40243, 48001, 48004, 50004, 50007, 61004}
        | {*range(61451, 61458), 89503, 89506, 89507}
    )


KINDS = (
    Bug,
    RetryLater,
    TokenRefused,
    QuotaUsedUp,
    WindowClosed,
    CountUsedUp,
    BadRecipient,
    NoticeRefused,
    BadField,
    TooLarge,
    BadMedia,
    BadMenu,
    CodeRefused,
    WrongSetup,
)
_MEANING: dict[int, type[WeChatError]] = {code: kind for kind in KINDS for code in kind.codes}


def error(errcode: int, errmsg: str = "") -> WeChatError:
    """The error for a code. One that nobody listed is a `Bug`: it must be looked at.

    >>> error(45015, "response out of time limit")
    WindowClosed('45015 response out of time limit')
    """
    return _MEANING.get(errcode, Bug)(errcode, errmsg)
