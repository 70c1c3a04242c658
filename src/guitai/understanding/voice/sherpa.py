"""SenseVoice, by sherpa-onnx, from a folder of the installation's own: no package has the model."""

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from guitai.errors import Misconfigured
from guitai.understanding.unreported import unreported
from guitai.understanding.voice.doubts import made_up
from guitai.understanding.voice.sound import RATE, Sound
from guitai.understanding.voice.transcriber import Transcript, Unheard

MODELS = ("model.int8.onnx", "model.onnx")  # the first that is there
TOKENS = "tokens.txt"
LACKING = "GUITAI_VOICE__SENSE_VOICE is set, and sherpa-onnx is not installed: pip install sherpa-onnx"
INCOMPLETE = "GUITAI_VOICE__SENSE_VOICE names {folder}, which holds no {file}; see docs/understanding.md"


class SenseVoice:
    """The model in this folder. It is loaded when the first recording comes."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._threads = threads
        self._model, self._tokens = _whole(folder)

    def transcribe(self, sound: Sound) -> Transcript:
        """What is said. The model tells nothing of how sure it is, so neither does this: 1.0."""
        import numpy

        stream = self._recogniser.create_stream()
        stream.accept_waveform(
            RATE, numpy.frombuffer(sound.samples, numpy.int16).astype(numpy.float32) / 32768
        )
        self._recogniser.decode_stream(stream)
        text = str(stream.result.text).strip()
        if not any(character.isalnum() for character in text) or made_up(text, sound.seconds):
            raise Unheard("no sense in it")
        return Transcript(text, 1.0)

    @cached_property
    def _recogniser(self) -> Any:
        unreported()
        import sherpa_onnx

        return sherpa_onnx.OfflineRecognizer.from_sense_voice(
            model=str(self._model), tokens=str(self._tokens), num_threads=self._threads, use_itn=True
        )


def _whole(folder: Path) -> tuple[Path, Path]:
    """The model and its tokens, or Misconfigured: better at the start than with the first customer."""
    if find_spec("sherpa_onnx") is None:
        raise Misconfigured(LACKING)
    model = next((folder / name for name in MODELS if (folder / name).is_file()), None)
    if model is None or not (folder / TOKENS).is_file():
        raise Misconfigured(INCOMPLETE.format(folder=folder, file=TOKENS if model else MODELS[0]))
    return model, folder / TOKENS
