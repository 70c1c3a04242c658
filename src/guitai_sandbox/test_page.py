"""The phone page against the phone API: what the one offers, the other knows."""

import re

from guitai_sandbox.app import PAGE
from guitai_sandbox.state.faults import Deed

KINDS = re.compile(r"const KINDS = \[(.*?)\]", re.DOTALL)
WORDS = re.compile(r'"faults\.(\w+)": \["([^"]+)", "([^"]+)"\]')


def test_every_fault_can_be_chosen_on_the_page_in_both_languages():
    offered = re.findall(r'"(\w+)"', KINDS.search((PAGE / "faults.js").read_text())[1])
    named = {name for name, _, _ in WORDS.findall((PAGE / "words.js").read_text())}

    assert offered == list(Deed)
    assert [kind for kind in offered if kind not in named] == []
