"""Which questions about transfers and statements are about lines of an account: how often, which of them. Pure."""

import re

from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import Reading
from guitai.zone import day_of

# What has moved is counted among the lines: 这个月转出去过几笔.
PLANS, STATUS = "transfers.plans", "transfers.status"
COUNTS = re.compile(r"[几多]少?[笔次]|\bhow (?:many|often)\b")
PLANNED = re.compile(
    r"定时|每月|每个月|预约|约了|计划|还要|将要|等着|没到|失败|\b(?:planned|scheduled|monthly)\b"
)

STATEMENT, SOME = "accounts.statement", frozenset({"direction", "least", "most", "counterparty"})
SEEN = re.compile("[查看睇瞅瞄](?:一?[下眼]|[看查])?[^,。;]{0,12}流水")
DOCUMENT = re.compile(
    r"[开打导][一份张个具出印]|开|打印|导出|证明|盖章|签证|贷款|电子|邮|下载|对账单|账单|pdf|\b(?:statement|document|print|export)"
)


# What of bills and loans that was paid stands among the lines: 10月交了多少电费, 今年房贷还了多少.
BILLED = ("bills.", "loans.", "topup.")
ASKS_PAID = re.compile(
    r"多少|几多|几[次笔]|[了过咗](?:没有?|吗)|\b(?:how (?:much|many|often)|did (?:i|we|she|he|they) pay)\b"
)
PAID = re.compile(
    r"[交缴付花用还充][A-Z]*[了过咗]|\b(?:paid|spent|did (?:i|we|she|he|they) (?:already )?(?:pay|spend))\b"
)
STILL = re.compile(
    r"剩|欠|[要应该需]还|还[要得]|逾期|到期|提前|利率|利息|额度|分期|能贷|[了掉]吧|帮我[交缴付充还]|\b(?:owe|left|due|remain\w*|rates?|overdue|interest)\b"
)


def paid_before(reading: Reading) -> bool:
    """Whether it is asked how much was paid in days that are over, or was paid so far in days that have begun."""
    period, today = reading.slots.get("period"), day_of(reading.now)
    asks = ASKS_PAID.search(reading.folded) and not STILL.search(reading.folded)
    if not isinstance(period, Period) or not asks:
        return False
    return period.last < today or (period.first <= today and was_paid(reading))


def was_paid(reading: Reading) -> bool:
    """Whether it tells of what was paid, and not of what is asked for."""
    return PAID.search(reading.folded) is not None


def lines_meant(intent: str, reading: Reading) -> bool:
    """Whether what is like this intent is answered by lines."""
    return (intent in (PLANS, STATUS) and _counted(reading)) or _some_lines(intent, reading)


def _counted(reading: Reading) -> bool:
    """Whether it asks how often something moved in days that have begun: 这个月转出去过几笔."""
    period = reading.slots.get("period")
    begun = isinstance(period, Period) and period.first <= day_of(reading.now)
    return begun and bool(COUNTS.search(reading.folded)) and not PLANNED.search(reading.folded)


def _some_lines(intent: str, reading: Reading) -> bool:
    """Whether lines are to be seen, or some of them, and no document: 查一下10月的流水, 出去的、一千以上的流水."""
    lines = reading.slots.keys() & SOME or SEEN.search(reading.folded)
    return intent == STATEMENT and bool(lines) and not DOCUMENT.search(reading.folded)
