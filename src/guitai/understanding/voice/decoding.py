"""Recordings as WeChat passes them on, made into samples. What strangers send is decoded here, so within limits."""

import io
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.error import FFmpegError

from guitai.understanding.voice.sound import RATE, Sound, Unreadable

MOST_BYTES = 4 * 1024 * 1024  # WeChat's own limit is 2 MB
MOST_SECONDS = 90  # of which WeChat records 60
GAP = bytes(2 * RATE // 50)  # 20 ms of silence, in the place of a packet that can't be decoded

# By how a file begins, never by what FFmpeg makes of it: it also reads lists of addresses, and fetches them.
FORMATS = (
    (b"#!AMR\n", "amr"),
    (b"#!AMR-WB\n", "amr"),
    (b"OggS", "ogg"),
    (b"RIFF", "wav"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf2", "mp3"),
)


def sound(content: bytes) -> Sound:
    """The sound of a recording: AMR, Speex or another codec in Ogg, mp3, WAV; or Unreadable.

    Packet by packet: the silent frames of AMR (6 bytes, or 1) are no error here, though FFmpeg knows none of them.
    """
    form = next((form for beginning, form in FORMATS if content.startswith(beginning)), None)
    if form is None or len(content) > MOST_BYTES:
        raise Unreadable
    try:
        with av.open(io.BytesIO(content), "r", format=form) as container:
            pieces = list(_pieces(container))
    except (FFmpegError, IndexError, ValueError) as error:
        raise Unreadable from error
    samples = b"".join(pieces)
    if not samples:
        raise Unreadable
    return Sound(samples[: 2 * RATE * MOST_SECONDS], sum(piece is GAP for piece in pieces))


def _pieces(container: InputContainer) -> Iterator[bytes]:
    """What each packet sounds like, no longer than the limit; a gap where it can't be decoded."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    heard = 0
    for frames in _decoded(container):
        if frames is None:
            heard += len(GAP)
            yield GAP
            continue
        for frame in frames:
            frame.pts = None  # gaps have none, and some files begin anywhere
            for piece in resampler.resample(frame):
                heard += 2 * piece.samples
                yield bytes(piece.planes[0])[: 2 * piece.samples]
        if heard > 2 * RATE * MOST_SECONDS:
            return
    for piece in resampler.resample(None):
        yield bytes(piece.planes[0])[: 2 * piece.samples]


def _decoded(container: InputContainer) -> Iterator[list[AudioFrame] | None]:
    """The frames of each packet; None for one that can't be decoded. What is cut off ends where it does."""
    packets = container.demux(container.streams.audio[0])
    while True:
        try:
            packet = next(packets)
        except (StopIteration, FFmpegError):
            return
        try:
            yield packet.decode()
        except FFmpegError:
            if packet.size:
                yield None
