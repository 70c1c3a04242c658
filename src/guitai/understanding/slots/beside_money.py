"""What stands beside a number, and so decides whether it is money: 三千多, 100美元, 两张, 3.5%, 第3个."""

import re
from enum import Enum

from guitai.understanding.slots.english_numbers import WORDS


class Unread(Enum):
    """Why a number is no amount."""

    VAGUE = "vague"  # an amount, but which one isn't certain
    COUNT = "count"  # something else is counted: 2张, 3.5%
    FOREIGN = "foreign"
    NEGATIVE = "negative"
    PART_OF_FEN = "part of a fen"
    SHARE = "share"  # a part of what isn't named: 一半


VAGUE_BEFORE = re.compile(
    r"(?:(?:几|(?<=[转汇打付存取借还投花个])小|[留剩]|双倍的?|[两二三四五六七八九十\d][个笔次份下]"
    r"|(?<!预)约|(?<!最)近|超(?!市)"
    r"|大概|大约|差不多|将近|接近|不到|不足|超过|[最至][多少]|起码|[少多大小高低]于|顶多|少说"
    r"|\b(?:about|around|roughly|nearly|almost|over|under|up to|at least|at most|(?:less|more) than|maybe|approx\.?"
    r"|some|half|(?:a )?(?:couple|few)(?: of)?|several|approximately|circa|say))"
    rf"\s?[是有]?\s?|(?<![\d.])\.|(?<![a-z])(?:{'|'.join(WORDS)}) (?:to|or) )$"
)
# 2.5 k, 3 cr, 5 dozen, 5 milion: more than the number by itself, but nobody has said how much.
SCALE_CUT_SHORT = (
    r"k|g|w|l|lks?|crs?|mn?|mm|mio|bn?|wan|yi|qian|bai|tens|dozen|score|big ones?|grands|lots? of"
)
SCALE_MISSPELT = (
    r"tho(?!ugh|se|mas)[a-z]*|t[ho]*u?s[aeo]*n[a-z]*|mil(?!k|e|it)[a-z]*|bil(?!l(?:s|ing)?(?![a-z]))[a-z]*"
    r"|tril[a-z]*|hun[dr][a-z]*|la[ck]s?|lak(?!sh)[a-z]*|lack[a-z]*|k?cror[a-z]*|karod"
)
VAGUE_AFTER = re.compile(
    r"\s?(?:多(?!一[分块毛点])|[几余]|来(?![,。;还买存投付交缴充赎贷分做]|$)|把(?=[块元])|左右|上下|[以之][上下内外]|起步?(?!息)|出头|开外|封顶|打底"
    r"|不到(?!账)|不等|的样子|不动|别动|留着"
    rf"|(?:{SCALE_CUT_SHORT}|{SCALE_MISSPELT})(?![a-z])"
    r"|(?:or so|ish|odd|plus|max|min|or (?:more|less)|and up|something|and change|give or take"
    r"|or thereabouts)(?![a-z])|-ish|\+|[角毛]|半)"
    # 1万to: the space between two scripts is gone. Any other letter belongs to the number.
    r"|(?!(?:to|into|for|from|in|on|at|by|via|and|please|pls|now|ok|okay|thx|thanks|first|then|only|total)(?![a-z]))[a-z]|['_]\d"
)
NEGATIVE_BEFORE = re.compile(r"(?:(?<![\w一-鿿])[\-−–]|[\u3400-\u9fff][−–-]|负|\b(?:minus|negative)\s)\s?$")
FOREIGN_NAME = (
    "(?:美[元金刀]|港[币元纸]|新?台币|日[元圆币]|欧元|英镑|韩[元币]|澳[元币]|澳门[元币]|加[元币]"
    "|新加?坡?[元币]|坡币|瑞郎|法郎"
    r"|卢布|卢比|泰铢|比索|马币|令吉|越南盾|印尼盾|葡币|里拉|比特币|泰达币"
    r"|(?:usdt?|hkd|eur|gbp|jpy|btc|ntd|twd|krw|aud|cad|sgd|chf|thb|mop|myr|inr|us dollars?|hk dollars?)(?![a-z]))"
)
FOREIGN_BEFORE = re.compile(rf"(?:(?:us|hk|nt|s|a|c)?[$€£₹]|(?<![a-z])rs\.?|{FOREIGN_NAME})\s?:?\s?$")
FOREIGN_AFTER = re.compile(
    rf"\s?(?:{FOREIGN_NAME}|欧(?!阳)|刀(?!具)|镑|円|[$€£₹]|(?:u|rs|sing)(?![a-z])"
    r"|(?:[a-z]+ )?(?:dollars?|bucks?|euros?|pounds?|quid|yen|baht|won|francs?|rupees?|sen|paise|ringgits?"
    r"|pesos?|dirhams?|cents?|pence)(?![a-z]))"
)
# What stands before the number of a house, a room, a table: 3号楼502, unit 302.
ADDRESS = (
    r"号楼|(?<![借还给存交付缴找俾畀放攞转过a-z])住在?|[栋幢]|单元|号院|楼|门牌|(?<![a-z])(?:unit|room|apartment|apt|flat|building|block|floor|suite|house"
    r"|table|gate|ward|bed|grade|class|level)"
)
# Whose words these are is no sum to be moved: 月薪8000, 手续费2元.
STATED = re.compile(
    "(?:[年月]薪|[年月]入|[年月]收入|手续费|月还|每月还|\\d[元块]?钱?[送返减])(?:是|有|为|大概|:)?\\s?$"
)
GIVEN = re.compile("[给向往]$")
# A word that says what the number is, so that it is no money.
NAMED = (
    "(?:验证码|校验码|密码|口令|编号|单号|尾号|户号|代码|订单号?|房号|卡号|账号|流水号|保单号?|客户号"
    "|工号|学号|号码|取款码|券码|邮编"
    r"|利率|年化|收益率?|汇率|净值|费率|基准|折扣|版本|期数|\bcode|\bnumber|\bpin|\brate|\byield)"
)
COUNT_BEFORE = re.compile(
    rf"(?:第|百分之|[a-z_#/]|\d:|\bno\. ?|[a-z]\d{{1,8}}-|P-|\bout of |打(?=\d(?:\.\d)?折)"
    rf"|(?:{ADDRESS})\s?-?"
    r"|(?<![a-z])(?:(?:we|there) (?:are|were)|we're|party of|table for|group of)\s"
    rf"|(?:{NAMED}(?:是|为|在"
    rf"|到|有|超过|:| is| of)?\s?))$"
)
COUNT_AFTER = re.compile(
    r"\s?(?:([年月天日季])(?!\1|[薪供租费息终化结])|周(?![转周])|成(?![不功交为长立果本员定])|分(?![成为期摊清\dCT])"
    "|份(?!子)|张(?!三(?:$|[,。;!]))"
    "|[个次笔位折倍度号点时秒岁级条只台米步页件部辆栋层楼室座星礼夜吨版户%‰股届幢平顿晚串袋瓶兆节包寸双桶箱颗粒枚克匹盘碗棵桩区]|名(?![字称下额单片义气牌])|期(?!限)"
    r"|里(?![头面边])|字(?!画)|批(?!准|发)|套(?!现|餐)|轮(?!到|胎)|排(?!除|队)|声(?!明)|局(?!长|里)|[趟遍株亩圈滴剂]|片(?!区)"
    r"|人(?!家|民)|手(?!机|头|里)|本(?![金息月周年人来次])|[头尾](?![款期号])|堂(?![哥弟姐妹兄叔])|床(?!位)|桌(?!面)|间(?!接)|场(?!地)|科(?!技)"
    r"|房(?![租贷款东产屋])|路(?![费上])|开头|结尾|打头|的(?:租[客户]|房客|住户|业主|邻居)"
    r"|回(?=了|的|$|[,。;!?])|[公千]?(?:小时|积分|公里|公斤|斤|克|电话|热线|客服|伴|强|后(?!天))|[:/]\d"
    r"|大[寿庆]|整寿|宿舍|病房"
    r"|(?:st|nd|rd|th|[ap]m|percent|(?:monthly )?instal\w+|days?|weeks?|wks?|months?|mn?ths?|mos?"
    r"|years?|yrs?|times?|points?|tickets?|people|persons?"
    r"|cards|[gm]b|hours?|min\w*"
    r"|sqm|sq\.? ?(?:m|ft|feet|met(?:er|re)s?)|square (?:m|f)[a-z]+"
    r"|shares?|units?|vouchers?|coupons?|copies|km|o'clock|accounts?|branch(?:es)?"
    "|friends|nights?|kids|children|inch(?:es)?|(?:[a-z]+ )?(?:lessons?|classes|sessions?))(?![a-z])"
    r"|(?:recent |last |latest )?(?:transactions?|payments?)(?![a-z]))"
)
# 我六十八了, 我今年67, 三叔82过大寿 (a T is 今年); but 给我妈80 is a sum.
AGED = re.compile(
    "(?:[我他她]|岁数大?了?|今年|都|快|已经|[爸妈爷奶公婆叔伯舅姨姑儿汉])$|(?P<told>(?:[我他她]|^)T+)$|T$"
    "|(?P<only>[我他她]才)$"
    r"|(?P<english>(?<![a-z])(?:i'm|i am|he's|she's|aged?|turn(?:s|ing|ed)"
    r"|(?:kid|baby|son|boy|girl|daughter|mom|mum|dad|mother|father|grand[a-z]+|wife|husband|brother|sister) is) )$"
)
OLD = re.compile("了|岁|过大?寿|走不|眼|腿|高龄|(?:马上|快|就|已经|都)?要?退休")
RICH = re.compile("[百千万亿块元kw]|不?够|[多几来]")
PERSON, PAUSE = re.compile(r"(?:^|[,。;!?\s])[我他她]$"), re.compile("[,。;!?]|$")
DASHES = re.compile(r"(?:^|\s)[-–—]\s$"), re.compile(r"\s[-–—](?:\s|$)")
DONE = re.compile("\\s?(?:[转汇退充打付存交缴]|的|家|桌)")
BETWEEN = re.compile(r"\s?(?:或者?|还是|到|至|-|~|—|–|、|or|to)\s?")


def before(text: str) -> int:
    """How many characters at the end of what stands before a number belong to it: 大概, 负."""
    found = [
        match
        for pattern in (VAGUE_BEFORE, NEGATIVE_BEFORE, FOREIGN_BEFORE)
        if (match := pattern.search(text))
    ]
    return max((len(text) - match.start() for match in found), default=0)


def after(text: str) -> int:
    """How many characters at the beginning of what stands behind a number belong to it: 多, 左右, 美元."""
    found = [match for pattern in (VAGUE_AFTER, FOREIGN_AFTER) if (match := pattern.match(text))]
    return max((match.end() for match in found), default=0)


def reason(before: str, after: str, *, explicit: bool) -> Unread | None:
    """Why the number between is no certain amount; `explicit` where it has a unit of money itself."""
    if FOREIGN_BEFORE.search(before) or FOREIGN_AFTER.match(after):
        return Unread.FOREIGN
    if STATED.search(before) or (GIVEN.search(before) and DONE.match(after)):
        return Unread.COUNT
    if not explicit and (_aged(before, after) or COUNT_BEFORE.search(before) or COUNT_AFTER.match(after)):
        return Unread.COUNT
    if NEGATIVE_BEFORE.search(before) and not (DASHES[0].search(before) and DASHES[1].match(after)):
        return Unread.NEGATIVE
    if VAGUE_BEFORE.search(before) or VAGUE_AFTER.match(after):
        return Unread.VAGUE
    return None


def aged_alone(before: str, after: str) -> bool:
    """Whether a number of two figures stands between a person and a pause: 给我妈买份保险, 她58, 身体好."""
    return bool(PERSON.search(before) and PAUSE.match(after))


def _aged(before: str, after: str) -> bool:
    """Whether it is somebody's age."""
    found = AGED.search(before)
    if found is None:
        return False
    alone = found["told"] and re.match("[,。;]|$", after)
    only = found["only"] and not RICH.match(after)  # 我才25亏得起
    return bool(OLD.match(after) or found["english"] or alone or only)
