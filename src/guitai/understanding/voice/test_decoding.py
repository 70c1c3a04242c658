import array
import io
import random
import wave

import pytest

from guitai.understanding.voice.decoding import GAP, MOST_BYTES, MOST_SECONDS, sound
from guitai.understanding.voice.sound import RATE, Unreadable

AMR, AMR_WB = b"#!AMR\n", b"#!AMR-WB\n"
# What a phone sends while nobody speaks: the noise behind it now and then, in between that there is none.
QUIET, NOTHING = b"\x44" + bytes(5), b"\x7c"
WIDE, WIDE_QUIET = b"\x44" + bytes(60), b"\x4c" + bytes(5)
SECOND = [0] * 8_000
FFMPEG_LIST = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"


def loudness(heard):
    samples = array.array("h", heard.samples)
    return max(samples) if samples else 0


def test_a_recording_becomes_samples_at_the_rate_of_recognisers(toned):
    heard = sound(AMR + b"".join(toned))

    assert heard.seconds == pytest.approx(2, abs=0.05)
    assert len(heard.samples) == pytest.approx(2 * 2 * RATE, rel=0.02)
    assert loudness(heard) > 4_000
    assert heard.gaps == 0


def test_frames_of_silence_that_cant_be_decoded_last_as_long_as_they_did(toned):
    pause = [QUIET, *[NOTHING] * 7] * 3
    heard = sound(AMR + b"".join([*toned[:20], *pause, *toned[20:40]]))

    assert heard.seconds == pytest.approx((20 + 24 + 20) * 0.02, abs=0.05)
    assert heard.gaps == 24
    assert GAP in heard.samples


def test_amr_may_be_wideband_and_silent_at_times():
    heard = sound(AMR_WB + WIDE * 20 + (WIDE_QUIET + NOTHING * 3) * 2 + WIDE * 20)

    assert heard.seconds == pytest.approx(48 * 0.02, abs=0.05)


def test_speex_comes_in_ogg(in_speex):
    assert sound(in_speex(50)).seconds == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize(
    "how",
    [
        {"container": "mp3", "codec": "libmp3lame", "bit_rate": 32_000},
        {"container": "wav", "codec": "pcm_s16le"},
    ],
)
def test_other_usual_formats_are_read_too(recorded, how):
    assert sound(recorded(SECOND, **how)).seconds == pytest.approx(1, abs=0.1)


def test_a_recording_in_stereo_is_heard_as_one():
    file = io.BytesIO()
    with wave.open(file, "wb") as both:
        both.setnchannels(2)
        both.setsampwidth(2)
        both.setframerate(44_100)
        both.writeframes(bytes(4 * 44_100))

    assert sound(file.getvalue()).seconds == pytest.approx(1, abs=0.02)


def test_what_is_cut_off_is_heard_as_far_as_it_goes(toned):
    heard = sound(AMR + b"".join(toned)[: 40 * 32 + 10])

    assert 0.8 <= heard.seconds <= 0.84


@pytest.mark.parametrize(
    "content",
    [
        b"",
        AMR,
        b"#!SILK_V3" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        FFMPEG_LIST,
        "给张三转五百".encode(),
    ],
)
def test_what_is_no_recording_is_said_to_be_none(content):
    with pytest.raises(Unreadable):
        sound(content)


@pytest.mark.parametrize("beginning", [AMR, AMR_WB, b"OggS", b"RIFF", b"ID3", b"\xff\xfb"])
def test_garbage_behind_any_beginning_is_a_sound_or_none_and_no_crash(beginning):
    chance = random.Random(3)
    for size in (1, 50, 5_000):
        try:
            heard = sound(beginning + chance.randbytes(size))
        except Unreadable:
            continue
        assert heard.seconds <= MOST_SECONDS


def test_what_is_too_large_is_not_even_looked_at():
    with pytest.raises(Unreadable):
        sound(AMR + bytes(MOST_BYTES))


def test_what_lasts_too_long_is_heard_as_far_as_the_limit(toned):
    hours = sound(AMR + b"".join(toned) * 100)

    assert hours.seconds == MOST_SECONDS
