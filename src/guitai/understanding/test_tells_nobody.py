"""What runs the models writes down how it is used, and sends it to its makers: not here."""

import os
import subprocess
import sys

import pytest

SENTENCE = "from guitai.understanding.intents.embedding import embedded; embedded('我的余额')"
PICTURE = """
import io
from PIL import Image
from guitai.understanding.pictures.sight import sight
drawn = io.BytesIO()
Image.new("RGB", (200, 200), "white").save(drawn, "PNG")
sight()(drawn.getvalue())
"""
RECORDING = """
import numpy
from guitai.understanding.voice.packaged import folder
from guitai.understanding.voice.whisper import Whisper
Whisper(folder, threads=1)._spoken(numpy.zeros(16000, "float32"))
"""


@pytest.mark.slow
@pytest.mark.parametrize("looks_at", [SENTENCE, PICTURE, RECORDING], ids=["sentence", "picture", "recording"])
def test_a_model_leaves_no_trace_of_its_use(looks_at, tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", looks_at], env=environment, check=True)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
