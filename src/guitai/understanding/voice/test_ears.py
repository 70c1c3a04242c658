import sys

import pytest

from guitai.errors import Misconfigured
from guitai.settings import VoiceSettings
from guitai.understanding.answer import Heard, How
from guitai.understanding.voice import ears
from guitai.understanding.voice.ears import BROKEN, UNHEARD, listening, maker, transcriber
from guitai.understanding.voice.sherpa import SenseVoice

# In the place of the real one, for which there is no model at hand: it tells how it was called, and what it was given.
SHERPA = """
class Stream:
    def accept_waveform(self, rate, samples):
        self.seconds = len(samples) / rate

class OfflineRecognizer:
    @classmethod
    def from_sense_voice(cls, model, tokens, num_threads=1, use_itn=False):
        self = cls()
        self.text = open(tokens).read()
        return self

    def create_stream(self):
        return Stream()

    def decode_stream(self, stream):
        assert 1.9 < stream.seconds < 2.2
        stream.result = type("Result", (), {"text": self.text})
"""


@pytest.fixture
def sense_voice(tmp_path, monkeypatch):
    """Settings that name a model, which hears the same in everything."""

    def hears(text):
        (tmp_path / "sherpa_onnx.py").write_text(SHERPA)
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.delitem(sys.modules, "sherpa_onnx", raising=False)
        folder = tmp_path / "model"
        folder.mkdir()
        (folder / "model.int8.onnx").touch()
        (folder / "tokens.txt").write_text(text)
        return VoiceSettings(sense_voice=folder)

    yield hears
    sys.modules.pop("sherpa_onnx", None)


def amr(frames):
    return b"#!AMR\n" + b"".join(frames)


def test_where_nobody_is_to_listen_nobody_does(tmp_path):
    assert transcriber(VoiceSettings(enabled=False, whisper=tmp_path)) is None
    assert listening(VoiceSettings(enabled=False)) is None


def test_a_model_that_is_named_listens_before_the_packaged_one(sense_voice):
    assert isinstance(transcriber(sense_voice("")), SenseVoice)


def test_a_model_without_its_program_is_told_at_the_start(tmp_path):
    with pytest.raises(Misconfigured, match="pip install sherpa-onnx"):
        transcriber(VoiceSettings(sense_voice=tmp_path))


@pytest.mark.parametrize("missing", ["model.int8.onnx", "tokens.txt"])
def test_half_a_model_is_told_at_the_start(sense_voice, missing):
    settings = sense_voice("")
    (settings.sense_voice / missing).unlink()

    with pytest.raises(Misconfigured, match=missing):
        transcriber(settings)


@pytest.fixture
def hears(sense_voice):
    """Has a recording listened to in a process apart, as the bank does."""
    found = []

    def hear(text, content):
        found.append(listening(sense_voice(text)))
        return found[-1](content)

    yield hear
    for one in found:
        one.close()


def test_what_is_said_comes_back_from_the_process_that_listens(hears, toned):
    assert hears("我的余额。", amr(toned)) == Heard(How.SPOKEN, "我的余额。")


@pytest.mark.parametrize("text", ["", "。", "车车车车车车"])
def test_what_makes_no_sense_is_asked_for_again(hears, toned, text):
    assert hears(text, amr(toned)) == Heard(How.SPOKEN, unclear=UNHEARD)


def test_a_file_that_is_no_recording_is_said_not_to_open(hears):
    assert hears("我的余额。", b"#!SILK_V3 and so on") == Heard(How.SPOKEN, unclear=BROKEN)


def test_a_recogniser_that_breaks_is_asked_for_again_by_the_customer_too(sense_voice, toned):
    settings = sense_voice("余额")
    with_a_shorter_tone = amr(toned[:50])  # of which the one above makes an error
    found = listening(settings)
    try:
        assert found(with_a_shorter_tone) == Heard(How.SPOKEN, unclear=UNHEARD)
        assert found(amr(toned)) == Heard(How.SPOKEN, "余额")
    finally:
        found.close()


def test_the_sentences_are_the_same_in_the_process_and_here(sense_voice):
    settings = sense_voice("").model_dump_json()

    assert ears.json.loads(maker(settings)(b"nothing"))["unclear"] == BROKEN
