"""What spans modules takes long: `make check` leaves it out, but for the rules on the code and the docs."""

from pathlib import Path

import pytest
from tests.demo_process import demo as demo
from tests.demo_process import seeded_data as seeded_data
from tests.demo_process import written_data as written_data

HERE = Path(__file__).parent
QUICK = {
    "test_architecture.py",
    "test_docs.py",
    "test_english.py",
    "test_private_walk.py",
    "test_privileges.py",
}

LONGEST = {"test_proof_recorded.py", "test_proof_killed.py", "test_tasks.py"}  # one to three minutes each


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by place, before pytest chooses by mark; what takes longest begins first, or one process ends alone."""
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.name not in QUICK:
            item.add_marker("slow")
    items.sort(key=lambda item: item.path.name not in LONGEST)
