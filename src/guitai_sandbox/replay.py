"""Feeding a recorded session to a sandbox that has just begun: act by act, at the same distance from the first day."""

import base64
import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from guitai_sandbox.phone.places import from_bank, links, options

QUIET_WITHIN_SECONDS = 900  # a fault may hold a push for ten minutes
TIMEOUT_SECONDS = 900
LATE_SECONDS = 5  # a message that was tried again in vain before may come so much later than it did
NEVER = 2**50  # no message has this number

Json = dict[str, Any]


class Unfit(Exception):
    """One line: what the recording has, and this run has not."""


@dataclass(frozen=True)
class Recorded:
    """A session: when it began, its acts, and when it ended, with what everybody had heard by then."""

    begun_at: datetime
    acts: list[Json]
    ended_at: datetime
    heard: dict[str, int]


def read(text: str) -> Recorded:
    """The recording in these lines."""
    try:
        first, *acts, last = [json.loads(line) for line in text.splitlines()]
        begun, ended = datetime.fromisoformat(first["begun"]), datetime.fromisoformat(last["ended"])
        return Recorded(begun, acts, ended, last["heard"] if last["quiet"] else {})
    except (ValueError, KeyError, TypeError):
        raise Unfit("that is no recording, or not the whole of one") from None


class Replay:
    """Does what was done, by a phone API at hand. The clock goes with it, and never back."""

    def __init__(self, http: httpx.Client, recorded: Recorded) -> None:
        self._http = http
        self._recorded = recorded
        self._shift = timedelta(0)

    def run(self) -> datetime:
        """Do all of it; what time it is then."""
        here = read(self._get("/phone/recording").text)
        if here.acts:
            raise Unfit(f"{len(here.acts)} things were done at this phone already: begin a new demo")
        self._shift = timedelta(days=(here.begun_at.date() - self._recorded.begun_at.date()).days)
        for number, act in enumerate(self._recorded.acts, 1):
            try:
                self._do(act)
            except Unfit as error:
                raise Unfit(f"act {number}, {act['call']}: {error}{self._hurried(number)}") from None
        self._pass_time(self._recorded.ended_at)
        for openid, count in self._recorded.heard.items():
            self._check_heard(openid, count)
        return self._now()

    def _hurried(self, number: int) -> str:
        """A replay waits until all is quiet. What was done sooner may have met the bank at something else."""
        count = sum(not act["quiet"] for act in self._recorded.acts[:number])
        return f" (of the acts until then {count} did not wait until all was quiet)" if count else ""

    def _do(self, act: Json) -> None:
        self._pass_time(datetime.fromisoformat(act["at"]))
        method, path = act["call"].split(" ")
        if path.endswith("/clock"):
            self._pass_time(datetime.fromisoformat(act["body"]["at"]))
            return
        openid = path.split("/")[3] if path.startswith("/phone/users/") else ""
        if openid and act["quiet"]:
            self._check_heard(openid, act["heard"])
        answer = self._http.request(method, path, **self._sent(openid, act["body"]))
        self._check_came(act["came"], answer)

    def _sent(self, openid: str, body: Json) -> Json:
        """The body, with this run's ids for the places."""
        if "form" in body:
            files = {name: value for name, value in body["form"].items() if isinstance(value, dict)}
            data = {name: value for name, value in body["form"].items() if name not in files}
            return {"data": data, "files": {name: _file(file) for name, file in files.items()}}
        if "option" in body:
            message = _nth(from_bank(self._chat(openid)), body["message"], "messages of the bank's")
            return {
                "json": {"seq": message["seq"], "option": _nth(options(message), body["option"], "options")}
            }
        if "link" in body:
            url = _nth(links(self._chat(body.get("of", openid))), body["link"], "links in the chat")
            kept = {name: value for name, value in body.items() if name not in ("link", "of")}
            return {"json": kept | {"url": url}}
        return {"json": body}

    def _pass_time(self, recorded: datetime) -> None:
        """Let it be that time here too, and everything due be done, before and after."""
        moment = recorded + self._shift
        self._wait()
        now = self._now()
        if now.date() > moment.date():
            raise Unfit(f"it is {now:%d %B %H:%M} here already, and should be {moment:%d %B %H:%M}")
        if now < moment:
            # It ticks: by the time that the call arrives the moment may have come by itself, which is as well.
            self._http.post("/phone/clock", json={"at": moment.isoformat()})
            if self._now() < moment:
                raise Unfit(f"the clock does not go to {moment}")
            self._wait()

    def _wait(self) -> None:
        """Return when nothing is going on any more."""
        users = self._get("/phone/users").json()["users"]
        until = time.monotonic() + QUIET_WITHIN_SECONDS
        while users:
            path = f"/phone/users/{users[0]['openid']}/messages?after={NEVER}"
            if self._get(path).json()["idle"]:
                return
            if time.monotonic() >= until:
                raise Unfit(f"the bank has not come to rest in {QUIET_WITHIN_SECONDS} seconds")
            self._get(f"{path}&wait=0.05")

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._get("/phone/clock").json()["now"])

    def _chat(self, openid: str) -> list[Json]:
        messages: list[Json] = self._get(f"/phone/users/{openid}/messages").json()["messages"]
        return messages

    def _get(self, path: str) -> httpx.Response:
        return self._http.get(path).raise_for_status()

    def _check_heard(self, openid: str, count: int) -> None:
        """So many messages; one that is on its way still comes, as the clock ticks."""
        until = time.monotonic() + LATE_SECONDS
        while (heard := len(from_bank(self._chat(openid)))) < count and time.monotonic() < until:
            self._get(f"/phone/users/{openid}/messages?after={NEVER}&wait=0.5")
        if heard != count:
            raise Unfit(f"{openid} has {heard} messages from the bank, and had {count}")

    def _check_came(self, came: Json, answer: httpx.Response) -> None:
        said = answer.json() if answer.content else {}
        now = {"status": answer.status_code} | {name: said.get(name) for name in came if name != "status"}
        if now != came:
            raise Unfit(f"it came to {_told(now)}, and had come to {_told(came)}")


def _told(came: Json) -> str:
    return ", ".join(f"{name} {value}" for name, value in came.items())


def _file(form: Json) -> tuple[str, bytes]:
    return form["filename"], base64.b64decode(form["content"])


def _nth(things: list[Any], place: int, called: str) -> Any:
    if place > len(things):
        raise Unfit(f"there are {len(things)} {called}, and number {place} was taken")
    return things[place - 1]
