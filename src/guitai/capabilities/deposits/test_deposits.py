"""Opening, seeing, withdrawing and changing deposits, on a phone."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.savers import DAY, accounts, opens, ordered, shown, told, waits

from guitai.capabilities.deposits import demand, holdings, trace
from guitai.capabilities.deposits.numbers import checked, deposit_number
from guitai.ledger.accounts import account, accounts_of, open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.ledger.stops import lift, stop
from guitai.money import Money
from guitai.naming import LOST
from guitai.shield import cards, orders, usage


def test_one_sentence_a_choice_and_a_signature_open_a_deposit(lin, signs):
    assert lin.says("存5万定期一年").startswith("到期以后怎么办？")
    lin.taps("本金续存，利息转到活期")
    assert shown(lin)["到期利息"] == "¥475.00"

    signs(lin)

    assert accounts(lin) == {"current": Money.parse("5340.50"), "fixed": Money.parse("50000")}
    assert lin.reply.parts[0].startswith("已经存好")
    assert shown(lin)["到期日"] == "2027年11月23日"
    assert shown(lin)["到期以后"] == "本金续存，利息转到活期"


def test_the_interest_is_shown_before_and_so_is_what_breaking_it_would_give(lin):
    lin.says("存5万定期一年")
    lin.taps("不续存，本金和利息都转到活期")

    assert shown(lin)["年利率"] == "0.95%"
    assert shown(lin)["提前支取（全部天数按支取日的活期利率，现为0.05%）最多"] == "¥25.28"
    assert accounts(lin) == {"current": Money.parse("55340.50")}


def test_account_numbers_on_an_order_are_in_groups_as_on_a_transfer(lin, signs):
    lin.says("存5万定期一年")
    lin.taps("不续存，本金和利息都转到活期")
    assert ordered(lin).line("source") == ("转出账户", "活期 尾号2816")
    signs(lin)

    lin.says("支取存款")
    lin.says("全部")
    assert ordered(lin).line("target") == ("转入账户", "活期 尾号2816")
    assert re.fullmatch(r"(\d{4} )+\d{1,4}", ordered(lin).text("deposit"))


def test_more_than_there_is_is_refused_before_anything_is_signed(lin):
    said = lin.says("存6万定期一年")

    assert said == "这个账户的可用余额不够。\n请说一个少一些的金额。"
    assert lin.says("5万").startswith("到期以后怎么办？")
    assert accounts(lin) == {"current": Money.parse("55340.50")}


def test_a_corrected_amount_voids_the_order_before(lin, signs):
    lin.says("存5万定期一年")
    lin.taps("不续存，本金和利息都转到活期")
    lin.says("不是5万是2万")
    signs(lin)

    assert accounts(lin)["fixed"] == Money.parse("20000")


def test_the_account_is_asked_for_where_there_are_several(chen, signs):
    open_account(chen.db, chen.owner, "notice", "80210000000000000")
    key = next(one.key for one in accounts_of(chen.db, chen.owner) if one.tail == "1196")
    post(
        chen.db,
        transfer(Money.parse("300"), owner=chen.owner, name="in", source=Internal.RESERVES, target=key),
    )
    chen.says("存200元定期三个月")
    assert [tap.label for tap in chen.reply.taps] == ["活期 尾号1668", "活期 尾号1196"]
    chen.taps("活期 尾号1196")
    chen.taps("不续存，本金和利息都转到活期")
    signs(chen)

    held = {one.tail: one.balance for one in accounts_of(chen.db, chen.owner)}
    assert held["1196"] == Money.parse("100")


def test_the_money_is_the_customers_own_and_counts_against_no_limit(lin, signs):
    opens(lin, signs, "存5万定期一年")

    assert usage.spent(lin.db, lin.owner) == {}


def test_a_statement_says_that_it_was_moved(lin, signs):
    opens(lin, signs, "存5万定期一年")
    lin.says("今天的明细")

    assert "转存定期" in " ".join(shown(lin))
    assert shown(lin)["支出合计"] == "¥0.00"


def test_its_number_is_of_the_banks_series_and_another_where_that_is_taken(lin, signs):
    taken = deposit_number(lin.owner, 1)
    open_account(lin.db, lin.owner + 1, "fixed", taken)
    opens(lin, signs, "存5000定期一年")

    (number,) = [one.number for one in accounts_of(lin.db, lin.owner) if one.kind == "fixed"]
    assert checked(number)
    assert number != taken


def test_what_was_signed_on_one_day_is_not_done_on_the_next(lin, signs):
    lin.now = lin.now.replace(hour=23, minute=58)
    lin.says("存5万定期一年")
    lin.taps("不续存，本金和利息都转到活期")
    lin.now += timedelta(minutes=4)
    signs(lin)

    assert lin.reply.parts[0].startswith("这期间日期、利率或这笔存款已经变了")
    assert accounts(lin) == {"current": Money.parse("55340.50")}


def test_from_a_stopped_account_nothing_is_moved(lin, signs):
    (current,) = accounts_of(lin.db, lin.owner)
    stop(lin.db, current.key, debits=True, credits=False, reason="lost card")
    opens(lin, signs, "存5万定期一年")

    assert accounts(lin) == {"current": Money.parse("55340.50")}


def test_who_reported_the_card_lost_is_told_how_to_lift_it(lin):
    (current,) = accounts_of(lin.db, lin.owner)
    stop(lin.db, current.key, debits=True, credits=False, reason=LOST)
    assert lin.says("存5万定期一年").startswith("转出账户已经挂失，没有存入")
    assert [tap.label for tap in lin.reply.taps] == ["解除挂失"]


def test_an_order_is_traced_from_its_draft_to_what_it_did_and_back(lin, signs):
    order = opens(lin, signs, "存5万定期一年")
    drafted = orders.turn_of(lin.db, str(order))
    (deposit,) = holdings.deposits_of(lin.db, lin.owner)
    done = trace.turn_of(lin.db, deposit.number)

    assert trace.turns(lin.db, drafted) == [done]
    assert trace.turns(lin.db, done) == [drafted]
    assert [row["order_id"] for row in trace.trace(lin.db, done)] == [order]


def test_the_list_has_what_each_has_earned(lin, signs):
    opens(lin, signs, "存36000定期三个月")
    lin.now += 30 * DAY
    lin.says("我的定期")

    assert shown(lin)["到期利息"] == "¥58.50"
    assert shown(lin)["到今天的利息（存满才有）"] == "¥19.08"  # 30 of 92 days
    assert shown(lin)["今天全部支取的利息"] == "¥1.50"


FOR_A_TERM, AT_NOTICE = "存3000定期三个月", "存5万元的七天通知存款"


@pytest.mark.parametrize(
    "has, offered",
    [
        ([FOR_A_TERM], ["更改到期安排"]),
        ([AT_NOTICE], ["通知支取"]),
        ([FOR_A_TERM, AT_NOTICE], ["更改到期安排", "通知支取"]),
    ],
)
def test_under_the_list_is_offered_what_can_be_done_with_these(lin, signs, has, offered):
    for wish in has:
        opens(lin, signs, wish, renewal="" if wish == AT_NOTICE else "不续存，本金和利息都转到活期")

    lin.says("我的定期")

    assert [tap.label for tap in lin.reply.taps] == ["存定期", "支取存款", *offered]


def test_all_of_it_can_be_withdrawn_early_and_what_is_lost_is_shown_before(lin, signs):
    opens(lin, signs, "存36000定期一年")
    lin.now += 10 * DAY
    lin.says("提前支取")
    lin.says("全部")
    assert shown(lin)["利息"] == "¥0.50"
    assert shown(lin)["比到期少得利息"] == "¥341.50"
    signs(lin)

    assert accounts(lin) == {"current": Money.parse("55341.00")}
    assert holdings.deposits_of(lin.db, lin.owner) == []
    assert shown(lin)["到账合计"] == "¥36,000.50"


def test_a_part_can_be_withdrawn_once_and_the_rest_goes_on(lin, signs):
    opens(lin, signs, "存36000定期一年")
    lin.now += 10 * DAY
    lin.says("取出定期里的一万")
    signs(lin)
    assert accounts(lin) == {"current": Money.parse("29340.64"), "fixed": Money.parse("26000")}

    lin.says("取出定期里的一万")

    assert lin.reply.parts[0].startswith("这笔定期已经提前支取过一次")
    lin.says("我的定期")
    assert shown(lin)["到期利息"] == "¥247.00"


def test_what_was_set_aside_for_a_part_goes_with_it(lin, signs):
    opens(lin, signs, "存36000定期一年")
    lin.waits(DAY)
    lin.says("取出定期里的一万")
    signs(lin)

    (deposit,) = holdings.deposits_of(lin.db, lin.owner)
    key = Internal.INTEREST_PAYABLE.stripe(lin.owner)
    current = demand.accruals(lin.db, [AccountKey(lin.owner, deposit.pays_to)])
    accrued = sum((one.accrued for one in current.values()), deposit.accrued)
    assert deposit.accrued == Money(68)  # a day of 26,000 yuan
    assert account(lin.db, key).balance == accrued


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("4万", "这笔存款没有这么多。您可以少取一些，或者全部支取。\n要支取多少？"),
        ("35960元", "支取一部分以后，至少要留¥50.00。您可以少取一些，或者全部支取。\n要支取多少？"),
    ],
)
@pytest.mark.parametrize("then", ["全部", "30000"])
def test_an_amount_that_can_not_be_withdrawn_is_asked_for_again(lin, signs, amount, said, then):
    opens(lin, signs, "存36000定期一年")
    lin.says("提前支取")
    assert lin.says(amount).startswith(said)
    lin.says(then)

    assert ordered(lin).amount("amount") == Money.parse("36000" if then == "全部" else then)


def test_of_several_deposits_it_is_asked_which(lin, signs):
    opens(lin, signs, "存36000定期一年")
    opens(lin, signs, "存5000定期三个月")
    lin.says("提前支取")
    assert [tap.label[:5] for tap in lin.reply.taps] == ["定期 尾号"] * 2
    lin.taps(lin.reply.taps[0].label)
    lin.says("全部")

    assert shown(lin)["支取本金"] == "¥5,000.00"  # the first to mature comes first


def test_what_is_to_become_of_it_can_be_changed_until_it_matures(lin, signs):
    opens(lin, signs, "存5000定期三个月")
    lin.says("change what happens to my deposit at maturity")
    lin.says("renew the principal")
    signs(lin)
    assert lin.reply.parts[0].startswith("Changed. When your Fixed deposit ending")
    lin.says("我的定期")
    lin.taps("更改到期安排")
    lin.taps("本金和利息一起续存")
    signs(lin)
    assert lin.reply.parts[0].startswith("已经改好。定期 尾号")

    waits(lin, 92)

    (deposit,) = holdings.deposits_of(lin.db, lin.owner)
    assert deposit.principal == Money.parse("5008.13")
    assert any("本金和利息已经一起续存" in text for text in told(lin))


def test_on_the_day_it_matures_it_is_paid_and_told(lin, signs):
    opens(lin, signs, "存36000定期三个月")
    waits(lin, 92)

    assert accounts(lin) == {"current": Money.parse("55399.00")}
    assert any(text.startswith("您的定期 尾号") and "已经转到活期" in text for text in told(lin))


@pytest.fixture
def overdue(lin, signs):
    """A deposit that matured while the current account took no money."""
    opens(lin, signs, "存36000定期三个月")
    (current,) = [one for one in accounts_of(lin.db, lin.owner) if one.kind == "current"]
    stop(lin.db, current.key, debits=False, credits=True, reason="order")
    waits(lin, 100)
    return lambda: lift(lin.db, current.key, reason="order")


def test_what_is_overdue_is_withdrawn_whole_with_interest_for_all_its_days(lin, signs, overdue):
    assert any("转入账户现在不能收款" in text for text in told(lin))
    lin.says("支取存款")
    assert lin.says("全部").startswith("您没有可以收款的活期账户")
    overdue()
    lin.says("支取存款")
    assert lin.says("1万").startswith("这笔定期已经到期。这笔存款只能全部支取，要取请说“全部”。")
    lin.says("全部")
    assert shown(lin)["利息"] == "¥58.90"  # 58.50 for its term, 8 days at 0.05 %
    signs(lin)

    assert "fixed" not in accounts(lin)


def test_what_matured_at_night_is_told_in_the_morning_on_a_card_that_lasts(lin, signs):
    opens(lin, signs, "存5万定期三个月")
    before = len(told(lin))
    waits(lin, 91)
    lin.waits(DAY - timedelta(hours=3))  # seven in the morning of the day on which it matures
    assert accounts(lin)["current"] > Money.parse("55000")
    assert len(told(lin)) == before
    lin.waits(timedelta(hours=1))
    assert any("到期了，本金和利息已经转到活期" in text for text in told(lin)[before:])
    lin.now += 30 * DAY

    (card_id,) = lin.db.execute(
        "SELECT card_id FROM shield.cards ORDER BY expires_at DESC LIMIT 1"
    ).fetchone()
    stored = cards.card(replace(lin.db, now=lin.now), lin.owner, card_id)
    assert "¥50,000.00" in str(stored.content["rows"])


def test_what_has_matured_has_no_end_to_choose_for(lin, overdue):
    assert lin.says("更改到期安排").startswith("这笔定期已经到期，到期安排不能再改。")


def test_only_a_term_has_something_to_choose_at_its_end(lin, signs):
    opens(lin, signs, "存5万元的七天通知存款", renewal="")

    assert lin.says("更改到期安排").startswith("您没有这一种存款")


def test_english_is_answered_in_english(lin, signs):
    lin.says("put 5000 yuan on fixed deposit for one year")
    lin.taps("Renew principal and interest")
    assert shown(lin)["Interest at maturity"] == "¥47.50"
    signs(lin)

    assert lin.reply.parts[0].startswith("The deposit is opened")
