"""Voices as WeChat passes them on: AMR-NB at 8 kHz, and a second file at 16 kHz."""

import io
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError

from guitai_sandbox.media.pictures import Unreadable

LONGEST_SECONDS = 60  # a customer can speak no longer


def as_amr(data: bytes) -> bytes:
    """The voice as AMR-NB, 12.2 kbit/s, cut after a minute."""
    return _encoded(data, container="amr", codec="libopencore_amrnb", rate=8000, bit_rate=12_200)


def as_wideband(data: bytes) -> bytes:
    """The voice at 16 kHz. WeChat sends AMR-WB or Speex; PyAV has no encoder for either, so this is WAV."""
    return _encoded(data, container="wav", codec="pcm_s16le", rate=16_000, bit_rate=256_000)


def as_mp3(data: bytes) -> bytes:
    """The voice as a browser plays it."""
    return _encoded(data, container="mp3", codec="libmp3lame", rate=16_000, bit_rate=32_000)


def seconds_of(data: bytes) -> int:
    """How long it lasts, to the nearest second; nothing is shorter than one."""
    try:
        with av.open(io.BytesIO(data), "r") as source:
            seconds = sum(frame.samples / frame.sample_rate for frame in _decoded(source))
    except (FFmpegError, IndexError, ValueError):
        raise Unreadable("this is no recording that can be read") from None
    return max(1, round(seconds))


def _encoded(data: bytes, *, container: str, codec: str, rate: int, bit_rate: int) -> bytes:
    out = io.BytesIO()
    try:
        with av.open(io.BytesIO(data), "r") as source, av.open(out, "w", format=container) as target:
            stream = target.add_stream(codec, rate=rate, layout="mono")
            assert isinstance(stream, AudioStream)
            stream.bit_rate = bit_rate
            for frame in _a_minute(source):
                target.mux(stream.encode(frame))
            target.mux(stream.encode(None))
    except (FFmpegError, IndexError, ValueError):
        raise Unreadable("this is no recording that can be read") from None
    return out.getvalue()


def _a_minute(source: InputContainer) -> Iterator[AudioFrame]:
    heard = 0.0
    for frame in _decoded(source):
        frame.pts = None  # recordings from browsers begin anywhere
        yield frame
        heard += frame.samples / frame.sample_rate
        if heard >= LONGEST_SECONDS:
            return


def _decoded(source: InputContainer) -> Iterator[AudioFrame]:
    """Its frames, packet by packet. One that can't be decoded is silence of its length, if any can.

    A recorder that saves data writes pauses as frames of 6 bytes, or of 1, and FFmpeg decodes neither.
    """
    stream = source.streams.audio[0]
    heard, unheard = 0, 0
    for packet in source.demux(stream):
        try:
            frames = packet.decode()
        except FFmpegError:
            frames, unheard = [_silence(stream)], unheard + 1
        heard += len(frames)
        yield from frames
    if heard == unheard:
        raise Unreadable("nothing can be heard in it")


def _silence(stream: AudioStream) -> AudioFrame:
    """20 ms of it, in the form in which the stream's other frames are decoded."""
    frame = AudioFrame(stream.format.name, stream.layout.name, stream.rate // 50)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    frame.sample_rate = stream.rate
    return frame
