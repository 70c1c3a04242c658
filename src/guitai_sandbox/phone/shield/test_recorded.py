"""What the recording keeps of a device: the link by its place, the PIN, and no code that came by SMS."""

import json

import pytest


def acts(sandbox):
    lines = [json.loads(line) for line in sandbox.http.get("/phone/recording").text.splitlines()[1:-1]]
    return [(line["call"].rpartition("/")[2], line["body"], line["came"]) for line in lines]


@pytest.fixture
def shown(lin, bot, bank):
    """Two links in Lin's chat: an order's that needs a code, and a card's."""
    urls = [bank.order(needs=["code"]), bank.card()]
    told = iter(urls)
    bot.answers = lambda message: {"MsgType": "text", "Content": f'<a href="{next(told)}">这里</a>'}
    for said in ("一", "二"):
        seq = lin.sandbox.post(f"{lin.path}/messages", type="text", content=said)["seq"]
        lin.sandbox.get(f"{lin.path}/messages", after=seq, wait=5)
    return urls


def test_a_binding_is_kept_with_all_that_was_typed_in_but_the_code(lin, bank):
    lin.binds()
    lin.binds(mobile="13900000009")
    (_, bound, came), (_, _, refused) = acts(lin.sandbox)

    assert (bound, came) == (bank.customer, {"status": 200, "bound": True})
    assert refused == {"status": 200, "bound": False}


def test_links_are_kept_by_the_order_in_which_they_came(lin, shown):
    order, card = shown
    lin.opens(card)
    lin.signs(order)
    lin.signs(order, decline=True)

    assert acts(lin.sandbox)[-3:] == [
        ("open", {"link": 2}, {"status": 200}),
        ("sign", {"link": 1, "pin": "271828"}, {"status": 200, "accepted": True}),
        ("sign", {"link": 1, "decline": True}, {"status": 200, "accepted": False}),
    ]


def test_a_link_in_anothers_hand_is_kept_with_whose_it_was(lin, wang, shown):
    wang.binds()
    wang.opens(shown[1])

    assert acts(lin.sandbox)[-1][1] == {"link": 2, "of": lin.openid}


def test_a_code_that_came_by_sms_is_not_kept_and_one_that_was_made_up_is(lin, bank, shown):
    lin.signs(shown[0], pin="271828", code="000000x")
    lin.signs(shown[0])
    lin.signs(shown[0], pin="271828", code=next(iter(bank.codes.values())))
    codes = [body.get("code") for what, body, _ in acts(lin.sandbox) if what == "sign"]

    assert codes == ["000000x", None, None]


def test_what_the_bank_refused_is_kept_with_how_it_ended(lin, bank, shown):
    bank.refuses["seals"] = (404, "shield.gone")
    assert lin.refused("open", shown[1]) == (404, "card_not_found")

    assert acts(lin.sandbox)[-1] == ("open", {"link": 2}, {"status": 404})
