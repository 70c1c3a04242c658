"""Which of several sums is ordered, by all that the bank was taught: sentences of strangers that it was not."""

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.known import READ_ON
from guitai.understanding.load import SUMS, load, taught, words
from guitai.understanding.slots.reading import read
from guitai.understanding.tagging import sums
from guitai.understanding.tagging.marked import AMOUNT, all_marked


@pytest.fixture(scope="module")
def bank():
    return words()


@pytest.mark.parametrize(
    "intent, text, yuan",
    [
        ("credit.repay", "奖金到账两万三，先还信用卡八千", 8000),
        ("transfers.send", "昨晚唱歌一共花了528，转132给小郑", 132),
        ("transfers.send", "上个月房租3500已经给了，这个月再转3600给房东", 3600),
        ("circles.repay", "上回跟胖虎借了六千 先还他一千五", 1500),
        ("wealth.redeem", "孩子补课要交7000，先从天天盈里赎两万出来", 20000),
        ("wealth.buy", "有闲钱十万，先买五万月月丰", 50000),
        ("deposits.open", "卖车得了九万。拿六万出来存三年", 60000),
        ("transfers.send", "send Wang Fang 300 please, she made us 40 buns", 300),
        ("credit.repay", "my bonus was 9,000, pay 2,500 off my credit card", 2500),
        ("transfers.send", "工资刚到 七千 先打三千给我妈", 3000),
        ("transfers.send", "昨天五个人吃了六百多，老周垫的，我那份126，给老周转过去", 126),
        ("transfers.send", "我说给一百，小美非要两百，听她的，给小美转两百", 200),
        ("circles.repay", "老王那六千 先还他三千五呗", 3500),
        ("circles.repay", "发工资七千，还小贾2k，剩的还谁再说", 2000),
        ("circles.lend", "阿伟要借九千 我只能借给他四千", 4000),
        ("circles.lend", "她要一万二，我只借六千", 6000),
        ("transfers.status", "昨天转给李明辉的2000到账没有", 2000),
        ("deposits.open", "卡里两万一 留三千吃饭 拿一万八去存定期", 18000),
        ("wealth.buy", "月月丰六万起是吧，那就六万", 60000),
        ("wealth.buy", "七万到账了，四万要还债，三万全买随心盈", 30000),
        ("credit.repay", "账单五千三，先还一千七，其余再说", 1700),
        ("circles.lend", "阿May想借一萬，我只能借她四千", 4000),
        ("circles.lend", "阿強想借三万我只肯出一万", 10000),
        ("loans.repay", "年终奖下来了 六万 拿四万去还贷", 40000),
        ("wealth.redeem", "赎一万五随心盈，剩下的两万别动", 15000),
        ("wealth.buy", "拿出6千来，投到随心盈里", 6000),
        ("transfers.send", "转三千二给小刘，不对，上次预支了两百，转三千给小刘", 3000),
    ],
)
def test_of_several_amounts_the_one_that_is_ordered_is_meant(bank, intent, text, yuan):
    assert bank.slots(intent, read(said(text), READ_ON))["amount"] == Money(yuan * 100)


@pytest.mark.parametrize(
    "intent, text",
    [
        ("transfers.send", "给张三转500，再转300给李四"),
        ("transfers.send", "转500，那个600"),
        ("transfers.send", "给张三转500还是600"),
        ("transfers.send", "上次转了500，这次300或者400"),
        ("loans.repay", "年底分红发了4万8，想把房贷还掉一部分"),
        ("transfers.send", "说好给3000，已经给了800，剩下的转给他"),
        ("deposits.open", "三万到期了，加八千一起再存"),
        ("wealth.buy", "起购一万，我有八千，买一点"),
        ("transfers.send", "房租3000，水电800，一起转给房东"),
        ("transfers.send", "工资发了九千，转一些给我妈"),
    ],
)
def test_two_orders_and_a_part_of_what_is_told_are_no_amount(bank, intent, text):
    assert not isinstance(bank.slots(intent, read(said(text), READ_ON)).get("amount"), Money | str)


@pytest.mark.parametrize(
    "intent, text",
    [
        ("credit.instalment", "我一个月工资也就六千，账单给我分12期"),
        ("credit.instalment", "到手才三千八，信用卡这期帮我分三期"),
        ("payments.code", "红薯六块一斤，给我调个收款码"),
        ("payments.orders", "退款到账没？买的鞋41码小了退的"),
        ("insurance.buy", "I'd like accident insurance for my dad, he's 66"),
        ("insurance.buy", "我妈今年67，给她买份意外险"),
        ("wealth.browse", "有没有保本的，去年买基金亏了2万心里怕"),
        ("loans.apply", "一个月挣七千，想贷点款买车"),
        ("withdrawals.create", "we are 14 at the table, get me some cash"),
    ],
)
def test_a_number_alone_that_is_only_told_of_is_no_amount(bank, intent, text):
    assert "amount" not in bank.slots(intent, read(said(text), READ_ON))


@pytest.mark.parametrize(
    "intent, text, fen",
    [
        ("transfers.send", "wang fang 130", 13000),
        ("transfers.send", "昨天给小周转了600，再给他转400", 40000),
        ("credit.instalment", "刷卡买了台电脑7999，肉疼，分12期慢慢还", 799900),
        ("wealth.browse", "手头有15万，想找个稳健点的，放半年", 15_000_000),
        ("bills.pay", "水费欠了57块3帮我缴了", 5730),
        ("circles.repay", "還錢俾阿強，爭佢七百蚊", 70000),
    ],
)
def test_a_number_alone_that_is_ordered_is_the_amount(bank, intent, text, fen):
    assert bank.slots(intent, read(said(text), READ_ON))["amount"] == Money(fen)


def test_a_day_that_is_told_beside_another_sum_is_none_for_the_order(bank):
    slots = bank.slots("transfers.send", read(said("他说就剩二十块了要撑到月底，唉，给他打五百吧"), READ_ON))

    assert "when" not in slots


def test_each_mark_of_the_banks_own_sentences_is_a_sum_that_is_read():
    every = taught(SUMS, load())
    for sentences in all_marked(every, {intent: {AMOUNT} for intent in every}).values():
        for one in sentences:
            read_at = {(place.start, place.end) for place in sums.places(read(one.text, READ_ON))}
            strays = [span for _, span in one.spans if not any(a <= span[0] < b for a, b in read_at)]
            assert read_at, one.text
            assert not strays, one.text
