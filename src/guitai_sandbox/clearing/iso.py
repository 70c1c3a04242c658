"""ISO 20022 messages as plain values, by the names of their elements; read and written through their schemas."""

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any
from xml.parsers import expat

from pyiso20022.camt import camt_053_001_08
from pyiso20022.pacs import (
    pacs_002_001_10,
    pacs_004_001_09,
    pacs_008_001_08,
    pacs_028_001_03,
)
from xsdata.exceptions import ConverterWarning, ParserError
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import DictDecoder, XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.parsers.handlers import XmlEventHandler
from xsdata.formats.dataclass.serializers import DictEncoder, XmlSerializer

from guitai_sandbox.clearing.facets import broken

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
DEEPEST = 32

# Each message with its class, and the element that holds all of it.
KINDS: Mapping[str, tuple[Any, str]] = {
    "pacs.002.001.10": (pacs_002_001_10.Document, "FIToFIPmtStsRpt"),
    "pacs.004.001.09": (pacs_004_001_09.Document, "PmtRtr"),
    "pacs.008.001.08": (pacs_008_001_08.Document, "FIToFICstmrCdtTrf"),
    "pacs.028.001.03": (pacs_028_001_03.Document, "FIToFIPmtStsReq"),
    "camt.053.001.08": (camt_053_001_08.Document, "BkToCstmrStmt"),
}

_CONTEXT = XmlContext()
_STRICT = ParserConfig(
    fail_on_unknown_properties=True, fail_on_unknown_attributes=True, fail_on_converter_warnings=True
)

Json = dict[str, Any]


class Unreadable(Exception):
    """It is no XML that anybody should read."""


class Invalid(Exception):
    """It is XML, but none of the messages, or breaks its schema."""


@dataclass(frozen=True)
class Message:
    """One message: its kind, as `pacs.008.001.08`, and what stands in it by the names of the elements."""

    kind: str
    body: Json

    def text(self, *path: str) -> str | None:
        """What stands at the end of the path, the first where an element repeats; None where there is nothing."""
        value: Any = self.body
        for name in path:
            if isinstance(value, list):
                value = value[0] if value else None
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, list):
            value = value[0] if value else None
        return None if value is None else str(value)

    def count(self, name: str) -> int:
        """How often an element of the message stands there."""
        return len(self.body.get(name) or [])


def read(data: bytes) -> Message:
    """The message, valid by its schema."""
    kind = _kind(data)
    if kind not in KINDS:
        raise Invalid(f"{kind or 'this'} is no message of this house's")
    shape, root = KINDS[kind]
    try:
        document = XmlParser(context=_CONTEXT, config=_STRICT, handler=XmlEventHandler).from_bytes(
            data, shape
        )
    except (ParserError, ConverterWarning, TypeError, ValueError) as error:
        raise Invalid(str(error)) from None
    _check(document)
    return Message(kind, DictEncoder(context=_CONTEXT).encode(document)[root])


def write(kind: str, body: Json) -> str:
    """The message as XML, valid by its schema; the elements come in their order by themselves."""
    shape, root = KINDS[kind]
    try:
        document = DictDecoder(context=_CONTEXT, config=_STRICT).decode({root: body}, shape)
    except (ParserError, ConverterWarning, TypeError) as error:
        raise Invalid(str(error)) from None
    _check(document)
    return XmlSerializer(context=_CONTEXT).render(document, ns_map={None: f"{NAMESPACE}{kind}"})


def _check(document: object) -> None:
    assert is_dataclass(document)
    wrong = next(broken(document), None)
    if wrong is not None:
        raise Invalid(wrong)


def _kind(data: bytes) -> str:
    """Whose namespace the root is in. Refused before anything is expanded: a document type; then what is too deep."""
    reader = _Reader()
    parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(str(error)) from None
    namespace, _, name = reader.root.rpartition(" ")
    return namespace.removeprefix(NAMESPACE) if name == "Document" else ""


class _Reader:
    def __init__(self) -> None:
        self.root = ""
        self._depth = 0

    def refuse(self, *_: object) -> None:
        raise Unreadable("a document type is not allowed")

    def start(self, name: str, _: object) -> None:
        self.root = self.root or name
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable("too deep")

    def end(self, _: str) -> None:
        self._depth -= 1
