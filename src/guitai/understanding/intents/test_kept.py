import subprocess
import sys

import numpy as np
import pytest

from guitai.understanding.intents import embedding, kept
from guitai.understanding.intents.model import Sentence

TRAINS = """
import sys
sys.prefix = sys.argv[2]
from guitai.understanding.intents.kept import kept
import numpy as np
def anew():
    with open(sys.argv[1], "a") as marks:
        marks.write("made ")
    return {"one": np.ones(3)}
print(kept("toys", "digest", anew)["one"].sum())
"""


@pytest.fixture(autouse=True)
def places(tmp_path, monkeypatch):
    """An environment and a cache of this test's own."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", "")
    return tmp_path


@pytest.fixture
def make():
    """Makes arrays, and counts how often."""
    times = []

    def anew():
        times.append(1)
        return {"one": np.arange(3) + len(times)}

    anew.times = times
    return anew


def files(places, kind="toys"):
    return sorted((places / "environment/share/guitai").glob(f"{kind}-*"))


def test_what_was_made_is_kept(places, make):
    first = kept.kept("toys", "digest", make)
    second = kept.kept("toys", "digest", make)

    assert len(make.times) == 1
    assert np.array_equal(first["one"], second["one"])


@pytest.mark.parametrize("harm", [lambda whole: whole[:40], lambda whole: b"", lambda whole: whole[::-1]])
def test_what_is_damaged_is_made_anew(places, make, harm):
    kept.kept("toys", "digest", make)
    [file] = files(places)
    file.write_bytes(harm(file.read_bytes()))

    assert kept.kept("toys", "digest", make)["one"].tolist() == [2, 3, 4]
    assert kept.kept("toys", "digest", make)["one"].tolist() == [2, 3, 4]


def test_where_nothing_can_be_kept_it_is_made_each_time(places, make):
    for name in ("environment", "cache"):
        (places / name).write_text("no folder can be made in a file")

    assert kept.kept("toys", "digest", make)["one"].tolist() == [1, 2, 3]
    assert kept.kept("toys", "digest", make)["one"].tolist() == [2, 3, 4]


def test_of_old_ones_the_newest_stay(places, make):
    for number in range(kept.OLD_ONES + 3):
        kept.kept("toys", f"digest{number}", make)

    assert len(files(places)) == kept.OLD_ONES + 1


def test_of_many_processes_one_makes_it(tmp_path):
    marks = tmp_path / "marks"
    every = [
        subprocess.Popen([sys.executable, "-c", TRAINS, marks, sys.prefix], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[0] for process in every]

    assert said == ["3.0\n"] * 3
    assert marks.read_text() == "made "


def test_a_changed_phrase_or_intent_is_learnt_anew(places):
    sentences = [Sentence("余额", "余 额"), Sentence("明细", "明 细"), Sentence("天气", "天 气")]
    for intents in (["a.one", "a.two", "o"], ["a.one", "a.two", "o"], ["a.one", "a.one", "o"]):
        model = kept.learnt(sentences, intents, outside=frozenset({"o"}))

    assert model.intents == ("a.one", "o")
    assert len(files(places, "intents")) == 2


def test_phrases_that_were_embedded_before_are_not_again(places):
    kept.remembered("intents", ["余额", "明细"])
    [file] = files(places, "embeddings")
    mark = np.full(embedding.LENGTH, 0.5, np.float32)
    kept._replace(file, kept._vectors_kept({"余额": mark, "明细": mark}))

    vectors = kept.remembered("intents", ["余额", "天气"])

    assert np.array_equal(vectors[0], mark)
    assert np.array_equal(vectors[1], embedding.embedded("天气"))


def test_a_model_of_few_sentences_leaves_the_vectors_of_many(places):
    many = [f"查{number}月的余额" for number in range(1, 8)]
    kept.remembered("intents", many)
    before = files(places, "embeddings")[0].read_bytes()
    kept.remembered("switch", ["打开", "关掉"])

    assert before in [file.read_bytes() for file in files(places, "embeddings")]
