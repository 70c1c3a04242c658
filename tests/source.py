"""The project's own source, read once: modules, functions, SQL. What the rules on the code look at."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SRC = Path(__file__).parent.parent / "src"
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|TRUNCATE)\s")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: Path

    @property
    def name(self) -> str:
        """Where it is, for people: `guitai/money.py`."""
        return str(self.path.relative_to(SRC))

    @cached_property
    def text(self) -> str:
        """What the file holds."""
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        """The same, parsed."""
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        """How long it is."""
        return self.text.count("\n")

    @cached_property
    def functions(self) -> list[Function]:
        """Every function, methods and nested ones too."""
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    @property
    def flows(self) -> list[Function]:
        """The functions that are a customer's wish: marked with `@flow(...)`."""
        return [function for function in self.functions if any(map(_is_flow, function.decorator_list))]

    @property
    def imports(self) -> set[str]:
        """The modules it names in its imports."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return found

    @property
    def sql(self) -> list[str]:
        """The strings that are SQL; docstrings are none."""
        prose = {node.value for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        texts = [
            node.value
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose
        ]
        return [text for text in texts if SQL.search(text)]

    @property
    def schema(self) -> str:
        """The PostgreSQL schema that is its own: the folder's name, or the single file's; its trace is a file too."""
        parts = [
            part for part in self.path.relative_to(SRC).with_suffix("").parts[1:] if part != "capabilities"
        ]
        return parts[0].removesuffix("_trace")

    @property
    def comments(self) -> int:
        """Lines with a comment on them."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return sum(token.type == tokenize.COMMENT for token in tokens)

    @property
    def code(self) -> int:
        """Lines that are neither blank nor part of a docstring."""
        docstrings = sum(
            node.end_lineno - node.lineno + 1
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        )
        return sum(bool(line.strip()) for line in self.text.splitlines()) - docstrings


def length(function: Function) -> int:
    """Lines from its name to its end."""
    return function.end_lineno - function.lineno + 1


def with_decorators(function: Function) -> int:
    """Lines from the first decorator to the end."""
    return function.end_lineno - min(decorator.lineno for decorator in function.decorator_list) + 1


def public(module: Module) -> Iterator[Function | ast.ClassDef]:
    """The functions, classes and methods that others may use."""
    for node in module.tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from (
                inner
                for inner in getattr(node, "body", [])
                if isinstance(node, ast.ClassDef)
                and isinstance(inner, Function)
                and not inner.name.startswith("_")
            )


def _is_flow(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id == "flow"
    )


MODULES = [Module(path) for path in sorted(SRC.rglob("*.py"))]
TESTS = [module for module in MODULES if module.path.name.startswith(("test_", "conftest"))]
PRODUCTION = [module for module in MODULES if module not in TESTS]
BANK = [module for module in PRODUCTION if module.name.startswith("guitai/")]
MIGRATIONS = sorted(SRC.rglob("migrations/*.sql"))
