import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.money import Money
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.money_words import amount, everything

READ = {
    "给张三转五百块": "500",
    "1万2": "12000",
    "两千三": "2300",
    "3.5w": "35000",
    "一百二": "120",
    "一千零五十块五毛": "1050.5",
    "一千零五": "1005",
    "三万五千六": "35600",
    "三块五": "3.5",
    "三块五毛二": "3.52",
    "十块零五分": "10.05",
    "八分钱": "0.08",
    "五毛": "0.5",
    "2k": "2000",
    "俩百": "200",
    "壹仟贰佰叁拾肆元整": "1234",
    "半万": "5000",
    "一个亿": "100000000",
    "幺零零元": "100",
    "轉給媽媽兩萬五千塊": "25000",
    "廿元": "20",
    "10万零5百": "100500",
    "一点五万": "15000",
    "¥1,234.56": "1234.56",
    "２００ 元": "200",
    "转 500 给 张三": "500",
    "500蚊": "500",
    "0元": "0",
    "买10万天天盈": "100000",
    "三百块一共": "300",
    "50块3个人": "50",
    "一万二（12000）": "12000",
    # a name that ends in a digit
    "给张三三百块": "300",
    "给李四五百": "500",
    "给张三1000": "1000",
    "1500张三": "1500",
    "给李四转300份子钱": "300",
    "给小李三百五": "350",
    "借1个w": "10000",
    "转两个k": "2000",
    "想贷25w 期限半年": "250000",
    "即刻轉萬五畀阿媽": "15000",
    "沽千五": "1500",
    # English
    "send 500 to li lei": "500",
    "five hundred yuan": "500",
    "two hundred and fifty yuan": "250",
    "1.2 million": "1200000",
    "5 wan": "50000",
    "1.5wan": "15000",
    "two wan": "20000",
    "transfer 1,000 rmb": "1000",
    "send 5k": "5000",
}
VAGUE = "三千多 三千多块 50或60 500到600 50-60 五六百 三五百 两三千 几百块 上千 十几块 10来块"
VAGUE += " 一百来块 百把块 500左右 大概500 about_500"
FOREIGN = "100美元 $50 hk$500 500刀 五百港币 500_dollars 500_bucks 20_usd 八十欧元"
MALFORMED = "-50 0.001 1e3 1ooo 1,0000 1,23 007 5_000 1万23 500给张三还是600给李四"
OTHER_NUMBERS = "两张 3.5% 百分之三 打八折 转2次 12期 第3个 最近5笔 R2 ABC001"
OTHER_NUMBERS += " 万一 千万别 百货 十分 一下 张三 3pm 2_tickets 12th 123456789"


@pytest.mark.parametrize("text, yuan", READ.items())
def test_an_amount_is_read_to_the_fen(text, yuan):
    assert amount(fold(said(text))) == Money.parse(yuan)


@pytest.mark.parametrize("text", f"{VAGUE} {FOREIGN} {MALFORMED} {OTHER_NUMBERS}".split())
def test_what_is_no_certain_amount_is_left_out(text):
    assert amount(fold(said(text.replace("_", " ")))) is None


def spoken(yuan: int) -> str:
    """Whole yuan in full, as a teacher would say them."""
    if yuan == 0:
        return "零"
    words, zero = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, yuan = divmod(yuan, unit)
        if count:
            words += (
                "零" * (zero and bool(words))
                + (spoken(count) if unit >= 10**4 else "零一二三四五六七八九"[count])
                + name
            )
        zero = not count or (unit >= 10**4 and yuan < unit // 10)
    return words


@given(st.integers(1, 10**11), st.integers(0, 9), st.integers(0, 9))
def test_every_amount_said_in_full_is_read_back(yuan, jiao, fen):
    digits = "零一二三四五六七八九"
    coins = digits[jiao] + "角" if jiao else ""
    coins += ("零" * (not jiao) + digits[fen] + "分") if fen else ""

    assert amount(f"{spoken(yuan)}元{coins}") == Money(yuan * 100 + jiao * 10 + fen)


@given(st.integers(0, 10**12))
def test_every_amount_in_figures_is_read_back(fen):
    yuan, part = divmod(fen, 100)

    assert amount(f"转{yuan:,}.{part:02}元") == Money(fen)


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两半块元角分毛0123456789.,wk多几-给张三", max_size=12))
def test_no_text_makes_the_reader_fail(text):
    read = amount(fold(said(text)))

    assert read is None or read >= Money(0)


@pytest.mark.parametrize(
    "text", ["全部转给妈妈", "把钱全部转走", "全部", "都取出来", "赎回全部", "transfer it all", "all"]
)
def test_all_of_it_is_an_amount_too(text):
    assert everything(fold(said(text)))


@pytest.mark.parametrize("text", ["全部明细", "所有账户的余额", "我的钱都花哪了", "all my accounts"])
def test_all_of_something_else_is_no_amount(text):
    assert not everything(fold(said(text)))
