"""Whisper, by faster-whisper: OpenAI's recogniser on this machine, which is told what a bank's customers talk about."""

import os
import re
from collections.abc import Callable
from functools import cached_property
from math import ceil, exp
from pathlib import Path
from typing import Any

from guitai.errors import Misconfigured
from guitai.understanding.unreported import unreported
from guitai.understanding.voice.doubts import made_of, made_up, sounds_alike
from guitai.understanding.voice.sound import RATE, Sound
from guitai.understanding.voice.transcriber import Transcript, Unheard

# Without it half of the commands are misspelt. It says nothing that would be an order, and names nobody.
PROMPT = (
    "我是银行的客户，我要办转账，查余额和明细，也要问定期存款、理财收益、贷款利率、信用卡还款、汇率、话费、挂失，"
    "或者找人工客服。"
)
PLAIN = "以下是客户对银行说的普通话。"
PROMPTED = tuple(re.findall(r"\w+", PROMPT))

BEAM = 5  # one alone runs away on the first short word: 确认 became 车车车车
LEAST = 0.35  # of the confidence, a mean log probability of -1.05 (-1 is usual): below it most are wrong
FRAMES = 100  # a second, as the model sees it
WINDOW_SECONDS = (
    30  # that it sees, silence and all: in half of it it is twice as fast, and hears a quarter worse
)
LEAD_SECONDS = 0.5  # of silence before what is said: a word at the very beginning is often lost
TOKENS = 12  # a second, at most
LACKING = "faster-whisper is not installed: pip install 'guitai[voice]'"


class Whisper:
    """A model, from a folder. It is loaded when the first recording comes, and takes some 300 MB from then on."""

    def __init__(self, folder: Callable[[], Path], *, threads: int) -> None:
        unreported()
        self._folder = folder
        self._threads = threads

    def transcribe(self, sound: Sound) -> Transcript:
        """What is said, of as many windows as it takes."""
        import numpy

        samples = numpy.frombuffer(sound.samples, numpy.int16).astype(numpy.float32) / 32768
        width = int((WINDOW_SECONDS - LEAD_SECONDS) * RATE)
        windows = [samples[at : at + width] for at in range(0, len(samples), width)]
        heard = [self._window(window) for window in windows if self._spoken(window)]
        if not heard:
            raise Unheard("silence, or noise")
        text = "".join(one.text for one in heard).replace("\ufffd", "").strip()  # half a character
        confidence = min(one.confidence for one in heard)
        if not re.search(r"\w", text) or confidence < LEAST or made_up(text, sound.seconds):
            raise Unheard(f"no sense in it, confidence {confidence:.2f}")
        return Transcript(text, round(confidence, 3))

    @cached_property
    def _model(self) -> Any:
        # Whatever comes to its mind, it fetches nothing.
        os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            from faster_whisper import WhisperModel
        except ImportError as error:
            raise Misconfigured(LACKING) from error
        return WhisperModel(
            str(self._folder()),
            device="cpu",
            compute_type="int8",
            cpu_threads=self._threads,
            local_files_only=True,
        )

    def _spoken(self, samples: Any) -> bool:
        from faster_whisper.vad import VadOptions, get_speech_timestamps

        return bool(get_speech_timestamps(samples, VadOptions(min_speech_duration_ms=100)))

    def _window(self, samples: Any) -> Transcript:
        """What is said in one window. What says no more than the prompt has to be heard without it too."""
        seen = self._seen(samples)
        seconds = len(samples) / RATE
        heard = self._decoded(seen, PROMPT, seconds)
        if made_of(heard.text, PROMPTED) and not sounds_alike(
            heard.text, self._decoded(seen, PLAIN, seconds).text
        ):
            raise Unheard("the prompt, said back")
        return heard

    def _seen(self, samples: Any) -> Any:
        """The window as the model's first half sees it, which takes most of the time."""
        import numpy

        frames = WINDOW_SECONDS * FRAMES
        led = numpy.pad(samples, (int(LEAD_SECONDS * RATE), 0))
        features = self._model.feature_extractor(led)[..., :frames]
        return self._model.encode(numpy.pad(features, [(0, 0), (0, frames - features.shape[-1])]))

    def _decoded(self, seen: Any, prompt: str, seconds: float) -> Transcript:
        from faster_whisper.tokenizer import Tokenizer

        tokens = Tokenizer(self._model.hf_tokenizer, multilingual=True, task="transcribe", language="zh")
        start = self._model.get_prompt(tokens, tokens.encode(f" {prompt}"), without_timestamps=True)
        (result,) = self._model.model.generate(
            seen,
            [start],
            beam_size=BEAM,
            sampling_temperature=0,
            max_length=len(start) + ceil(TOKENS * (seconds + 1)),
            return_scores=True,
        )
        said = result.sequences_ids[0]
        # As Whisper counts, with the token that ends it: of one word alone nobody can be very sure.
        sure = result.scores[0] * len(said) / (len(said) + 1)
        return Transcript(tokens.decode(said), exp(sure))
