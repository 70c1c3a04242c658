import pytest

from guitai import settings
from guitai.errors import Misconfigured


def test_what_is_set_is_what_counts(monkeypatch):
    monkeypatch.setenv("GUITAI_LIMITS__PIN_SINGLE_YUAN", "3000")

    limits = settings.read().limits

    assert (limits.pin_single_yuan, limits.pin_day_yuan) == (3_000, 20_000)


@pytest.mark.parametrize(
    "name, value, told",
    [
        ("LIMITS__PIN_DAY_YUAN", "0.5", "GUITAI_LIMITS__PIN_DAY_YUAN is wrong: "),
        ("LIMITS__RULE_SINGLE_YUAN", "-1", "GUITAI_LIMITS__RULE_SINGLE_YUAN is wrong: "),
        ("LIMITS__CODE_DAY_YUAN", "50001", "GUITAI_LIMITS__CODE_DAY_YUAN is wrong: "),
        ("LIMITS__PIN_SINGLE_YUAN", "20001", "GUITAI_LIMITS is wrong: .*stronger"),
        ("LIMITS__CERTIFICATE_DAY_YUAN", "49999", "GUITAI_LIMITS is wrong: .*stronger"),
        ("LIMITS__LOW_DAY_YUAN", "999", "GUITAI_LIMITS is wrong: .*at once"),
        ("LIMITS__RULE_DAY_YUAN", "199", "GUITAI_LIMITS is wrong: .*at once"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(monkeypatch, name, value, told):
    monkeypatch.setenv(f"GUITAI_{name}", value)

    with pytest.raises(Misconfigured, match=told) as wrong:
        settings.read()
    assert "\n" not in str(wrong.value)
