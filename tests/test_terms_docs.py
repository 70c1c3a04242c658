"""docs/terms.md shows every kind of terms, and a file that the bank would take."""

import re
import tomllib

from tests.source import SRC

from guitai.terms.file import terms
from guitai.terms.terms import BankTerms

PAGE = SRC.parent / "docs" / "terms.md"


def test_the_terms_in_the_docs_can_be_read_and_every_kind_is_there():
    text = PAGE.read_text()
    (example,) = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)

    assert terms(tomllib.loads(example), PAGE)
    assert tomllib.loads(example).keys() == BankTerms.model_fields.keys()
    assert re.findall(r"^## `(\w+)`$", text, re.MULTILINE) == list(BankTerms.model_fields)
