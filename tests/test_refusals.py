"""Every no of the bank's: written down as it is in the code, said in English too, raised somewhere, tried by a test."""

import ast
import inspect
import re
from string import Formatter

import pytest
from tests.sentences import HAN
from tests.source import PRODUCTION, SRC

from guitai.app import catalogue
from guitai.refusal_commands import document, known

ROOT = SRC.parent
KNOWN = known()
CODE = re.compile(r"[a-z]+\.[a-z_]+")


def test_the_page_is_as_the_code_is():
    written = (ROOT / "docs" / "refusals.md").read_text()

    assert written == document(catalogue()), "renew it: .venv/bin/guitai refusals > docs/refusals.md"


def test_a_code_names_a_place_and_a_reason():
    assert [refusal.code for refusal in KNOWN if not CODE.fullmatch(refusal.code)] == []


def test_every_refusal_has_its_english_with_the_same_fields():
    english = catalogue().english
    without = [refusal.code for refusal in KNOWN if HAN.search(english.get(refusal.says, refusal.says))]
    without += [
        refusal.code
        for refusal in KNOWN
        if fields(english.get(refusal.says, "")) != fields(refusal.says)
        or (refusal.offers and refusal.offers[0] not in english)
    ]

    assert without == []


def fields(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_refusal_says_why_it_is_one():
    assert [refusal.code for refusal in KNOWN if not inspect.getdoc(refusal)] == []


def test_every_refusal_is_polite_and_whole_sentences():
    """It ends in a full stop, never in an exclamation."""
    wrong = [refusal.code for refusal in KNOWN if not refusal.says.endswith("。") or "！" in refusal.says]

    assert wrong == []


def test_every_refusal_is_raised():
    used = {name for module in PRODUCTION for name in meant(module.tree)}

    assert [refusal.code for refusal in KNOWN if refusal.__name__ not in used] == []


def meant(tree):
    """The names that are used where something is made or raised: not where it is caught, asked for or imported."""
    apart = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type:
            apart |= {id(one) for one in ast.walk(node.type)}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
            apart |= {id(one) for one in ast.walk(node)}
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in apart
    }


@pytest.fixture(scope="module")
def tests():
    """The text of every test."""
    files = [*ROOT.glob("tests/*.py"), *SRC.rglob("test_*.py"), *SRC.rglob("conftest.py")]
    return "\n".join(file.read_text() for file in files)


def test_every_refusal_is_met_in_a_test(tests):
    """By its class, its code, or how its sentence begins."""
    unmet = [
        refusal.code
        for refusal in KNOWN
        if not re.search(rf"\b{refusal.__name__}\b", tests)
        and refusal.code not in tests
        and re.split(r"[{，。]", refusal.says)[0] not in tests
    ]

    assert unmet == []
