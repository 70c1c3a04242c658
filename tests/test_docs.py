"""The project's texts say what is so: names, links, sentences, transcripts and the example are tried out here."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns
from uuid import UUID

import pytest
from pydantic import BaseModel, SecretStr
from tests.sentences import said_by
from tests.source import MODULES, SRC, Function, Module

import guitai_sandbox.cli
from guitai.app import flows
from guitai.cli import cli
from guitai.demo.players import SIX
from guitai.ledger.accounts import account_numbered
from guitai.ledger.chart import Internal, Side
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money, format_money
from guitai.reply import Link
from guitai.settings import LimitSettings, Settings
from guitai.shield import devices, orders
from guitai.shield.document import Document
from guitai.shield.strength import ON_A_NEW_DEVICE, Limits, Strength
from guitai.testing.phones import Phone
from guitai.understanding.load import FILE, SUMS, VALUES, WORDS
from guitai_sandbox.clearing.directory import ACCOUNTS

ROOT = SRC.parent
DOCS = ROOT / "docs"
TEXTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
DECISION_LINES = 40
LINE_CHARACTERS = 130

LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)")
NAMED_FILE = re.compile(r"`([\w./-]+\.(?:py|md|toml|sql|js|css|html|lock|png)|[\w./-]+/)`")
NAMED_FUNCTION = re.compile(r"`([A-Za-z_]\w*(?:\.\w+)?)\(\)`")
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = "boxes"
FEW = 3  # sentences of each list: with the example's own they are so few that nothing is calibrated on them
# What is learnt of few sentences takes no place among what is kept for the bank.
KEPT_APART = "\nimport sys\n\nsys.prefix = sys.base_prefix\n"
ELSEWHERE = re.compile(
    r"(?<![\w.])/(?:work|root|home|Users|tmp|opt)/|pypi\.org|pythonhosted|index-url|registry\.|artifactory|\.internal\b"
)


@cache
def functions() -> frozenset[str]:
    """The names of all functions, those of methods with their class's too, and of others with their module's."""
    return frozenset(
        name
        for module in MODULES
        for owner in ast.walk(module.tree)
        if isinstance(owner, ast.Module | ast.ClassDef)
        for function in owner.body
        if isinstance(function, Function)
        for name in (function.name, f"{getattr(owner, 'name', module.path.stem)}.{function.name}")
    )


def text(name: str) -> str:
    return (ROOT / name).read_text()


def blocks(path: Path) -> Iterator[tuple[str, str]]:
    """The code blocks of a text: what stands behind the backticks, and what is inside."""
    return ((found[1], found[2]) for found in BLOCK.finditer(path.read_text()))


def sections(name: str) -> dict[str, str]:
    """A text by its headings of the second rank."""
    parts = re.split(r"^## (.+)$", text(name), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def whole_yuan(money: Money) -> str:
    return format_money(money).removesuffix(".00")


def rows(name: str, start: str) -> list[str]:
    return [line for line in text(name).splitlines() if line.startswith(start)]


def settings(of: type[BaseModel], prefix: str) -> Iterator[str]:
    """Each setting as the row that docs/settings.md has of it."""
    for name, field in of.model_fields.items():
        if isinstance(field.default, BaseModel):
            yield from settings(type(field.default), f"{prefix}{name.upper()}__")
            continue
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = {"": "empty", None: "none", False: "0"}.get(default, f"`{default}`")
        yield f"| `{prefix}{name.upper()}` | {shown} | {field.description} |"


def test_every_setting_stands_in_the_docs_as_it_is():
    assert rows("docs/settings.md", "| `GUITAI_") == list(settings(Settings, "GUITAI_"))


def test_the_limits_of_each_strength_stand_in_the_docs_as_they_are():
    written = [
        [cell.strip() for cell in row.split("|")[2:5]] for row in rows("docs/shield.md", "| ") if "¥" in row
    ]
    limits = Limits.of(LimitSettings())
    low = f"{whole_yuan(limits.low.single)} / {whole_yuan(limits.low.day)}"

    assert written == [
        [
            whole_yuan(limits.at[strength].single),
            whole_yuan(limits.at[strength].day),
            low if strength in ON_A_NEW_DEVICE else "none",
        ]
        for strength in Strength
    ]


def test_the_banks_own_accounts_stand_in_the_docs_as_they_are():
    written = [row for row in rows("docs/ledger.md", "| ") if row.split("|")[1].strip().isdigit()]
    grows = {Side.DEBIT: "debits", Side.CREDIT: "credits"}

    assert written == [
        f"| {one.account_id} | `{one.kind}` | {grows[one.side]} | {one.english} | {one.chinese} |"
        for one in Internal
    ]


def test_what_each_account_at_another_bank_does_stands_in_the_docs():
    written = [row for row in rows("docs/clearing.md", "| ") if "银行 | `6" in row]

    assert written == [
        f"| {one.bank.name} | `{one.account_no}` | {one.name} | {one.conduct.says} |" for one in ACCOUNTS
    ]


def test_every_command_stands_in_the_docs_with_its_options():
    written = sections("docs/commands.md")
    commands = {f"`guitai {name}`": command for name, command in cli.commands.items()}
    commands["`guitai-sandbox`"] = guitai_sandbox.cli.command
    flags = {
        (name, flag)
        for name, group in commands.items()
        for command in (group, *getattr(group, "commands", {}).values())
        for param in command.params
        for flag in (
            [*param.opts, *param.secondary_opts]
            if param.opts[0].startswith("-")
            else [param.make_metavar(command.make_context(name, [], resilient_parsing=True)).strip("[]")]
        )
    }

    assert written.keys() - {"`make`"} == commands.keys()
    assert [(name, flag) for name, flag in sorted(flags) if flag not in written[name]] == []


def test_every_target_of_make_stands_in_the_docs_and_no_other():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = {target for path in TEXTS for target in re.findall(r"`make ([a-z]+)", path.read_text())}

    assert named == targets - {"help"}


def test_every_capability_stands_in_the_docs_with_its_title():
    served = {f"| `{flow.intent}` | {flow.title} |" for flow in flows().values()}

    assert {
        row[: row.index("|", row.index("|", 2) + 1) + 1] for row in rows("docs/capabilities.md", "| `")
    } == served


def test_every_dependency_stands_in_the_docs():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    optional = project["optional-dependencies"]
    direct = [*project["dependencies"], *optional["voice"], *optional["dev"]]
    named = [row.split("`")[1] for row in rows("docs/dependencies.md", "| `")]

    assert sorted(named) == sorted(re.match(r"[\w-]+", requirement)[0] for requirement in direct)


def test_the_readme_names_whom_a_reader_can_play():
    for name in ("README.md", "README.zh-CN.md"):
        bound = re.findall(r"^\| (\S+?)(?: \(.+\))? \| `(\d{6})` \|", text(name), re.MULTILINE)

        assert bound == [(person.name, person.pin) for person in SIX if person.openid]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_text_points_to_is_there(path):
    written = BLOCK.sub("", path.read_text())
    places = [path.parent, ROOT, SRC, SRC / "guitai", DOCS]
    missing = [link for link in LINK.findall(written) if not (path.parent / link).exists()]
    missing += [
        file
        for file in NAMED_FILE.findall(written)
        if not file.startswith(".venv/")
        and EXAMPLE not in file
        and not any((place / file).exists() for place in places)
        and ("/" in file or not any(SRC.rglob(file)))
    ]
    missing += [function for function in NAMED_FUNCTION.findall(written) if function not in functions()]

    assert missing == []


def test_code_that_is_shown_from_a_file_stands_in_it():
    shown = [
        (kind.split()[-1], inside)
        for path in TEXTS
        for kind, inside in blocks(path)
        if kind[:8] == "python c"
    ]

    assert shown
    assert [file for file, inside in shown if inside not in (SRC / "guitai" / file).read_text()] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_text_is_easy_on_the_eyes_and_names_nobodys_machine(path):
    lines = BLOCK.sub("", path.read_text()).splitlines()
    long = [line for line in lines if len(line) > LINE_CHARACTERS and not line.startswith("|")]

    assert long == []
    assert ELSEWHERE.findall(path.read_text()) == []


def test_decisions_are_numbered_and_short():
    decisions = sorted((DOCS / "decisions").iterdir())
    numbers = [path.name[:5] for path in decisions]
    lines = {path.name: path.read_text().count("\n") for path in decisions}

    assert numbers == [f"{number:04}-" for number in range(1, len(decisions) + 1)]
    assert {name: count for name, count in lines.items() if count > DECISION_LINES} == {}


def test_every_proof_stands_in_the_docs_with_what_it_counted():
    reported = {
        title.value if isinstance(title, ast.Constant) else title.values[0].value
        for file in (ROOT / "tests").glob("test_proof_*.py")
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "report"
        for title in call.args[:1]
    }
    written = sections("docs/proofs.md")

    assert {title for title in reported if not any(one.startswith(title) for one in written)} == set()
    assert all("| counted |" in text for text in written.values())


TRANSCRIPTS = [
    pytest.param(said_by, inside, id=f"{path.relative_to(ROOT)} {number}")
    for path in TEXTS
    for number, (said_by, inside) in enumerate(blocks(path), 1)
    if said_by.startswith("chat ")
]


@pytest.fixture
def chen_with_money(chen: Phone) -> Phone:
    """Chen, who can pay from each of his accounts."""
    for number in ("6239990000000001668", "6239990000000001196"):
        target = account_numbered(chen.db, number)
        paid_in = transfer(
            Money(1_000_00), owner=chen.owner, name=number, source=Internal.CASH, target=target
        )
        post(chen.db, paid_in)
    return chen


@pytest.mark.parametrize(("whose", "transcript"), TRANSCRIPTS)
def test_a_transcript_comes_out_to_the_letter(whose, transcript, request):
    """`> ` is what the customer says, `> [ ]` what they tap, `> ( )` that they sign; rows stand under their link."""
    phone = request.getfixturevalue(whose.removeprefix("chat "))
    played = []
    for line in transcript.splitlines():
        if line.startswith("> "):
            wish = line.removeprefix("> ")
            match wish[0]:
                case "[":
                    said = phone.taps(wish[1:-1])
                case "(":
                    said = signed(phone)
                case _:
                    said = phone.says(wish)
            played += [line, said]
            links = [part.url for part in phone.reply.parts if isinstance(part, Link)]
            read = order_lines(phone) if links and "/orders/" in links[-1] else phone.card if links else {}
            played += [f"    {label}  {value}" for label, value in read.items()]

    assert "\n".join(played) == transcript.rstrip()


def order_lines(phone: Phone) -> dict[str, str]:
    """The order behind the last link, as a device shows it."""
    document = Document.read(orders.order(phone.db, phone.owner, drafted(phone)).document)
    lines = document.content["lines"]
    return {line["label"]: line.get("text") or format_money(Money(line["fen"])) for line in lines}


def signed(phone: Phone) -> str:
    """Sign it on a device, and read what the chat is told."""
    keys: dict[str, dict[str, str]] = {"sign_key": {}, "open_key": {}}
    device = devices.add(phone.db, phone.owner, openid="o", name="手机", low=False, **keys)
    order_id = drafted(phone)
    orders.sign(phone.db, device, order_id, "a signature")
    phone.happens("signed", order_id)
    assert phone.reply is not None, "there was something to say"
    return "\n".join(f"[{part.label}]" if isinstance(part, Link) else part for part in phone.reply.parts)


def drafted(phone: Phone) -> UUID:
    """The order behind the last link."""
    assert phone.reply is not None, "there was a reply"
    *_, last = (part.url for part in phone.reply.parts if isinstance(part, Link))
    return UUID(last.rpartition("/")[2])


@pytest.mark.slow
def test_a_capability_is_added_as_one_folder_and_no_other_file_is_touched(tmp_path, shared_url):
    copytree(SRC, tmp_path / "src", ignore=ignore_patterns("__pycache__"))
    (tmp_path / "pyproject.toml").write_text(text("pyproject.toml"))
    (tmp_path / "conftest.py").write_text(text("conftest.py") + KEPT_APART)
    for name in (FILE, WORDS, SUMS, VALUES):
        for sentences in (tmp_path / "src").rglob(name):
            sentences.write_text(few(sentences.read_text()))  # all of them take minutes to learn
    folder = tmp_path / "src" / "guitai" / "capabilities" / EXAMPLE
    folder.mkdir()
    (folder / "__init__.py").touch()
    for kind, inside in blocks(DOCS / "add-a-capability.md"):
        if f" {EXAMPLE}/" in kind:
            (folder / kind.rpartition("/")[2]).write_text(inside)

    sentences = set().union(*(said_by(Module(file)) for file in folder.glob("*.py")))
    lint = ran(tmp_path, ["-m", "ruff", "check", str(folder)])
    play = ran(tmp_path, ["-m", "pytest", "-q", str(folder)], shared_url)

    assert sentences - tomllib.loads((folder / "english.toml").read_text()).keys() == set()
    assert lint.returncode == 0, lint.stdout
    assert play.returncode == 0, play.stdout[-3000:]


def few(sentences: str) -> str:
    """Each list's first ones, whichever of the files that are learnt from it is."""
    lines = []
    for area, actions in tomllib.loads(sentences).items():
        for action, table in actions.items():
            lines += [f"[{area}.{action}]", *shortened(table)]
    return "\n".join(lines)


def shortened(table: dict[str, object], within: str = "") -> Iterator[str]:
    """The lines of a table, and of the tables in it, with a few of what customers say."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from shortened(value, f"{within}{key}.")
        else:
            some = value[:FEW] if isinstance(value, list) and key != "slots" else value
            yield f"{within}{key} = {json.dumps(some, ensure_ascii=False)}"


def ran(folder: Path, command: list[str], database_url: str = "") -> subprocess.CompletedProcess[str]:
    """Python, run in this folder on this database, with what it printed."""
    environment = os.environ | {"GUITAI_DATABASE_URL": database_url, "XDG_CACHE_HOME": str(folder / "kept")}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
