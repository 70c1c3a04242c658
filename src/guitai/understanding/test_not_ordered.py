"""What somebody else says or is told to do, and what is done already, orders nothing."""

from datetime import date, datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.acquaintance import Acquaintance, understand_from
from guitai.understanding.answer import Answer
from guitai.understanding.load import understanding
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import EitherDay
from guitai.understanding.slots.transfer_words import SOME_TIME
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
SEND = "transfers.send"
KNOWN = Acquaintance(lambda: {"张三", "李四"}, lambda: {"2816", "5207"})


def made(text):
    served = {SEND, "accounts.transactions"}
    return understand_from(KNOWN, understanding(), Answer(text, NOW), text, served=served)


@pytest.mark.parametrize(
    "text",
    [
        "我老公刚发微信说 给张三转2000",
        "我妈刚打电话来说 给李四转3000",
        "老板微信里说让财务给张三打8000",
        "张三刚发我的：那个850你今天有空转我一下",
        'my friend says i should send 张三 5000 for some "investment"',
        "my boss texted me: send 张三 8000 right now",
        "should i send 张三 5000?",
        "该不该给张三转5000",
        "昨天给李四转了800",
        "昨天已经给张三转了500",
    ],
)
def test_it_is_asked_whether_that_is_wished(text):
    understood = made(text)

    assert SEND in understood.likely
    assert not understood.sure


@pytest.mark.parametrize(
    "text",
    [
        "张三 paid me 500",
        "张三 already sent me 200",
        "张三你把那500赶紧转我啊",
        "张三转我500",
        "让张三还我500",
        "李四啊 欠我的1200你倒是还我呀",
    ],
)
def test_what_somebody_is_to_send_me_is_no_order_of_mine(text):
    assert made(text).intent == "talk.other"


@pytest.mark.parametrize(
    "text, fen",
    [
        ("李四转我700…不对说反了，是我转给李四700", 70000),
        ("张三还我300…反了反了，我要给张三转300", 30000),
        ("张三转我500，不对，是我转张三500", 50000),
    ],
)
def test_the_other_way_round_it_is_an_order(text, fen):
    understood = made(text)

    assert (understood.intent, understood.sure) == (SEND, True)
    assert understood.slots["amount"].fen == fen


@pytest.mark.parametrize(
    "text",
    [
        "你搞错啦，我没要给李四转，是他该给我转",
        "不是我给他转，是他给我转",
        "不是我给李四转，是张三给李四转",
        "李四该给我转500，不是我给他转",
        "i never said to send money to 李四",
    ],
)
def test_what_the_customer_denies_is_not_ordered(text):
    assert made(text).intent == "talk.okay"


@pytest.mark.parametrize("text", ["我没要给李四转，是给张三转200", "我没说不给李四转500啊，转吧"])
def test_what_is_ordered_behind_that_is(text):
    assert (made(text).intent, made(text).sure) == (SEND, True)


@pytest.mark.parametrize(
    "text",
    ["给张三转500，还是算了", "想给张三转500…先不要好了", "定存想解約…先不要好了", "给张三转500 算了不转了"],
)
def test_what_is_left_in_the_same_message_is_not_ordered(text):
    assert made(text).intent == "talk.okay"


@pytest.mark.parametrize(
    "text",
    ["给张三转500 备注算了", "给李四转500 现在先不转", "算了 给张三转500", "给张三转500，手续费不用了吧"],
)
def test_what_is_put_off_or_goes_on_is(text):
    assert made(text).intent == SEND


@pytest.mark.parametrize(
    "text, about",
    [
        ("我要是给李四转3000 会收手续费吗", True),
        ("如果我给李四转3000要多少手续费", True),
        ("要是给张三转500 他明天能收到吗", True),
        ("我给李四转3000的话收手续费吗", True),
        ("要是我今天给李四汇3000蚊 要唔要手续费", True),
        ("if i send 3000 to 李四 is there a fee", True),
        ("would there be a fee if I sent 3000 to 李四?", True),
        ("假如给李四转3000 他会怎么想", False),
    ],
)
def test_what_would_be_if_it_were_sent_is_a_question(text, about):
    understood = made(text)

    assert (understood.intent, understood.sure) == ("service.question", True)
    assert ("about" in understood.slots) == about


@pytest.mark.parametrize(
    "text, fen",
    [
        ("如果转账要手续费就转300给张三", 300_00),
        ("余额够的话给李四转3000可以吗", 3000_00),
        ("如果余额够就给李四转3000", 3000_00),
        ("要是给李四转3000 要手续费吗 不要就转", 3000_00),
        ("我妈让我给李四转500", 500_00),
        ("我说给李四转500", 500_00),
        ("妈妈说给李四转500吧，你帮我转一下", 500_00),
        ("李四说转500就行，给他转500", 500_00),
        ("给我转500给张三", 500_00),
        ("转张三500还我欠他的", 500_00),
        ("给我老婆转500", 500_00),
        ("今天把500给张三转了", 500_00),
        ("刚才说的500给张三转了吧", 500_00),
        ("给张三转500要不要付手续费", 500_00),
        ("张三是来要500的 给他转500", 500_00),
        ("昨天给李四转了800，再给他转300", 300_00),
        ("李四那边转1800 周四转", 1800_00),
        ("李四在法院上班 帮我给他转300 份子钱", 300_00),
        ("pay 李四 500 for the concert tix", 500_00),
    ],
)
def test_what_is_told_besides_takes_nothing_from_an_order(text, fen):
    understood = made(text)

    assert understood.intent == SEND
    assert understood.sure
    assert understood.slots["amount"].fen == fen


@pytest.mark.parametrize("text", ["i wanna pay 张三 back", "我要把钱还给李四"])
def test_who_is_to_have_their_money_back_is_paid(text):
    understood = made(text)

    assert (understood.intent, understood.sure) == (SEND, True)
    assert understood.slots["payee"] in ("张三", "李四")


@pytest.mark.parametrize(
    "text",
    [
        "气死 上个月借给张三1500 转给他的时候说好月底还",
        "去年借给李四三千块 打给他的时候他说过完年就还",
        "那个张三啊给我修屋顶 开口要两千八",
        "李四上门修水管 张嘴就要六百",
        "李四开价五千卖我辆电动车",
        "今天张三又来要500",
        "张三跟我要500",
        "李四问我要1000",
        "李四 is begging for 300 again",
        "李四问我借两千，我没答应",
        "我当面给张三",
        "上个月借给张三1500 他说下个月给我",
        "我在你们这存了个一年的",
        "去年在你们这存了一笔三万的",
    ],
)
def test_a_loan_of_the_past_a_price_and_what_is_given_by_hand_order_nothing(text):
    assert not made(text).sure or made(text).intent not in (SEND, "deposits.open")


@pytest.mark.parametrize(
    "text, fen",
    [
        ("之前借给李四2000他还我了，现在给他转1500", 1500_00),
        ("李四开口要六百，给他转六百吧", 600_00),
        ("那重新说 给张三转500 后天", 500_00),
        ("刚写错了再说一遍给张三转320", 320_00),
        ("一共456 张三帮我垫的 转给他吧", 456_00),
    ],
)
def test_what_is_ordered_behind_a_story_is_ordered(text, fen):
    understood = made(text)

    assert (understood.intent, understood.sure) == (SEND, True)
    assert understood.slots["amount"].fen == fen


@pytest.mark.parametrize(
    "text",
    ["邻居存了十万五年定期，我就存两万，也五年", "存三万，半年", "帮我把三万存了", "存了三万吧 一年定期"],
)
def test_a_deposit_is_opened_where_it_is_wished(text):
    assert made(text).intent == "deposits.open"


@pytest.mark.parametrize("text", ["还张三钱", "还钱给李四", "给张三还钱"])
def test_to_give_back_money_is_to_send_it(text):
    assert (made(text).intent, made(text).sure) == (SEND, True)


@pytest.mark.parametrize(
    "text, arrival",
    [
        ("给李四转500，不要现在转，等到周五再转", date(2026, 11, 27)),
        ("给李四转账啊转一千八百块钱然后不要现在转要等到这个礼拜五再转", date(2026, 11, 27)),
        ("不要今天转 后天给张三转1200", date(2026, 11, 25)),
        ("给李四转500，等到周五再转", date(2026, 11, 27)),
        ("给李四转800 不要现在转", SOME_TIME),
        ("给张三转500 2月30号转", SOME_TIME),
        ("转500，等到周五再给张三转", date(2026, 11, 27)),
        ("给张三转500，备注药不要现在吃", None),
        ("11月31号给张三转700", SOME_TIME),
        ("工资要等到周五才发，先转500给张三", None),
        ("周五才发工资 先给张三转500", None),
        ("周五发工资，到那天给张三转500", date(2026, 11, 27)),
        (
            "给李四转500，周五发工资周六转",
            EitherDay("周五发工资周六", (date(2026, 11, 27), date(2026, 11, 28))),
        ),
        ("周五到账，先转500给张三", date(2026, 11, 27)),
    ],
)
def test_what_is_not_to_be_sent_now_or_on_no_day_is_not_sent_at_once(text, arrival):
    assert made(text).slots.get("arrival") == arrival


@pytest.mark.parametrize(
    "text, yuan",
    [
        ("从那三万定期里先取一万出来", "10000"),
        ("从三万的定期里头拿出五千", "5000"),
        ("三万定期取一万还是取两万呢", None),
    ],
)
def test_of_two_sums_that_which_is_taken_out_is_ordered(text, yuan):
    told = understanding().told_of("deposits.withdraw", text, NOW)[1].get("amount")

    assert told == (Money.parse(yuan) if yuan else None)


STORIES = {
    "买菜花了86打车花了32都是张三付的一共118转给张三": 118,
    "上个礼拜跟张三还有另外两个人去爬山门票80一张车费他出的120然后中午饭是我付的所以算下来我还要给他95你帮我转一下": 95,
    "我妈说李四他爸住院了然后我们几个同学凑了点钱小王出了500小刘出了300我就出1000吧你帮我把我这1000转给李四": 1000,
    "就是李四帮我买的那个扫地机器人原价2999打完折2499他说收我2400就行那就转他2400": 2400,
    "我家装修李四给铺的砖总共要一万八定金付过五千了剩下一万三这周三给他转过去": 13000,
    "装窗户的李四报价六千五我砍到六千上个月给过两千了还剩四千下周五给他转过去": 4000,
    "同李四夾份買咗部遊戲機2400佢畀咗2000我畀咗400即係我仲差佢800你幫我過返800畀佢": 800,
    "so 张三 and i bought a grill it was 860 plus 40 delivery so half is 450 can you just send him 450": 450,
}


@pytest.mark.parametrize("text", STORIES)
def test_a_story_pays_what_it_ends_with(text):
    understood = made(text)

    assert (understood.intent, understood.sure) == (SEND, True)
    assert understood.slots["amount"].fen == STORIES[text] * 100
    assert understood.slots["payee"] in ("张三", "李四")
    assert "memo" not in understood.slots


@pytest.mark.parametrize(
    "text",
    [
        "李四那个扫地机器人原价2999打完折2499我没转他2400",
        "李四的东西原价2999打完折2499要不要转他2400呢",
        "扫地机器人原价2999打完折2499李四帮我买的我已经转了他2400",
    ],
)
def test_a_sum_that_is_only_told_of_is_not_taken(text):
    understood = made(text)

    assert not understood.sure or getattr(understood.slots.get("amount"), "fen", None) is None


def test_whose_account_it_is_is_told_by_its_label():
    told = partial(understanding().told_of, SEND, now=NOW)

    for text, name in {
        "房东发来的 户名 孙梅 工商银行 6222 0203 0011 7390 462": "孙梅",
        "Name: Wang Fang\nBank: ICBC\nCard: 6222024400288615758\nsend her 888 from 2816": "Wang Fang",
        "account holder: Chen Jie, ICBC, 6222024400288615758": "Chen Jie",
    }.items():
        assert told(text)[1]["payee"] == name
    assert "payee" not in told("帮我转钱给一个人 6222024400288615758 5000块")[1]


@pytest.mark.parametrize(
    "text, intent",
    [
        ("查一下10月的流水", "accounts.transactions"),
        ("看看9月份的流水", "accounts.transactions"),
        ("上個月李四有冇過數俾我㗎 幫我查下", "accounts.transactions"),
        ("开10月的流水", "accounts.statement"),
        ("查一下10月的流水，要盖章", "accounts.statement"),
    ],
)
def test_lines_are_seen_and_statements_drawn_up(text, intent):
    assert understanding().understand(text, NOW).intent == intent


@pytest.mark.parametrize("text", ["房租2000，一年，到期不续", "会员费到期别续了", "车险保单到期不续了"])
def test_what_else_ends_changes_no_deposit(text):
    assert not (made(text).sure and made(text).intent == "deposits.renewal")


@pytest.mark.parametrize("text", ["我的定期到期不续了", "到期别续了", "租金存的那笔存款到期不要转存"])
def test_a_deposit_is_changed_by_whatever_name(text):
    assert made(text).intent == "deposits.renewal"
    assert made(text).sure


@pytest.mark.parametrize("text", ["我先打110", "打110报警", "先打96110问问", "我拨12345"])
def test_who_is_called_at_a_known_number_is_not_paid_it(text):
    assert not (made(text).sure and made(text).intent == "transfers.send")


def test_such_a_sum_is_sent_to_somebody():
    assert made("给张三打110").intent == "transfers.send"
    assert made("打110块给张三").intent == "transfers.send"


@pytest.mark.parametrize(
    "text",
    [
        "存3000定期 six months 本息续存 from 2816",
        "存3000 6 months 定期,本息续存",
        "存3000定期 six months 到期转活期",
    ],
)
def test_how_long_it_is_kept_is_read_in_english_between_chinese_words(text):
    slots = made(text).slots
    assert (slots["amount"], slots["term"]) == (Money.parse("3000"), Term(months=6))
