"""Names of things in English, by their capitals: Green Growth Bond Fund, Steady Gain No. 5, Stable Income fund."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.gazetteer import Span

SMALL = (
    "(?:I|I['’][a-z]+|An?|The|My|Your|Our|This|That|These|Those|Mr|Mrs|Ms|Miss|And|Please|He|She|They|We"
    r"|You|It|Her|His|Their|Its|Bank|But|No(?=\.))(?![A-Za-z'’])"
)
# A capital at the beginning of a sentence says nothing, least of all that of a verb.
VERB = (
    r"(?:(?<![^.!?;:]\s)(?<![^.!?;:\s\"“])(?:Sell|Buy|Redeem|Put|Invest|Show|Check|How|What|What['’]s"
    r"|Which|Where|When|Why|Who"
    "|Is|Are|Was|Were|Did|Does|Do|Has|Have|Can|Could|Would|Will|Get|Cash|Withdraw|Take|Move|Tell|Any|Need|Want|Add"
    "|Purchase|Subscribe|Order|Give|Find|Cancel|Hi|Hello|Hey|Book|From|To|In|At|On|For|Of|By|Near|Nearest|Closest"
    "|Surrender|Claim|Insure|Sign|Switch|Turn|Stop|Open|Opening|Ask|Lend|Borrow|Repay|Return|Send"
    "|Transfer|Wire|Remit|Pay|Settle|Top|Let|Help|Anything|Branch|Branches|Half"
    "|All|Everything|Got|Reserve|Make|Set|Keep|Go)(?![A-Za-z'’]))"
)
DAY = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?![A-Za-z])"
)
NOT_NAMED = r"(?:RMB|CNY|ATM|ID|OK|WeChat|USD|HKD|PIN|SMS|APP|ETF|FOF|NFC|ETC|IOU|Yuan|Alipay)(?![A-Za-z])"
WORD = rf"(?!{SMALL}|{VERB}|{DAY}|{NOT_NAMED})[A-Z][A-Za-z]+(?:['’-][A-Za-z]+)*"
NAME = re.compile(
    rf"(?<![A-Za-z'’]){WORD}(?: (?:of |the |& )?{WORD}){{0,4}}(?: (?:No\. ?)?\d{{1,3}}D?(?![\d,.%]\d|%|k))?"
)
STARTS = re.compile(r"(?:^|[.!?;:]\s?|[\"“])$")
TITLED = re.compile(rf"(?:Mr|Mrs|Ms|Miss|Dr|Aunt|Auntie|Uncle|Grandma|Grandpa)\.? {WORD}(?: {WORD})?")


def capitalised(said: str) -> Iterator[Span]:
    """Every run of words with capitals, each as long as it is; a sentence's first word alone is none."""
    for match in NAME.finditer(said):
        lone = " " not in match[0] and STARTS.search(said[: match.start()])
        if not lone or not re.match(r" [a-z]", said[match.end() :]):
            yield match.span()
