import io
import math
import struct
import wave

import pytest

from guitai_sandbox.media.pictures import Unreadable
from guitai_sandbox.media.sounds import as_amr, as_mp3, as_wideband, seconds_of

AMR = b"#!AMR\n"
FRAME = 32  # bytes of 20 ms at 12.2 kbit/s
# What a recorder writes while nobody speaks: the noise behind it now and then, in between that there is none.
PAUSE = (b"\x44" + bytes(5)) + b"\x7c" * 7


def toned(seconds):
    """So long a tone in AMR, its frames."""
    samples = (round(8_000 * math.sin(2 * math.pi * 440 * at / 8_000)) for at in range(8_000 * seconds))
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(8_000)
        target.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    whole = as_amr(file.getvalue())
    return [whole[at : at + FRAME] for at in range(len(AMR), len(whole), FRAME)]


def hesitant():
    """A second of a tone, two of a pause, another of the tone: in AMR with discontinuous transmission."""
    frames = toned(2)
    return AMR + b"".join([*frames[:50], *[PAUSE] * 12, *frames[50:]])


@pytest.mark.parametrize("passed_on", [as_amr, as_wideband, as_mp3])
def test_a_pause_that_was_not_transmitted_is_passed_on_as_silence(passed_on):
    assert seconds_of(passed_on(hesitant())) == 4


def test_a_recording_with_pauses_lasts_as_long_as_it_did():
    assert seconds_of(hesitant()) == 4


def test_a_recording_may_begin_with_a_pause():
    assert seconds_of(as_amr(AMR + PAUSE * 6 + b"".join(toned(1)))) == 2


@pytest.mark.parametrize("broken", [AMR, AMR + PAUSE * 12, AMR + b"\x3c"])
def test_where_nothing_at_all_can_be_heard_there_is_no_recording(broken):
    with pytest.raises(Unreadable):
        as_amr(broken)
    with pytest.raises(Unreadable):
        seconds_of(broken)
