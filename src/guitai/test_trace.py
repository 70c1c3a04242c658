"""Commands for the staff start at once: what the bank understands by takes a second to load, and none needs it."""

import subprocess
import sys

import pytest

NAMED = "import sys; print(*(name for name in sys.modules if name.startswith('guitai.understanding.')))"


@pytest.mark.parametrize(
    "loading",
    [
        "import guitai.trace; guitai.trace.every_part()",
        "import guitai.ledger.check, guitai.ledger.heads, guitai.ledger.closings",
        "import guitai.shield.audit_check, guitai.shield.staff, guitai.media.listing",
        "import guitai.clearing.reconciliation, guitai.schedule.aside",
        "import guitai.demo.players",
    ],
)
def test_what_a_command_loads_understands_nothing(loading):
    code = f"import guitai.cli; {loading}; {NAMED}"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []
