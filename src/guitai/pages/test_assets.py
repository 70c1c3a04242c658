import hashlib
from pathlib import Path

import httpx
import pytest

from guitai.pages import assets

ROOT = Path(__file__).parents[3]
SCRIPT = "static/jose.js"


@pytest.fixture
def origin():
    """A client of an origin that serves our files, but for those that a test has changed."""

    def serve(changed):
        def answer(request):
            path = request.url.path.removeprefix("/")
            content = changed.get(path, (assets.HERE / path).read_bytes())
            return httpx.Response(404) if content is None else httpx.Response(200, content=content)

        return httpx.Client(transport=httpx.MockTransport(answer), base_url="https://bank.example")

    return serve


def test_the_hashes_that_are_published_are_those_of_the_pages():
    published = (ROOT / "docs" / "assets.sha256").read_text()

    assert published == assets.listing(), "renew it: .venv/bin/guitai assets > docs/assets.sha256"


def test_every_script_style_and_shell_has_a_hash():
    hashes = assets.hashes()

    assert hashes[SCRIPT] == hashlib.sha256((assets.HERE / SCRIPT).read_bytes()).hexdigest()
    assert {Path(path).suffix for path in hashes} == {".css", ".html", ".js"}
    assert "shells/en/card.html" in hashes


def test_an_origin_that_serves_our_files_has_altered_nothing(origin):
    assert assets.altered(origin({})) == []


@pytest.mark.parametrize(
    ("served", "said"), [(b"// another", "in place of"), (None, "answered 404")], ids=["changed", "missing"]
)
def test_what_an_origin_has_altered_is_named(origin, served, said):
    (line,) = assets.altered(origin({SCRIPT: served}))

    assert line.startswith(f"{SCRIPT}: ")
    assert said in line
