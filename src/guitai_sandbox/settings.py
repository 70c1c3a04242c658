"""What differs between two sandboxes, and the limits WeChat documents."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "GUITAI_SANDBOX_"


class Mode(StrEnum):
    """How pushes travel; a change in WeChat's console, a setting here."""

    PLAIN = "plain"
    COMPATIBLE = "compatible"
    SAFE = "safe"


class Settings(BaseSettings):
    """The official account that is played, and where its developer's server is.

    The defaults make a sandbox usable with no setting at all; they are secret from nobody.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    port: int = Field(default=8800, ge=0, le=65535)
    app_id: str = Field(default="wx1234567890abcdef", min_length=1)
    original_id: str = Field(default="gh_bank00000001", min_length=1)
    app_secret: str = Field(default="0123456789abcdef0123456789abcdef", min_length=1)
    token: str = Field(default="bankToken2026", min_length=1)
    aes_key: str = Field(default="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", pattern="^[A-Za-z0-9]{43}$")
    callback: str = Field(default="http://127.0.0.1:8801/wechat", pattern="^https?://")
    mode: Mode = Mode.SAFE
    now: datetime | None = None  # None: real time
    users: Path | None = None  # JSON: who follows from the start
    templates: Path | None = None  # JSON: the template messages the account has been granted
    data: Path | None = None  # a folder for a copy of the wire journal
    parent: int | None = None  # end when this process does

    @property
    def callback_path(self) -> str:
        """The callback without its host, as the wire journal and the faults name it."""
        return urlsplit(self.callback).path or "/"


@dataclass(frozen=True)
class Limits:
    """WeChat's limits, each with the documented value; a test may choose its own."""

    answer_within_seconds: float = 5.0
    deliveries: int = 3
    # Nothing says how soon WeChat tries again after a refused connection; after a timeout it is at once.
    retry_after_seconds: float = 1.0
    reply_articles: int = 1
    event_reply_articles: int = 8
    text_bytes: int = 2048
    message_count: int = 5
    message_window: timedelta = timedelta(hours=48)
    action_count: int = 3
    action_window: timedelta = timedelta(minutes=1)
    typing_after: timedelta = timedelta(seconds=30)
    typing_lasts: timedelta = timedelta(seconds=15)
    token_life: timedelta = timedelta(hours=2)
    token_overlap: timedelta = timedelta(minutes=5)
    forced_a_day: int = 20
    forced_apart: timedelta = timedelta(seconds=30)
    media_life: timedelta = timedelta(days=3)
    template_guard: timedelta = timedelta(minutes=10)
    mass_a_month: int = 4
    code_life: timedelta = timedelta(minutes=5)
    verified: bool = True  # False: the test account, which has no menu messages


class WrongSettings(Exception):
    """One line for whoever started the sandbox."""


def read_settings(**flags: object) -> Settings:
    """Settings from the environment; a flag that was given wins."""
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks what the flags hold
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise WrongSettings(f"{PREFIX}{name}: {first['msg']}") from None
