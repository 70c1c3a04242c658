"""What is remarked on an open order, told anew: 备注改成房租, 备注不写, 备注也改，写运费. Pure."""

import re

from guitai.understanding.order_talk import left_of

MEMO = "附言|备注|留言"
NOTE = rf"(?:{MEMO}|memo|note|remark)"
MISTAKEN = re.compile("[写填说输打弄搞]?(?:错|不对|有误)")
TOLD_OF = re.compile(rf"{MISTAKEN.pattern}|[了过](?!解)")
AWAY = "去掉|撤[掉下]?|删[掉除去]?|清空|清掉|取消|拿掉|免了?|算了?|空着|留空|空"
NO_MEMO = re.compile(
    rf"(?:请|帮我|把|我|那|就|也|都|先|还是)*(?:"
    rf"(?:不要?|别|取消|去掉|撤掉?|删[掉除]?|清空|不用|不想|无需|唔使|唔要|唔好)(?:[写加填留有]|了)*{NOTE}"
    rf"|{NOTE}(?:[我就也还是都那]*)(?:(?:不|别|唔)(?:要|用|使|需要?|必)?[写加填留]?|没有|无|{AWAY}))[了吧啦呀]*"
    rf"|(?:cancel|delete|remove|drop|clear|skip|no|without)(?: an?| the| my| any|掉|了)* ?{NOTE}"
    rf"|(?:i )?(?:don't|do not) (?:want|need)(?: an?| any| the)? {NOTE}"
    rf"|no {NOTE} (?:needed|necessary|required|please|pls|thanks)"
    rf"|(?:leave |take )?(?:the |that )?{NOTE} (?:blank|empty|out|off|away)(?: please| pls)?"
    rf"|(?:please )?(?:take (?:off|out|away)|get rid of|scrap|lose)(?: the| that| my)? {NOTE}(?: please| pls)?"
)
# It shall be another: 备注改成.
AGAIN = "(?:也|要|再|都|还是|得|想|给我|帮我|请|需要|我)*"
WRITES = "[成为写做作填]+上?"
TO = re.compile(
    rf"把?(?:{MEMO}|(?i:(?<![a-z])memo))(?:还是|就|那|也|都|别忘了?|记得|一定|帮我|给我)+(?:[写填用叫]{{1,2}}[成上]?|(?<=还是)(?!不|别|没|照|原|一样|那|要|改|换|写))[\s,:]*(?=\S)"
    rf"|把?(?:{MEMO}|(?i:(?<![a-z])memo))(?:内容)?{AGAIN}(?:[改换变](?:一?下|了)?[\s,]*[改换]?{WRITES}[\s,:]*"
    r"|改[\s,]+(?!金额|时间|日期|账户|收款)|换[\s,]+)(?=\S)"
)
IN_ENGLISH = re.compile(
    r"\b(?:(?:change|make|set|switch|update) )?(?:the )?(?:memo|note|remark)"
    r" (?:to|as|into|(?:should|must|has to|needs to|to) (?:be|say|read)|says|reads)(?: be)? (?=\S)"
    r"|\b(?:add|put|write|include)(?: in)?(?: an?| the)? (?:memo|note|remark)(?: saying\b|:)\s*(?=\S)"
)
# and put "concert" as the memo
BEHIND = re.compile(
    r"\b(?:put|write|use|add|call (?:it|this)|say) [\"“']?(?P<memo>[^\"“”',.]{1,60}?)[\"”']?"
    r" (?:as|in|for)(?: an?| the)? (?:memo|note|remark)\b",
    re.IGNORECASE,
)
AND = re.compile(
    r" (?:and|plus) ?(?=备注|附言|金额"
    r"|(?:change |make |set )?(?:the )?(?:amount|sum|date|memo|note|payee|account)\b|(?:from|use) \d{4}\b)"
)
# 备注改成晚饭 我吃糊涂了哈哈: what somebody says of themselves behind a pause is no part of it, nor is a thank you.
REMARKED = re.compile(
    rf"(?P<memo>(?:{MEMO})(?:改?[成为写作填]+|[是为])?[\s:：]*[^\s,，:：改成写为是作填][^,，]*?)[\s,，。.!！~]+"
    r"(?:(?:是?我|刚才?)[^,，。]{0,8}(?:错|糊涂|忘|迷糊|搞?混|漏|老了)[^,，。]{0,5}|不好意思[啊哈呀了]*|[谢多]谢[啦了你您啊]*"
    r"|[哈嘿呵嘻]{2,}|(?i:lol|(?:ha)+h?|sorry|sry|my bad|thanks?|thank you|thx|ty|pls|please)(?: a lot| so much)?)\W*$"
)
# 备注写退押金 扣200: what is taken off is no sum to send.
TAKEN_OFF = re.compile("(?:已经?|先)?[扣抵减除]")
OPEN = re.compile(rf"(?:把|那|就)*{NOTE}(?:内容)?{AGAIN}(?:改|换|变|重写|重新写)(?:一?下|掉|了|吧|成|为)*")
SAID_OF_IT = re.compile(rf"{NOTE}(?P<what>[也就要都那].*)")  # 备注也要写
WRITTEN = re.compile(
    r"(?:还是|就|那|不对|应该|重新|我|要|改|改成|换成)*[写填](?:成|为|做|上|个)?[:\s]*(?P<memo>(?=.*[^\d\s]).+?)"
    r"(?:就[得行好]了?|就可以了?|好了|得了|[吧啦喇])*"
)
UNWRITTEN = re.compile(
    r"(?:还是|都[系是]|算了|就|那|也|先|我)*"
    r"(?:(?:不|别|唔)(?:要|用|使)?[写填加](?:了|吧|喇|啦)*"
    r"|(?:(?:给我|让它?)?(?:空着|留空|空白|空)|什么都[不别]写)(?:就?[好行得]|就?可以|吧|了|喇|啦)*)"
)
# Of what was said not to be written more is said: 备注别写了吧 写了怪怪的.
UNMEMO = re.compile(
    rf"(?P<without>{NO_MEMO.pattern})[ \u3000,，。.!！~]+(?!.*{NOTE}|[写填加](?![了过]))", re.IGNORECASE
)


def renamed(text: str) -> str:
    """The text with what the remark shall be as what it is, and nothing of what is said of oneself behind it.

    >>> renamed("备注改成房租"), renamed("change the memo to rent and the amount to 650")
    ('备注:房租', '备注:rent, the amount to 650')
    """
    without = UNMEMO.match(text)
    text = f"不要备注，{text[without.end() :]}" if without else text
    behind = BEHIND.sub(r"备注:\g<memo>", text)
    return REMARKED.sub(r"\g<memo>", IN_ENGLISH.sub("备注:", AND.sub(", ", TO.sub("备注:", behind))))


def opens(folded: str) -> bool:
    """Whether a clause says only that the remark shall be another.

    >>> opens("备注也改"), opens("备注改一下"), opens("备注房租")
    (True, True, False)
    """
    said = SAID_OF_IT.fullmatch(folded)
    return OPEN.fullmatch(folded) is not None or (said is not None and not left_of(said["what"]))


def written(text: str, folded: str) -> str | None:
    """What a clause behind one of the remark says that is to be written instead; None where it says nothing of that.

    >>> written("写医药费就得", "写医药费就得"), written("还是不写了", "还是不写了"), written("写800", "写800")
    ('医药费', '', None)
    """
    if UNWRITTEN.fullmatch(folded):
        return ""
    found = WRITTEN.fullmatch(folded)
    wrong = found is None or TOLD_OF.match(found["memo"])  # 写错了, 写了怪怪的
    return None if found is None or wrong else text[slice(*found.span("memo"))]
