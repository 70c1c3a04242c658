"""Proof: a message that comes three times at once is heard once. By two banks on one database."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random

import psycopg
import pytest
from tests.exchange import exchange, status
from tests.forging import Forger
from tests.reporting import report
from tests.running import Bank, an_account, running

from guitai.wechat import xml
from guitai.wechat.codec import Codec, Envelope

pytestmark = pytest.mark.proof

SEED = 2026
SENDERS = 200  # each says no more than the gateway's rate for one sender lets through
MESSAGES_AT_ONCE = 5
SAID = ("转人工", "请帮我查一下上个月的手续费", "您好", "我的余额", "取消", "上个月的明细", "1", "谢谢")
COUNTED = """
SELECT (SELECT count(*) FROM turns.turns), (SELECT count(DISTINCT (owner, message_key)) FROM turns.turns),
       (SELECT count(*) FROM customers.customers), (SELECT count(*) FROM customers.openids),
       (SELECT count(*) FROM outbox.requests)
"""


@pytest.fixture
def forger(database):
    """Makes what WeChat pushes now."""
    with database.transaction() as db:
        now = int(db.now.timestamp())
    return lambda bank: Forger(bank.account, at=now, seed=SEED)


@pytest.fixture
def banks(database, key_folder, tmp_path):
    account = an_account()
    one = Bank(database.url, key_folder, account, tmp_path / "one.log")
    other = Bank(database.url, key_folder, account, tmp_path / "other.log")
    with running(one), running(other):
        yield one, other


def messages(forger, number):
    """Messages of `SENDERS` people, each sealed anew for each of its three deliveries."""
    chance = Random(SEED)
    for place in range(number):
        text = chance.choice(SAID)
        plain = forger.plain(
            f"<MsgType>text</MsgType><Content>{text}</Content>", openid=f"oRepeated{place % SENDERS:019d}"
        )
        first = forger.signed(forger.sealed(plain), openid=f"o{place % SENDERS}").request()
        again = forger.signed(forger.sealed(plain), openid=f"o{place % SENDERS}").request()
        # Whether WeChat's repeats carry the same envelope is not documented: both kinds come.
        yield (first, first, first) if chance.random() < 0.5 else (first, again, again)


def opened(codec, response):
    """What an answer says once it is decrypted; `success` as it is."""
    body = response.partition(b"\r\n\r\n")[2]
    if body == b"success":
        return body
    fields = [xml.text(xml.parse(body), name) for name in ("Encrypt", "TimeStamp", "Nonce", "MsgSignature")]
    return codec.open(Envelope(*fields)).plain


def test_a_message_that_comes_three_times_at_once_is_heard_once(banks, database, forger, full_size):
    number = 1000 if full_size else 50
    one, other = banks
    ports = (one.port, other.port, one.port)

    def deliver(copies):
        return exchange(list(zip(ports, copies, strict=True)), at_once=len(copies))

    with ThreadPoolExecutor(MESSAGES_AT_ONCE) as crowd:
        answers = list(crowd.map(deliver, messages(forger(one), number)))

    codec = Codec(one.account.app_id, tokens=[one.account.token], aes_keys=[one.account.aes_key])
    assert Counter(status(response) for copies in answers for response in copies) == {200: 3 * number}
    plain = [{opened(codec, response) for response in copies} for copies in answers]
    assert [said for said in plain if len(said - {b"success"}) > 1] == []
    with psycopg.connect(database.url) as connection:
        turns, distinct, customers, openids, sent = connection.execute(COUNTED).fetchone()
    assert (turns, distinct) == (number, number)
    assert customers == openids
    assert one.errors() + other.errors() == []
    if full_size:
        report(
            "The same message three times at once",
            "Messages delivered three times at once, to two banks on one database: each made one turn, and "
            "every answer on the line was the same once decrypted.",
            {
                "messages": number,
                "deliveries": 3 * number,
                "turns": turns,
                "answers on the line": sum(
                    opened(codec, response) != b"success" for copies in answers for response in copies
                ),
                "answers by another route": sent,
            },
        )
