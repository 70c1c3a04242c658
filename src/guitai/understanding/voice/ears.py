"""Who listens here, as the settings have it; and what a customer has said, of the bytes of a recording."""

import json
from collections.abc import Callable
from importlib.util import find_spec

import structlog

from guitai.apart import Apart, Broken
from guitai.settings import VoiceSettings
from guitai.understanding.answer import Heard, How
from guitai.understanding.voice.packaged import folder, packaged
from guitai.understanding.voice.sherpa import SenseVoice
from guitai.understanding.voice.sound import Unreadable
from guitai.understanding.voice.transcriber import Transcriber, Transcript, Unheard
from guitai.understanding.voice.whisper import Whisper

WITHIN_SECONDS = (
    40.0  # the model's loading and the longest recording, on a busy machine; under the lease of a file
)

UNHEARD = "抱歉，没有听清您的语音。请您在安静些的地方再说一遍，或者打字告诉我。"
BROKEN = "抱歉，您的语音打不开。请您再说一遍，或者打字告诉我。"

log = structlog.get_logger(__name__)


def transcriber(settings: VoiceSettings) -> Transcriber | None:
    """SenseVoice where a model is named, or else Whisper where one is named or packaged; None where nobody listens."""
    if not settings.enabled:
        return None
    if settings.sense_voice:
        return SenseVoice(settings.sense_voice, threads=settings.threads)
    if find_spec("faster_whisper") and (settings.whisper or packaged()):
        named = settings.whisper
        return Whisper((lambda: named) if named else folder, threads=settings.threads)
    return None


def transcript(content: bytes, by: Transcriber) -> Transcript:
    """What is said in a recording; Unheard or Unreadable where that can't be told."""
    from guitai.understanding.voice.decoding import sound  # 15 MB, of no use to the core

    return by.transcribe(sound(content))


class Listening:
    """Has recordings listened to in a process apart: what they may do to a decoder, they do to that."""

    def __init__(self, settings: VoiceSettings) -> None:
        self._apart = Apart(f"{__name__}:maker", settings.model_dump_json(), within_seconds=WITHIN_SECONDS)

    def __call__(self, content: bytes) -> Heard:
        """What the customer said, or the sentence that asks for it once more."""
        try:
            told = json.loads(self._apart(content))
        except Broken:
            log.error("a recording broke its reader", bytes=len(content))
            return Heard(How.SPOKEN, unclear=UNHEARD)
        return Heard(How.SPOKEN, told["text"], unclear=told["unclear"])

    def close(self) -> None:
        """End the process."""
        self._apart.close()


def listening(settings: VoiceSettings) -> Listening | None:
    """Who listens for the bank; None where nobody can."""
    return Listening(settings) if transcriber(settings) else None


def maker(settings: str) -> Callable[[bytes], bytes]:
    """In the process apart: what it does with each recording."""
    by = transcriber(VoiceSettings.model_validate_json(settings))
    assert by is not None, "the bank has asked before it began"

    def heard(content: bytes) -> bytes:
        text, unclear = "", ""
        try:
            text = transcript(content, by).text
        except Unheard:
            unclear = UNHEARD
        except Unreadable:
            unclear = BROKEN
        return json.dumps({"text": text, "unclear": unclear}).encode()

    return heard
