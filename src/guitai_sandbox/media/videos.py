"""Videos as WeChat passes them on: MP4 with H.264 and AAC, and a small picture of the beginning."""

import io

import av
from av.error import FFmpegError
from av.video.stream import VideoStream

from guitai_sandbox.media.pictures import Unreadable, as_jpeg

LONGEST_SIDE = 960
THUMB_SIDE = 240


def as_mp4(data: bytes) -> tuple[bytes, bytes, int]:
    """The video, its thumbnail as JPEG, and its seconds, to the nearest."""
    try:
        thumb, seconds = _beginning(data)
        return _encoded(data), thumb, seconds
    except (FFmpegError, IndexError, ValueError, StopIteration):
        raise Unreadable("this is no video that can be read") from None


def _beginning(data: bytes) -> tuple[bytes, int]:
    with av.open(io.BytesIO(data), "r") as source:
        frame = next(source.decode(video=0))
        picture = io.BytesIO()
        frame.to_image().save(picture, "PNG")  # type: ignore[no-untyped-call]  # PyAV has no types for it
        microseconds = source.duration or 0
    return as_jpeg(picture.getvalue(), longest=THUMB_SIDE), max(1, round(microseconds / av.time_base))


def _encoded(data: bytes) -> bytes:
    out = io.BytesIO()
    with av.open(io.BytesIO(data), "r") as source, av.open(out, "w", format="mp4") as target:
        shown = source.streams.video[0]
        video = target.add_stream("libx264", rate=25, options={"preset": "ultrafast", "crf": "28"})
        video.width, video.height = _size(shown)
        video.pix_fmt = "yuv420p"
        sound = target.add_stream("aac", rate=44_100, layout="mono") if source.streams.audio else None
        for frame in source.decode():
            if isinstance(frame, av.VideoFrame):
                target.mux(video.encode(frame))
            elif sound is not None and isinstance(frame, av.AudioFrame):
                frame.pts = None
                target.mux(sound.encode(frame))
        target.mux(video.encode(None))
        if sound is not None:
            target.mux(sound.encode(None))
    return out.getvalue()


def _size(stream: VideoStream) -> tuple[int, int]:
    """Not larger than WeChat's, and even, as the codec wants it."""
    scale = min(1.0, LONGEST_SIDE / max(stream.width, stream.height))
    return int(stream.width * scale) // 2 * 2, int(stream.height * scale) // 2 * 2
