"""A film without what a camera wrote into it. Runs in a process of its own (`guitai.apart`)."""

import io
from collections.abc import Callable

import av
from av.container import InputContainer
from av.error import FFmpegError


def maker() -> Callable[[bytes], bytes]:
    """In the process apart: the film as MP4, or nothing where it is none."""
    return bare


def bare(content: bytes) -> bytes:
    """The first picture and the first sound of an MP4, as they are, in a new one that says nothing else."""
    # By how it begins, never by what FFmpeg makes of it: that also reads lists of addresses, and fetches them.
    if content[4:8] != b"ftyp":
        return b""
    out = io.BytesIO()
    try:
        with av.open(io.BytesIO(content), "r", format="mp4") as source:
            _copy(source, out)
    except (FFmpegError, IndexError, ValueError):
        return b""
    return out.getvalue()


def _copy(source: InputContainer, out: io.BytesIO) -> None:
    taken = [*source.streams.video[:1], *source.streams.audio[:1]]
    if not source.streams.video:
        raise ValueError("a sound alone")
    with av.open(out, "w", format="mp4") as target:
        copies = {stream.index: target.add_stream_from_template(stream) for stream in taken}
        for copy in copies.values():
            copy.metadata.clear()
        for packet in source.demux(taken):
            if packet.dts is not None:
                packet.stream = copies[packet.stream.index]
                target.mux(packet)
