"""Where the name of a person or a firm ends in a run of characters: 王五买菜 is 王五, 我妈 is one name."""

import re

from guitai.understanding.slots.bank_words import banks
from guitai.understanding.slots.kin_words import COMPOUND, FIRM, HAN, KIN, SURNAME, SURNAMES, TITLE

# What ends a name wherever it stands, and what ends it where something follows: 李来福 is a name, 李四来拿 is not.
PARTICLE = (
    "[的了吧吗呢啊呀哦嘛啦那这在把被就也都又再要想请帮让用从跟啲嘅嗰吖啰咯呗她他它您你我啩喇]|和(?!平)"
    "|有没|多少|几|什么|怎么|为什么|咩|点解|谢谢|唔"
    "|生日|新年|结婚|满月|饭[钱费]|房租|租金|红包|货款|货钱|学费|车费|生活费|医药费|工资|工钱|报销|押金|定金"
    "|订金|份子钱|零花|菜钱|备注|附言|留言|注明|摘要|说(?!$)"
    "|行吗|行不|可以|可否|好吗|好不|得唔|快点|赶紧|马上|立[刻即]|现在|急用|尽快|麻烦|辛苦|卡[上里号]"
    "|账[上户号]|户[头口]|手机|微信|支付宝|尾号|开户|银行"
    "|款|一[笔下点]|以及|还[是有没]|或者|不[是对行]|今[天晚]|明[天早晚]|后天|下[周个]|名下|本人|之[间前后]|同埋"
    "|家里|中午|晚上|早上|上午|下午|过数|入数|到账|没有|没到|收到"
)
WORD = "[出夹改删砖篆买吃交还付做垫争仲捐寄替换催退当看取存转汇打收借充发过去来到没每欠对是算叫作先或别卡账元块钱]"
# 小K, 阿May, 何Sir, Tony老师.
LATIN_NAME = re.compile(
    rf"(?:[阿小老大][a-z]{{1,10}}|[{SURNAMES}](?:sir|miss|madam)|(?<![a-z])[a-z]{{2,12}}(?:教练|老师"
    rf"|先生|小姐|女士|哥|姐|总|经理|师傅))(?![a-z])"
)
AFTER_NAME = re.compile(rf"(?P<particle>{PARTICLE})|(?:{WORD})")
VERB = re.compile(rf"{PARTICLE}|[买吃交还付当看存转汇打借充给开]")
PRONOUN = re.compile("[我你他她您它咱俺佢]")
DOTTED = re.compile("[\u3400-\u9fff]{1,8}·[\u3400-\u9fff]{1,8}")  # 艾山江·买买提
NICK = re.compile(rf"[老小]{SURNAME}头?")
DOUBLED = re.compile(f"({HAN})\\1")
TRAILING = re.compile(
    "(?:吧|呢|啊|呀|哦|嘛|啦|了|吗|谢谢(?:你|您|了)?|多谢|唔该晒?|行吗|行不行|可以吗|好吗|好不好|得唔得"
    "|麻烦(?:你|您)?了?|拜托|辛苦|快点|赶紧的?|先|哈|呗|咯|喇|即可|就行|就好|就可以)+$"
)
FIXED = re.compile(
    rf"(?P<firm>(?P<what>{HAN}{{2,20}}?){FIRM})(?!老板|的?会计|师傅)(?!{HAN}{{0,3}}公司)"
    rf"|(?P<kin>{KIN}(?:师傅|老师|先生|阿姨|小姐|大哥|大姐|叔叔|太太|夫人|大人)?)"
    rf"|(?P<title>(?:{COMPOUND}|[老小阿大]?[{SURNAMES}]|{HAN}){TITLE})"
)
WHERE = re.compile(rf"{HAN}{{2,4}}(?:的)?(?P<who>[老小]?[{SURNAMES}]{TITLE})$")  # 物业张师傅
PLACED = re.compile(
    "(?:隔壁|高中|初中|中学|大学|楼下|楼上|对门|对面|公司|单位|学校|小区|村里|老家|门口|店里|同村|院里|班里|厂里|组里|车间"
    "|饭店|超市|供应商|商家|客户|买家|卖家|我们?(?:单位|公司|学校|小区|楼下|隔壁|店里)"
    "|在[\u3400-\u9fff]{1,5}?的|我?的?(?:单位"
    "|公司)?(?:老?同学|好?朋友|好友|同事"
    "|亲戚|客户|同乡|老乡|战友|邻居|闺蜜))的?(?=.{2})"
)
LONGEST = 10
FURTHEST = 40  # characters of a run in which a name is looked for
ENDS = re.compile(rf"(?:{KIN}|班长|组长|团长|会长|站长|村长|队长|老板娘?|师傅)$")  # 楼下早餐店老板娘
LONG_TITLE = re.compile(
    "先生|女士|小姐|老师|经理|主任|医生|大夫|师傅|阿姨|叔叔|大爷|大妈|大姐|大哥|律师|教授|校长|老板|教练"
)
NAMED = re.compile(rf"[老小阿]{HAN}|{SURNAME}{HAN}")
ALONE = frozenset("妈爸哥姐弟妹娘爹")
GIVEN = re.compile(
    "[伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂芬玲红梅玉华建国文辉力志永健世广义兴良海山仁波宁贵"
    "福生龙元全胜学祥才发武新利清飞彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦"
    "承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以家致树炎"
    "德行时泰盛雄琛钧冠策腾楠榕风航弘"
    "淑惠珠翠雅芝莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露"
    "瑶怡婵雁蓓仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育滢馥筠柔竹霭凝"
    "晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝丝"
    "轩宇睿涵梓诗萱彤桐琪熙萌晴雨俊恒源宸翊阳昊铭皓越锋峰钰佩慧萍凤云贤彦鑫森淼东南西北根柱栓宝财喜旺水火"
    "土金木石虎豹狗蛋妞丫娃三四五六七八九十大小二传运定正曼姗婧璇颜溪岑予然润泓耀权威帆洁宗凯振升齐刘璟浦"
    "祖培雯霖铁钢景恩典科赫]"
)


NOBODY = frozenset(
    "我 他 她 它 你 您 我们 你们 他们 她们 大家 别人 人家 对方 谁 人 哪个人 自己 我自己 本人 手机 信用卡"
    " 贷款 房贷 车贷 余额 金额 佢 佢哋"
    " 客服 人工 柜员 银行 网上 外面 这里 那里 哪里 哪 哪些地方 什么地方 什么 家 家里 本行 卡 卡里 账户"
    " 这张卡 储蓄卡 借记卡 工资卡 我的卡 银行卡 另一张卡 朋友 别处 同学 亲戚 客户 群里"
    " 支付宝 微信 花呗 话费 电费 水费 房租 定期 活期 理财 基金 个人 某人 他人 外人 边个 邊個 哪位 哪个"
    " 谁谁 方 商家 商户 店家 公司 单位 原因 原因是".split()
)
# Words that begin like a surname.
NO_NAME = re.compile(
    "成不?成|单子|明[单早晚]|方[话领便]|车销|项|边[^疆]|应急|老家|自动|手机|老[是家早样]|小[心时区额程]"
    "|阿里|一[下个笔点些]|[个点下笔]|余额|余下|金额|金卡|安全|常用|方便|马上"
    "|万一|白天|白条|黄金|谢谢"
    "|应[付还收该]|成[都功交]|季度|毛利|车[险贷费]|房[贷租款费]|温州|宁波|江苏|全[部额款都家]|单[笔日]"
    "|相关"
    "|查|关[闭掉]|解[绑冻除]|计算|时[间候]|习惯|连接|管理|明[天细白年]|强制|商[品户家]|官[方网]|容易"
    "|党[费员]|柴米|麦当劳|麻烦|燃|左右|石油|包月|干[嘛吗什]|和(?!平)|向(?!.{1,2}$)|从|何[时种处事必况]|许多|应用"
    "|和谁|古董|施工|严重|水电|云闪|通知|利[息率]|商业|费用|还款|转账|汇款|付款|收款|存款|取款|贷款"
    "|费|款|总|条|申[购够请报领]|张[卡单]|对方|方[自面]|连[最续]|易付|信用|有|没|里|钱(?!.{1,2}$)|哪|谁"
    "|什么|多少|如何|怎么"
)


def name_in(run: str, *, closed: bool = False) -> tuple[int, int] | None:
    """Where in a run of folded text the name stands that begins it; `closed` where the run is known to end with it.

    >>> [name_in(run) for run in ("王五买菜", "我妈", "李来福", "欧阳娜娜谢谢", "我朋友李四", "我的钱")]
    [(0, 2), (0, 2), (0, 3), (0, 4), (3, 5), None]
    """
    run = run[:FURTHEST]
    if (
        (placed := PLACED.match(run))
        and likely(run[placed.end() :])
        and (named := name_in(run[placed.end() :], closed=closed))
    ):
        return placed.end() + named[0], placed.end() + named[1]
    fixed = FIXED.match(run)
    if fixed and _stands(fixed, run):
        role = fixed["kin"] or (fixed["title"] and run[0] not in SURNAMES + "老小阿大")
        rest = run[fixed.end() :]
        named = name_in(rest) if role and NAMED.match(rest) and likely(rest) else None
        return (fixed.end() + named[0], fixed.end() + named[1]) if named else (0, fixed.end())
    if dotted := DOTTED.match(run):
        return dotted.span() if closed or dotted.end() < run.index("·") + 5 else (0, run.index("·") + 4)
    if where := WHERE.match(run):
        return where.span("who")
    if any(first == 0 for first, _, _ in banks(run)):
        return None
    bare = run[: _cut(run)]
    if bare in ALONE:
        return 0, 1
    if closed and len(run) <= LONGEST and ENDS.search(run):
        return 0, len(run)
    if PRONOUN.match(bare):
        return None
    if (doubled := DOUBLED.match(bare)) and not (closed and len(bare) < 4):
        return doubled.span()  # 芳芳开店
    if (nick := NICK.match(bare)) and not (closed and len(bare) == 3 and GIVEN.match(bare[2])):
        return nick.span()  # 小吴离职
    length = _given_length(bare) or (len(bare) if closed and 2 <= len(bare) <= 8 else 0)
    titled = LONG_TITLE.match(run, length) if length else None
    return (0, titled.end() if titled else length) if length else None


def _stands(fixed: re.Match[str], run: str) -> bool:
    """A short title ends a name only where one can end: 李生 is Mr Li, 李生辉 is not. A firm has no verb in it."""
    if fixed["firm"]:
        return not VERB.search(fixed["what"][1:]) or bool(re.search("公司|集团", fixed["firm"]))
    if fixed["title"] and LONG_TITLE.search(fixed["title"]):
        return True
    rest = run[fixed.end() :]
    return (
        bool(fixed["kin"])
        or not rest
        or bool(AFTER_NAME.match(rest) or banks(rest) or TRAILING.fullmatch(rest))
    )


def _cut(run: str) -> int:
    """Where what can't belong to a name begins."""
    trailing = TRAILING.search(run)
    end = trailing.start() if trailing else len(run)
    end = min([end, *(start for start, _, _ in banks(run) if start > 0)])
    for after in AFTER_NAME.finditer(run, 1, end):
        if (
            after["particle"]
            or after[0] in "转没借还汇"
            or (after.start() > 1 and (after.start() > 2 or after.end() < end))
        ):
            return after.start()
    return end


def _given_length(bare: str) -> int:
    """How long a name is that nothing ends for certain: a surname and one or two characters, or a nickname."""
    surname = re.match(SURNAME, bare)
    if surname is None:
        return len(bare) if 2 <= len(bare) <= 4 else 0
    most = surname.end() + 2
    if len(bare) <= most:
        return len(bare) if len(bare) > surname.end() else 0
    return most if GIVEN.match(bare[most - 1]) else most - 1


def likely(run: str) -> bool:
    """Whether a run looks like somebody's name, out of nothing else.

    >>> likely("张三"), likely("我妈"), likely("余额"), likely("电费")
    (True, True, False, False)
    """
    if run in NOBODY or NO_NAME.match(run):
        return False
    return bool(FIXED.match(run) or re.match(rf"[老小阿]{HAN}|大?{SURNAME}{HAN}{{1,3}}|大{SURNAME}$", run))
