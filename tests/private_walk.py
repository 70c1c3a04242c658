"""A walk through a flow's source that follows what is private, through all that Python can make of it, up to words.

Nothing is run. What a step that is not `public`, or an event, brings is private, and so is all that is made of it, but
for a comparison and a public name. No word takes it as words; a card, a slot of a tap and a step may have it.
"""

import ast
import builtins
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import FunctionType
from typing import Any

from tests.hints import Kind, given, has, hints, item, part, under

from guitai.conversation import flow as words
from guitai.errors import Spoken

Function = ast.FunctionDef | ast.AsyncFunctionDef
MISSING: Any = object()
ANSWERS = (bool, isinstance, hasattr, callable, any, all, issubclass)  # plainly yes or no, like a comparison
# The words of a flow: the places of what is said as it stands; of a tap, any slot may be private.
SAID = {
    words.say: (0,),
    words.show: (0,),
    words.suggest: (0, 1),
    words.ask: (0, 1, 2),
    words.given: (0, 1, 2),
    words.choose: (0, 1),
    words.pick: (0, 1, 3),
    words.confirm: (0, 1, 2, 3),
    words.until: (0, 1),
}
DEEPEST = 5  # of helpers that call one another


@dataclass(frozen=True)
class Value:
    """What an expression may be. `thing` is the object itself, where it stands in the module."""

    private: bool = False
    kind: Kind = None
    thing: Any = MISSING

    @property
    def sayable(self) -> bool:
        """Whether words take it: it is nobody's secret, or has a public name, which is said in its place."""
        return not self.private or has(self.kind, "public_name")

    def or_else(self, other: "Value") -> "Value":
        """This or that."""
        kind = self.kind if self.kind == other.kind else None
        thing = self.thing if self.thing is other.thing else MISSING
        return Value(self.private or other.private, kind, thing)


PLAIN = Value()
Names = dict[str, Value]


@dataclass
class Walk:
    """A walk through one function of a module. `leaks` are the lines where something private is said, and what."""

    module: Mapping[str, object]
    leaks: set[tuple[int, str]] = field(default_factory=set)
    # With what each step was handed: by its parameters' names, whether it was private.
    handed: list[tuple[Callable[..., object], dict[str, bool]]] = field(default_factory=list)
    functions: Mapping[str, Function] = field(default_factory=dict)
    deep: int = 0
    returned: list[Value] = field(default_factory=list)  # by the function that is followed

    def function(self, of: Function, given_: Names | None = None) -> None:
        """Follow it from its first line to its last."""
        self.block(of.body, dict(given_ or {}))

    # --- statements

    def block(self, body: list[ast.stmt], names: Names) -> None:
        """One statement after the other; `names` are as they stand after it."""
        for statement in body:
            self._statement(statement, names)

    def _statement(self, node: ast.stmt, names: Names) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                found = self.value(value, names)
                for target in targets:
                    self._bind(target, found, names)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._bind(target, self.value(value, names), names)
            case ast.AugAssign(target=target, value=value):
                self._bind(target, self.value(target, names).or_else(self.value(value, names)), names)
            case ast.If(test=test, body=body, orelse=orelse):
                self.value(test, names)
                self._either([body, orelse], names)
            case ast.For() | ast.AsyncFor() | ast.While():
                self._loop(node, names)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
                self._either([body + orelse, *(body + handler.body for handler in handlers)], names)
                self.block(final, names)
            case ast.Match(subject=subject, cases=cases):
                self._match(subject, cases, names)
            case ast.With() | ast.AsyncWith():
                for one in node.items:
                    found = self.value(one.context_expr, names)
                    if one.optional_vars:
                        self._bind(one.optional_vars, found, names)
                self.block(node.body, names)
            case ast.Raise(exc=ast.expr() as raised):
                self._raised(raised, names)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                names[node.name] = Value(self._captures(node, names))
            case ast.Return(value=ast.expr() as value):
                self.returned.append(self.value(value, names))
            case ast.Expr(value=value):
                self.value(value, names)

    def _either(self, branches: list[list[ast.stmt]], names: Names) -> None:
        ends = []
        for branch in branches:
            end = dict(names)
            self.block(branch, end)
            ends.append(end)
        self._join(ends, names)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, names: Names) -> None:
        for _ in range(DEEPEST):  # what is private in one round is in the next
            end = dict(names)
            if isinstance(node, ast.While):
                self.value(node.test, end)
            else:
                self._bind(node.target, self._item_of(self.value(node.iter, end)), end)
            self.block(node.body, end)
            self._join([dict(names), end], names)
        self.block(node.orelse, names)

    def _match(self, subject: ast.expr, cases: list[ast.match_case], names: Names) -> None:
        found = self.value(subject, names)
        ends = []
        for case in cases:
            end = dict(names)
            for pattern in ast.walk(case.pattern):
                captured = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
                if isinstance(captured, str):
                    end[captured] = Value(found.private)
            self.block(case.body, end)
            ends.append(end)
        self._join([dict(names), *ends], names)

    @staticmethod
    def _join(ends: list[Names], names: Names) -> None:
        for name in set().union(*ends):
            first, *rest = (end[name] for end in ends if name in end)
            for other in rest:
                first = first.or_else(other)
            names[name] = first

    def _bind(self, target: ast.expr, value: Value, names: Names) -> None:
        match target:
            case ast.Name(id=name):
                names[name] = value
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                for element in elements:
                    self._bind(element, self._item_of(value), names)
            case ast.Starred(value=inner):
                self._bind(inner, value, names)
            case ast.Attribute(value=holder) | ast.Subscript(value=holder) if value.private:
                self._bind(holder, Value(private=True), names)

    def _raised(self, raised: ast.expr, names: Names) -> None:
        if not isinstance(raised, ast.Call):
            self.value(raised, names)
            return
        refusal = self.value(raised.func, names)
        spoken = isinstance(refusal.thing, type) and issubclass(refusal.thing, Spoken)
        for keyword in raised.keywords:
            value = self.value(keyword.value, names)
            if spoken and value.private and keyword.arg != "detail":
                self._leak(keyword.value, "is raised in a refusal")
        for argument in raised.args:
            if self.value(argument, names).private:
                self._leak(argument, "is raised")

    # --- expressions

    def value(self, node: ast.expr, names: Names) -> Value:
        """What this expression may be."""
        match node:
            case ast.Constant(value=constant):
                return Value(kind=type(constant))
            case ast.Name(id=name):
                return self._named(name, names)
            case ast.Attribute(value=of, attr=name):
                return self._part(self.value(of, names), name)
            case ast.Await(value=ast.Call() as call):
                return self._awaited(call, names)
            case ast.Call():
                return self._called(node, names)
            case ast.Compare():
                self._all(node, names)
                return Value(kind=bool)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self.value(operand, names)
                return Value(kind=bool)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self.value(test, names)
                return self.value(body, names).or_else(self.value(orelse, names))
            case ast.BoolOp(values=values):
                first, *rest = (self.value(one, names) for one in values)
                for other in rest:
                    first = first.or_else(other)
                return first
            case ast.NamedExpr(target=target, value=inner):
                found = self.value(inner, names)
                self._bind(target, found, names)
                return found
            case ast.Subscript(value=of, slice=place):
                whole, at = self.value(of, names), self.value(place, names)
                kind = whole.kind if isinstance(place, ast.Slice) else under(whole.kind)
                return Value(whole.private or at.private, kind)
            case ast.Lambda():
                return Value(self._captures(node, names))
            case ast.ListComp(elt=element) | ast.SetComp(elt=element) | ast.GeneratorExp(elt=element):
                found = self._comprehended([element], node.generators, names)
                return Value(found.private, list[found.kind] if found.kind else None)
            case ast.DictComp(key=key, value=element):
                return Value(self._comprehended([key, element], node.generators, names).private)
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                return self._listed([self.value(one, names) for one in elements])
            case ast.Starred(value=inner):
                return self.value(inner, names)
        return Value(self._all(node, names))

    @staticmethod
    def _listed(found: list[Value]) -> Value:
        kinds = {repr(one.kind): one.kind for one in found}
        alike = len(kinds) == 1 and None not in kinds.values()
        kind = list[next(iter(kinds.values()))] if alike else None
        return Value(any(one.private for one in found), kind)

    def _all(self, node: ast.AST, names: Names) -> bool:
        """Whether anything in it is private: a text with values in, a sum, a dictionary."""
        found = [self.value(child, names) for child in _expressions(node)]
        return any(one.private for one in found)

    def _named(self, name: str, names: Names) -> Value:
        if name in names:
            return names[name]
        thing = self.module.get(name, getattr(builtins, name, MISSING))
        return Value(kind=thing if callable(thing) else type(thing), thing=thing)

    def _part(self, of: Value, name: str) -> Value:
        if name == "public_name":
            return Value(kind=part(of.kind, name))
        if of.thing is not MISSING:
            thing = getattr(of.thing, name, MISSING)
            return Value(kind=thing if callable(thing) else type(thing), thing=thing)
        return Value(of.private, part(of.kind, name))

    @staticmethod
    def _item_of(value: Value) -> Value:
        return Value(value.private, item(value.kind))

    def _called(self, call: ast.Call, names: Names) -> Value:
        function = self.value(call.func, names)
        arguments = [self.value(one, names) for one in (*call.args, *(kw.value for kw in call.keywords))]
        private = function.private or any(one.private for one in arguments)
        if any(function.thing is one for one in ANSWERS):
            return Value(kind=bool)
        return Value(private, given(function.kind))

    def _comprehended(self, elements: list[ast.expr], over: list[ast.comprehension], names: Names) -> Value:
        inner = dict(names)
        for generator in over:
            self._bind(generator.target, self._item_of(self.value(generator.iter, inner)), inner)
            for condition in generator.ifs:
                self.value(condition, inner)
        first, *rest = (self.value(element, inner) for element in elements)
        return Value(first.private or any(one.private for one in rest), first.kind)

    def _captures(self, node: ast.Lambda | Function, names: Names) -> bool:
        """Whether a function that is made here knows something private."""
        arguments = node.args
        own = {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
        body = [node.body] if isinstance(node, ast.Lambda) else node.body
        used = {one.id for part_ in body for one in ast.walk(part_) if isinstance(one, ast.Name)} - own
        return any(names[name].private for name in used if name in names)

    # --- the words of a flow

    def _awaited(self, call: ast.Call, names: Names) -> Value:
        word = self.value(call.func, names).thing
        if word in (words.look, words.do):
            return self._step(call, names)
        if not _in(word, SAID):
            return self._helper(call, names)
        arguments = [self.value(one, names) for one in call.args]
        for at in SAID[word]:
            if at < len(arguments) and arguments[at].private:
                self._leak(call.args[at], f"is what {word.__name__} says")
        values = [(keyword, self.value(keyword.value, names)) for keyword in call.keywords]
        for keyword, value in values:
            if word is words.confirm and keyword.arg == "by_hand":
                continue  # how it has to be answered, which is not said
            if word is not words.suggest and not (value.sayable if keyword.arg else not value.private):
                self._leak(keyword.value, f"is a value in the words of {word.__name__}")
        return self._answer(word, arguments)

    @staticmethod
    def _answer(word: Callable[..., object], arguments: list[Value]) -> Value:
        if word is words.until:
            return Value(private=True)
        if word is words.choose and len(arguments) > 2:
            return Walk._item_of(arguments[2])
        if word is words.pick and len(arguments) > 3:
            return Walk._item_of(arguments[2]).or_else(Value(kind=given(arguments[3].kind)))
        if word in (words.ask, words.given) and len(arguments) > 2:
            read = Value(kind=given(arguments[2].kind))
            return read.or_else(arguments[3]) if len(arguments) > 3 else read
        return Value(kind=bool) if word is words.confirm else PLAIN

    def _step(self, call: ast.Call, names: Names) -> Value:
        step, *arguments = (self.value(one, names) for one in call.args)
        keywords = {keyword.arg or "": self.value(keyword.value, names) for keyword in call.keywords}
        public = bool(getattr(step.thing, "public", False))
        if public and any(one.private for one in (*arguments, *keywords.values())):
            self._leak(call, f"is handed to {step.thing.__name__}, which is public")
        if isinstance(step.thing, FunctionType):
            _, *parameters = inspect.signature(step.thing).parameters  # the first is the turn
            handed = dict(zip(parameters, (one.private for one in arguments), strict=False))
            self.handed.append((step.thing, handed | {name: one.private for name, one in keywords.items()}))
        return Value(not public, hints(step.thing).get("return") if step.thing is not MISSING else None)

    def _helper(self, call: ast.Call, names: Names) -> Value:
        """A coroutine of the bank's, which is followed to what it returns; anything else is no word of a flow's."""
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        there = self._where(name)
        function = there.functions.get(getattr(self.module.get(name), "__name__", name))
        arguments = [self.value(one, names) for one in call.args]
        keywords = {keyword.arg: self.value(keyword.value, names) for keyword in call.keywords if keyword.arg}
        if not isinstance(function, ast.AsyncFunctionDef) or self.deep == DEEPEST:
            self._leak(call, "is awaited, and is no word of a flow's")
            return Value(private=True)
        parameters = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
        inner = replace(there, deep=self.deep + 1, returned=[])
        inner.function(function, dict(zip(parameters, arguments, strict=False)) | keywords)
        handed = any(one.private for one in (*arguments, *keywords.values()))
        private = handed and any(one.private for one in inner.returned)
        return Value(private, hints_of(self.module, name))

    def _where(self, name: str) -> "Walk":
        """This walk, in the module in which that coroutine stands."""
        thing = self.module.get(name)
        if name in self.functions or not inspect.iscoroutinefunction(thing):
            return self
        module = sys.modules[thing.__module__]
        tree = ast.parse(inspect.getsource(module))
        return replace(self, module=vars(module), functions=functions_of(tree))

    def _leak(self, node: ast.expr, why: str) -> None:
        self.leaks.add((node.lineno, f"{ast.unparse(node)} {why}"))


def hints_of(module: Mapping[str, object], name: str) -> Kind:
    """What the function of that name says that it gives."""
    return hints(module.get(name)).get("return")


def walked(tree: ast.Module, module: Mapping[str, object], flow: str) -> Walk:
    """A walk through the flow of that name."""
    functions = functions_of(tree)
    walk = Walk(module, functions=functions)
    walk.function(functions[flow])
    return walk


def functions_of(tree: ast.Module) -> dict[str, Function]:
    """Those of a module, by name."""
    return {one.name: one for one in tree.body if isinstance(one, Function)}


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        elif not isinstance(child, ast.expr_context | ast.operator | ast.cmpop | ast.boolop | ast.unaryop):
            yield from _expressions(child)


def _in(thing: object, table: Mapping[Any, object]) -> bool:
    return isinstance(thing, FunctionType) and thing in table
