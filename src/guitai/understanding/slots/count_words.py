"""How many, how often, in which direction: 两张, 分12期, 收入."""

import re
from collections.abc import Iterator
from dataclasses import replace

from guitai.understanding.slots.found import COUNT, Found
from guitai.understanding.slots.gazetteer import Span
from guitai.understanding.slots.number_words import NUMERAL, WORDS, whole
from guitai.understanding.slots.withdrawn import said_again

SMALL = "零一二两俩仨三四五六七八九十廿百"
NUMBER = rf"(?P<count>\d{{1,3}}|[{SMALL}]{{1,4}})"
ENGLISH_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
THINGS = r"(?:tickets?|vouchers?|coupons?|copies|pass(?:es)?|meals?|sets?|portions?)"
QUANTITY = re.compile(
    rf"(?<![第\d{NUMERAL}]){NUMBER}[张份套杯盒](?!三|卡|子)"
    rf"|(?<![-.\d])\b(?P<english>(?:\d{{1,2}}|{'|'.join(WORDS)}|half an?|an?) dozen|\d{{1,2}}"
    rf"|{'|'.join(WORDS)}|a pair of)"
    rf"(?= (?:(?!for\b)[\w-]+ ){{0,3}}?{THINGS}\b)"
)
INSTALMENTS = re.compile(
    rf"(?<![第\d{NUMERAL}])(?:(?:分(?:成|为|个|做)?)?{NUMBER}期(?!货)|分(?:成"
    f"|为)?{NUMBER.replace('count', 'months')}个?月|不分(?P<refused>\\d{{1,2}})(?=了|,))"
    rf"|\b(?P<english>{ENGLISH_NUMBER}(?:-[a-z]+)?)[ -](?:equal |monthly )*(?:instal?lments?|payments|emis?)\b"
    rf"|\b(?:over|in|into|across) (?P<over>{ENGLISH_NUMBER}(?:-[a-z]+)?) (?:equal )?(?:months|mn?ths)\b"
    rf"|\b(?:in|into) (?P<parts>{ENGLISH_NUMBER}(?:-[a-z]+)?) (?:equal |monthly )*(?:parts|portions|goes|times)\b"
    rf"|\b(?:split|divide|break|spread|convert)\b[^,.;?!]* (?:in|into|over) (?P<split>{ENGLISH_NUMBER})(?=\W*$)"
)
# 分24期，不对，18: a number alone, said in the place of one that was counted.
AGAIN = rf"(?:{ENGLISH_NUMBER}(?:-[a-z]+)?|\d{{3}}|[{SMALL}]{{1,4}})(?=\s*(?:吧|$|[,.;!?]))"
THING = re.compile(r"[^,.;?!。\dA-Z]{0,30}(?=,)")
# 本来想分12期，媳妇说分18期，就18吧
SETTLED = re.compile(r"就(?:分|是)?(?P<settled>\d{1,2})(?=吧|好)")
BOTH = re.compile("进出|收支|进账出账|出入账|in and out|ins and outs")
MONEY_IN = re.compile(
    "收入|进项|入[咗了]|入数|出[咗了]?粮|退回|[挣赚][了到]|流入|[打汇转]进来?|进[了咗左账钱]|[进入]来|入账|来账|到账|收款|收[到了咗]|工资|薪水|奖金|转入|存入|汇入|退款"
    "|给我[A-Z]*[转打汇付]|往[我里].{0,6}?[存打转汇]|[转打汇]给我|打钱给我|发了?钱|利息"
    r"|(?<![a-z])(?:incom\w+|inbound|received?|salary|deposits|credit(?:ed|s)|paid me|sent me|refunds?|earn(?:ed)?"
    r"|money in|wages"
    r"|(?:came|come|comes|coming) in(?:to)?|paid in(?:to)?|inflows?|income)(?![a-z])"
)
MONEY_OUT = re.compile(
    r"支出|出[咗了](?!粮)|(?<!转账)出去(?!玩|吃|旅)|[转汇划扣流]走|流出|剁.{0,3}手|花|消费|付了|付款|(?<!不是我)刷|扣|转出去?|出账|汇出|开销|开支|用了|用掉|买了|[使洗][咗了]|交了|取了|取过"
    r"|(?<![a-z])(?:spen[dt]|spending|blow|blew|splurged?|expens\w+|outgoing\w*|outbound|purchases?|paid (?!me)|pay out"
    r"|(?<!incoming )(?<!inbound )(?<!salary )payments(?! (?:received|to me))|debit(?:ed|s| entries)|withdrawals"
    r"|money out|(?:went|goes|go|going) out|outflows?|charged|bought)(?![a-z])"
)


# The account into which it is paid, and what is to be spent, tell of no direction: 工资卡的明细, my spending money.
OF_ACCOUNT = re.compile(
    r"工资(?=卡|户|账户|折)|(?<![a-z])(?:salary|wages?|payroll)(?= (?:account|card|acct))|spending (?=money|card)"
)


def counts(text: str) -> Iterator[Found]:
    """Quantities and instalments in folded text."""
    found = [*_counted(text, "quantity", QUANTITY), *_counted(text, "instalments", INSTALMENTS)]
    named = [one.slots.get("instalments") for one in found]
    settled = [one for one in _counted(text, "instalments", SETTLED) if one.slots["instalments"] in named]
    last = [one for one in found if "instalments" in one.slots][-1:]
    settled = settled or [
        one for one in last if text[: one.start].endswith("分")
    ]  # 一期手续费0.6%, 那就分6期
    for one in [*found, *settled]:
        again = said_instead(text, one.end) if one.slots else ()
        yield from (Found(*span, COUNT, dict.fromkeys(one.slots, many)) for span, many in again)
        outdone = "instalments" in one.slots and settled and one.slots != settled[-1].slots
        yield replace(one, slots={}) if outdone else one


def said_instead(text: str, end: int) -> Iterator[tuple[Span, int | None]]:
    """The numbers said in the place of one that counts something and ends there: 3 tickets, no, 4."""
    thing = THING.match(text, end)
    for span in said_again(text, (end, thing.end() if thing else end), AGAIN):
        yield span, whole(text[slice(*span)])


def _counted(text: str, slot: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    for match in pattern.finditer(text):
        said = next(value for value in match.groups() if value)
        count = 2 if said == "a pair of" else whole(said)
        start = match.start() + text.startswith(
            "分", match.start()
        )  # the verb stays: 分12期 orders something
        yield Found(start, match.end(), COUNT, {slot: count} if count else {})


def direction(text: str) -> str | None:
    """`in` or `out`, where the words tell exactly one of them."""
    if BOTH.search(text):
        return None
    text = OF_ACCOUNT.sub("", text)
    way_in, way_out = bool(MONEY_IN.search(text)), bool(MONEY_OUT.search(text))
    return None if way_in == way_out else "in" if way_in else "out"
