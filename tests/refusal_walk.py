"""A walk through what the bank raises: a refusal names words, or what the customer's flow has handed over plainly."""

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import FunctionType

from tests.hints import each, hints
from tests.private_walk import Function, Names, Value, Walk

from guitai.classes.rules import Caps
from guitai.errors import Refusal
from guitai.language import Words
from guitai.money import Money
from guitai.shield.devices import AllNew
from guitai.shield.strength import Limit, Limits

Handed = dict[Callable[..., object], dict[str, bool]]
"""By function and parameter: whether every flow hands over something plain."""

PUBLIC = (Limit, Limits, Caps, AllNew)  # the bank's own bounds, and how long a device is new
ROUNDS = 5


@dataclass
class Raises(Walk):
    """Notes each value that a refusal is raised with, and what kind it is, as far as annotations say."""

    raised: list[tuple[ast.expr, Names]] = field(default_factory=list)

    def _raised(self, raised: ast.expr, names: Names) -> None:
        if not isinstance(raised, ast.Call):
            return
        refusal = self.value(raised.func, names).thing
        if isinstance(refusal, type) and issubclass(refusal, Refusal):
            said = [keyword.value for keyword in raised.keywords if keyword.arg != "detail"]
            self.raised += [(value, dict(names)) for value in said]


def plainly(tree: ast.Module, module: Mapping[str, object], handed: Handed) -> None:
    """Add what functions of this module hand on to each other, plainly if it was handed to them so."""
    for _ in range(ROUNDS):
        for function in _functions(tree):
            own = handed.get(_thing(module, function), {})
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                called = module.get(call.func.id) if isinstance(call.func, ast.Name) else None
                if isinstance(called, FunctionType):
                    note(handed, called, _arguments(call, called, own))


def note(handed: Handed, function: Callable[..., object], plain: Mapping[str, bool]) -> None:
    """It was called once more; what was private once is not plain."""
    known = handed.setdefault(function, {})
    for name, so in plain.items():
        known[name] = known.get(name, True) and so


def named(tree: ast.Module, module: Mapping[str, object], handed: Handed) -> Iterable[tuple[int, str]]:
    """The lines at which a refusal names what it may not."""
    for function in _functions(tree):
        thing = _thing(module, function)
        walk = Raises(module)
        walk.function(
            function, {name: Value(kind=kind) for name, kind in _parameters(function, thing).items()}
        )
        changed = {
            one.id
            for one in ast.walk(function)
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        }
        plain = {name for name, so in handed.get(thing, {}).items() if so} - changed
        for value, names in walk.raised:
            if not _allowed(walk, value, names, plain):
                yield value.lineno, f"{ast.unparse(value)} is named in a refusal"


def _allowed(walk: Walk, value: ast.expr, names: Names, plain: set[str]) -> bool:
    match value:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id=name)) if name in plain:
            return True
        case ast.Attribute(attr="public_name"):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return all(_allowed(walk, one, names, plain) for one in (body, orelse))
        case ast.Call(func=called, args=arguments, keywords=keywords):
            made = walk.value(called, names).thing
            gives = made if isinstance(made, type) else hints(made).get("return")
            within = [*arguments, *(keyword.value for keyword in keywords)]
            return gives is Words and all(_public(walk, one, names, plain) for one in within)
    return False


def _public(walk: Walk, value: ast.expr, names: Names, plain: set[str]) -> bool:
    """What may stand within words: what was written here, a bound of the bank's, and what may stand alone."""
    match value:
        case ast.Constant():
            return True
        case ast.Dict(values=values):
            return all(_public(walk, one, names, plain) for one in values)
        case ast.IfExp(body=body, orelse=orelse):
            return all(_public(walk, one, names, plain) for one in (body, orelse))
        case ast.Attribute(value=of) if all(kind in PUBLIC for kind in each(walk.value(of, names).kind)):
            return True
        case ast.Name(id=name) if name not in names and isinstance(walk.module.get(name), str | int | Money):
            return True
    return _allowed(walk, value, names, plain)


def _arguments(call: ast.Call, called: FunctionType, own: Mapping[str, bool]) -> dict[str, bool]:
    def plain(value: ast.expr) -> bool:
        return isinstance(value, ast.Name) and own.get(value.id, False)

    by_place = dict(zip(inspect.signature(called).parameters, map(plain, call.args), strict=False))
    return by_place | {keyword.arg: plain(keyword.value) for keyword in call.keywords if keyword.arg}


def _functions(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def _thing(module: Mapping[str, object], function: Function) -> Callable[..., object]:
    """The function itself; one that stands in a class is known by its name in the source."""
    thing = module.get(function.name)
    return thing if isinstance(thing, FunctionType) else _nobody


def _parameters(function: Function, thing: Callable[..., object]) -> dict[str, object]:
    known = hints(thing)
    arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return {one.arg: known.get(one.arg) for one in arguments}


def _nobody() -> None:
    """Whoever is not found."""
