"""The devices that the bank has bound, by whose phone they are; on disk too, where the settings name a file."""

import asyncio
import os
import tempfile
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from guitai_sandbox.jose import Jwk


class Certificate(BaseModel):
    """The bank's certificate on a device's key."""

    model_config = ConfigDict(frozen=True)

    id: str
    until: datetime


class Device(BaseModel):
    """Two key pairs under the id that the bank gave them, and the mobile that its codes go to."""

    model_config = ConfigDict(frozen=True)

    id: str
    mobile: str
    sign: Jwk = Field(repr=False)
    open: Jwk = Field(repr=False)
    certificate: Certificate | None = None


KEPT: TypeAdapter[dict[str, Device]] = TypeAdapter(dict[str, Device])


class Devices:
    """One for each openid: whoever binds another leaves the one before behind."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._devices: dict[str, Device] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def of(self, openid: str) -> Device | None:
        """The device of that phone."""
        return self._devices.get(openid)

    def turn(self, openid: str) -> asyncio.Lock:
        """Held by whoever has the phone in hand: a device does one thing at a time, and reads one code at a time."""
        return self._turns[openid]

    def keep(self, openid: str, device: Device) -> None:
        """This is the phone's device from now on."""
        self._devices[openid] = device
        if self._file is not None:
            _write(self._file, KEPT.dump_json(self._devices, indent=1))

    def restore(self, kept: dict[str, Device]) -> None:
        """Have the devices of an earlier run."""
        self._devices = dict(kept)


def _write(file: Path, data: bytes) -> None:
    """The whole file or nothing, readable by its owner alone."""
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    with os.fdopen(handle, "wb") as written:
        written.write(data)
    Path(beside).replace(file)
