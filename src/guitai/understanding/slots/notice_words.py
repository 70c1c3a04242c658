"""Which notices are meant, and whether they are to come: 余额提醒, 营销短信, turn off balance alerts."""

import re
from collections.abc import Iterator

from guitai.understanding.slots.gazetteer import Span, english, lexicon, words
from guitai.understanding.slots.noun_words import noun_before

# What asks only whether it can be done, and the thing that is turned, say neither on nor off.
ASKING = re.compile(
    "([能会要行好想得])[不唔]\\1|可[不唔]可以?|是不是|有没有|开关|怎么开|怎么关|[开关]了?(?:哪|什么|多少|几)|开着的?有?哪|哪[些个种条].{0,6}开[着了]|[开关]了?没[开关有]?|[开关]了吗"
    # What one misses is no wish for less of it: 怎么不发了, 打开.
    "|(?:怎么|咋|为[何啥]|为什么|点解)[^,。;!?]*(?:[不没](?:给我)?(?:发|推|提醒|通知|来)|收不到)[^,。;!?]*"
)
OFF = re.compile(
    "关闭|关[掉了上咗咯喽啦吧]|关(?=$|一?下|[,。;:!])|熄[咗掉]|取消|停[掉了止用发]|停(?![车水电机气])|退订|屏蔽"
    "|拒收|免打扰(?!.*开)|勿扰|禁用|解除"
    "|删[掉除]|去掉|免了|[闭闩]咗|唔要|唔好|唔使|唔想|咪再|无需|无须|毋须|(?:不用|不需要|不必|用不着|没必要|不要"
    "|不想要)了?(?=$|[,。;!])"
    "|(?:通知|提醒|短信|消息|推送)[都全就]?不要了|(?:不(?!足|良)|别|勿|莫|不用|不要|不想|不需要|别再|不必|甭|不再)(?=[^,。;]{0,8}(?:发|推|送|收|提醒|通知"
    "|打扰|传|寄|弹|来|烦|接|看|给))|关(?=[^,。;系注于]{0,8}(?:提醒|通知|短信|消息|推送|广告))"
    r"|(?<![a-z])(?:turn(?:ing)? (?:[\w ]+ )?off|switch(?:ing)? (?:[\w ]+ )?off|stop|disable|mute|unsubscribe"
    r"|cancel|opt out|no more|get rid of|no longer|don'?t|do not|silence|stopped|deactivate|remove|block"
    r"|off|without)(?![a-z])"
)
ON = re.compile(
    "打开|开启|开通|启用|启动|订阅|恢复|接收|激活|设置一?个(?!$)|设[个置](?=.*(?:提醒"
    "|通知)$)(?!(?:一?下)?(?:消息|短信)?(?:通知|提醒)$)|加[个上]|添加|开[咗返回开上着]|开起来?|开一?下|(?:要|给我|重新|再)开|响起来|设上|开(?=$|[,。;!?吗])"
    "|我想收|我要收|要收|想收到|希望收到|需要"
    "|开(?=[^,。;]{0,8}(?:提醒|通知|短信|消息|推送))|都?(?:提醒|通知|告诉|话)我|[说吱]一?声|记得[喊叫]我|给我发"
    "|发(?:给)?我|发[^,。;]{0,4}给我"
    r"|(?<![a-z])(?:turn(?:ing)? (?:[\w ]+ )?on|switch(?:ing)? (?:[\w ]+ )?on|enable|start|subscribe|activate"
    "|opt in|sign up|resume|restore|set up|send me|notify me|alert me|let me know|tell me|remind me|i"
    r" want|like to (?:get|receive)|on)(?![a-z])"
)
ABOUT_ME = re.compile(
    "(?:的时候|时|了|就|后|都|要|请|也|再|,)*(?:提醒|通知|告诉|话)[^\u3400-\u9fff]?[我俺](?!们)"
)
# What stands before the words for a notice and says nothing of what it is about.
BOUNDARY = re.compile(
    "关于|对于|打开|开启|开通|启用|启动|激活|关闭|send|反正|推(?!送|广|荐|销|播|介)|传(?!真)|还(?![款贷])|老(?![金年人师])|点(?!数)|停用|停止"
    "|取消|退订|订阅|订制|定制|设置|设定|接收|拒收|屏蔽|恢复|添加|为[啥何]|为什么|怎么|[老总]是|一直"
    "|每[天次]|天天"
    "|所有|全部|唔使|[那这嗰][个些条种啲]?|一[个条下些]|帮忙|麻烦|可以|从今|以后|银行|别|不(?!足|良|动)|再|想"
    "|我|你们?|您|他|把|将|让|要|没|有|在|发|弹|来|看到?|(?<!信)用|改成|过(?![期数])|即使|只(?!能)|好|比"
    "|起(?!息)|接受|送|马上|才|寄|我们|规定|必须|打(?!折)"
    "|开(?!户|卡|票)|关(?!注|联)|收(?!入|款|支|益|费|单)|到(?!期|账|达)|个(?![性人])"
    "|[的了吗呢吧啊呀嘛着是就都也又太很多些烦跟和与及从去咗嘅啲喇唔返给请加嗯呃停掉]"
)
SUMS = re.compile("[0-9一二三四五六七八九十百千万元块]+(?:以[上下内]|起)$")  # 100元以下的交易提醒
STOP = (
    "a|an|the|my|your|our|all|any|of|for|on|off|in|me|us|to|from|get|getting|got|stop|turn|switch"
    "|disable|enable|mute|send|sending"
    "|sends|receive|receiving|want|need|no|more|which|what|these|those|this|that|those|cancel|set|start|about|and"
    "|or|please|keep|don't"
    "|not|up|by|via|with|have|activate|some|with|back|unsubscribe|block|subscribe|restore|resume|out|is"
    "|are|i|you|new|annoying"
)


def switch(text: str) -> str | None:
    """`on` or `off`, where the words tell exactly one of them; what is refused is off, whatever else is said."""
    told = ASKING.sub(",", text)
    if OFF.search(told):
        return "off"
    return "on" if ON.search(told) else None


def notices(text: str) -> list[Span]:
    """The notices that are named in folded text. A notice alone says no more than the wish."""
    heads = [
        place for start, end in lexicon("notice", "heads").spans(text) if (place := _whole(text, start, end))
    ]
    heads = [place for place in heads if not any(_within(place, other) for other in heads)]
    latin = [*_english(text)]
    if heads or latin:
        return heads + latin
    alone = lexicon("notice", "alone").spans(text)
    return alone or [
        (start, end) for start, end in lexicon("notice", "about").spans(text) if ABOUT_ME.match(text, end)
    ]


def _english(text: str) -> Iterator[Span]:
    heads = "|".join(words("notice", "english_heads"))
    open_ended = re.compile(rf"\b(?:(?!(?:{STOP})\b)[a-z][a-z-]* ){{1,3}}(?:{heads})\b")
    for match in open_ended.finditer(text) if re.search("[a-z]{3}", text) else ():
        yield match.span()
    for match in english("notice", "english_heads", alone="english_alone").finditer(text):
        yield match.span()


def _whole(text: str, start: int, end: int) -> Span | None:
    """From the first word that says what it is about: 信用卡还款提醒, 大额支出的微信提醒."""
    about, alone = lexicon("notice", "about", "heads"), lexicon("notice", "alone")
    first, _ = noun_before(text, start, boundary=BOUNDARY)
    while (longer := about.before(text, first)) < first:
        first = longer
    linked = first - 1
    if first == start and text[linked:first] == "的":
        linked, _ = noun_before(text, linked, boundary=BOUNDARY)  # 到期自动续存的提醒
    while text[first - 1 : first] == "的" and (longer := about.before(text, linked)) < linked:
        linked = longer
    if text[first - 1 : first] == "的" and (sum_of := SUMS.search(text[: first - 1])):
        linked = sum_of.start()
    first = linked if 0 <= linked < first - 1 else first
    if first == start and alone.at(text, start) != end:
        return None
    return None if text[first:end] in words("notice", "generic") else (first, end)


def _within(inner: Span, outer: Span) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]
