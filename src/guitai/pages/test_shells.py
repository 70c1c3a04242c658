import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from guitai.language import Language
from guitai.pages import shells
from guitai.pages.assets import HERE

STATIC, SHELLS = HERE / "static", HERE / "shells"
NAMES = sorted(file.stem for file in SHELLS.glob("*.html"))
FILES = sorted([*SHELLS.glob("*.html"), *SHELLS.glob("en/*.html")])
EMPTY = {"meta", "link", "input"}
SPOKEN = {"aria-label", "data-unreachable", "data-late", "data-frozen"}  # attributes that are words
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
IMPORT = re.compile(r'from "\./(\w+\.js)"')
SHOWN = re.compile(r'\b(?:show|copyOf)\("(\w[\w-]*)"|screen: "(\w+)"')


@dataclass
class Node:
    """An element, and what is in it."""

    name: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Node"]:
        """The elements below it, in their order."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def shape(self) -> list[tuple[str, dict[str, str]]]:
        """All but the words."""
        plain = [
            (node.name, {**node.attributes}) for node in self if node.attributes.get("lang") != "zh-Hans"
        ]
        return [(name, {key: key if key in SPOKEN else said[key] for key in said}) for name, said in plain]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in EMPTY:
            self.open.append(node)

    def handle_endtag(self, tag):
        assert self.open.pop().name == tag

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parsed(html):
    reader = Reader()
    reader.feed(html)
    (document,) = reader.open
    return document


def html(path):
    language = Language.ENGLISH if path.parent.name == "en" else Language.SIMPLIFIED
    return shells.shell(path.stem, language).template


@cache
def shell(path):
    return parsed(html(path))


def templates(document):
    return {node.attributes["id"]: node for node in document if node.name == "template"}


def scripts(page):
    """The script of a page, and those that it imports."""
    found, ahead = {}, [f"{page}.js"]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found[name] = (STATIC / name).read_text()
            ahead += IMPORT.findall(found[name])
    return found


def described(path):
    return str(path.relative_to(SHELLS))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_same_parts_in_english(name):
    assert shell(SHELLS / "en" / f"{name}.html").shape == shell(SHELLS / f"{name}.html").shape


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_the_same_in_traditional_but_for_its_words(name):
    converted = shells.shell(name, Language.TRADITIONAL).template

    assert parsed(converted).shape == shell(SHELLS / f"{name}.html").shape


@pytest.mark.parametrize("name", ["bind", "devices", "freeze"])
def test_the_link_to_simplified_is_in_simplified_and_quotes_are_those_of_each(name):
    converted = shells.shell(name, Language.TRADITIONAL).template

    assert '<a href="?lang=zh-Hans" lang="zh-Hans">简体</a>' in converted
    assert "「" in converted
    assert "“" not in converted


@pytest.mark.parametrize("path", FILES, ids=described)
def test_every_field_has_a_label_and_what_describes_it_is_there(path):
    fields_of_the_page = {node.attributes.get("id") for node in shell(path) if node.name == "input"}
    assert not set(templates(shell(path))) & fields_of_the_page
    for template in templates(shell(path)).values():
        ids = [node.attributes["id"] for node in template if "id" in node.attributes]
        labelled = [node.attributes.get("for") for node in template if node.name == "label"]
        fields = [
            node.attributes
            for node in template
            if node.name == "input" and node.attributes.get("type") != "checkbox"
        ]

        assert len(ids) == len(set(ids))
        assert {said["id"] for said in fields} <= set(labelled)
        assert {one for said in fields for one in said["aria-describedby"].split()} <= set(ids)
        assert {f"{said['id']}-problem" for said in fields} <= set(ids)


@pytest.mark.parametrize("path", FILES, ids=described)
def test_a_screen_begins_with_its_one_heading(path):
    whole = {identity: node for identity, node in templates(shell(path)).items() if identity not in PIECES}

    assert [identity for identity, node in whole.items() if [n.name for n in node].count("h1") != 1] == []


PIECES = {"copy", "device-item", "device-names", "document"}


@pytest.mark.parametrize("path", FILES, ids=described)
def test_a_script_shows_only_what_its_page_has(path):
    shown = {a or b for text in scripts(path.stem).values() for a, b in SHOWN.findall(text)}

    assert shown <= set(templates(shell(path))) | UNUSED[path.stem]


# What a script that several pages import can show, and what these pages have no need of: they need no device.
NO_DEVICE = {"binding", "device-names"}
UNUSED = {name: set() for name in NAMES} | {"freeze": NO_DEVICE, "statements": NO_DEVICE}


@pytest.mark.parametrize("path", FILES, ids=described)
def test_what_a_page_links_to_is_there(path):
    document = shell(path)
    wanted = {
        node.attributes.get("src") or node.attributes.get("href", "")
        for node in document
        if node.name in ("script", "link")
    }

    assert {name for name in wanted if name.startswith("/") and not (HERE / name[1:]).is_file()} == set()
    assert f"/static/{path.stem}.js" in wanted


@pytest.mark.parametrize("path", FILES, ids=described)
def test_nothing_in_a_page_is_filled_in_but_its_attributes(path):
    assert re.findall(r"\$\w*", html(path)) == ["$attributes"]


def test_all_words_stand_in_the_pages_and_none_in_their_scripts():
    wordy = [file.name for file in STATIC.glob("*.js") if CHINESE.search(file.read_text())]

    assert wordy == []


def test_every_script_and_style_is_used():
    used = {name for page in NAMES for name in scripts(page)}
    used |= {
        Path(node.attributes["href"]).name
        for path in FILES
        for node in shell(path)
        if node.name == "link" and node.attributes["href"].startswith("/static/")
    }

    assert {file.name for file in STATIC.iterdir()} - used == set()
