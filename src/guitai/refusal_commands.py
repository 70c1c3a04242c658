"""`guitai refusals`: every no that the bank may say, as docs/refusals.md has it."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from itertools import groupby

import click

import guitai
from guitai.command import told_in_one_line
from guitai.errors import Refusal
from guitai.language import Catalogue, Language

HEAD = """\
# Refusals

Every no of the bank's has a stable code and a sentence that the customer can act on. Each is kept with its turn, so
that 为什么没办成 is answered from the table, and the staff are told the code. This page is made from the code by
`guitai refusals > docs/refusals.md`; a test holds it to that. Where something can be tapped under the sentence, it
stands beside it.
"""
COLUMNS = "| code | what is said | in English | to tap | why |\n| --- | --- | --- | --- | --- |\n"
NOT_THE_BANKS = ("test_", "conftest", "testing", "bench")


@click.command("refusals")
@told_in_one_line
def refusals_command() -> None:
    """Print every refusal with its code, its sentence in Chinese and English, and why, for docs/refusals.md."""
    from guitai.app import catalogue

    click.echo(document(catalogue()), nl=False)


def document(catalogue: Catalogue) -> str:
    """The page. Chinese is what stands in the code, English what stands in the folders' catalogues."""
    parts = [HEAD]
    for area, found in groupby(known(), key=lambda refusal: refusal.code.partition(".")[0]):
        rows = "".join(_row(refusal, catalogue) for refusal in found)
        parts.append(f"\n## {area}\n\n{COLUMNS}{rows}")
    return "".join(parts)


def known() -> list[type[Refusal]]:
    """Every refusal of the bank's own code, by its code."""
    for name in _modules():
        importlib.import_module(name)
    own = (refusal for refusal in Refusal.known.values() if _the_banks(refusal.__module__))
    return sorted(own, key=lambda refusal: refusal.code)


def _modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(guitai.__path__, "guitai."):
        if _the_banks(module.name):
            yield module.name


def _the_banks(module: str) -> bool:
    first, *rest = module.split(".")
    return first == "guitai" and not any(part.startswith(NOT_THE_BANKS) for part in rest)


def _row(refusal: type[Refusal], catalogue: Catalogue) -> str:
    english = catalogue.speak(refusal.says, Language.ENGLISH)
    label, intent = refusal.offers or ("", "")
    tap = f"{label} → `{intent}`" if label else ""
    why = " ".join((inspect.getdoc(refusal) or "").split())
    cells = [f"`{refusal.code}`", refusal.says, english, tap, why]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
