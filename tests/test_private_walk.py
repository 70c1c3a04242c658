"""Nothing that a flow has of the books reaches its words: their source is walked through, every flow and every refusal.

At run time `Private` raises; here a leak is found before anybody has said anything, in branches that no test comes to.
"""

import ast
import importlib
import sys
from textwrap import dedent
from types import ModuleType

import pytest
from tests.private_walk import walked
from tests.refusal_walk import Handed, named, note, plainly
from tests.source import BANK, Module

from guitai.app import flows
from guitai.capabilities.deposits.paying_out import paid_out
from guitai.conversation.flow import Flow

# Who may look behind the curtain: what carries steps out, keeps journals and draws cards.
OPENS = ("guitai/conversation/", "guitai/shield/private.py", "guitai/understanding/choices.py")
READS = {"guitai/shield/private.py"}
# Of a turn, what is nobody's: a step that is public has no need of more.
PUBLIC_PARTS = {
    "turn.db.now",
    "turn.db.today",
    "turn.db.terms",
    "turn.limits",
    "turn.services",
    "turn.tongue",
}
FOUND = flows()


def module_of(flow: Flow) -> Module:
    path = sys.modules[flow.script.__module__].__file__
    return next(module for module in BANK if str(module.path) == path)


def names_of(module: Module) -> dict[str, object]:
    return vars(importlib.import_module(module.name.removesuffix(".py").replace("/", ".")))


@pytest.mark.parametrize("intent", FOUND)
def test_no_flow_says_what_is_private(intent):
    flow = FOUND[intent]
    module = module_of(flow)

    walk = walked(module.tree, names_of(module), flow.script.__name__)

    assert [f"{module.name}:{line}: {leak}" for line, leak in sorted(walk.leaks)] == []


def test_every_function_that_is_written_as_a_flow_is_found_and_walked_through():
    written = {f"{module.name}:{flow.name}" for module in BANK for flow in module.flows}

    assert {f"{module_of(flow).name}:{flow.script.__name__}" for flow in FOUND.values()} == written


def handed_over() -> Handed:
    """What every flow hands to each step, and the steps to their helpers."""
    handed: Handed = {}
    for flow in FOUND.values():
        module = module_of(flow)
        for step, private in walked(module.tree, names_of(module), flow.script.__name__).handed:
            note(handed, step, {name: not so for name, so in private.items()})
    for module in BANK:
        if "/capabilities/" in module.name:
            plainly(module.tree, names_of(module), handed)
    return handed


def test_no_refusal_names_what_the_books_hold():
    handed = handed_over()
    raising = [module for module in BANK if "raise " in module.text and module.path.name != "conftest.py"]

    leaks = [
        f"{module.name}:{line}: {leak}"
        for module in raising
        for line, leak in named(module.tree, names_of(module), handed)
    ]

    assert leaks == []


def test_a_step_that_is_public_reads_no_books():
    reads = [
        f"{module.name}:{node.lineno}: {ast.unparse(node)}"
        for module in BANK
        for function in module.functions
        if any(isinstance(one, ast.Name) and one.id == "public" for one in function.decorator_list)
        for node in books(function)
    ]

    assert reads == []


def books(function):
    """Every use that is made of the turn, but for its public parts."""
    public = {
        id(inner)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in PUBLIC_PARTS
        for inner in ast.walk(node)
    }
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id == "turn" and id(node) not in public
    ]


def test_what_is_private_is_opened_only_where_steps_are_carried_out():
    openers = {
        module.name
        for module in BANK
        if {"guitai.shield.private.reveal", "guitai.shield.private.banks"} & module.imports
    }
    named_so = {module.name for module in BANK if "reveal" in names_used(module.tree)}

    assert {name for name in openers | named_so if not name.startswith(OPENS)} == set()


def test_its_value_is_read_by_its_own_module_alone():
    assert {module.name for module in BANK if "_value" in names_used(module.tree)} - READS == set()


def names_used(tree):
    """Attributes, names, and texts that could be one's name."""
    return {
        getattr(node, name)
        for node in ast.walk(tree)
        for kind, name in ((ast.Attribute, "attr"), (ast.alias, "name"), (ast.Constant, "value"))
        if isinstance(node, kind) and isinstance(getattr(node, name), str)
    }


PRELUDE = """
from dataclasses import dataclass
from guitai.conversation.flow import (
    ask, choose, confirm, do, flow, given, look, pick, public, say, show, suggest, until
)
from guitai.errors import Refusal
from guitai.language import Words
from guitai.money import Money
from guitai.shield.card import Card, Row
from guitai.shield.strength import Limit, in_words

class Few(Refusal, code="walk.few", says="{left}"):
    pass

@dataclass(frozen=True)
class Account:
    balance: Money
    tail: str
    parent: "Account | None" = None

    @property
    def public_name(self) -> Words:
        return Words("{tail}", {"tail": self.tail})

@dataclass(frozen=True)
class Line:
    amount: Money
    account: Account

    def some(self, answer) -> Money:
        return self.amount

def balance(turn) -> Money: ...
def account(turn) -> Account: ...
def accounts(turn) -> list[Account]: ...
def lines(turn) -> list[Line]: ...
def line(turn, *more) -> Line | None: ...
def untold(turn): ...
def words(answer) -> str: ...
def taking(turn, amount: Money, note: str = "") -> None: ...

@public
def rates(turn, *more) -> list[Money]: ...
"""


def written(body):
    """A module with this flow in it, as a file would be: its tree and its names."""
    source = dedent(PRELUDE) + f"\nasync def walk() -> None:\n{indented(body)}\n"
    module = sys.modules["walk"] = ModuleType("walk")
    exec(compile(source, "walk.py", "exec"), vars(module))
    return ast.parse(source), vars(module)


def indented(body):
    return "".join(f"    {line}\n" for line in dedent(body).strip().splitlines())


def found(body):
    return [leak for _, leak in sorted(walked(*written(body), "walk").leaks)]


B = "b = await look(balance)\n"
LEAKING = {
    "a value": 'await say("{b}", b=b)',
    "a value at once": 'await say("{b}", b=(await look(balance)))',
    "a name for it": 'c = b\nd = c\nawait say("{b}", b=d)',
    "a part": 'a = await look(account)\nawait say("{b}", b=a.balance)',
    "a part of a part": 'a = await look(account)\nawait say("{b}", b=a.parent.balance)',
    "a part of what has a public name": 'a = await look(account)\nawait say("{b}", b=a.tail)',
    "a public name's text": 'l = await look(line)\nawait say("{b}", b=l.amount.public_name if 0 else l.amount)',
    "an f-string": 'await say("{b}", b=f"about {b}")',
    "an f-string as the text": 'await say(f"{b}")',
    "a format": 'await say("{b}", b="{}".format(b))',
    "a format map": 'await say("{b}", b="{b}".format_map({"b": b}))',
    "a percent": 'await say("{b}", b="%s" % b)',
    "a percent of several": 'await say("{b}", b="%s %s" % (1, b))',
    "str": 'await say("{b}", b=str(b))',
    "repr": 'await say("{b}", b=repr(b))',
    "format()": 'await say("{b}", b=format(b))',
    "ascii": 'await say("{b}", b=ascii(b))',
    "a sum": 'await say("{b}", b=b + Money(1))',
    "a sum the other way": 'await say("{b}", b=Money(1) - b)',
    "texts joined": 'await say("{b}", b="".join(["a", str(b)]))',
    "an added text": 't = "you have "\nt += str(b)\nawait say("{b}", b=t)',
    "a method": 'await say("{b}", b=b.whole_yuan)',
    "a call": 'await say("{b}", b=words(b))',
    "a constructor": 'await say("{b}", b=Money(b.fen))',
    "len": 'l = await look(lines)\nawait say("{b}", b=len(l))',
    "an item": 'l = await look(lines)\nawait say("{b}", b=l[0].amount)',
    "an index": 'await say("{b}", b=[1, 2][b])',
    "a slice": 'l = await look(lines)\nawait say("{b}", b=l[1:])',
    "a loop": 'for one in await look(lines):\n    await say("{b}", b=one.amount)',
    "a loop's leftovers": 'c = 1\nfor one in await look(lines):\n    await say("{c}", c=c)\n    c = one.amount',
    "unpacked": 'c, *d = b, 1\nawait say("{b}", b=d)',
    "a comprehension": 'l = await look(lines)\nawait say("{b}", b=[one.amount for one in l])',
    "a dictionary made of them": 'l = await look(lines)\nawait say("{b}", b={one.amount: 1 for one in l})',
    "a generator": 'l = await look(lines)\nawait say("{b}", b=sum(one.amount.fen for one in l))',
    "max": 'l = await look(lines)\nawait say("{b}", b=max(l, key=lambda one: one.amount))',
    "one branch": 'c = 1\nif b > Money(1):\n    c = b\nawait say("{c}", c=c)',
    "either": 'await say("{b}", b=b if b else 1)',
    "or": 'await say("{b}", b=b or 1)',
    "and": 'await say("{b}", b=1 and b)',
    "a walrus": 'if (c := b):\n    await say("{b}", b=c)',
    "a match": 'match b:\n    case Money(fen=fen):\n        await say("{b}", b=fen)',
    "an except": 'c = 1\ntry:\n    c = await look(balance)\nexcept Refusal:\n    pass\nawait say("{c}", c=c)',
    "a lambda": 'tell = lambda: b\nawait say("{b}", b=tell())',
    "a function": 'def tell():\n    return b\nawait say("{b}", b=tell())',
    "two stars": 'more = {"b": b}\nawait say("{b}", **more)',
    "words within words": 'await say("{b}", b=Words("{c}", {"c": b}))',
    "words for a text": 'await ask("a", "{b}", words, b=b)',
    "ask": 'await ask("a", "{b}", words, b=b)',
    "a question": 'await ask("a", str(b), words)',
    "choose": 'await choose("a", "{b}", [1], b=b)',
    "pick": 'await pick("a", "{b}", [1], words, b=b)',
    "what was picked": 'c = await pick("a", "a", await look(lines), words)\nawait say("{c}", c=c.amount)',
    "confirm": 'await confirm("a", "{b}", b=b)',
    "confirm's labels": 'await confirm("a", "a", "yes", str(b))',
    "show": 'await show("{b}", Card("x"), b=b)',
    "show's text": 'await show("%s" % b, Card("x"))',
    "until": 'await until("signed", "{b}", 1, b=b)',
    "a tap's label": 'await suggest(str(b), "talk.help")',
    "a tap's label that has a public name": 'a = await look(account)\nawait suggest(a, "talk.help")',
    "a tap's intent": 'await suggest("a", b)',
    "given": 'c = await given("a", "a", words, b)\nawait say("{c}", c=c)',
    "a reader": 'l = await look(line)\nawait ask("a", "a", l.some)',
    "a reader that knows": 'await ask("a", "a", lambda answer: words(b))',
    "what happened": 'c = await until("read", "a")\nawait say("{c}", c=c)',
    "what was done": 'c = await do(taking, Money(1))\nawait say("{c}", c=c)',
    "what was chosen": 'c = await choose("a", "a", await look(lines))\nawait say("{c}", c=c.amount)',
    "a public step": "await look(rates, b)",
    "a public step and what it gives": 'c = await look(rates, b)\nawait say("{c}", c=c)',
    "a step that is only known here": 'step = balance\nc = await look(step)\nawait say("{c}", c=c)',
    "a step of which nothing is known": 'c = await look(untold)\nawait say("{c}", c=c)',
    "a union": 'l = await look(line)\nawait say("{l}", l=l)',
    "a refusal": "raise Few(left=b)",
    "an error": "raise ValueError(b)",
    "an attribute": 'class Box: pass\nbox = Box\nbox.b = b\nawait say("{b}", b=box.b)',
    "an item set": 'box = {}\nbox["b"] = b\nawait say("{b}", b=box)',
    "no word": "await balance(b)",
    "its inside": 'await say("{b}", b=b._value)',
    "its inside by name": 'await say("{b}", b=getattr(b, "_value"))',
    "its inside by vars": 'await say("{b}", b=vars(b)["_value"])',
    "isinstance and more": 'await say("{b}", b=(isinstance(b, Money), b))',
    "while": 'c = 1\nwhile c:\n    await say("{c}", c=c)\n    c = b',
}


@pytest.mark.parametrize("body", LEAKING.values(), ids=LEAKING)
def test_a_flow_that_says_what_is_private_is_found(body):
    assert found(B + body)


SILENT = {
    "nothing": 'await say("a")',
    "an echo": 'c = await ask("a", "a", words)\nawait say("{c}", c=c)',
    "an echo in another form": 'c = await ask("a", "a", words)\nawait say("{c}", c=f"{c}!")',
    "a public step": 'for rate in await look(rates):\n    await say("{rate}", rate=rate)',
    "a public step that is handed an echo": 'c = await ask("a", "a", words)\nawait look(rates, c)',
    "a public name": 'a = await look(account)\nawait say("{a}", a=a)',
    "a public name by its name": 'a = await look(account)\nawait suggest(a.public_name, "talk.help")',
    "public names": 'for one in await look(accounts):\n    await say("{one}", one=one)',
    "a public name of a part": 'l = await look(line)\nawait say("{a}", a=l.account)',
    "an account or none": 'a = await look(account)\nawait say("{a}", a=a.parent)',
    "a yes or no": 'if b > Money(1):\n    await say("a")',
    "a yes or no as a value": 'await say("{b}", b=b > Money(1))',
    "not": 'await say("{b}", b=not b)',
    "in": 'await say("{b}", b=b in [Money(1)])',
    "any": 'await say("{b}", b=any(one.amount > Money(1) for one in await look(lines)))',
    "one or the other text": 'await say("{b}", b="a" if b else "c")',
    "a card": 'await show("a", Card("x", (Row("b", b),)))',
    "a card of a step's": 'await show("a", await look(untold, b))',
    "a slot": 'await suggest("a", "talk.help", b=b)',
    "slots": 'more = {"b": b}\nawait suggest("a", "talk.help", **more)',
    "a step": "await do(taking, b)",
    "a choice": 'await choose("a", "a", await look(accounts))',
    "a choice said by its public name": 'c = await choose("a", "a", await look(accounts))\nawait say("{c}", c=c)',
    "a subject": 'order = await do(untold, b)\nawait until("signed", "a", order)',
    "the name again, for something else": 'b = 1\nawait say("{b}", b=b)',
    "words": 'await say("{b}", b=Words("{c}", {"c": 1}))',
    "a refusal": 'c = await ask("a", "a", words)\nraise Few(left=c)',
    "a refusal and its detail": "raise Few(left=1, detail=b)",
}


@pytest.mark.parametrize("body", SILENT.values(), ids=SILENT)
def test_a_flow_that_keeps_to_itself_what_is_private_is_let_be(body):
    assert found(B + body) == []


def test_a_leak_is_told_by_its_line():
    tree, names = written('b = await look(balance)\n\nawait say("{b}", b=b)')
    line = next(node.lineno for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "b")

    assert walked(tree, names, "walk").leaks == {(line, "b is a value in the words of say")}


def refused(step, flow="await do(step, b)"):
    """What a refusal of this step names that it may not, when a flow hands it what is private, or not."""
    source = dedent(PRELUDE) + dedent(step) + f"\nasync def walk() -> None:\n{indented(B + flow)}\n"
    module = sys.modules["walk"] = ModuleType("walk")
    exec(compile(source, "walk.py", "exec"), vars(module))
    tree, names, handed = ast.parse(source), vars(module), {}
    for called, private in walked(tree, names, "walk").handed:
        note(handed, called, {name: not so for name, so in private.items()})
    plainly(tree, names, handed)
    return [leak for _, leak in named(tree, names, handed)]


E = 'e = await ask("a", "a", words)\n'
TELLING = {
    "what it has read": "def step(turn, b): raise Few(left=balance(turn))",
    "a part of what it has read": "def step(turn, b): raise Few(left=account(turn).tail)",
    "what it was handed privately": "def step(turn, b): raise Few(left=b)",
    "a part of it": "def step(turn, b): raise Few(left=b.fen)",
    "a text of it": 'def step(turn, b): raise Few(left=f"{b}")',
    "words of it": 'def step(turn, b): raise Few(left=Words("{b}", {"b": b}))',
    "words of what it has read": 'def step(turn, b): raise Few(left=Words("{b}", {"b": balance(turn)}))',
    "words made elsewhere": "def step(turn, b): raise Few(left=in_words(b))",
    "a name for it": "def step(turn, b):\n    c = balance(turn)\n    raise Few(left=c)",
    "words, or not": 'def step(turn, b): raise Few(left=Words("a") if b else b)',
    "a number": "def step(turn, b): raise Few(left=7)",
    "by a helper": "def help(turn, c): raise Few(left=c)\ndef step(turn, b): help(turn, b)",
    "by a helper's helper": (
        "def more(turn, d): raise Few(left=d)\ndef help(turn, c): more(turn, c)\ndef step(turn, b): help(turn, b)"
    ),
    "by a helper that is handed something else": (
        "def help(turn, c): raise Few(left=c)\ndef step(turn, b): help(turn, balance(turn))"
    ),
}


@pytest.mark.parametrize("step", TELLING.values(), ids=TELLING)
def test_a_refusal_that_names_what_the_books_hold_is_found(step):
    assert refused(step)


def test_a_refusal_that_names_an_echo_which_another_flow_hands_over_privately_is_found():
    step = "def step(turn, e): raise Few(left=e)"

    assert refused(step, E + "await do(step, e)") == []
    assert refused(step, E + "await do(step, e)\nawait do(step, b)")
    assert refused(
        "def step(turn, e):\n    e = balance(turn)\n    raise Few(left=e)", E + "await do(step, e)"
    )


KEEPING = {
    "nothing": "def step(turn, e): raise Few",
    "words": 'def step(turn, e): raise Few(left=Words("a"))',
    "one or the other": 'def step(turn, e): raise Few(left=Words("a" if e else "b"))',
    "what the customer said": "def step(turn, e): raise Few(left=e)",
    "a part of it": "def step(turn, e): raise Few(left=e.text)",
    "words of it": 'def step(turn, e): raise Few(left=Words("{e}", {"e": e}))',
    "a bound of the bank's": "def step(turn, e, limit: Limit = None): raise Few(left=in_words(limit.single))",
    "a public name": "def step(turn, e): raise Few(left=account(turn).public_name)",
    "a detail": "def step(turn, e): raise Few(detail=balance(turn))",
    "by a helper": "def help(turn, c): raise Few(left=c)\ndef step(turn, e): help(turn, e)",
}


@pytest.mark.parametrize("step", KEEPING.values(), ids=KEEPING)
def test_a_refusal_that_names_words_or_an_echo_is_let_be(step):
    assert refused(step, E + "await do(step, e)") == []


def test_a_coroutine_of_another_module_is_followed():
    tree, names = written(B + "await paid_out(b, b)")
    leaks = walked(tree, names | {"paid_out": paid_out}, "walk").leaks

    assert "part is a value in the words of until" in {leak for _, leak in leaks}


def test_what_a_coroutine_returns_is_private_where_what_it_is_made_of_is():
    helper = "async def some(b):\n    a = await ask('a', 'How much?', words)\n    return {}\n"
    for returned, leaks in (("a", 0), ("b", 1)):
        source = dedent(PRELUDE) + helper.format(returned)
        tree = ast.parse(
            source
            + "async def walk():\n    b = await look(balance)\n    c = await some(b)\n    await say('{c}', c=c)\n"
        )
        module = sys.modules["walk"] = ModuleType("walk")
        exec(compile(tree, "walk.py", "exec"), vars(module))

        assert len(walked(tree, vars(module), "walk").leaks) == leaks
