"""The settings: every limit of WeChat's can be chosen, and stands in the docs."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from guitai_sandbox.settings import Limits, WrongSettings, read_settings

COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"
PREFIX = "GUITAI_SANDBOX_LIMITS__"


def row(name, field):
    """A limit as the docs have it: a time by its ISO 8601 duration, as the environment gives it."""
    default = TypeAdapter(field.annotation).dump_json(field.default).decode().strip('"')
    return f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |"


@pytest.mark.parametrize(
    "name, given, value",
    [
        ("TEXT_BYTES", "628", 628),
        ("MESSAGE_WINDOW", "PT1H", timedelta(hours=1)),
        ("RETRY_AFTER_SECONDS", "0.5", 0.5),
        ("WINDOWS_ADD_UP", "true", True),
    ],
)
def test_a_limit_comes_from_the_environment_and_the_others_stay(monkeypatch, name, given, value):
    monkeypatch.setenv(PREFIX + name, given)
    limits = read_settings().limits

    assert limits == Limits(**{name.lower(): value})
    assert limits != Limits()


@pytest.mark.parametrize("name, given", [("DELIVERIES", "0"), ("TEXT_BYTES", "-1"), ("TEXT_BITES", "1")])
def test_a_wrong_limit_is_named(monkeypatch, name, given):
    monkeypatch.setenv(PREFIX + name, given)

    with pytest.raises(WrongSettings, match=PREFIX + name):
        read_settings()


@pytest.mark.parametrize(
    "settings, address",
    [
        ({}, "http://127.0.0.1:8801"),
        ({"callback": "https://bank.example:444/wechat/in"}, "https://bank.example:444"),
        (
            {"callback": "https://bank.example/in", "bank_url": "https://pages.example/"},
            "https://pages.example",
        ),
    ],
)
def test_the_banks_pages_are_where_its_callback_is_unless_it_is_said(settings, address):
    assert read_settings(**settings).bank_address == address


def test_every_limit_stands_in_the_docs_as_it_is():
    rows = [line for line in COMMANDS.read_text().splitlines() if line.startswith(f"| `{PREFIX}")]

    assert rows == [row(name, field) for name, field in Limits.model_fields.items()]
