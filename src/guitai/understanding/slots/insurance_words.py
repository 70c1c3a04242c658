"""Which cover is meant: 车险, 颐享金生养老年金, travel insurance. Insurance alone says no more than the wish."""

import re

from guitai.understanding.slots.english_things import capitalised
from guitai.understanding.slots.gazetteer import Span, english, lexicon
from guitai.understanding.slots.named_things import Naming, likeliest, named, quoted

FIRST = re.compile(
    "(?:比一比|两款|配点?|边[只隻]|哪?样|续保|保(?=[旅车宠])|终止|解约|解除|取消|报销|交(?!强)|找|拣份?"
    "|睇下|看下|问下|比较|对|哦|就是|[新爱]?车上|孩子上|宝宝上|想?了?解一?下?|投保|参保|续保|退保|理赔"
    "|报案|索[偿赔]|叫做?|名为|名叫|下单|购买"
    "|介绍一?下?|推荐|咨询|关于|查询|咁|走|上|退|投|办|报|保个|生效|用|过|一下|报"
    "|爸妈?|妈|老婆|老公|儿子|女儿|娃儿?|仔|女|爹|娘|全家|家里|自己|现在|刚[刚才]?|昨天|今天|最近|适合"
    "|便宜|划算|专门|一[份款个张些种]|两份|新的"
    "|续一?下?|掉|quote下|[点些个下款份种张条单只])+"
)
CUT = re.compile(
    "上(?=[全个份的了]?.{0,8}[险保])|投(?:保(?!险))?[个份]?|办份?|买|配点?|解约|终止|取消|解除|比较|比一比|拣份?|睇下"
    "|看下|问下|找|两款|几[样款]|多少|几多|几钱|怎|咋|点样|如何|能(?!源)|报[案个销]?|理赔|赔|出险|保单"
    "|张|保费|保额|保障|到期|过期"
    "|交(?!强)[到了]?|续|退|投保|条款|电子|什么|何时|几时|申请"
    "|犹豫|后悔|生效|嗰|咩|是|好|吗|怎么|适合|合适|推荐|方案|每|一年|现在|今年|去年|还|得|需|发|下载|里"
    "|按|按揭|包|赔付|覆盖|划算|贵|便宜|一[份共个]|的|进度|材料|资料|批|金额|价|走|续保|可|要"
    "|(?<!双)全(?![保能家球险])|先|在|另|替|代"
)
TAKEN = re.compile(
    "(?:把|将|投保|参保|买(?:了|过|的|咗)?|投|退[掉了]?|续|上了?|叫做?|名为|那[个款份张]"
    "|这[个款份张]|嗰[份张]|我的)"
    "[A-Z ,]*(?:[一两几]?[款个份张种]|一[点些])?(?:的|你们的?|嗯)*$"
)
ASKED = re.compile(
    "(?:[的那这嗰]*[张份]?保[单障]|一年(?:交|多少|几|要)|(?:我|都)?(?:不|唔)想[续交要]|保(?:什么|啥|咩"
    "|不保|唔保|哪些)|退保)"
)
SHAPED = re.compile(
    "(?:险|保险(?!公)|年金|医保|社保|惠民保|[护家安康福健无爱童优孝老车乐平全宠居学游旅医民众贝忧]保"
    "|重疾|医疗|意外|两全"
    "|寿|护理|养老金?|教育金|防癌)$"
)
HEAD = re.compile(
    "保险(?![箱柜单丝公杠门栓带])|险(?!种|[箱柜杠门栓带])|年金(?!险)|医保|社保|重疾(?!险)|医疗(?!险|费|保险)|百万意外|养老金"
    "|[车宠学家居游旅]保(?![险单额障证费时护姆安修管洁健留存])"
)
NEVER = re.compile(
    "^(?:这?个|买|那|啥|人身|别的|其他|其它|哪些|才第?|出|全|延|停|电子|纸质|修改|查询|内容|信息"
    "|受益人.*|保费|名下|现金|有关|相关|各种)?(?:保险|险|保|险种|担保|参保|投保|续保"
    "|退保|承保)$|保[单额费障险]?公司|风险$|危险$|保单|银行|名字|地址|电话"
)
UNNAMED = (
    "(?:my|the|an?|any|this|that|your|some|new|old|other|current|existing|insurance|latest|right|good|best|cheap"
    "|which|what|whole|same|first|second|its|his|her|their|policy|of|for|to|in|on|with|and|payment|repayment|instal?lment)"
)
OPEN = re.compile(
    r"(?:(?<![a-z])(?:the|my|a|an|of|want|take|get|buy|for|cancel|on) |(?<=[一-鿿]))"
    rf"(?P<name>(?!{UNNAMED}\b)[a-z]+ (?:insurance|cover|(?:(?!{UNNAMED}\b)[a-z]+ )?(?:policy|plan)))(?![a-z])"
)
CALLED = re.compile(r"\b(?:Life|Shield|Care|Cover|Plan|Insurance|Protect\w*|Health|Term|Guard)\b")


def covers(text: str, folded: str, said: str) -> list[Span]:
    """Every kind of insurance that is named in masked text, with all of its name."""
    every = [*named(COVER, text, folded)]
    every += [(4, match.span()) for match in english("insurance", "english_heads").finditer(text)]
    every += [(4, match.span("name")) for match in OPEN.finditer(text)]
    every += [(5, span) for span in capitalised(said) if CALLED.search(said[slice(*span)])]
    every += [(4, span) for span in lexicon("insurance", "whole").spans(text)]
    return quoted(said) or likeliest(every)


def _kind_before(word: str) -> int:
    return len(word)


COVER = Naming(FIRST, HEAD, CUT, TAKEN, ASKED, SHAPED, NEVER, _kind_before, dated=False)
