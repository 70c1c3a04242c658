"""What is said of a deposit beside how much and for how long: what becomes of it, that it is for every month."""

import re

from guitai.understanding.slots.transfer_words import Monthly

# 不续存, 到期自动转存; 转存定期 says no more than the wish.
TO_CURRENT = r"转(?:到|入|回|成)?活期"
NOT_RENEWED = re.compile(
    r"(?:不|别|勿)(?:要|用|想|需要?|必|自动|再)*(?:续存?(?!费)|转存)|(?:到期(?:以?后)?|本息)[^,。;]{0,6}"
    + TO_CURRENT
    + r"|\b(?:do not|don't|no|without) (?:auto-?)?renew(?:al|ing)?\b"
)
PRINCIPAL = re.compile(
    rf"本金(?:自动|继续)*(?:续存?|转存)(?!和|跟)|(?:只|仅)[续转]存?本金|利息(?:取出来|{TO_CURRENT})"
    r"|\brenew (?:only )?the principal\b|\bprincipal only\b"
)
RENEWED = re.compile(
    r"(?:自动|到期(?:以?后)?|本息|本金和?利息|连本带[息利]|一起)(?:自动|一起|继续|都|就|再|给我|帮我)*(?:续存?|转存)(?!费|定期|成|到定)"
    r"|\b(?:auto-?renew(?:al)?|renew (?:it|both|all|automatically))\b"
)
MONTHLY = re.compile("零存整[取付]|\\binstal?lment saving")
TAKEN_BACK = re.compile(
    r"取消|撤[销回掉下]|作废|(?:不|别)(?:想|要|用|再|打算)*(?:通知|预约|支取|取|了)"
    r"|\b(?:cancel|revoke|take back|don't want|no longer)\b"
)


def renewal(text: str) -> str | None:
    """What shall become of it when it matures, in folded text, in the words of one of the choices.

    >>> renewal("从尾号5207存3000块定期半年,到期不续存"), renewal("转存定期"), renewal("五万一年,到期自动转存")
    ('不续存', None, '续存')
    """
    if NOT_RENEWED.search(text):
        return "不续存"
    if PRINCIPAL.search(text):
        return "本金续存"
    return "续存" if RENEWED.search(text) else None


def every_month(text: str) -> Monthly | None:
    """That it is paid in every month, on a day that is not said.

    >>> every_month("开个零存整取"), every_month("整存整取三年")
    (Monthly(day=0), None)
    """
    return Monthly(0) if MONTHLY.search(text) else None


def taken_back(text: str) -> bool | None:
    """Whether a notice is to be taken back, and none given.

    >>> taken_back("取消通知支取"), taken_back("我不想通知支取了"), taken_back("通知支取6万")
    (True, True, None)
    """
    return True if TAKEN_BACK.search(text) else None
