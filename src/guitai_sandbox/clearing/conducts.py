"""How a payee's bank, or the line to it, behaves towards a payment: what is answered, and what follows when."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

AT_ONCE = timedelta(0)
SECONDS, MINUTES, HOURS = timedelta(seconds=5), timedelta(minutes=2), timedelta(hours=3)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATE = timedelta(minutes=45)


class Answer(Enum):
    """What the call that brought the payment is answered with."""

    WORD = "how it stands; if that is not final, what becomes of it is among the messages"
    LATER = "202"
    CUT = "nothing: it is taken and the connection breaks"
    LOST = "nothing: the connection breaks and it was never taken"


class Asked(Enum):
    """What a question after it is answered with."""

    WORD = "how it stands"
    LATER = "202, and how it stands after a minute"
    NOTHING = "202, and nothing ever"


class Act(Enum):
    """What becomes of a payment that was taken."""

    SETTLE = "the money moves"
    REJECT = "no money moves"
    TELL = "how it stands is put among the messages"
    CONTRADICT = "a rejection of what was settled is put among the messages"
    RETURN = "it comes back"


@dataclass(frozen=True)
class Step:
    """An act, so long after the payment has reached the payee's bank; with the reason of a rejection or return."""

    act: Act
    after: timedelta = AT_ONCE
    reason: str | None = None


@dataclass(frozen=True)
class Conduct:
    """All of it, under a name that tests use, and in words for a tester."""

    name: str
    says: str
    steps: tuple[Step, ...] = (Step(Act.SETTLE),)
    answer: Answer = Answer.WORD
    asked: Asked = Asked.WORD


SETTLED, TOLD = Step(Act.SETTLE), Step(Act.TELL)

ORDINARY = Conduct("settles", "It is settled at once.")


def _settles(name: str, words: str, after: timedelta) -> Conduct:
    return Conduct(
        f"settles_after_{name}", f"It is on its way, and settled {words} later.", (Step(Act.SETTLE, after),)
    )


def _refuses(reason: str, why: str) -> Conduct:
    return Conduct(
        f"refuses_{reason}",
        f"It is rejected at once with {reason}: {why}.",
        (Step(Act.REJECT, reason=reason),),
    )


def _returns(name: str, words: str, after: timedelta, reason: str) -> Conduct:
    steps = (SETTLED, Step(Act.RETURN, after, reason))
    return Conduct(f"returns_{name}", f"It is settled at once, and comes back {words} with {reason}.", steps)


SETTLING = (
    ORDINARY,
    _settles("seconds", "five seconds", SECONDS),
    _settles("minutes", "two minutes", MINUTES),
    _settles("hours", "three hours", HOURS),
)
REFUSING = (
    _refuses("AC01", "there is no such account"),
    _refuses("AC04", "the account is closed"),
    _refuses("AC06", "the account takes no credits at present"),
    _refuses("BE01", "the name is not the account's, whatever name is given"),
    _refuses("AM02", "the account may not take so much"),
    _refuses("AM04", "the bank has not enough at the house"),
    _refuses("AB08", "the payee's bank is offline"),
    _refuses("AG01", "that is not allowed here"),
    _refuses("RR04", "a rule forbids it"),
    _refuses("MS03", "not said why"),
    Conduct(
        "refuses_later",
        "It is on its way, and rejected two minutes later with AB05: the payee's bank did not answer in time.",
        (Step(Act.REJECT, MINUTES, "AB05"),),
    ),
)
RETURNING = (
    _returns("after_an_hour", "an hour later", HOUR, "AC06"),
    _returns("next_day", "a day later", DAY, "AC04"),
    _returns("by_the_payee", "two days later", 2 * DAY, "CUST"),
    Conduct(
        "returns_before_it_is_told",
        "It is settled at once without a word, comes back an hour later with BE01, and that it was settled is told "
        "another hour later.",
        (SETTLED, Step(Act.RETURN, HOUR, "BE01"), Step(Act.TELL, 2 * HOUR)),
        Answer.LATER,
    ),
)
SILENT = (
    Conduct(
        "silent_until_asked",
        "It is settled at once without a word; a question is answered.",
        answer=Answer.LATER,
    ),
    Conduct(
        "silent_asked_later",
        "It is settled at once without a word; a question is answered a minute later, among the messages.",
        answer=Answer.LATER,
        asked=Asked.LATER,
    ),
    Conduct(
        "silent_until_the_statement",
        "It is settled at once without a word, no question is answered, and the statement lists it.",
        answer=Answer.LATER,
        asked=Asked.NOTHING,
    ),
    Conduct(
        "silent_until_the_day_is_closed",
        "It is on its way all day, and rejected with AB06 when the day is closed.",
        (),
        Answer.LATER,
    ),
)
CUTTING = (
    Conduct("cuts_settled", "It is settled, and the connection is cut before the answer.", answer=Answer.CUT),
    Conduct(
        "cuts_refused",
        "It is rejected with AC04, and the connection is cut before the answer.",
        (Step(Act.REJECT, reason="AC04"),),
        Answer.CUT,
    ),
    Conduct("loses", "The connection is cut, and the house never took it.", (), Answer.LOST),
)
TALKING = (
    Conduct(
        "says_it_twice", "It is settled and told at once, and told again among the messages.", (SETTLED, TOLD)
    ),
    Conduct(
        "says_it_late",
        "It is settled at once, and told 45 minutes later.",
        (SETTLED, Step(Act.TELL, LATE)),
        Answer.LATER,
    ),
    Conduct(
        "contradicts",
        "It is settled and told at once; two minutes later a rejection with MS03 follows, which is not true.",
        (SETTLED, Step(Act.CONTRADICT, MINUTES, "MS03")),
    ),
)
