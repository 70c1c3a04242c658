"""People who move money on their phones all day, whatever happens to their bank meanwhile."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random
from time import monotonic

import httpx
from tests.killing import Message, Phones

from guitai.demo.people import Person

PIN = "258036"
TRIES = 12
QUESTIONS = 6  # of one wish
GETS_ON_SECONDS = 30
A_MESSAGE_SECONDS = 1.0
PATIENCE_SECONDS = 12  # for what comes behind other news
SERIALS = count(1)  # every amount is another: nobody is asked whether they mean it twice


@dataclass
class Somebody:
    """A customer whose phone is bound. `accepted` are the orders of which the bank has said that they are signed."""

    phones: Phones
    person: Person
    chance: Random
    over: threading.Event = field(default_factory=threading.Event)
    openid: str = ""
    accepted: list[str] = field(default_factory=list)
    did: Counter[str] = field(default_factory=Counter)
    held: list[tuple[str, str]] = field(default_factory=list)
    _spoke: float = 0.0

    def binds(self) -> None:
        """Follow the bank, and bind the phone."""
        self.openid = self.phones.follower(self.person.name)
        fields = ("name", "id_number", "card_number", "mobile")
        body = {name: getattr(self.person, name) for name in fields} | {"pin": PIN}
        answer = self.phones.http.post(f"/phone/users/{self.openid}/device/bind", json=body).json()
        assert answer["bound"], answer

    def does_something(self, others: Sequence["Somebody"], elsewhere: Sequence[dict[str, str]]) -> None:
        """One wish, from its first word to its signature."""
        payee = self.chance.choice([one.person for one in others if one is not self])
        here = (payee.name, payee.card_number)
        account = self.chance.choice(elsewhere)
        there = (account["name"], account["account_no"])
        wish = self.chance.choices(
            (self.pays, self.pays, self.pays_later, self.takes_back, self.saves, self.asks, self.is_paid),
            (6, 8, 3, 2, 2, 2, 3),
        )[0]
        to = {self.pays: here, self.pays_later: self.chance.choice((here, there))}.get(wish, there)
        wish(*(self.chance.choice((here, there)) if wish == self.pays else to))

    def pays(self, name: str, number: str) -> None:
        """Pay at once."""
        self._wishes(f"给{name}转{_amount()}元，账号{number}，实时到账", "payments")

    def pays_later(self, name: str, number: str) -> None:
        """Pay in two hours: the money is held until then."""
        amount = _amount()
        if self._wishes(f"给{name}转{amount}元，账号{number}，两小时后到账", "payments that are held"):
            self.held.append((name, amount))

    def takes_back(self, *_: str) -> None:
        """Cancel what has been held last, if it still is."""
        if self.held:
            name, amount = self.held.pop()
            said = self._asks(f"撤销给{name}的{amount}元转账")
            if "要撤销吗" in _text(said):
                self._says("撤销")
                self.did["cancellations"] += 1
            else:
                self._says("取消")

    def saves(self, *_: str) -> None:
        """Open a deposit."""
        self._wishes(f"存{_amount(least=50)}元定期三个月", "deposits")

    def asks(self, *_: str) -> None:
        """Ask for the balance."""
        self._says("我的余额")
        self.did["questions"] += 1

    def is_paid(self, name: str, *_: str) -> None:
        """Somebody at another bank pays."""
        body = {"account_no": self.person.card_number, "name": self.person.name, "amount": _amount()}
        answer = self.phones.http.post("/phone/clearing/credit", json={**body, "from_name": name})
        answer.raise_for_status()
        self.did["payments from other banks"] += 1

    def _wishes(self, words: str, what: str) -> bool:
        """Say it, answer what is asked, and sign; whether there was something to sign."""
        said = self._asks(words)
        for _ in range(QUESTIONS):
            links = _orders(said)
            if links:
                self._signs(links[-1])
                self.did[what] += 1
                return True
            if not any(one.get("options") for one in said):
                break
            said = self._asks("1")
        self._says("取消")
        self.did["wishes that came to nothing"] += 1
        return False

    def _says(self, text: str) -> list[Message]:
        """One message a second, as a person types."""
        self.over.wait(self._spoke + A_MESSAGE_SECONDS - monotonic())
        self._spoke = monotonic()
        return self.phones.says(self.openid, text)

    def _asks(self, text: str) -> list[Message]:
        """The same; news of other payments may come before what is asked, or what is to be signed."""
        said = self._says(text)
        until = monotonic() + PATIENCE_SECONDS
        while not (_orders(said) or any(one.get("options") for one in said)) and monotonic() < until:
            more = self.phones.chat(self.openid, said[-1]["seq"], wait=1)
            said += [one for one in more if one["from"] != "user"]
        return said

    def _signs(self, url: str) -> None:
        """As long as the bank does not answer, once more."""
        for _ in range(TRIES):
            body = {"url": url, "pin": PIN}
            answer = self.phones.http.post(f"/phone/users/{self.openid}/device/sign", json=body)
            if answer.status_code == httpx.codes.OK:
                if answer.json()["accepted"]:
                    self.accepted.append(url.rpartition("/")[2])
                else:  # no more codes by SMS are sent on that day
                    self.did["signatures refused"] += 1
                    self._says("取消")
                return
            self.did["signatures that broke off"] += 1
            self.over.wait(0.5)


class Crowd:
    """They all go on, side by side, from `begin` until `end`."""

    def __init__(self, everybody: Sequence[Somebody], elsewhere: Sequence[dict[str, str]]) -> None:
        self.everybody, self.elsewhere = everybody, elsewhere
        self._hands = ThreadPoolExecutor(len(everybody))
        self._awake = threading.Event()
        self._awake.set()
        self._going: list[Future[None]] = []

    def begin(self) -> None:
        """Let them begin."""
        self._going = [self._hands.submit(self._goes_on, one) for one in self.everybody]

    def end(self) -> None:
        """Let them finish what they are at."""
        for one in self.everybody:
            one.over.set()
        for going in self._going:
            going.result()
        self._hands.shutdown()

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Meanwhile nobody begins anything: a clock that is moved waits until all is done."""
        self._awake.clear()
        try:
            yield
        finally:
            self._awake.set()

    @property
    def goes_on(self) -> bool:
        """Whether nobody has come to grief."""
        return not any(one.done() for one in self._going)

    def gets_on(self, by: int) -> None:
        """Return when they have done so much more, or can't."""
        wanted, until = self.did.total() + by, monotonic() + GETS_ON_SECONDS
        while self.did.total() < wanted and monotonic() < until and self.goes_on:
            self.everybody[0].over.wait(0.1)

    @property
    def did(self) -> Counter[str]:
        """What they have done so far."""
        return sum((one.did for one in self.everybody), Counter())

    def _goes_on(self, one: Somebody) -> None:
        while not one.over.is_set():
            self._awake.wait()
            one.does_something(self.everybody, self.elsewhere)


def known_elsewhere(phones: Phones) -> Iterator[dict[str, str]]:
    """Every account at other banks that the house knows: each has its own conduct."""
    house = phones.http.get("/phone/clearing").raise_for_status().json()
    for bank in house["banks"]:
        yield from bank["accounts"]


def _amount(least: int = 1) -> str:
    serial = next(SERIALS)
    return f"{least + serial // 100}.{serial % 100:02}"


def _orders(said: Sequence[Message]) -> list[str]:
    return [link["url"] for one in said for link in one.get("links", ()) if "/orders/" in link["url"]]


def _text(said: Sequence[Message]) -> str:
    return "\n".join(str(one.get("content", "")) for one in said)
