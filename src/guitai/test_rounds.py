import threading

from structlog.testing import capture_logs

from guitai.rounds import Rounds

PATIENCE_SECONDS = 20


class Broken(Exception):
    """Nothing that anybody expects."""


def told(*_):
    """Nobody listens."""


def test_who_was_woken_is_not_quiet_before_a_round_that_found_nothing():
    found = [1, 0]
    rounds = Rounds("one", lambda: found.pop(0), told)
    assert rounds.quiet

    rounds.wake()
    assert not rounds.quiet
    rounds.go()
    assert not rounds.quiet
    rounds.go()
    assert rounds.quiet


def test_who_was_woken_during_a_round_is_not_quiet_after_it():
    def woken_meanwhile():
        rounds.wake()
        return 0

    rounds = Rounds("one", woken_meanwhile, told)
    rounds.go()

    assert not rounds.quiet


def test_a_round_that_fails_is_logged_and_the_next_one_runs():
    ran = threading.Event()
    fails = [Broken]

    def once():
        if fails:
            raise fails.pop()
        ran.set()
        return 0

    rounds = Rounds("one", once, told)
    with capture_logs() as logs:
        rounds.start()
        rounds.wake()
        assert ran.wait(PATIENCE_SECONDS)
        rounds.end()
        rounds.join()

    assert [(log["event"], log["of"]) for log in logs] == [("a round failed", "one")]


def test_it_goes_on_at_once_while_there_is_something_to_do_and_tells_how_much_it_did():
    left, did, over = [3, 2, 0], [], threading.Event()

    def done(much):
        did.append(much)
        if not left:
            over.set()

    rounds = Rounds("one", lambda: left.pop(0) if left else 0, done)
    rounds.start()
    assert over.wait(PATIENCE_SECONDS)
    rounds.end()
    rounds.join()

    assert did[:3] == [3, 2, 0]
