"""Names in English sentences: send Li Lei 500, to my mom, from Wang Fang. Where they end, the spelling tells."""

import re
from collections.abc import Iterator

KIN = (
    "mom mum mother mommy mummy dad father daddy parents wife husband son daughter kid kids child brother sister"
    " grandma grandmother grandpa grandfather granny uncle aunt auntie cousin nephew niece in-laws mother-in-law"
    " father-in-law brother-in-law sister-in-law girlfriend boyfriend fiancee partner landlord landlady tenant boss"
    " colleague coworker roommate flatmate neighbour neighbor teacher friend buddy driver nanny doctor tutor agent"
    " classmate supplier accountant lawyer babysitter cleaner ayi grandson granddaughter"
)
ANY_KIN = rf"(?:{'|'.join(sorted(KIN.split(), key=len)[::-1])})"
# Words that end a name, and words that are none.
END = (
    "in|on|at|by|for|from|to|last|this|since|tomorrow|today|tonight|please|of|and|as|via|with|using|back"
    "|again|now|right|yesterday"
    "|has|have|had|is|was|were|did|does|do|will|arrived?|arrive|yet|if|when|that|who|which|but|not|no"
    "|never|next|every|monthly"
    "|immediately|instantly|asap|thanks|thank|pls|plz|his|her|their|my|our|the|a|an|some|any|money|yuan"
    "|rmb|cny|account|acct|acc|card"
    "|mobile|phone|memo|note|saying|reference|through|into|out|over|around|about|before|after|until|till"
    "|or|it|me|him|them|you|i|we|they"
    "|owe|owes|owed|got|get|gets|receive|received|come|came|go|went|gone|still|already|anything"
    "|something|everything|half|all|each"
    "|within|during|hasn't|haven't|isn't|didn't|needs?|successful|successfully|instead|bounced|failed"
    "|fail|returned|stuck|set|just|wrong|update|updated|person|payee|payees|transfer|payment|bank|also"
    "|too|then|first|later|soon|so|because|monday"
    "|tuesday|wednesday|thursday|friday|saturday|sunday|la|lah|leh|lor"
)
WORD = rf"(?!(?:{END})\b)[a-z](?:[a-zà-ÿ-]|\.(?=[a-z ])|['’](?!s\b))*"
LATIN = rf"{WORD}(?: {WORD}){{0,2}}"
HAN = "[\u3400-\u9fff·]{2,8}"
MINE = rf"(?:my|our|his|her) (?:\w+ )?{ANY_KIN}\b"
WHO = rf"(?P<name>{MINE}|{ANY_KIN}\b|{HAN}|{LATIN})"
MARKS = r"[A-Z ,]*"
CASH = r"(?:(?:some |the )?(?:money|cash|rest|rent|it all|it|payment|\d+)\s)?"
GIVE = (
    r"\b(?:send|sent|sending|transfer|transferred|transferring|pay|paid|paying|wire|wired|remit|remitted"
    "|give|gave|lend|lent|lending"
    r"|repay|repaid|return|returned|zelle|venmo|forward|move)\b(?: back)?"
)
PATTERNS = [
    re.compile(pattern)
    for pattern in [
        rf"{GIVE} {CASH}{MARKS}(?:yuan |rmb |kuai )?(?:over |back |across )?\bto (?:the )?{WHO}",
        rf"{GIVE} (?!to\b){WHO}(?='s|(?: (?:back )?{MARKS})| back| the| some| money|'s|$|[,.?!])",
        rf"A (?:yuan |rmb )?(?:i (?:sent|transferred|paid|owe) )?(?:back )?to (?:the )?{WHO}",
        r"\b(?:transfer|transfers|transferred|payment|payments|remittance|money|cash|dealings"
        "|transactions|received)(?: (?:i|we) (?:just |already |had )?(?:made|sent|got|did))?"
        rf"{MARKS}(?: back)? ?(?:to|from|with) {WHO}",
        rf"\b(?:borrow|borrowing|borrowed|loan|get|got) {CASH}{MARKS}(?:yuan |rmb )?(?:as a loan )?from {WHO}",
        rf"\bask {WHO}(?= (?:for|to lend))",
        (
            rf"\b(?:does|do|did|has|is|was) {WHO}(?= (?:owe|still owe|got|get|received?|paid|saved"
            "|(?:among|in|on|one of) (?:my|the) (?:\\w+ )?(?:payee|recipient|contact|list)|a saved))"
        ),
        rf"\b(?:owe|owed)(?: to)? {WHO}",
        rf"\b(?:goes|going|go) to {WHO}",
        rf"(?:^|[,.;] ?){WHO}(?= (?:should (?:come off|be (?:removed|deleted))|gets? (?:his|her|their|my|A|back)))",
        rf"(?:^|[,.;] ?){WHO}(?='s (?:account|card|bank|mobile|phone)\b)",
        rf"(?:^|[,.;] ?){WHO}(?= (?:still )?owes? me)",
        (
            rf"\b(?:remove|delete|add|rename|find|show|edit) (?:payee |recipient )?{WHO}(?= (?:from|to|in"
            "|as) (?:my|the) (?:payee|recipient|saved|contact|address)|,? (?:a|the) payee)"
        ),
        rf"\b(?:payee|recipient|beneficiary|account name)(?: name)?(?: is|:| called| named)?:? {WHO}",
        rf"[给替帮跟向问找欠把将同和与]\s?(?P<name>{LATIN})",
    ]
]
# A name and a sum and nothing else: only kin, or what is written like a name.
ALONE = [re.compile(rf"^{WHO},? A+\W*$"), re.compile(rf"^A+ {WHO}\W*$")]
OWN = re.compile(MINE)
KNOWN_AS = re.compile(rf",? (?P<name>{LATIN})")
NOBODY = frozenset(
    "me him her them you it us my the a an what which money cash bill bills card account electricity"
    " water gas rent phone off"
    " back credit loan mortgage for to from by in on with via using at someone somebody anyone people"
    " everyone friends others"
    " another other friend wechat alipay bank branch savings checking current instalments yuan rmb"
    " interest top shop shops"
    " merchants merchant limit fee fees history record records code notice status tuition towards toward"
    " room apartment unit flat building list lists book down half full early part more less transfer mobile overseas"
    " abroad iou ious".split()
)


def english_names(text: str, said: str) -> Iterator[tuple[int, int]]:
    """Where the names stand in masked text. Where one is written with capitals, it ends with them."""
    for match in (match for pattern in PATTERNS for match in pattern.finditer(text)):
        start, end = match.span("name")
        if text[start:end].split(" ")[0] in NOBODY and not OWN.match(text, start):
            continue
        if named := _called(text, said, start, end):
            yield named
            continue
        yield start, start + len(_capitals(said[start:end])) if said[start].isupper() else end
    for match in (match for pattern in ALONE for match in pattern.finditer(text)):
        start, end = match.span("name")
        if re.fullmatch(rf"{MINE}|{ANY_KIN}", text[start:end]) or said[start:end].istitle():
            yield start, end


def _called(text: str, said: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the name of one stands who is told by what they are to the customer: my friend Tom."""
    named = KNOWN_AS.match(text, end) if OWN.fullmatch(text, start, end) else None
    capitals = _capitals(said[slice(*named.span("name"))]) if named else ""
    return (named.start("name"), named.start("name") + len(capitals)) if named and capitals else None


def _capitals(said: str) -> str:
    words = said.split(" ")
    end = next((at for at, word in enumerate(words) if not word[:1].isupper()), len(words))
    return " ".join(words[:end])
