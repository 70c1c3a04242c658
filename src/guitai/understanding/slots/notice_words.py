"""Which notices are meant, and whether they are to come: 余额提醒, 营销短信, turn off balance alerts."""

import re

from guitai.understanding.slots.gazetteer import Span, english, lexicon, words

OFF = re.compile(
    "关闭|关掉|关了|关上|关咗|熄[咗掉]|取消|停[掉了止用发]|停(?!车)|退订|屏蔽|拒收|免打扰|勿扰|禁用|解除"
    "|删[掉除]|去掉|唔要|唔好|唔使|咪再|无需|无须|毋须"
    "|(?:不|别|勿|莫|不用|不要|不想|不需要|别再|不必|甭|不再)(?=[^,。;]{0,8}(?:发|推|送|收|提醒|通知"
    "|打扰|传|寄|弹|来|烦|接|看|给))|关(?=[^,。;系注于]{0,8}(?:提醒|通知|短信|消息|推送|广告))"
    r"|\b(?:turn(?:ing)? (?:[\w ]+ )?off|switch(?:ing)? (?:[\w ]+ )?off|stop|disable|mute|unsubscribe"
    r"|cancel|opt out|no more|don'?t|do not|silence|deactivate|remove|block|off|without)\b"
)
ON = re.compile(
    "打开|开启|开通|启用|启动|订阅|恢复|接收|激活|设置一?[个下](?!$)|设[个置](?=.*(?:提醒"
    "|通知)$)(?!通知$|提醒$)|加[个上]|添加|开[咗返]|我想收|我要收|要收|想收到|希望收到|需要"
    "|(?<!怎么)开(?=[^,。;]{0,8}(?:提醒|通知|短信|消息|推送))|都?(?:提醒|通知|告诉|话)我|给我发"
    "|发(?:给)?我"
    r"|\b(?:turn(?:ing)? (?:[\w ]+ )?on|switch(?:ing)? (?:[\w ]+ )?on|enable|start|subscribe|activate"
    "|opt in|sign up|resume|restore|set up|send me|notify me|alert me|let me know|tell me|remind me|i"
    r" want|on)\b"
)
SETTINGS = re.compile("设置$|怎么|管理|哪些|有什么")
ABOUT_ME = re.compile(
    "(?:的时候|时|了|就|后|都|要|请|也|再|,)*(?:提醒|通知|告诉|话)[^\u3400-\u9fff]?[我俺](?!们)"
)


def switch(text: str) -> str | None:
    """`on` or `off`, where the words tell exactly one of them; what is refused is off, whatever else is said."""
    if OFF.search(text):
        return "off"
    return "on" if ON.search(text) else None


def notices(text: str) -> list[Span]:
    """The notices that are named in masked text. A notice alone says no more than the wish."""
    heads = [
        place for start, end in lexicon("notice", "heads").spans(text) if (place := _whole(text, start, end))
    ]
    heads = [place for place in heads if not any(_within(place, other) for other in heads)]
    latin = [
        match.span() for match in english("notice", "english_heads", alone="english_alone").finditer(text)
    ]
    if heads or latin:
        return heads + latin
    alone = lexicon("notice", "alone").spans(text)
    return alone or [
        (start, end) for start, end in lexicon("notice", "about").spans(text) if ABOUT_ME.match(text, end)
    ]


def _whole(text: str, start: int, end: int) -> Span | None:
    """From the first word that says what it is about: 信用卡还款提醒."""
    about, first = lexicon("notice", "about", "heads"), start
    while (longer := about.before(text, first)) < first:
        first = longer
    alone = lexicon("notice", "alone")
    generic = text[first:end] in words("notice", "generic")
    if first == start and alone.at(text, start) != end:
        return None
    return None if generic else (first, end)


def _within(inner: Span, outer: Span) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]
