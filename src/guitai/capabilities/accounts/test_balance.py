import pytest

from guitai.customers import customers
from guitai.shield import freezes


@pytest.fixture
def nobody(stranger):
    """A customer who is bound and has no account."""
    fields = {"name": "王小明", "id_number": "990101199804120262", "mobile": "15400000009"}
    owner = customers.open_customer(stranger.db, opened_on=stranger.now.date(), **fields)
    customers.bind_openid(stranger.db, "oStranger", owner)
    stranger.owner = owner
    return stranger


@pytest.mark.parametrize("said", ["我的余额", "卡里还有多少钱", "尾号2816的余额", "活期余额"])
def test_the_balance_is_on_the_card_and_not_in_the_chat(lin, said):
    reply = lin.says(said)

    assert reply == "您的余额查好了，请点开卡片看。\n[点这里查看]\n1. 查明细\n2. 我的账户"
    assert lin.card == {"活期 尾号2816": "¥55,340.50"}


def test_several_accounts_are_shown_with_their_sum(chen):
    chen.says("余额")

    assert chen.card == {
        "活期 尾号1668": "¥0.00",
        "活期 尾号1196": "¥0.00",
        "定期 尾号7001": "¥0.00",
        "合计": "¥0.00",
    }


def test_the_account_that_was_named_is_the_one_that_is_shown(chen):
    chen.says("定期余额")

    assert chen.card == {"定期 尾号7001": "¥0.00"}


def test_an_account_that_is_not_there_is_said_to_be_missing(lin):
    assert lin.says("尾号9999的余额").startswith("您名下没有找到“9999”这个账户，请您核对。")


@pytest.mark.parametrize(
    "said, reply",
    [
        ("信用卡余额", "您在本行没有信用卡。"),
        ("定期余额", "您没有定期存款。"),
        ("how much money is left on my credit card", "You have no credit card with us."),
    ],
)
def test_a_kind_of_account_that_is_not_there_is_said_to_be_missing(lin, said, reply):
    assert lin.says(said).startswith(reply)


def test_english_is_answered_in_english(lin):
    assert lin.says("What's my balance?").startswith("Here is your balance; please open the card.")
    assert lin.card == {"Current account ending 2816": "¥55,340.50"}


def test_traditional_is_answered_in_traditional(lin):
    assert lin.says("我的帳戶餘額").startswith("您的餘額查好了，請點開卡片看。")


def test_a_stranger_is_told_that_no_account_is_connected(stranger):
    assert stranger.says("我的余额").startswith("这个微信还没有绑定本行账户，所以查不到。")


@pytest.mark.parametrize("said", ["我的余额", "我的账户", "上个月的明细"])
def test_a_customer_without_an_account_is_told_so_and_not_to_connect(nobody, said):
    assert nobody.says(said) == "您名下现在没有账户。开户请带身份证到本行任意网点。\n1. 给工作人员留言"


UNOPENED = (
    "您的微信服务已经冻结，现在不能查询。要解除冻结，请重新绑定并设置新密码，或带身份证到本行网点办理。"
)


@pytest.mark.parametrize("said", ["我的余额", "我的账户", "上个月的明细"])
def test_who_is_frozen_is_told_that_nothing_is_shown(lin, said):
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")

    assert lin.says(said).partition("\n1. ")[0] == UNOPENED
    assert lin.db.execute("SELECT count(*) FROM shield.cards").fetchone() == (0,)


def test_who_is_frozen_by_the_staff_is_told_where_to_go(lin):
    freezes.freeze(lin.db, lin.owner, by="staff 7", why="a call")

    assert lin.says("我的余额").startswith("您的微信服务已由本行冻结，现在不能查询。请带身份证到本行网点")


def test_who_is_frozen_is_given_no_statement(lin):
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")

    assert lin.says("开10月的流水").startswith("您的微信服务已经冻结，现在不能办理。")


def test_the_list_names_each_account_and_the_day_it_was_opened(chen):
    chen.says("我有几个账户")

    assert chen.card["定期 尾号7001"] == "2025年3月1日开户"


def test_repeating_shows_what_was_shown_last(lin):
    said = lin.says("我的余额")

    assert lin.says("再说一遍") == said
    assert lin.card == {"活期 尾号2816": "¥55,340.50"}


@pytest.mark.parametrize("said", ["快快快 余额！在收银台", "急急急，余额", "余额!! asap"])
def test_what_is_known_is_shown_whatever_hurry_is_said_beside_it(lin, said):
    lin.says(said)

    assert lin.card == {"活期 尾号2816": "¥55,340.50"}


def test_a_tail_in_english_is_no_sum(lin):
    lin.says("how much do i have in 2816 rn")

    assert lin.card == {"Current account ending 2816": "¥55,340.50"}
