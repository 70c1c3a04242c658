"""The words in which people talk of an order that is open, and how they part what they say of it. Pure.

What is left of a clause without them, and without the values that were read, is something else than the order.
"""

import re
from collections.abc import Iterator, Mapping

from guitai.understanding.slots.found import TIME
from guitai.understanding.slots.reading import Reading

APART = re.compile(
    r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff\d¥￥])|(?<=\d)[ \u3000]+(?=[\u3400-\u9fff])"
    # 25号太晚了 change to 15号, it's Li Si 不是张三
    r"|(?<=[\u3400-\u9fff])[ \u3000]+(?=(?i:change|make|move|switch|set|it's|not|no)\b)"
    # deadline是周四所以周四转
    r"|(?<=[^\s,，。;])(?=所以)"
    # 咪轉住 cancel咗佢
    r"|(?<=[\u3400-\u9fff])[ \u3000]+(?=(?i:cancel)(?![a-z]))"
    # 应该是给张三 same amount, 他看不懂英文 memo改成露营, 金额一样900
    r"|(?<=[\u3400-\u9fff])[ \u3000]+(?=(?i:(?:the )?same (?:amount|sum|date|day|time|memo|note)\b))"
    r"|(?<=(?i:same amount))[ \u3000]*(?=[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff])[ \u3000]+(?=(?i:memo|note)\s*[改换換写寫])"
    r"|(?:(?<=一[样樣])|(?<=照[旧舊]))[ \u3000]*(?=[\d¥￥])"
    r"|(?<=[A-Za-z])[ \u3000]*(?=而?不是|唔[係系])"
    r"|(?<=[A-Za-z])[ \u3000]+(?=(?:其[他它余]|别的|剩下).{0,4}(?:不[变動动改]|照旧|一样))"
)
# What it is not stands behind what it is (tomorrow not today); I'm not sure is one piece. Mr. Li is one as well.
ONE = "do does did am are was were if or why can could will would should i'm he's she's they're we're".split()
NOT_THAT = "".join(rf"(?<!\b{word})" for word in ONE) + r"\s(?:and )?(?=(?:not|instead of|rather than)\b)"
STOP = "".join(rf"(?<!\b{title})" for title in "mr mrs ms dr no st".split()) + r"(?<![ap]\.m)\.(?=\s|$)"
# The 12th works better for me than the 10th: what it is worse than is not what it is.
WORSE = r"(?:(?<=better)|(?<=better for me)|(?<=better for us)|(?<=better for him)|(?<=better for her))\s(?=than\b)"
PAUSE = re.compile(
    rf"(?:\.{{2,}}|[,，。;；!！?？…~\n]|[:：](?!\d)|{STOP})+|\s(?:but|then)\s|\sso\s(?=(?:please|just|let's|make|send|pay|change|i'll)\b)|{NOT_THAT}|{WORSE}"
)
LENGTH = re.compile(
    r"(?<=[\u3400-\u9fff])(?=(?:[a-z]+|\d+) (?:month|year)s?(?![a-z]))"
    r"|(?:(?<= month)|(?<= months)|(?<= year)|(?<= years))(?=[\u3400-\u9fff])",
    re.IGNORECASE,
)
FIELD = (
    "(?:转账|付款|收款|到账|转出|扣款)?(?:金额|数额|钱数|数目|银码|人|账[户号]|卡号?|时间|日期|日子)"
    "|附言|备注|留言|期限|存期|名字|姓名|尾号|本金|钱"
    "|amount|sum|date|day|month|hour|time|memo|note|payee|account|card"
)
AS_IT_IS = re.compile(
    rf"(?:其[他它余]|别|剩下|后面)?的?(?:{FIELD}|几[点号]|钟点|时间点)?(?:还?是)?(?:[都也]|还是|保持)?"
    r"(?:不[变动改换]|别[动改换]|没[变错问题]+|照旧|一样|不用[动改换]|保留|留着)了?"
    r"|(?:keep|leave)(?: the)? \w+(?: as (?:it is|is|before))?"
    rf"|(?:the )?same(?: (?:{FIELD}|person|guy|recipient))?(?: as before)?|(?:还?是)?同一个人"
    r"|(?:the )?(?:rest|others?)(?: is| are| stays?| remains?)*(?: the)? same"
    rf"|(?:(?:the )?same (?:{FIELD})(?: and |,? )?)+(?: as (?:before|it was))?"
)
# All of it stays, whatever was said before that: 算了，不改了, no, leave it as it was.
STAYS = re.compile(
    r"(?:算了|还是|就|那|先|都|一切|全部|啊|哦|嗯|唔)*"
    r"(?:不(?:用|要|必)?[改变动换]|别[改动换]|唔(?:使|好)?改|照旧|照原样|[维保]持原样"
    r"|(?:还是|[用按照][着返]?)(?:原来|之前|刚才)[的那样个]*)"
    r"[了吧啦喇好来]*"
    r"|(?:(?:ok|so|well|just|let's|then|actually|please) )*"
    r"(?:(?:keep|leave) (?:it|everything|the order)(?: (?:as|the way|like) (?:(?:it )?(?:is|was|before)|that))?"
    r"|as (?:it )?(?:is|was)|no changes?|(?:don't|do not) change (?:it|anything))"
)
# Left and meant after all, by what is done with it: 算了还是转吧. Of a transfer 还是存吧 is another wish.
DONE_WITH = {
    "transfers.send": ("转|付|汇|打|给", "send|transfer|pay"),
    "deposits.open": ("存", "deposit|save|open"),
    "deposits.withdraw": ("取|支取|提", "withdraw|take"),
    "deposits.notice": ("取|通知", "withdraw|give"),
    "deposits.renewal": ("改", "change"),
}
NEVERTHELESS = {
    intent: re.compile(
        r"(?:算[了啦]|唉|哎|嗯|好吧|行吧|想了想|我|那|[,。!~ ])*(?:(?<=算[了啦])|还是)"
        r"(?:要|就|继续|直接|先|照样|帮我|给(?:[他她佢]|对方)|[, ])*"
        rf"(?:{chinese})(?:账|款|钱|数)?(?:给[他她佢]|出去|过去|进去|了)*(?:吧|啦|喇|好了)+"
        rf"|(?:(?:ok|oh|well|fine|just|then|let's|i'll|still|please|and|but) )*(?:do|{english}) (?:it|that)"
        r"(?: (?:anyway|after all|regardless|then|please))+"
    )
    for intent, (chinese, english) in DONE_WITH.items()
}
REGRETS = re.compile(r"算了|还是|\b(?:no|wait|actually|sorry|forget|never mind|hmm)\b")
DENIES = re.compile(
    r"(?:不过|但是?|那|就|先|我|[哦噢啊呃])*(?:不是|而非|不要|不用|不想|不从|别|没[有说讲]|不给|不转|唔系|唔好|唔使)"
    r"(?!了|对|错|够|行|可以|再?等|急|着急|拖)"
    r"|(?:not|don't|do not|no need|instead of|rather than|than)\b"
)
# It asks, and tells nothing.
QUESTION = re.compile(
    r"[吗么嘛]\W*$|[?？]|多少|(?<!不要)(?<!不用)(?<![我们你咱这那好])几[点号天时个]|哪|怎|什么|啥|为何|谁|有没|能不能|可不可|是不是|行不行|得唔得"
    r"|^(?:what|how|when(?![改换变]| (?:it|they|the (?:term|deposit|money)) (?:matures?|ends?|is (?:up|over|due))\b)"
    r"|why|which|who|can|could|is|are|does|will"
    r"|do (?:i|you|u|we|they|the|my|your|people))\b"
)
# It only says that it isn't so: 卡里哪有那么多.
EXCLAIMS = re.compile(
    "(?:谁|边个|哪[个张天]?|什么(?:时候)?|几[点号时]|怎么?样?)[^,。;?]{0,4}[都也](?:一样|行|可以|无所谓|没关系|没所谓|冇所谓|得|好)"
    "|哪里?(?:来的?|有|用得着|要得了|需要|给得了)(?:[那这]么|咁)(?:多|高|贵|大|久)|哪(?:来|有)(?:的)?(?:闲|余)?钱(?!.*[吗呢?])"
)
# Asked so, it is wished: could you move it to Wednesday?
REQUEST = re.compile(
    r"(?:(?:h+m+|u+[hm]+|oh|ok|okay|k|so|hey|hi|wait|sorry|actually|and|then|please|pls)[ ,]+)*"
    r"(?:(?:can|could|would|will|may|might) (?:you|we|u|i)(?: please| pls| just)?"
    r"|(?:is|would) it(?: be)? possible to|any chance (?:you|we) (?:can|could)) ?"
    r"(?=备注|(?:do(?! not)|make|change|move|switch|push|bring|set|take|put|postpone|prepone|delay|reschedule)\b)"
)
# What somebody knows is no question: 他知道是啥.
KNOWS = re.compile(
    "(?:[他她佢我]|对方|人家)们?(?:自己)?[都会就也心里]*(?:知道?|清楚|明白|晓得)(?!.*[吗么嘛?])"
)
JUST = "(?:啱啱|刚刚|刚才|头先)"
# What says of the open order that it was told just now: no more than which it is.
JUST_TOLD = rf"{JUST}(?=[转打汇付发过]?给[^,。;了过]{{1,12}}?[那嗰]一?[笔单]|[那这嗰](?:一?[笔单]|A))"
# The words in which orders are talked of: nothing of one is told by them.
CHINESE = (
    # before and after: who talks, how certain they are, what was wrong
    "不好意思 抱歉 对不起 我是说 他说 说是 我的意思 我的意思是 意思是 重新说 重新来 重新 重来 从头来 从头 全部推翻 推翻"
    " 打错字 打字 手滑 太快 打错 写错 说错 搞错"
    " 弄错 听错 填错 手误 口误 弄反 反了 不对 不是 对(?=$|\\W) 错"
    " 太久(?:了?点)? 太长(?:了?点)? 太短(?:了?点)? 太多 太少 太早 太晚 太急 等等 等一下 等下 等会 稍等 慢着"
    " 且慢 算了 对了 好的 可以 行 好 嗯 呃 额 哦 噢 喔 啊 哎 唉 诶 欸 呀 哟 哈 嘿 咯 喽 啦 喇 嘛 呢 吧 哒 滴 哇"
    " 咁 得 我 你 他 她 佢 自己 要 想 请 帮 麻烦 应该 应 是 系 谢谢 多谢 的 了 嘅 个 下 一下 做 弄 搞 办 再"
    " 收款(?=的?(?:[那这]个|人)?[是应改换为]) 收款方 其实 实际上 实际 不过 但是 但 而"
    " 等到 等阵 等(?=T) 别等 别再等 不等 不用等 不要等 别拖 唔等 唔好等 唔使等 不急 不着急"
    " 里(?=[扣付出拿转走]) 急用 急需 急 快 快点 赶紧 那种 这种 钱(?=[从由用走])"
    " 先啱 至啱 就啱 啱 好啲 好些 好点 更好 比较好 才对 才是 正(?=[啦喇吧了]|$)"
    " 所以 因此 一并 一齐 改过来 (?<=T)收(?=[了吧啦]*(?:$|\\W))"
    " 的话 够的话 可以的话 行的话 还有 另外 顺便 然后 接着 仲有 记得"
    " 唔该(?:晒|你)? 足额?(?=A) 发(?=[掉了吧]*$) 掉(?=[吧了]*$)"
    # how it shall be otherwise
    " 还是 不如 干脆 直接 现在 马上 立刻 立即 尽快 改为 改成 改到 改用 改 换成 换到 换用 换 变成 变 调 调整 挪"
    " 即刻 而家 依家 返 (?:啱啱|刚刚|刚才|头先)(?=[我说讲打写填睇看搞]{0,2}错) 讲错 睇错 改埋"
    " 改回 换回 变回 调回 原来 原先 最初 一开始"
    " 放(?=[到在T]) 保险点 稳妥点 保险起见"
    " 应为 为准 以(?=A) 变更为 更正 执行 推 推迟 推后 提前 延 延后 延迟 定 定在 设 设在 约 约在 选 写 加 加上 填"
    # what is done with any money
    " 同一时间 同一个时间 同样时间 同样的时间 同个时间 老时间"
    " 扣款 扣 出去 出 走 进 入 那边 这边 嗰边 嗰度 里面 里头 喺 度"
    # how its parts hang together
    " 到账 到 从 用 由 拿 在 为 成 把 将 往 向 去 来 让 让它 一共 总共 合计 只要 只是 只 就 先 都 也 够 够了"
    " 而已 整 块 块钱 元 蚊 人民币 那天 当天 前 之前 后 之后 的时候 最晚 最早 左右 以后 这次 这回 这笔 这一笔"
    " 那笔 那一笔 这单 那单 这个 那个 今次 一次 这样 那样 这么 那么 那 这 本次 笔 款 它 每 一起 全部 全 自动"
    " [那这嗰呢]张(?=卡|的|[付出扣转里走吧啦喇]|$|\\W) 嗰个 呢个 户头 户口 基础上 那边 里面 里头 那里 嗰度"
).split()
# What is said besides of each kind of order. What is done with another kind is another wish.
RENEWS = (
    "续存 转存 续 自动 连 本息 本金 本 利息 息 利 到期 到期后 定期"
    " 跟 和 同 及 连同 连埋 埋 一齐 一并"
    " renew roll rollover principal interest maturity mature matures when at"
)
OF = {
    "transfers.send": (
        "转账 转走 转 汇款 汇 打款 打钱 打 付款 付 给 发 寄 划 拨 支付 过数 入数 过 户名 姓名 名字 他叫 她叫 名叫"
        " send transfer pay give take schedule name"
    ),
    "deposits.open": (
        f"{RENEWS} 转出 定期存款 定存 通知存款 通知 存款 存期 存 放 deposit put fixed term notice years months"
    ),
    "deposits.withdraw": (
        "支取 提取 取 提 定期 存款 笔钱 转入 转进 转到 转去 打到 打进 存到 存进 收款 withdraw take deposit paid pay"
    ),
    "deposits.notice": "通知 预约 支取 提取 取 提 存款 notice withdraw take deposit",
    "deposits.renewal": RENEWS,
}
# drop it to 1500, bring the amount down to 500: no more than what it shall be.
TO_SUM = (
    r"\b(?:drop|lower|cut|reduce|decrease|trim|knock|bring|take|raise|increase|bump|go)"
    r"(?: (?:it|that|this|(?:the )?(?:amount|sum)))?(?: (?:down|up|back))? to(?: just| only)?(?= A)"
)
# 即系A, 加埋运费即系A: what all of it is.
EQUALS = (
    r"(?:[加计算]埋[^,。;A-Z]{0,6}?)?(?:即[系是]|也就是|[那这咁]就[是系]|等于)(?:[转付汇打给])?(?=A)"
    r"|[加计算]埋[^,。;A-Z]{0,6}?(?:[系是就要一共])*(?=A+(?:块钱?|元|蚊)?[吧啦喇呀]*$)"
    r"|\b(?:so )?(?:that makes(?: it)?|that's|which is|making it)(?= A)"
)
# 最后是A, which comes to A: the end of a reckoning is no more than the sum that it shall be.
RESULT = (
    r"(?:[那这]?(?:最后|最终|结果|算下来|折算?下来|抵下来|拢共|共计|总的)(?:算下来|算出来)?|算出来|[那这]么算)"
    r"(?=(?:就|应该|该|只|才|一共|总共|也就)*[是为](?:[转付汇打给]|[他她佢])*A)"
    r"|\b(?:(?:so|that|it|this|which|all|the total|the (?:final|end) (?:amount|sum|figure))[ ,]+)*"
    r"(?:comes?|came|works? out|adds up|amounts)(?: out)? (?:to|at)(?= (?:just |only |exactly )?A)"
)
ENGLISH = (
    "no not said say wait sorry oops actually i i'm i'd i'll mean meant make it it's that that's this to the a"
    " an change switch move set please ok okay well hmm just only instead rather is be better should pls plz"
    " from use using with on at by of for and as my ending now immediately let's let go do will"
    " would like want need fine good work works then so but rmb cny yuan in into out goes leave leaves arrive"
    " arrives him her me them all too much little early late over both one hor lah scratch correct correction"
    " sry soz k kk thx ty plz pls enough thanks also too by end first"
    " (?:full|whole|entire|all)(?=\\s(?:A|of|amount)) after(?=\\sall\\b) say(?=\\s[AT]) instead"
    " alright hang hold wrong back asap around about great cool perfect nice sure once"
    " second thoughts thought plans plan"
    " la leh lor ya yeah yep yes yup anyway anyways acct acc u back omg ugh argh jeez damn dang shit crap fuck whoops"
    " tbh ngl btw honestly frankly right should've been have(?=\\s(?:been|to)\\b) must carry altogether total"
    " bring(?=\\s(?:it|that|this|the|forward|back)\\b) forward push pull postpone prepone"
    " delay reschedule up when(?=[改换变])"
).split()
# Who laughs, or holds on: hhh, hahaha, lol.
ASIDE = r"h{2,}|(?:ha){2,}h?|lo+l|h+m+|u+h+|e?m{2,}|o+h+|a+h+|er+"


def _any(words: list[str]) -> re.Pattern[str]:
    """Any of them; of Chinese ones the longest first."""
    english = "|".join(word for word in words if word.isascii())
    chinese = "|".join(sorted((word for word in words if not word.isascii()), key=len, reverse=True))
    return re.compile(
        rf"{TO_SUM}|{EQUALS}|{RESULT}|{JUST_TOLD}|{FIELD}|{chinese}|(?<![a-z'])(?:{english}|{ASIDE})(?![a-z'])"
    )


TALK_OF = {intent: _any(CHINESE + ENGLISH + words.split()) for intent, words in OF.items()}
TALK = TALK_OF["transfers.send"]
# 再给李四转320, 还要转: another order, beside this one. 另外备注写房租 and 然后改成800 tell more of it.
AGAIN = re.compile(r"另[转付汇打给]|(?<!T)再[给帮转汇打]")
BESIDES = re.compile(
    r"还要|还有|另外(?![那一嗰张个])|顺便|然后|(?<!本金)(?<!本息)(?<!本利)(?<!到期)(?<!期后)(?<!一起)接着"
    r"|\b(?:also|another|as well|too)\b"
)
OF_IT = re.compile(r"[改换]|收款人|\b(?:change|make it)\b")
SENDS = re.compile(r"[给转汇打寄发过笔]|\b(?:send|transfer|pay)\b")
BESIDE = frozenset({"memo", "account", "arrival"})  # what no other order is told by
# It is told from the beginning: 全错了，重来.
ANEW = re.compile(
    r"重来|重新(?:来|说|转|填|办|下)|从头|全[都部]?错|\b(?:start over|from scratch|all wrong)\b"
)
# The parts of an order, as they are called.
CALLED = {
    "amount": re.compile(r"金额|数额|钱数|数目|银码|\b(?:amount|sum)\b"),
    "account": re.compile(r"(?<!收款)账[户号]|(?<!收款)卡(?!号)|\b(?:account|card)\b"),
    "memo": re.compile(r"附言|备注|留言|\b(?:memo|note)\b"),
    "arrival": re.compile(r"时间|日期|日子|\b(?:date|day|time)\b"),
}
MENDS = re.compile(
    r"不对|不是|错|改|换|重新|重来|从头|推翻|算了|还是|等等|等一?下|不要|别|唔|手误|反了|应该|干脆"
    r"|\b(?:no|wait|sorry|oops|actually|change|switch|instead|rather|mean[t]?|make it|hang on|hold on|wrong"
    r"|should(?:'ve| have) been)\b|\bmake (?:the|that)(?![a-z])[^,.;]{0,20}?(?<![a-z])(?:one|transfer|payment)(?![a-z])"
)


def apart(text: str) -> str:
    """The text with a pause around how long it is in English between Chinese words.

    >>> apart("改two years吧"), apart("备注A组")
    ('改，two years，吧', '备注A组')
    """
    return LENGTH.sub("，", APART.sub("，", text))


def parted(reading: Reading) -> Iterator[str]:
    """The clauses, as they were said; no pause within a value parts one."""
    both = zip(reading.folded, reading.valued, strict=False)
    valued, start = "".join(word if mark == TIME else mark for word, mark in both), 0
    for pause in PAUSE.finditer(valued):
        if start < pause.start():
            yield reading.said[start : pause.start()].strip()
        start = pause.end()
    if start < len(valued):
        yield reading.said[start:].strip()


def stays(folded: str, intent: str) -> bool:
    """Whether a clause says of the order of this `intent` that all of it stays, or is meant after all.

    >>> [stays(text, "transfers.send") for text in ("不改了", "算了还是转吧", "算了还是不转吧", "还是存吧")]
    [True, True, False, False]
    """
    return bool(STAYS.fullmatch(folded) or NEVERTHELESS[intent].fullmatch(folded))


def left_of(marked: str, talk: re.Pattern[str] = TALK) -> list[str]:
    """What is left of folded text with its marks in, piece by piece, when the words of orders are taken away.

    >>> left_of("那这次转AAAA吧"), left_of("AAAA的留着还花呗")
    ([], ['留着还花呗'])
    """
    return [piece for piece in re.split(r"[A-Z\W\d]+", talk.sub(" ", marked)) if piece]


def besides(valued: str, told: Mapping[str, object]) -> bool:
    """Whether a clause tells another order beside this one, and no more of this: `valued` is it with its marks."""
    if AGAIN.search(valued):
        return True
    more = OF_IT.search(valued) or (told and told.keys() <= BESIDE and not SENDS.search(valued))
    return bool(BESIDES.search(valued)) and not more


def parts_named(folded: str) -> frozenset[str]:
    """The parts of an order that are called by what they are.

    >>> sorted(parts_named("账户还是用主账户吧")), sorted(parts_named("改到他生日那天"))
    (['account'], [])
    """
    return frozenset(name for name, called in CALLED.items() if called.search(folded))
