"""WeChat's XML as a tree of plain values: no DTD, no entity, nothing lost. Knows no message type."""

from typing import TypeAlias, Union
from xml.parsers import expat

MAX_BYTES = 128 * 1024  # the longest text a phone sends is some 16,000 characters
MAX_DEPTH = 16  # WeChat nests four deep

Node: TypeAlias = Union[str, "Tree"]
Tree: TypeAlias = dict[str, list[Node]]
"""An element's children by name, each name with all its elements in order; one without any is its text.

Shaped like JSON, so that it can be kept as it came.
"""


class BadXml(Exception):
    """Not XML that we read: malformed, too large, too deep, or with a DTD. Says nothing of the content."""


def parse(body: bytes) -> Tree:
    """The children of the document's element. Attributes and text beside elements are dropped."""
    if len(body) > MAX_BYTES:
        raise BadXml("too large")
    builder = _Builder()
    parser = expat.ParserCreate("UTF-8")  # whatever the document says of itself
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise BadXml("malformed") from error
    return builder.root


def elements(node: Node, *path: str) -> list[Node]:
    """All elements at a path, through every element on the way: none, one and several read alike."""
    nodes = [node]
    for name in path:
        nodes = [child for parent in nodes if isinstance(parent, dict) for child in parent.get(name, [])]
    return nodes


def text(node: Node, *path: str) -> str:
    """The text of the first element at a path, trimmed; empty where there is none or it has children."""
    first = next(iter(elements(node, *path)), "")
    return first.strip() if isinstance(first, str) else ""


def _refuse_dtd(*_declaration: object) -> None:
    raise BadXml("document type")


class _Builder:
    """Collects the tree while expat reads."""

    def __init__(self) -> None:
        self.root: Tree = {}
        self.open: list[tuple[Tree, list[str]]] = []

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        if len(self.open) == MAX_DEPTH:
            raise BadXml("too deep")
        self.open.append(({}, []))

    def text(self, characters: str) -> None:
        self.open[-1][1].append(characters)

    def end(self, name: str) -> None:
        children, characters = self.open.pop()
        if self.open:
            self.open[-1][0].setdefault(name, []).append(children or "".join(characters))
        else:
            self.root = children
