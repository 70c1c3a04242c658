"""Recordings: from the push to the answer on the customer's phone, over HTTP; beside the recogniser alone."""

from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import httpx

import guitai
from guitai.bench import served
from guitai.bench.machine import machine
from guitai.errors import Misconfigured
from guitai.settings import Settings
from guitai.understanding.voice.ears import transcriber, transcript
from guitai.understanding.voice.transcriber import Unheard

SPOKEN = Path(guitai.__path__[0]) / "understanding" / "voice" / "spoken"
ROUNDS = 4
PATIENCE_SECONDS = 30


def run() -> dict[str, object]:
    """Say each recording several times to a whole bank, one after the other, and then to the recogniser."""
    recordings = [file.read_bytes() for file in sorted(SPOKEN.glob("*.amr"))]
    with (
        served.demo() as url,
        httpx.Client(base_url=url, timeout=2 * PATIENCE_SECONDS, trust_env=False) as phones,
    ):
        openid = phones.get("/phone/users").json()["users"][0]["openid"]
        _said(phones, openid, recordings[0])  # the model is loaded at the first recording
        took = [_said(phones, openid, recording) for _ in range(ROUNDS) for recording in recordings]
    figures = _figures("noticed", [noticed for noticed, _ in took])
    figures |= _figures("answered", [answered for _, answered in took])
    baseline = _figures("answered", _alone(recordings))
    return {
        "bench": "voice",
        "machine": machine(),
        "figures": figures,
        "baseline": baseline,
        "ratios": {name: round(figures[name] / baseline[name], 2) for name in baseline},
    }


def _said(phones: httpx.Client, openid: str, recording: bytes) -> tuple[float, float]:
    """Milliseconds until the phone shows that it is listened to, and until it shows the answer."""
    messages = f"/phone/users/{openid}/messages"
    begun = perf_counter()
    pushed = phones.post(messages, data={"type": "voice"}, files={"file": ("said.amr", recording)})
    seq = pushed.raise_for_status().json()["seq"]
    seq, noticed = _next(phones, messages, seq), (perf_counter() - begun) * 1000
    seq, answered = _next(phones, messages, seq), (perf_counter() - begun) * 1000
    while not phones.get(messages, params={"after": seq, "wait": 1}).json()["idle"]:
        continue
    return noticed, answered


def _next(phones: httpx.Client, messages: str, after: int) -> int:
    """The number of what the bank says next."""
    answer: dict[str, Any] = phones.get(messages, params={"after": after, "wait": PATIENCE_SECONDS}).json()
    for message in answer["messages"]:
        if message["from"] == "bank":
            return int(message["seq"])
    raise Misconfigured("the bank doesn't answer recordings; see docs/settings.md for GUITAI_VOICE")


def _alone(recordings: list[bytes]) -> list[float]:
    """Milliseconds that the recogniser takes for each, in this process, with its model loaded."""
    listener = transcriber(Settings().voice)
    if listener is None:
        raise Misconfigured("nobody listens here; `make demo` without VOICE=0 installs speech")
    took = []
    for recording in recordings[:1] + recordings * ROUNDS:
        begun = perf_counter()
        with suppress(Unheard):  # it is asked for again, which is an answer too
            transcript(recording, listener)
        took.append((perf_counter() - begun) * 1000)
    return took[1:]


def _figures(name: str, milliseconds: list[float]) -> dict[str, float]:
    return {
        f"{name}_p50_ms": round(median(milliseconds), 1),
        f"{name}_slowest_ms": round(max(milliseconds), 1),
    }
