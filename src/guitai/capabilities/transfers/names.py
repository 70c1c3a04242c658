"""A name that a customer says: of a person or a company, and in whose name an account is. Pure."""

import re

from guitai.capabilities.transfers.whom import To, name_alone
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import fold
from guitai.understanding.fold import said as as_said
from guitai.understanding.short_answers import unknowing, yes_no
from guitai.understanding.somebody_else import somebody_else

LONGEST_NAME = 60  # characters, as CNAPS has it
PRONOUNS = frozenset("他 她 它 他们 她们 佢 ta him her them it".split())
NAMED = ("payee", "counterparty")  # the slots that somebody's name may be in
NAME_PLEASE = "请说收款人的姓名或单位名称，也可以发卡号、账号或手机号。"
HAN_NAME = re.compile(r"[\u3400-\u9fff·•()（）]{2,60}")
LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z .'&-]{1,59}")
# What stands around a name in an answer: 转给张三, 是李四, 他叫王五.
BEFORE_NAME = re.compile(
    r"^(?:(?:我要|我想|请|就)?(?:转账?|汇款?|打款?|付款?)?(?:钱)?(?:给|到)|收款人(?:是|叫|为)?|(?:他|她|对方|名字|姓名|户名|户主|(?:这|那)?(?:个|张)?(?:银行)?(?:卡|账户|账号|户头)?(?:名|的(?:名字|户名|户主))?)?"
    r"(?:是|叫|为)|(?i:(?:(?:my|his|her|their|the) )?(?:[a-z]+(?:'s) )?(?:name(?:'s| is)?|called)[: ]))"
)
# 算了他自己都不知道续不续 is said while a name is asked for, and is none.
# Nor are the ways to pay, and what was paid before: 改成一百刀, 改用旅行的那张卡, 跟刚才一样再来一笔.
TALK = re.compile(
    r"^算了|不知道|(.)不\1|卡$|零钱|钱包|^加急|美[元刀金]|[百千万\d]刀|对公|账户$|^[一两三]笔|刚才|再来|一样"
)


def name_said(answer: Answer) -> str:
    """A person's or a company's name, as it was said."""
    for slot in NAMED:
        if isinstance(found := answer.slots.get(slot), str):
            if fold(found) in PRONOUNS:
                raise Unclear(NAME_PLEASE)
            return name_alone(found)
    text = name_alone(BEFORE_NAME.sub("", as_said(answer.text).strip("。.!！,，吧 ")))
    if nobody(text) or "memo" in answer.slots:
        raise Unclear(NAME_PLEASE)
    if len(text) <= LONGEST_NAME and (HAN_NAME.fullmatch(text) or LATIN_NAME.fullmatch(text)):
        return text
    raise Unclear(NAME_PLEASE)


def nobody(text: str) -> bool:
    """Whether it names nobody, though it might be written like a name: 不知道, 好的, 换个人."""
    return bool(TALK.search(text)) or unknowing(text) or yes_no(text) is not None or somebody_else(text)


def holder(answer: Answer) -> str:
    """The name that an account is kept in."""
    if unknowing(answer.text):
        raise Unclear("没有收款人姓名无法转账，请您先向对方核实；暂时不转请回复“取消”。")
    found = name_said(answer)
    if not To(name=found).legal_name:
        raise Unclear("请说收款人的全名，要和账户的户名一致。")
    return found
