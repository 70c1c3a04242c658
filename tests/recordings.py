"""What a person sends besides words: a sound, a picture, a film; as short as can be."""

import io
import wave

import av
from PIL import Image


def sound():
    """A second of silence."""
    content = io.BytesIO()
    with wave.open(content, "wb") as silent:
        silent.setnchannels(1)
        silent.setsampwidth(2)
        silent.setframerate(8000)
        silent.writeframes(bytes(16_000))
    return content.getvalue()


def picture():
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(content, "PNG")
    return content.getvalue()


def film():
    content = io.BytesIO()
    with av.open(content, "w", format="mp4") as target:
        stream = target.add_stream("h264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        frames = [av.VideoFrame.from_image(Image.new("RGB", (64, 48), (20 * n, 0, 0))) for n in range(10)]
        for frame in [*frames, None]:
            target.mux(stream.encode(frame))
    return content.getvalue()
