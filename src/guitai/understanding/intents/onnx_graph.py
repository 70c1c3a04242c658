"""Writes a graph as onnxruntime reads it: ONNX, which is protobuf, field by field."""

import struct
from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray

MICROSOFT = "com.microsoft"  # operators of onnxruntime's own
VERSIONS = {"": 18, MICROSOFT: 1}
FORMAT = 8  # of the file, which goes with version 18 of the operators
KINDS = {"float32": 1, "uint8": 2, "int8": 3, "int64": 7}
FLOAT, INT = 1, 2  # kinds of attributes

Field = tuple[int, int | float | str | bytes]  # its number, and what it holds
# A name, and how many numbers lie in each direction; a size that varies has a name instead.
End = tuple[str, tuple[int | str, ...]]


class Graph:
    """Grows node by node; each gives names that later ones may take."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._count = 0

    def node(self, operator: str, *takes: str, of: str = "", **attributes: float) -> str:
        """The name of what the operator gives; `of` is whose operator it is."""
        return self.nodes(operator, *takes, gives=1, of=of, **attributes)[0]

    def nodes(self, operator: str, *takes: str, gives: int, of: str = "", **attributes: float) -> list[str]:
        """The names of the several things that the operator gives."""
        names = [self._named() for _ in range(gives)]
        fields: list[Field] = [(1, name) for name in takes]
        fields += [(2, name) for name in names]
        fields += [(5, _attribute(name, value)) for name, value in attributes.items()]
        self._parts.append(_field(1, _message([*fields, (4, operator), (7, of)])))
        return names

    def constant(self, array: NDArray[Any]) -> str:
        """The name of these numbers."""
        name = self._named()
        fields: list[Field] = [(1, size) for size in array.shape]
        fields += [(2, KINDS[array.dtype.name]), (8, name), (9, array.tobytes())]
        self._parts.append(_field(5, _message(fields)))
        return name

    def written(self, takes: End, gives: End) -> bytes:
        """The file: the graph that takes the one and gives the other."""
        ends: list[Field] = [(2, "graph"), (11, _described(*takes)), (12, _described(*gives))]
        graph = b"".join([*self._parts, _message(ends)])
        versions: list[Field] = [(8, _message([(1, of), (2, version)])) for of, version in VERSIONS.items()]
        return _message([(1, FORMAT), (7, graph), *versions])

    def _named(self) -> str:
        self._count += 1
        return str(self._count)


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _message([(1, name), (3, value), (20, INT)])
    return _message([(1, name), (2, value), (20, FLOAT)])


def _described(name: str, shape: tuple[int | str, ...]) -> bytes:
    sizes = [(1, _message([(2 if isinstance(size, str) else 1, size)])) for size in shape]
    tensor = _message([(1, KINDS["float32"]), (2, _message(sizes))])
    return _message([(1, name), (2, _message([(1, tensor)]))])


def _message(fields: Iterable[Field]) -> bytes:
    return b"".join(_field(number, holds) for number, holds in fields)


def _field(number: int, holds: float | str | bytes) -> bytes:
    """The number's last three bits tell how to read on: 0 is a whole number, 5 a fraction, 2 so many bytes."""
    if isinstance(holds, int):
        return _varint(number << 3) + _varint(holds)
    if isinstance(holds, float):
        return _varint(number << 3 | 5) + struct.pack("<f", holds)
    content = holds.encode() if isinstance(holds, str) else holds
    return b"".join([_varint(number << 3 | 2), _varint(len(content)), content])


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*written, value])
