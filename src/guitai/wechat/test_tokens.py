from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Lock

import pytest

from guitai import clock
from guitai.database import Database
from guitai.wechat.codes import RetryLater
from guitai.wechat.tokens import Fetched, Tokens

APP = "wx1234567890abcdef"
TWO_HOURS = timedelta(hours=2)


class WeChat:
    """Gives a new token at every call, or what was laid ready."""

    def __init__(self):
        self.calls = 0
        self.ready = []
        self.lock = Lock()

    def __call__(self):
        with self.lock:
            self.calls += 1
            answer = self.ready.pop(0) if self.ready else Fetched(f"token-{self.calls}", TWO_HOURS)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def wechat():
    return WeChat()


@pytest.fixture
def tokens(worker_database, wechat):
    return Tokens(worker_database, APP, wechat)


def pass_time(database: Database, life: timedelta):
    with database.transaction() as db:
        clock.move(db.connection, db.now + life)


def test_a_token_is_fetched_once_and_shared_by_every_worker(worker_database, tokens, wechat):
    first = tokens.current()

    assert (first, tokens.current(), Tokens(worker_database, APP, wechat).current()) == ("token-1",) * 3
    assert wechat.calls == 1


def test_many_workers_at_the_first_call_fetch_one_token(tokens, wechat):
    with ThreadPoolExecutor(6) as workers:
        given = set(workers.map(lambda _: tokens.current(), range(24)))

    assert (given, wechat.calls) == ({"token-1"}, 1)


def test_a_token_is_replaced_before_it_ends(worker_database, tokens):
    tokens.current()
    pass_time(worker_database, timedelta(hours=1, minutes=55))
    assert tokens.current() == "token-1"
    pass_time(worker_database, timedelta(minutes=2))

    assert tokens.current() == "token-2"


def test_while_one_worker_fetches_the_next_token_others_go_on_with_the_old(worker_database, tokens, wechat):
    def slow():
        fetching.set()
        assert finish.wait(10)
        return Fetched("token-2", TWO_HOURS)

    tokens.current()
    pass_time(worker_database, timedelta(hours=1, minutes=57))
    fetching, finish = Event(), Event()
    with ThreadPoolExecutor(1) as worker:
        replaced = worker.submit(Tokens(worker_database, APP, slow).current)
        assert fetching.wait(10)
        meanwhile = tokens.current()
        finish.set()

    assert (meanwhile, replaced.result(), wechat.calls) == ("token-1", "token-2", 1)


def test_a_busy_wechat_is_asked_again_after_a_pause_and_the_old_token_serves(worker_database, tokens, wechat):
    tokens.current()
    pass_time(worker_database, timedelta(hours=1, minutes=57))
    wechat.ready = [RetryLater(-1)]
    assert (tokens.current(), tokens.current(), wechat.calls) == ("token-1", "token-1", 2)
    pass_time(worker_database, timedelta(seconds=31))

    assert tokens.current() == "token-3"


def test_the_same_token_given_again_is_not_asked_for_at_every_call(worker_database, tokens, wechat):
    tokens.current()
    pass_time(worker_database, timedelta(hours=1, minutes=57))
    wechat.ready = [Fetched("token-1", timedelta(minutes=3))]

    assert [tokens.current() for _ in range(3)] == ["token-1"] * 3
    assert wechat.calls == 2


def test_without_a_living_token_a_busy_wechat_is_an_error(tokens, wechat):
    wechat.ready = [RetryLater(-1)]
    with pytest.raises(RetryLater):
        tokens.current()

    assert tokens.current() == "token-2"


def test_a_token_that_ended_is_never_handed_out(worker_database, tokens):
    tokens.current()
    pass_time(worker_database, TWO_HOURS)

    assert tokens.current() == "token-2"


def test_a_refused_token_is_replaced_once_however_many_saw_it_refused(tokens, wechat):
    refused = tokens.current()
    with ThreadPoolExecutor(6) as workers:
        given = set(workers.map(lambda _: tokens.instead_of(refused), range(12)))

    assert (given, wechat.calls) == ({"token-2"}, 2)


def test_a_refusal_of_a_token_long_replaced_fetches_nothing(tokens, wechat):
    old = tokens.current()
    new = tokens.instead_of(old)

    assert (tokens.instead_of(old), wechat.calls) == (new, 2)


def test_a_very_long_token_is_kept(worker_database, wechat):
    wechat.ready = [Fetched("t" * 5_000, TWO_HOURS)]

    assert len(Tokens(worker_database, APP, wechat).current()) == 5_000


def test_two_accounts_have_tokens_of_their_own(worker_database, tokens, wechat):
    assert (tokens.current(), Tokens(worker_database, "wx2", wechat).current()) == ("token-1", "token-2")
