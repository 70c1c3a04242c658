"""What the bank says, read from its source: the sentences that need their English. Nothing is run for it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from tests.source import BANK, SRC, Module

HAN = re.compile("[\u3400-\u9fff]")

# Where what is called takes words: the places of its arguments, and their names.
WORDS_IN: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "say": ((0,), ()),
    "show": ((0,), ()),
    "suggest": ((0,), ()),
    "ask": ((1,), ()),
    "choose": ((1,), ()),
    "pick": ((1,), ()),
    "confirm": ((1, 2, 3), ()),
    "until": ((1,), ()),
    "link": ((0,), ()),
    "flow": ((), ("title", "menu")),
    "Words": ((0,), ()),
    "speak": ((0,), ()),
    "Unclear": ((0,), ()),
    "Option": ((1, 2), ("label", "detail")),
    "Card": ((0, 2), ("title", "text")),
    "Row": ((0, 1), ("label", "value")),
    "Line": ((1, 2), ("label", "value")),
    "Draft": ((1,), ("title",)),
    "Bars": ((0,), ("title",)),
    "Shares": ((0,), ("title",)),
    "File": ((0,), ("title",)),
    "Part": ((0,), ("label",)),
}


def english_files() -> dict[Path, dict[str, str]]:
    """Every folder's translations."""
    return {file: tomllib.loads(file.read_text()) for file in sorted(SRC.rglob("english.toml"))}


def in_tables() -> set[str]:
    """The sentences that stand in a file of their own, for those who review them."""
    answers = tomllib.loads((SRC / "guitai" / "understanding" / "unserved.toml").read_text())["answers"]
    return {sentence for one in answers for sentence in (one["instead"], *one["wishes"].values())}


def said() -> Iterator[tuple[Module, str]]:
    """Every Chinese sentence in a place where words are taken, with the module that says it."""
    for module in BANK:
        if module.path.name != "conftest.py":
            yield from ((module, text) for text in sorted(said_by(module)))


def said_by(module: Module) -> set[str]:
    """The Chinese sentences of one module."""
    named = _named(module.tree)
    texts = set()
    for node in ast.walk(module.tree):
        for place in _places(node):
            texts |= constants(place)
            for name in ast.walk(place):
                if isinstance(name, ast.Name):
                    texts |= named.get(name.id, set())
    return {text for text in texts if HAN.search(text)}


def constants(tree: ast.AST) -> set[str]:
    """Every text in this part of the source."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def fields(sentence: str) -> set[str]:
    """The names in curly brackets."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _places(node: ast.AST) -> list[ast.expr]:
    """The expressions at this node that are words."""
    if isinstance(node, ast.ClassDef):
        return [keyword.value for keyword in node.keywords if keyword.arg in ("says", "offers")]
    if not isinstance(node, ast.Call):
        return []
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    numbers, names = WORDS_IN.get(called, ((), ()))
    by_place = [node.args[number] for number in numbers if number < len(node.args)]
    return by_place + [keyword.value for keyword in node.keywords if keyword.arg in names]


def _named(tree: ast.Module) -> dict[str, set[str]]:
    """What the module's names were given: a sentence may stand under a name, or in a table."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found[target.id] = found.get(target.id, set()) | constants(node.value)
    return found
