from datetime import datetime

import pytest

from guitai.understanding.slots.reading import read
from guitai.understanding.slots.wished import all_of_it
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "intent, text, every",
    [
        ("loans.repay", "pay off全部，不想拖了", True),
        ("circles.repay", "还李四，欠的全部", True),
        ("circles.repay", "我欠李四的全部是多少，先还一千", False),
    ],
)
def test_all_that_is_owed_is_all_of_it(intent, text, every):
    assert all_of_it(intent, read(text, NOW)) is every
