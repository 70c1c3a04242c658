import hashlib
import sys

import pytest

from guitai.errors import Misconfigured
from guitai.understanding.voice import packaged

HALVES = (b"the first half", b" and the second")


@pytest.fixture
def halves(tmp_path, monkeypatch):
    """Two packages with a model of this test's own, and an environment to keep it in."""
    for number, half in enumerate(HALVES, 1):
        data = tmp_path / f"half{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / f"model.bin.part{number}").write_bytes(half)
        for name in packaged.BESIDE:
            (data / name).write_text(name)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("half1", "half2"):
        monkeypatch.delitem(sys.modules, name, raising=False)  # another test's
    monkeypatch.setattr(packaged, "PARTS", ("half1", "half2"))
    monkeypatch.setattr(packaged, "SHA256", hashlib.sha256(b"".join(HALVES)).hexdigest())
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    return tmp_path


def test_the_parts_are_joined_once(halves):
    folder = packaged.folder()

    assert (folder / "model.bin").read_bytes() == b"the first half and the second"
    assert sorted(file.name for file in folder.iterdir()) == sorted(["model.bin", *packaged.BESIDE])
    (halves / "half1/data/model.bin.part1").unlink()
    assert packaged.folder() == folder


def test_another_model_than_the_one_that_was_tried_is_refused_and_leaves_nothing(halves):
    (halves / "half2/data/model.bin.part2").write_bytes(b" and another")

    with pytest.raises(Misconfigured, match="another model"):
        packaged.folder()
    assert list((halves / "environment/share/guitai").iterdir()) == []


def test_one_part_alone_is_no_package(halves, monkeypatch):
    assert packaged.packaged()
    monkeypatch.setattr(packaged, "PARTS", ("half1", "no_such_half"))

    assert not packaged.packaged()
