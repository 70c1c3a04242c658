"""ISO 20022 documents as bytes: read and written by their schemas. Knows which there are, not what they mean.

What comes from outside is refused unread if it is too large, nests too deep, or has a document type declaration: that
is where entities come from.
"""

from typing import Any
from xml.parsers import expat

from pyiso20022.camt import camt_053_001_08
from pyiso20022.pacs import pacs_002_001_10, pacs_004_001_09, pacs_008_001_08, pacs_028_001_03
from xsdata.exceptions import ConverterWarning, ParserError
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.parsers.handlers import XmlEventHandler
from xsdata.formats.dataclass.serializers import XmlSerializer
from xsdata.formats.dataclass.serializers.config import SerializerConfig

from guitai.clearing.facets import broken

MAX_BYTES = 4 * 1024 * 1024  # a page of a statement has some 500 kB
MAX_DEPTH = 32  # the deepest element that is read stands eleven deep

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
ROOT = "Document"

PACS_002 = "pacs.002.001.10"
PACS_004 = "pacs.004.001.09"
PACS_008 = "pacs.008.001.08"
PACS_028 = "pacs.028.001.03"
CAMT_053 = "camt.053.001.08"

DOCUMENTS: dict[str, type[Any]] = {
    PACS_002: pacs_002_001_10.Document,
    PACS_004: pacs_004_001_09.Document,
    PACS_008: pacs_008_001_08.Document,
    PACS_028: pacs_028_001_03.Document,
    CAMT_053: camt_053_001_08.Document,
}

_context = XmlContext()
_reading = ParserConfig(fail_on_unknown_attributes=True, fail_on_converter_warnings=True)
_writing = SerializerConfig(encoding="UTF-8")


class BadMessage(Exception):
    """No message that we read. Says where, and nothing of the content."""


def read(body: bytes) -> tuple[str, Any]:
    """A message's name, and the document by its schema."""
    name = _named(body)
    kind = DOCUMENTS.get(name)
    if kind is None:
        raise BadMessage("another message")
    parser = XmlParser(context=_context, config=_reading, handler=XmlEventHandler)
    try:
        document = parser.from_bytes(body, kind)
    except (ParserError, ConverterWarning, ValueError, TypeError) as error:
        raise BadMessage(f"{name}: not by its schema") from error
    wrong = broken(document)
    if wrong:
        raise BadMessage(f"{name}: {wrong}")
    return name, document


def written(document: Any) -> bytes:
    """The document as XML. One that its schema forbids is a mistake of the caller's."""
    wrong = broken(document)
    if wrong:
        raise ValueError(f"{type(document).__module__} has a wrong {wrong}")
    serializer = XmlSerializer(context=_context, config=_writing)
    namespace = type(document).Meta.namespace
    return serializer.render(document, ns_map={None: namespace}).encode()


def _named(body: bytes) -> str:
    """Which message it is, where nothing speaks against reading it."""
    if len(body) > MAX_BYTES:
        raise BadMessage("too large")
    looked_at = _Look()
    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    parser.XmlDeclHandler = looked_at.declared
    parser.StartDoctypeDeclHandler = looked_at.typed
    parser.StartElementHandler = looked_at.opened
    parser.EndElementHandler = looked_at.closed
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise BadMessage("malformed") from error
    namespace, _, root = looked_at.root.rpartition(" ")
    if root != ROOT or not namespace.startswith(NAMESPACE):
        raise BadMessage("no document")
    return namespace.removeprefix(NAMESPACE)


class _Look:
    """What is seen of a document before it is read."""

    def __init__(self) -> None:
        self.root = ""
        self.depth = 0

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "UTF-8").upper() != "UTF-8":
            raise BadMessage("encoding")  # it would be read by another one than it is looked at

    def typed(self, *_declaration: object) -> None:
        raise BadMessage("document type")

    def opened(self, name: str, _attributes: dict[str, str]) -> None:
        self.root = self.root or name
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BadMessage("too deep")

    def closed(self, _name: str) -> None:
        self.depth -= 1
