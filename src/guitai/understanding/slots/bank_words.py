"""Which bank is named: its common short name, as in 招行 for 招商银行, in any script."""

import re
from collections.abc import Iterator

# The banks that money can be sent to, by the short name that is meant: a test holds these against clearing's list.
BANKS = {
    "工商银行": "工行|icbc",
    "农业银行": "农行",
    "中国银行": "中行|bank of china",
    "建设银行": "建行|ccb",
    "交通银行": "交行",
    "邮储银行": "邮政储蓄银行|邮政储蓄|邮储",
    "招商银行": "招行|cmb",
    "浦发银行": "浦东发展银行|浦发",
    "中信银行": "中信",
    "光大银行": "光大",
    "广发银行": "广发",
}
# What else they are called, and banks that are understood though nothing can be sent there yet: the flow says so.
ALSO = {
    "工商银行": "工商行|industrial and commercial bank of china|industrial and commercial bank",
    "农业银行": "农业行|agricultural bank of china|agricultural bank",
    "中国银行": "中银|boc",
    "建设银行": "建设行|china construction bank|construction bank",
    "交通银行": "bocom|bank of communications",
    "邮储银行": "中国邮政|邮政银行|postal savings bank of china|postal savings bank|postal savings|psbc",
    "招商银行": "招商行|china merchants bank|merchants bank",
    "浦发银行": "浦东发展|spdb|spd bank|shanghai pudong development bank|pudong development bank",
    "中信银行": "china citic bank|citic bank|citic",
    "光大银行": "china everbright bank|everbright bank|everbright",
    "广发银行": "广东发展银行|cgb|china guangfa bank|guangfa bank|guangfa",
    "民生银行": "china minsheng bank|minsheng bank|minsheng|cmbc",
    "兴业银行": "cib|industrial bank",
    "平安银行": "ping an bank|pingan bank",
    "华夏银行": "hua xia bank|huaxia bank",
    "微众银行": "webank|微众",
    "网商银行": "mybank|网商",
    "汇丰银行": "汇丰|hsbc",
    "渣打银行": "渣打|standard chartered bank|standard chartered",
    "花旗银行": "花旗|citibank|citi bank",
    "恒生银行": "hang seng bank|hang seng",
    "东亚银行": "bank of east asia",
    "星展银行": "星展|dbs",
    "中银香港": "中国银行香港|bochk",
    "农村信用社": "农村信用合作社|农信社|信用社|农村信用联社",
    "江海银行": "江海行|jianghai bank",
}
OTHERS = (
    "渤海 恒丰 浙商 百信 新网 苏宁 中原 徽商 晋商 长安 昆仑 富滇 盛京 齐鲁 泰隆 民泰 稠州 华润 海峡"
    " 北部湾 众邦 亿联 三湘 华通 振兴"
    " 北京 上海 天津 重庆 江苏 南京 苏州 宁波 杭州 温州 台州 绍兴 嘉兴 湖州 金华 长沙 成都 西安 青岛"
    " 济宁 郑州 洛阳 汉口 湖北 广州 东莞"
    " 珠海 厦门 厦门国际 泉州 江西 九江 南昌 赣州 上饶 哈尔滨 吉林 锦州 大连 鞍山 抚顺 河北 邯郸 唐山"
    " 张家口 承德 沧州 廊坊 邢台 保定"
    " 内蒙古 兰州 甘肃 宁夏 青海 西藏 新疆 乌鲁木齐 贵阳 贵州 桂林 柳州 广西北部湾 海南 绵阳 泸州 宜宾"
    " 乐山 达州 遂宁 四川 云南红塔"
    " 曲靖 威海 烟台 潍坊 日照 临商 莱商 德州 东营 齐商 枣庄 泰安 晋城 大同 山西 阳泉 南洋商业 永隆 大新"
    " 富邦华一 三菱 瑞穗"
)
# Words of their own too: a bank only where a card or an account follows, or nothing else stands between commas.
WITH_CARD = "民生 兴业 平安 华夏 浙商 北京 宁波 江苏 渤海 恒丰 恒生 东亚"

NAMES = {
    alias: name
    for name in [*BANKS, *ALSO, *(f"{name}银行" for name in OTHERS.split())]
    for alias in [name, f"中国{name}", *BANKS.get(name, "").split("|"), *ALSO.get(name, "").split("|")]
    if alias
}
FULL = re.compile("银行")
LONGEST = max(len(name) for name in NAMES if name.endswith("银行"))
SHORT = re.compile(
    "|".join(sorted((n for n in NAMES if not n.isascii() and not n.endswith("银行")), key=len)[::-1])
)
ENGLISH = re.compile(rf"\b(?:{'|'.join(sorted((n for n in NAMES if n.isascii()), key=len)[::-1])})\b")
CARD = re.compile(rf"({WITH_CARD.replace(' ', '|')})(?=的?(?:银行)?(?:卡|账户|账号|户口|户头|储蓄卡))")
ALONE = re.compile(rf"(?<![^,。;])({WITH_CARD.replace(' ', '|')})(?![^,。;])")  # 恒生,李嘉欣,388
RURAL = re.compile("([一-鿿]{2,4}?)(?:农村?商(?:业)?银?行|农商)")
GOING = re.compile(r"(?:[到往给至进]|\b(?:to|at|with) |收款银行|开户行)[^,。;到往给至进]*$")
ANY = re.compile(f"[行商社银信光广浦邮微网汇渣花星]|卡|户|[a-z]|{WITH_CARD.replace(' ', '|')}")

Place = tuple[int, int, str]  # from where to where, and the bank's short name


def banks(text: str) -> list[Place]:
    """Every bank that is named in folded text, in order."""
    if not ANY.search(text):
        return []
    kept: list[Place] = []
    for place in sorted(_all(text), key=lambda place: (place[0], -place[1])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def bank(text: str) -> str | None:
    """The common short name of the bank that is named in folded text; of two, the one that money goes to.

    >>> bank("从建行转500到他的招行卡"), bank("上海农商行"), bank("招行或者建行")
    ('招商银行', '上海农商银行', None)
    """
    found = banks(text)
    if len({name for _, _, name in found}) > 1:
        found = [place for place in found if GOING.search(text[: place[0]])]
    named = {name for _, _, name in found}
    return named.pop() if len(named) == 1 else None


def _all(text: str) -> Iterator[Place]:
    for match in FULL.finditer(text):
        start, end = max(0, match.end() - LONGEST), match.end()
        found = next((at for at in range(start, match.start()) if text[at:end] in NAMES), None)
        if found is not None:
            yield found, end, NAMES[text[found:end]]
    for match in SHORT.finditer(text):
        if not text.startswith("其中行", match.start() - 1):
            yield *match.span(), NAMES[match[0]]
    for match in RURAL.finditer(text):
        yield *match.span(), f"{match[1]}农商银行"
    for match in (match for pattern in (CARD, ALONE) for match in pattern.finditer(text)):
        yield *match.span(), f"{match[1]}银行"
    if re.search("[a-z]{3}", text):
        yield from ((*match.span(), NAMES[match[0]]) for match in ENGLISH.finditer(text))
