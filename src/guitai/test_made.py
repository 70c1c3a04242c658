import sys

import pytest

from guitai.errors import Misconfigured
from guitai.made import made


@pytest.fixture(autouse=True)
def places(tmp_path, monkeypatch):
    """An environment and a cache of this test's own."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


def text(words):
    return lambda path: path.write_text(words)


def folder(path):
    path.mkdir()
    (path / "part").write_text("one")


def test_what_is_missing_is_made_beside_the_environment_once(places):
    first = made("model", text("one"))

    assert first == places / "environment/share/guitai/model"
    assert made("model", text("another")) == first
    assert first.read_text() == "one"


def test_a_folder_is_made_whole(places):
    assert (made("model", folder) / "part").read_text() == "one"


def test_what_fails_while_it_is_made_leaves_nothing(places):
    def half(path):
        path.write_text("half")
        raise Misconfigured("no")

    with pytest.raises(Misconfigured):
        made("model", half)

    assert list((places / "environment/share/guitai").iterdir()) == []
    assert made("model", text("whole")).read_text() == "whole"


def test_where_the_environment_belongs_to_somebody_else_the_cache_has_it(places):
    (places / "environment").write_text("no folder can be made in a file")

    assert made("model", text("one")) == places / "cache/guitai/model"


def test_what_somebody_else_has_made_meanwhile_is_taken(places):
    def slowly(path):
        folder(path)
        made("model", folder)
        (path / "part").write_text("late")

    assert (made("model", slowly) / "part").read_text() == "one"


def test_where_nothing_can_be_kept_it_is_said_what_to_do(places):
    for name in ("environment", "cache", "home"):
        (places / name).write_text("")

    with pytest.raises(Misconfigured, match="XDG_CACHE_HOME"):
        made("model", text("one"))
