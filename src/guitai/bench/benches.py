"""The measurements that `guitai bench` knows, by name. Each is imported when it is wanted."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def _bench(name: str, what: str = "run") -> Callable[[], dict[str, Any]]:
    def measure() -> dict[str, Any]:
        result: dict[str, Any] = getattr(import_module(f"guitai.bench.{name}"), what)()
        return result

    return measure


ALL = {name: _bench(name) for name in ("ledger", "shield", "turns", "understanding", "voice")}
CURVES = {name: _bench(name, "curve") for name in ("ledger",)}
