import pytest

from guitai.errors import Misconfigured
from guitai.understanding.load import load, parse, parse_marked
from guitai.understanding.tagging.marked import AMOUNT, WORDED, all_marked

GOOD = '[accounts.balance]\nslots = ["account"]\nsays = ["余额", "查余额"]\n'


def test_a_file_gives_each_intent_its_phrases_and_slots():
    [(intent, phrases)] = parse("accounts", GOOD).items()

    assert intent == "accounts.balance"
    assert phrases.says == ("余额", "查余额")
    assert phrases.slots == {"account"}


@pytest.mark.parametrize(
    "text, complaint",
    [
        ("[accounts.balance]\nsays = [余额]", "quotation marks"),
        ("[accounts.balance]\n", r"\[accounts.balance\] needs says"),
        ("[accounts.balance]\nsays = []", "at least one sentence"),
        ('[accounts.balance]\nsays = [""]', "at least one sentence"),
        ('[accounts.balance]\nsays = ["余额", "余额"]', "a sentence twice: 余额"),
        ('[accounts.balance]\nsay = ["余额"]', "has say; only says, slots, brief, within may"),
        ('[accounts.balance]\nsays = ["余额"]\nslots = "account"', "slots is a list"),
        ('[accounts.balance]\nsays = ["余额"]\nbrief = "余"', "brief is a list"),
        ('[accounts.balance]\nsays = ["余额"]\nwithin = ["talk.other"]', "within is the name"),
        ('says = ["余额"]', r"write \[area.action\]"),
        ('[accounts]\nsays = ["余额"]', "is no table"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_mend(text, complaint):
    with pytest.raises(Misconfigured, match=complaint):
        parse("accounts/phrases.toml", text)


SENDS = parse("transfers", '[transfers.send]\nslots = ["amount", "payee"]\nsays = ["转账"]\n')


def test_a_file_of_marked_sentences_shows_where_words_stand():
    text = '[transfers.send]\nsays = ["给[payee 王姐]转500", "转500"]'

    taught = parse_marked("transfers", text, SENDS, WORDED)
    first, second = all_marked(taught, {"transfers.send": WORDED})["transfers.send"]

    assert (first.text, first.spans) == ("给王姐转500", [("payee", (1, 3))])
    assert (second.text, second.spans) == ("转500", [])


@pytest.mark.parametrize(
    "text, complaint",
    [
        ('[transfers.send]\nsays = ["转500"]\nbrief = []', "has brief; only says may"),
        ('[transfers.list]\nsays = ["转500"]', r"\[transfers.list\] makes use of nothing that is marked"),
    ],
)
def test_a_wrong_file_of_marked_sentences_is_refused_with_what_to_mend(text, complaint):
    with pytest.raises(Misconfigured, match=complaint):
        parse_marked("transfers/words.toml", text, SENDS, WORDED)


def test_a_file_of_several_sums_shows_which_is_ordered():
    text = '[transfers.send]\nsays = ["有三千,转[amount 500]", "转500还是600"]'

    taught = parse_marked("transfers/sums.toml", text, SENDS, frozenset({AMOUNT}))
    first, second = all_marked(taught, {"transfers.send": {AMOUNT}})["transfers.send"]

    assert (first.text, first.spans) == ("有三千,转500", [("amount", (5, 8))])
    assert (second.text, second.spans) == ("转500还是600", [])


def test_every_intent_has_enough_to_be_known_by():
    few = {intent for intent, phrases in load().items() if len(phrases.says) < 8}

    assert not few


def test_balances_and_transactions_are_asked_for_in_many_ways():
    wishes = load()

    for intent in ("accounts.balance", "accounts.transactions"):
        says = wishes[intent].says
        assert len(says) >= 60
        assert sum(say.isascii() for say in says) >= 15
