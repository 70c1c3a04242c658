import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.understanding.secret_words import masked, secret

# What the patterns are made of, in any order: the ways in which they might get in each other's way.
PIECES = st.lists(
    st.sampled_from(
        (
            "密码 验证码 cvv2 pin 是 is 我的 ： ， 。 - 身份证 990101199804120262 6239990000000002816 19900000001 86"
            " +86 258036 482913 123 2816 abc12345 元 ４８ 二五八 ** **** x X \u200b \n 2026-11-23 20261123103000 "
        ).split(" ")
    )
    | st.just(" "),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "我的密码是258036",
        "我的密碼是258036",
        "密码：258036",
        "密码 ２５８０３６",
        "密码是2 5 8 0 3 6",
        "密码258-036",
        "取款密码好像是 258036，对吗",
        "密码是二五八零三六",
        "258036是我的密码",
        "登录密码是abc12345",
        "口令258036",
        "验证码 482913",
        "驗證碼：482913",
        "把验证码482913发给客服对吗",
        "我收到的验证码是4829",
        "482913是您的验证码，5分钟内有效",
        "482913验证码",
        "动态码482 913",
        "pin 1234",
        "PIN码是1234",
        "my pin is 1234",
        "password: 258036",
        "my password is hunter2",
        "otp 482913",
        "the code is 482913",
        "482913 is your verification code",
        "cvv 123",
        "CVV2：123",
        "cvv123",
        "安全码是123",
        "卡背面后三位123",
        "身份证990101199804120262",
        "身份證號碼：９９０１０１１９９８０４１２０２６２",
        "990101 19980412 0262",
        "990101-1998-0412-0262",
        "证件号11010519491231002x",
        "我叫林晓雯11010519491231002X转100元",
        "身份证990101199804120262 金额100",
        "密码是2\u200b58036",
        "忘记密码了，以前是258036",
        "CVV code 123",
        "security code is 123",
        "密碼係258036",
        "交易密码改成258036",
        "密码设置成258036",
        "我卡的pin码 258036 100元",
    ],
)
def test_a_secret_is_seen(text):
    assert secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "忘记密码了",
        "改密码",
        "密码错了3次",
        "密码输错三次被锁了",
        "密码是几位数",
        "密码要6位吗",
        "收不到验证码",
        "收不到验证码，尾号2816",
        "验证码收不到，手机13800138000",
        "尾号2816的卡密码忘了",
        "改密码，95588打不通",
        "密码锁了，转账1000元失败",
        "密码2019年改过",
        "密码 2026-11-23 改过",
        "100元",
        "给张三转1000元，备注密码",
        "我的卡号是6239990000000002816",
        "shopping 1234",
        "拼多多pinduoduo 1234",
        "zip code 518000",
        "安全码在哪里",
        "身份证过期了",
        "身份证990101199804120263",
        "12378",
        "i forgot my password",
        "change my pin",
        "reset my password for card 2816",
    ],
)
def test_what_is_no_secret_is_let_through(text):
    assert not secret(text)


@pytest.mark.parametrize(
    "text, kept",
    [
        ("我的密码是258036", "我的密码是******"),
        ("密码是2 5 8", "密码是2 5 8"),
        ("密码是2 5 8 0 3 6。", "密码是* * * * * *。"),
        ("登录密码是abc12345", "登录密码是********"),
        ("验证码４８２９１３，请查收", "验证码******，请查收"),
        ("cvv2 123", "cvv2 ***"),
        ("身份证990101199804120262", "身份证******************"),
        ("我的卡6239990000000002816丢了", "我的卡****2816丢了"),
        ("卡号6239 9900 0000 0002 816", "卡号****2816"),
        ("6239-9900-0000-0002-816吞了", "****2816吞了"),
        ("卡号６２３９９９０００００００００２８１６", "卡号****２８１６"),
        ("存折80210000000001234", "存折****1234"),
        ("4111111111111111", "****1111"),
        ("4111111111111112", "4111111111111112"),
        ("6225 8801 2345 6789 500元", "6225 8801 2345 6789 500元"),
        ("4111 1111 1111 1111 500元", "****1111 500元"),
        ("请打19900000001", "请打199****0001"),
        ("+86 199-0000-0001", "+86 199****0001"),
        ("8619900000001", "86199****0001"),
        ("19900000001 4111111111111111", "199****0001 ****1111"),
        ("转1000元", "转1000元"),
        ("1234567890123元", "1234567890123元"),
        ("2026-11-23 2026-12-01", "2026-11-23 2026-12-01"),
        ("20261123103000", "20261123103000"),
        ("尾号2816，电话0755-12345678", "尾号2816，电话0755-12345678"),
        ("<b>&amp;</b>😀", "<b>&amp;</b>😀"),
    ],
)
def test_numbers_are_kept_as_far_as_they_may_be(text, kept):
    assert masked(text) == kept


@given(st.text() | PIECES)
def test_what_was_masked_stays_as_it_is_and_holds_no_secret(text):
    kept = masked(text)

    assert masked(kept) == kept
    assert not secret(kept)


@given(PIECES)
def test_a_secret_is_never_kept_as_it_was(text):
    assert not secret(text) or masked(text) != text


@pytest.mark.parametrize("piece", ["1", "1 ", "密码", "密码 ", "cvv2", "1234 ", "是", "1是", "密码a"])
def test_a_long_text_is_read_in_no_time(piece):
    assert masked(piece * 500)[:1]
