"""`guitai people` prints a table that can be read: heads, and columns under them."""

import json

from click.testing import CliRunner

from guitai.cli import cli
from guitai.demo.players import SIX

HEADS = ["openid", "name", "id number", "card number", "mobile", "PIN"]


def printed(*options):
    return CliRunner().invoke(cli, ["people", *options], catch_exceptions=False).stdout


def places(line):
    """Where the columns of a line begin, as a terminal shows them: two blanks part one from the next."""
    wide = line.encode("gb18030").decode("latin-1")  # a Chinese character takes two places
    return [at for at in range(len(wide)) if wide[at] != " " and wide[:at][-2:] in ("", "  ")]


def test_each_column_has_its_head():
    head, *lines = printed().splitlines()

    assert [one.strip() for one in head.split("  ") if one.strip()] == HEADS
    assert len(lines) == len(SIX)
    assert {tuple(places(line)) for line in [head, *lines]} == {tuple(places(head))}


def test_as_json_there_are_none():
    assert len(json.loads(printed("--json"))) == len(SIX)
