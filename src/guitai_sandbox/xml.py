"""XML as WeChat writes and reads it: text in CDATA, numbers bare, no DTD."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

Value = str | int | float | Sequence[tuple[str, "Value"]]
Fields = Sequence[tuple[str, Value]]

# What XML 1.0 cannot carry at all; WeChat drops it from what people type.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DEEPEST = 16


class BadXml(Exception):
    """The text is not XML that WeChat would read."""


def cdata(text: str) -> str:
    """The text in CDATA; `]]>` inside is split over two sections."""
    return "<![CDATA[" + FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def write(fields: Fields, *, root: str = "xml") -> str:
    """One element with the fields inside, in their order, without white space between."""
    return _element(root, fields)


def _element(tag: str, value: Value) -> str:
    if isinstance(value, str):
        inner = cdata(value)
    elif isinstance(value, float):
        inner = f"{value:.6f}"
    elif isinstance(value, int):
        inner = str(value)
    else:
        inner = "".join(_element(name, child) for name, child in value)
    return f"<{tag}>{inner}</{tag}>"


@dataclass
class Node:
    """An element: its own text, and the elements in it."""

    tag: str
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def all(self, tag: str) -> list["Node"]:
        """The children of that name."""
        return [child for child in self.children if child.tag == tag]

    def find(self, *path: str) -> str | None:
        """The text of the first element down the path, None where there is none."""
        node = self
        for tag in path:
            found = node.all(tag)
            if not found:
                return None
            node = found[0]
        return node.text


def read(text: str) -> Node:
    """The root element. A document type is refused before anything in it can be expanded."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise BadXml(str(error)) from None
    return reader.document.children[0]


class _Reader:
    def __init__(self) -> None:
        self.document = Node("")
        self._open = [self.document]

    def refuse(self, *_: object) -> None:
        raise BadXml("a document type is not allowed")

    def start(self, tag: str, _: dict[str, str]) -> None:
        if len(self._open) > DEEPEST:
            raise BadXml("too deep")
        node = Node(tag)
        self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, _: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        self._open[-1].text += text
