"""Where full-size proofs write what they counted: one section a proof in docs/proofs.md."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import fill

from guitai.bench.machine import machine

LINE_CHARACTERS = 120
REPORT = Path(__file__).parent.parent / "docs" / "proofs.md"
HEAD = """# Proofs

`make proof` runs these at full size and writes this page; `make test` runs each of them small.
"""


def report(title: str, says: str, figures: Mapping[str, object]) -> None:
    """Put this proof's section into the page, in the place of an earlier one."""
    text = REPORT.read_text() if REPORT.exists() else HEAD
    head, *sections = text.split("\n## ")
    by_title = {section.split("\n", 1)[0]: section for section in sections}
    rows = "\n".join(f"| {name} | {value} |" for name, value in figures.items())
    on = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in machine().items())
    says = fill(says, LINE_CHARACTERS)
    by_title[title] = f"{title}\n\n{says}\n\n| counted | |\n| --- | --- |\n{rows}\n\nRun on: {on}.\n"
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n## ".join([head.rstrip("\n") + "\n", *by_title.values()]))
