"""When a story is looked at in its parts, and when it is surely nothing of the bank's."""

import pytest

from guitai.understanding import stories

ALARM = "定个闹钟，明早6点20，响三遍"


@pytest.mark.parametrize(
    "text, likely, none",
    [
        (ALARM, 0.001, True),
        (ALARM, 0.02, False),
        (f"{ALARM}。" * 4 + "给张三转500", 0.001, False),  # its end was not read
        ("\ud83d" + ALARM, 0.001, True),
    ],
)
def test_only_what_was_read_to_its_end_is_surely_no_wish(text, likely, none):
    assert stories.is_none(text, likely) is none
