"""What is remarked on an open order, told anew: 备注改成房租, 备注不写, 备注也改，写运费. Pure."""

import re
from collections.abc import Collection

from guitai.understanding.order_talk import left_of

MEMO = "附言|备注|備註|备註|留言"
NOTE = rf"(?:{MEMO}|memo|note|remark)"
MISTAKEN = re.compile("[写填说输打弄搞]?(?:错|不对|有误)")
TOLD_OF = re.compile(rf"{MISTAKEN.pattern}|[了过](?!解)")
AWAY = "去掉|撤[掉下咗]?佢?|删[掉除去咗]?佢?|清空|清掉|取消|拿掉|免了?|算了?|空着|留空|空"
NO_MEMO = re.compile(
    rf"(?:请|帮我|把|我|那|就|也|都|先|还是)*(?:"
    rf"(?:不要?|别|取消|去掉|撤掉?|删[掉除]?|清空|不用|不想|无需|唔使|唔要|唔好)(?:[写加填留有]|了)*{NOTE}"
    rf"|{NOTE}(?:[我就也还是都那]*)(?:(?:不|别|唔)(?:要|用|使|需要?|必)?[写加填留]?|没有|无|{AWAY}))[了吧啦喇呀]*"
    rf"|(?:cancel|delete|remove|drop|clear|skip|lose|scrap|no|without)(?: an?| the| my| any|掉|了)* ?{NOTE}"
    rf"|(?:i )?(?:don't|do not) (?:want|need)(?: an?| any| the)? {NOTE}"
    rf"|no {NOTE} (?:needed|necessary|required|please|pls|thanks)"
    rf"|(?:leave |take )?(?:the |that )?{NOTE} (?:blank|empty|out|off|away)(?: please| pls)?"
    rf"|(?:please )?(?:take (?:off|out|away)|get rid of|scrap|lose)(?: the| that| my)? {NOTE}(?: please| pls)?"
)
# It shall be another: 备注改成.
AGAIN = "(?:也|要|再|都|还是|得|想|给我|帮我|请|需要|我)*"
WRITES = "[成为為写寫做作填]+上?"
TO = re.compile(
    rf"把?(?:{MEMO}|(?i:(?<![a-z])memo))(?:还是|就|那|也|都|别忘了?|记得|一定|帮我|给我)+(?:[写填用叫]{{1,2}}[成上]?|(?<=还是)(?!不|别|没|照|原|一样|那|要|改|换|写))[\s,:]*(?=\S)"
    rf"|把?(?:{MEMO}|(?i:(?<![a-z])memo))(?:内容)?{AGAIN}(?:[改换換变變](?:一?下|了)?[\s,]*[改换換]?{WRITES}[\s,:]*"
    r"|(?:应该?|應該)(?:是|系|係|为|為)(?![对對错錯不没沒这這那])[\s,:]*"
    r"|改[\s,]+(?!金额|时间|日期|账户|收款)|换[\s,]+|[改换換](?=[A-Za-z])"
    r"|改(?![成为為做作到下一回返番掉了吧啦个過过好换換\s\d]|金额|金額|时间|時間|日期|账户|賬戶|收款)(?=\S{2}))(?=\S)"
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
AWAY_IN_ENGLISH = (
    rf"(?:cancel|delete|remove|drop|clear|skip|lose|scrap|no|without)(?: an?| the| my| any| that)? {NOTE}\b"
    rf"|(?:take|leave)(?: the| that| my)? {NOTE} (?:out|off|away|blank|empty)\b"
)
AND = re.compile(
    r",? (?:and|plus) ?(?=备注|附言|金额"
    r"|(?:change |make |set )?(?:the )?(?:amount|sum|date|memo|note|payee|account)\b|(?:from|use) \d{4}\b"
    rf"|{AWAY_IN_ENGLISH})|\s(?=(?:without|with no)(?: an?| the| any)? {NOTE}$)",
    re.IGNORECASE,
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
# What is not to be written, and what is instead: 备注别写上周了,就写 饭钱; 备注里谢谢俩字去掉,就写 饭钱.
RATHER = re.compile(
    rf"(?:{MEMO}|(?i:(?<![a-z])memo))(?:里面?|上面?)?(?:(?:别|不要|不用|唔好|唔使|勿)再?[写寫提加填放用]"
    rf"[^,，。;]{{1,20}}?|[的把]?[^,，。;]{{1,20}}?(?:{AWAY}))[了吧啦喇]*[,，。; ]+"
    r"(?:就|只|改|直接|净系|淨係)*[写寫填用](?:成|做|返)?[\s:：]*(?=[^\s了过過])"
    r"|\b(?i:(?:don't|do not) (?:put|write|say) [^,.;]{1,30}? (?:in|as|on) the (?:memo|note)[,.; ]+"
    r"(?:just |only |instead )*(?:put|write|say)) (?=\S)"
)
# It stays: 备注还是那个, 备注照旧. What was written before may have been something else yet: 备注还是原来的.
STAYS = re.compile(
    rf"{NOTE}(?:内容)?[ ,:]*(?=\S)(?:还是|都系|就|还|都|也|用|写|照|按|返|保持|仍然?)*"
    r"(?:(?P<before>原来|原先|之前|先前|刚才|头先|刚刚|上面|一开始)?写?(?:[的嘅]?[那嗰]个?|[的嘅]|[那咁]样))?"
    r"[ ,]*(?:[都也]?(?:不|唔|别)(?:用|使|要|必)?[变改动换]|照旧|照样|一样)?[了吧啦喇呀啊的嘛嘞哦]*"
)
STAYS_BEHIND = re.compile(
    rf"(?P<memo>(?:{MEMO})[^,，。:：]{{1,8}})[,，\s]+"
    r"[都也]?(?:不|唔)(?:用|使|要)?[变變改动動换換][了吧啦喇呀啊的嘛]*$"
)
# What is said behind it is no part of it: 备注改做Birthday啦, 备注写聚餐就好.
THANKS = "[,， ]*(?:唔[该該]晒?|[谢謝][谢謝])"
TAIL = re.compile(
    r"(?<=备注:)(?P<memo>[^,，。;]*?[^,，。;\s]) *"
    r"(?:(?<!还)(?:[啦喇呀嘞]|(?<!哈)哈(?!哈)|就?好了|就[好行得](?:了|啦|喇)?|就?可以了?|得了)[吧啊]*"
    rf"|{THANKS})+(?=$|[,，。;])"
)
# Nor why it is another: 备注改成12月房租,11月的上次交过了.
DONE = (
    "(?=[^,，。]*(?:上次|上个?月|之前|已[经經]|早就?|[刚剛]才?|[头頭]先|都))"
    "[^,，。]{2,20}(?:[过過错錯完好]|[交付给給写寫])[了啦喇咗]+"
)
WHY = re.compile(
    rf"(?<=备注:)(?P<memo>[^,，。;]+)[,，。; ]+(?:{DONE}|佢[^,，。]{{1,12}}[㗎嘅喎]"
    r"|(?:it|that|the other|the last|last time|because|since|he|she|they)"
    r"(?: (?:was|is|were|has|had)|'s)\b[^,，。]*)$"
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
    text = RATHER.sub("备注:", text)
    without = UNMEMO.match(text)
    text = f"不要备注，{text[without.end() :]}" if without else text
    behind = BEHIND.sub(r"备注:\g<memo>", text)
    behind = STAYS_BEHIND.sub(r"\g<memo>不变", behind)
    named = IN_ENGLISH.sub("备注:", AND.sub(", ", TO.sub("备注:", behind)))
    return REMARKED.sub(r"\g<memo>", TAIL.sub(r"\g<memo>", WHY.sub(r"\g<memo>", named)))


def stays(folded: str, before: Collection[object], now: object) -> bool | None:
    """Whether a clause says that the remark stays; None where it may be one of `before` instead.

    >>> stays("备注还是那个", (), "饭钱"), stays("备注原来的", ["货款"], "饭钱"), stays("备注房租", (), "饭钱")
    (True, None, False)
    """
    found = STAYS.fullmatch(folded)
    if found is None:
        return False
    return None if found["before"] and any(one not in (None, now) for one in before) else True


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
