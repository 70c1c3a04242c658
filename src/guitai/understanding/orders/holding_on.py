"""Whether the bank is only bid to wait, since somebody else is asked first: 等会儿 我问下我老婆. Pure."""

import re

from guitai.understanding.slots.kin_words import KIN

WAIT = re.compile(
    r"(?:[哎诶欸唉哦噢喔啊呃嗯咦]*(?:先|再|你|请|麻烦)*(?:等[一]?等|等一?[下会]儿?|等阵|稍等(?:一?[下会]儿?)?|慢着|且慢"
    r"|等我(?:一?[下会]儿?)?)[啊哈吧哦先]*)+"
    r"|(?:(?:ok|oh|hmm+|um+|please|just|no) )*(?:wait|hold on|hang on|one|give me (?:a|one))"
    r"(?: (?:a|one))?(?: (?:sec|second|minute|min|moment|bit))?(?: please| pls)?"
)
SOMEBODY = (
    rf"(?:我们?的?家?里?)?(?:{KIN}|[他她佢]们?|人家|对方|家里人?|朋友|同事|老板|房东|店家|财务|会计|领导)"
)
ASKS = r"(?:问|确认|核对|核实|商量|打听|联系|说|讲|打)"
FIRST = re.compile(
    r"(?:那|你|等|容|让)*我(?:先|再|得|要|还|去|来|回头|打个?电话|发个?(?:微信|消息))*"
    rf"(?:(?:问|联系)[一问下个句声清楚]*{SOMEBODY}[^?？吧吗么]*"
    rf"|(?:跟|和|同|找|给|向){SOMEBODY}(?:那边)?(?:先|再)*{ASKS}[^?？吧吗么转付汇]*)"
    r"|(?:(?:wait|ok|hmm|but|and|so|first|sorry) )*(?:let me|lemme|i'll|i will|i (?:need|have) to|(?:i )?gotta)"
    r"(?: just| quickly| first)*"
    r" (?:ask|call|text|message|check with|confirm with|talk to) (?:him|her|them|my [a-z]+|the [a-z]+)\b[^?]*"
)


def waits(folded: str) -> bool:
    """Whether a clause bids to wait, or says that somebody else is asked first.

    >>> [waits(clause) for clause in ("等会儿", "我问下我老婆", "let me ask my wife first", "hold on")]
    [True, True, True, True]
    >>> [waits(clause) for clause in ("我问下手续费", "等会儿再转", "我给他转500", "我问下他转了吗?")]
    [False, False, False, False]
    """
    return bool(WAIT.fullmatch(folded) or FIRST.fullmatch(folded))
