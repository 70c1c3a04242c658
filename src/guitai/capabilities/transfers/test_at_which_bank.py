"""The bank that is named with whom to pay, and the one that is named to pay from."""

import pytest

THERE, MERCHANTS = "6214830000000207", "308584000013"


@pytest.fixture
def li_si(lin, known):
    """Lin has paid 李四 at 招商银行, and nowhere else."""
    known(lin, "李四", THERE, MERCHANTS)
    return lin


@pytest.mark.parametrize(
    ("words", "bank"),
    [
        ("给李四工商银行的卡转300", "工商银行"),
        ("李四 建行 300元", "建设银行"),
        ("给李四工商银行转300", "工商银行"),
        ("给李四转300到他的工行账户", "工商银行"),
        ("给王小明工行的卡转300", "工商银行"),
    ],
)
def test_an_account_at_another_bank_than_the_known_one_is_asked_for(li_si, words, bank):
    whom = "王小明" if "王小明" in words else "李四"

    assert li_si.says(words) == f"{whom}在{bank}的账户还不在您的收款人里。请发那里的卡号或账号。"


def test_the_account_there_is_paid(li_si, order):
    li_si.says("给李四工商银行的卡转300")
    li_si.says("110923456789012")

    paid = order(li_si)
    assert (paid["收款人"], paid["收款银行"], paid["收款账号"][-3:]) == ("李四", "工商银行", "012")


def test_the_bank_that_is_told_otherwise_leads_to_the_known_account(li_si, order):
    li_si.says("给李四工商银行的卡转300")
    li_si.says("不是工商银行，是招商银行")

    assert (order(li_si)["收款银行"], order(li_si)["收款账号"][-4:]) == ("招商银行", "0207")


def test_the_bank_that_is_named_when_asked_for_whom_counts_too(li_si):
    li_si.says("转300")

    assert li_si.says("李四，工商银行") == "李四在工商银行的账户还不在您的收款人里。请发那里的卡号或账号。"


@pytest.mark.parametrize("words", ["给李四招行的卡转300", "李四 招商银行 300元", "给李四转300，备注工商银行"])
def test_the_known_account_is_paid_where_the_bank_is_its_own_or_none_is_named(li_si, order, words):
    li_si.says(words)

    assert order(li_si)["收款银行"] == "招商银行"


def test_a_bank_within_a_name_is_none(lin, known, order):
    known(lin, "中信物业", THERE, MERCHANTS)
    lin.says("给中信物业转300")

    assert (order(lin)["收款人"], order(lin)["收款银行"]) == ("中信物业", "招商银行")


@pytest.mark.parametrize(
    ("words", "bank"),
    [
        ("从工商银行转300给李四", "工商银行"),
        ("用工行的卡给李四转300", "工商银行"),
        ("从建行转300到李四的招行卡", "建设银行"),
        ("我的建行卡转300给李四", "建设银行"),
    ],
)
def test_an_account_elsewhere_is_none_to_pay_from(li_si, order, words, bank):
    said = li_si.says(words)

    assert said.startswith(f"您没有可以付款的账户“{bank}”。")
    assert (order(li_si)["收款银行"], order(li_si)["金额"]) == ("招商银行", 300_00)


def test_this_bank_is_no_account_of_its_own(li_si, order):
    li_si.says("从江海银行转300给李四")

    assert (order(li_si)["付款账户"], order(li_si)["收款银行"]) == ("活期 尾号2816", "招商银行")


@pytest.mark.parametrize(
    "words",
    ["是建行的", "他的卡是建行的", "李四是建行的", "建行", "改成建行", "不是招行，是建行", "it's at CCB"],
)
def test_the_bank_may_be_told_when_the_order_is_there(li_si, words):
    li_si.says("给李四转300")
    said = li_si.says(words)

    assert (
        said.startswith(
            ("李四在建设银行的账户还不在您的收款人里。", "The account of 李四 at 建设银行 is not in your")
        )
        or "建设银行" in said
    )
    li_si.says("6217001234567890123")
    assert "300.00" in "".join(part for part in li_si.reply.parts if isinstance(part, str))


@pytest.mark.parametrize("words", ["是招行的", "他的卡是招商银行的", "招行"])
def test_the_bank_that_it_is_changes_nothing(li_si, order, words):
    li_si.says("给李四转300，备注买菜")
    li_si.says(words)

    assert (order(li_si)["收款账号"][-4:], order(li_si)["金额"], order(li_si)["附言"]) == (
        "0207",
        300_00,
        "买菜",
    )


def test_nor_does_that_of_the_number_that_was_told(lin, order):
    lin.says("给王小明转100")
    lin.says("6217001234567890123")
    lin.says("是建行的")
    assert order(lin)["收款银行"] == "建设银行"

    assert lin.says("是招行的").startswith("王小明在招商银行的账户还不在您的收款人里。")


@pytest.mark.parametrize(
    "words", ["我在建行", "建行今天关门", "用建行那张", "建行收手续费吗", "是不是建行的"]
)
def test_a_bank_that_is_spoken_of_otherwise_is_not_where_somebody_is_paid(li_si, order, words):
    li_si.says("给李四转300")
    li_si.says(words)

    assert (order(li_si)["收款人"], order(li_si)["收款银行"]) == ("李四", "招商银行")
