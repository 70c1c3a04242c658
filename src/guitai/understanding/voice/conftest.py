"""Recordings of nobody: tones and noise, as WeChat passes a voice on. Speech is not among them."""

import io
import math
import struct
from importlib.util import find_spec

import av
import numpy as np
import pytest

from guitai.understanding.voice.packaged import packaged

# Where speech was left out, by VOICE=0, nobody can be heard.
collect_ignore = [] if find_spec("faster_whisper") and packaged() else ["test_whisper.py"]

NARROW = 8_000  # samples a second of AMR-NB
FRAME = 32  # bytes of 20 ms at 12.2 kbit/s
SPEEX_FRAME = bytes([0b00011000]) + bytes(19)  # 20 ms of narrowband, submode 3


def tone(seconds, hertz=440, loudness=8_000):
    return [
        round(loudness * math.sin(2 * math.pi * hertz * at / NARROW)) for at in range(int(seconds * NARROW))
    ]


def noise(seconds, loudness=1_500):
    return [round(sample) for sample in np.random.default_rng(7).normal(0, loudness, int(seconds * NARROW))]


def encoded(samples, *, container="amr", codec="libopencore_amrnb", bit_rate=12_200):
    """The samples as a file of this kind."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as target:
        stream = target.add_stream(codec, rate=NARROW, layout="mono")
        stream.bit_rate = bit_rate
        whole = av.AudioFrame.from_ndarray(np.array([samples], np.int16), format="s16", layout="mono")
        whole.sample_rate = NARROW
        resampler = av.AudioResampler(
            format=stream.format, layout="mono", rate=NARROW, frame_size=stream.frame_size or 160
        )
        for frame in [*resampler.resample(whole), *resampler.resample(None), None]:
            target.mux(stream.encode(frame))
    return file.getvalue()


def speex(frames):
    """So many frames of Speex in Ogg (RFC 3533), which nothing at hand encodes: made by hand, they sound of nothing."""
    head = struct.pack("<8s20s13i", b"Speex   ", b"1.2", 1, 80, NARROW, 0, 4, 1, -1, 160, 0, 1, 0, 0, 0)
    packets = [head, struct.pack("<II", 0, 0), *[SPEEX_FRAME] * frames]
    return b"".join(
        _page(packet, number, max(0, 160 * (number - 1))) for number, packet in enumerate(packets)
    )


def _page(packet, number, samples):
    kind = 2 if number == 0 else 0  # the first page of a stream
    head = struct.pack("<4sBBqIII", b"OggS", 0, kind, samples, 1, number, 0)
    page = head + bytes([1, len(packet)]) + packet
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _checksum(page):
    register = 0
    for byte in page:
        register ^= byte << 24
        for _ in range(8):
            register = (register << 1 ^ (0x04C11DB7 if register & 0x80000000 else 0)) & 0xFFFFFFFF
    return register


@pytest.fixture
def recorded():
    """Makes a file of samples; an AMR, if nothing else is said."""
    return encoded


@pytest.fixture
def in_speex():
    """Makes a file of so many frames of Speex."""
    return speex


@pytest.fixture
def toned():
    """Two seconds of a tone, in AMR: its frames."""
    file = encoded(tone(2))
    return [file[at : at + FRAME] for at in range(6, len(file), FRAME)]


@pytest.fixture
def noisy():
    """Three seconds of noise, in AMR."""
    return encoded(noise(3))


@pytest.fixture
def silent():
    """Two seconds of nothing, in AMR."""
    return encoded([0] * 2 * NARROW)
