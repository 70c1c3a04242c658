"""Whatever the clearing house may answer by docs/clearing.md, the payer is told in words of its own."""

import re

import pytest
from tests.source import SRC

from guitai.clearing.reasons import OTHERWISE, because
from guitai_sandbox.clearing.directory import ACCOUNTS

TEXT = (SRC.parent / "docs" / "clearing.md").read_text()
TABLE = TEXT.partition("| reason | | from |\n")[2].partition("\n\n")[0]
CODE = re.compile(r"`([A-Z]{2,4}\d{0,2})`")
REASONS = [code for row in TABLE.splitlines() for code in CODE.findall(row.split("|")[1])]
GIVEN_NO_REASON = ("MS03", "NARR")


def test_the_page_names_the_reasons():
    assert {"AC01", "AM04", "CUST", *GIVEN_NO_REASON} < set(REASONS)


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_told_as_it_is_and_only_none_as_none(reason):
    assert (because(reason) == OTHERWISE) == (reason in GIVEN_NO_REASON)


def test_what_becomes_of_a_payment_elsewhere_has_a_reason_of_the_pages():
    given = {code for one in ACCOUNTS for code in re.findall(r"\b([A-Z]{2}\d\d|CUST)\b", one.conduct.says)}

    assert "AM04" in given
    assert given <= set(REASONS)
