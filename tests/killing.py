"""A bank that is killed again and again, alone or with its PostgreSQL, and the phones of those to whom it happens."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import httpx
from tests.demo_process import Family, descendants
from tests.running import Bank, Relay

from guitai.postgres.server import Server

Message = dict[str, Any]
PATIENCE = 5  # waits of 20 seconds: by then even what a bank that died had claimed for a minute has come
WAIT_SECONDS = 20


class Phones:
    """The phones of a sandbox, with a bank behind them."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=900, trust_env=False)

    def follower(self, nickname: str = "客户") -> str:
        """Somebody new, whose following has been answered."""
        openid = str(self.http.post("/phone/users", json={"nickname": nickname}).json()["openid"])
        self.act(openid, "follow")
        return openid

    def says(self, openid: str, text: str) -> list[Message]:
        """Type this; what the chat shows for it."""
        return self.act(openid, "messages", type="text", content=text)

    def act(self, openid: str, what: str, **body: object) -> list[Message]:
        """Do something, and wait until the chat shows something for it: that."""
        answer = self.http.post(f"/phone/users/{openid}/{what}", json=body).raise_for_status()
        after = answer.json()["seq"]
        for _ in range(PATIENCE):
            shown = [one for one in self.chat(openid, after, wait=WAIT_SECONDS) if one["from"] != "user"]
            if shown:
                return shown
        raise AssertionError(f"{openid} was left without any answer to {body}")

    def chat(self, openid: str, after: int = 0, wait: float = 0) -> list[Message]:
        """What the chat shows after this."""
        query = {"after": after, "wait": wait}
        shown: list[Message] = self.http.get(f"/phone/users/{openid}/messages", params=query).json()[
            "messages"
        ]
        return shown

    def later(self, duration: str) -> None:
        """Let so much time pass, and everything be done that falls due."""
        self.http.post("/phone/clock", json={"advance": duration}).raise_for_status()

    def settle(self, openid: str) -> None:
        """Let two minutes pass: what was claimed by a bank that died is free again. Then wait until all is done."""
        self.later("PT2M")
        while not self.http.get(f"/phone/users/{openid}/messages", params={"wait": 1}).json()["idle"]:
            pass


class Killer:
    """Kills the bank at random moments, when another process is ready to go on, until told to stop."""

    def __init__(self, bank: Bank, relay: Relay, chance: Random) -> None:
        self.bank, self.relay, self.chance = bank, relay, chance
        self.kills = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def kill(self) -> None:
        """Kill the bank's process; another is ready by then, and goes on."""
        heir = self.bank.another()
        heir.start()
        self.pause(0, 0.5)
        self.relay.to_port = heir.port
        self.bank.end(signal.SIGKILL)
        self.bank = heir
        self.kills += 1

    def pause(self, least: float, most: float) -> None:
        """Let so many seconds pass, or fewer."""
        self._stop.wait(self.chance.uniform(least, most))

    def kill_without_heir(self) -> None:
        """Kill the bank's process; only then is another started."""
        self.bank.end(signal.SIGKILL)
        self.kills += 1
        heir = self.bank.another()
        heir.start()
        self.bank, self.relay.to_port = heir, heir.port

    def goes_on_until(self, kills: int) -> bool:
        """Whether it has not killed so often yet, and can."""
        return self.kills < kills and self._thread.is_alive()

    @contextmanager
    def at_large(self) -> Iterator[None]:
        """Killing from here to the end."""
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self.kill()


def kill_postgresql(server: Server) -> None:
    """Kill every process of it at once, and start it again on what is there. By the thread that started it."""
    family = Family(server.pid)
    for pid in family.names:
        os.kill(pid, signal.SIGKILL)
    assert family.left() == [], "all of it is gone"
    server.stop()
    server.__enter__()


def kill_backend(server: Server, chance: Random) -> bool:
    """Kill one of its processes: PostgreSQL then cuts every connection and replays its log. Whether there was one."""
    others = [pid for pid in descendants(server.pid) if pid != server.pid]
    if not others:
        return False
    os.kill(chance.choice(others), signal.SIGKILL)
    return True
