"""Whisper itself, on speech that was made once: spoken/README.md."""

from pathlib import Path

import pytest

from guitai.understanding.fold import fold
from guitai.understanding.voice.decoding import sound
from guitai.understanding.voice.packaged import folder
from guitai.understanding.voice.transcriber import Unheard
from guitai.understanding.voice.whisper import Whisper

pytestmark = pytest.mark.slow
SPOKEN = sorted(Path(__file__).with_name("spoken").glob("*.amr"))


@pytest.fixture(scope="module")
def whisper():
    return Whisper(folder, threads=2)


def plain(text):
    return "".join(character for character in fold(text) if character.isalnum())


def test_most_of_what_is_said_is_heard_to_the_letter_and_the_rest_by_its_sound(whisper):
    heard = {file.stem: whisper.transcribe(sound(file.read_bytes())) for file in SPOKEN}
    exact = [said for said, transcript in heard.items() if plain(transcript.text) == plain(said)]

    assert len(heard) == 6
    assert len(exact) >= 5
    assert all(0.35 <= transcript.confidence <= 1 for transcript in heard.values())


@pytest.mark.parametrize("kind", ["silent", "noisy"])
def test_silence_and_noise_are_no_speech(whisper, request, kind):
    with pytest.raises(Unheard, match="silence, or noise"):
        whisper.transcribe(sound(request.getfixturevalue(kind)))


def test_a_tone_is_no_speech(whisper, toned):
    with pytest.raises(Unheard):
        whisper.transcribe(sound(b"#!AMR\n" + b"".join(toned)))


def test_what_lasts_longer_than_a_window_is_heard_to_its_end(whisper, recorded):
    said = sound(SPOKEN[0].read_bytes())
    pause = type(said)(bytes(2 * 16_000 * 40))
    both = type(said)(said.samples + pause.samples + said.samples)

    assert plain(whisper.transcribe(both).text) == plain(SPOKEN[0].stem) * 2
