"""What differs between two sandboxes, and the limits WeChat documents."""

from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "GUITAI_SANDBOX_"


class Mode(StrEnum):
    """How pushes travel; a change in WeChat's console, a setting here."""

    PLAIN = "plain"
    COMPATIBLE = "compatible"
    SAFE = "safe"


class Limits(BaseModel):
    """WeChat's limits, each with the documented value, and how the sandbox plays what WeChat leaves open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer_within_seconds: float = Field(
        default=5.0, gt=0, description="how long WeChat waits for the answer to a push"
    )
    deliveries: int = Field(default=3, ge=1, description="how often a push is sent at most")
    # Nothing says how soon WeChat tries again after a refused connection; after a timeout it is at once.
    retry_after_seconds: float = Field(
        default=1.0, ge=0, description="how soon a push that failed at once is sent again"
    )
    repeats_stamped_anew: bool = Field(
        default=False,
        description="whether a push that is sent again has a new timestamp, nonce and signature",
    )
    reply_articles: int = Field(default=1, ge=1, description="articles in a reply to a message")
    event_reply_articles: int = Field(default=8, ge=1, description="articles in a reply to an event")
    text_bytes: int = Field(default=2048, ge=1, description="bytes of a text from the bank")
    message_count: int = Field(default=5, ge=0, description="messages that a customer's own message allows")
    message_window: timedelta = Field(
        default=timedelta(hours=48), description="how long a customer's own message allows them"
    )
    action_count: int = Field(default=3, ge=0, description="messages that a tap, a follow or a scan allows")
    action_window: timedelta = Field(
        default=timedelta(minutes=1), description="how long a tap, a follow or a scan allows them"
    )
    windows_add_up: bool = Field(
        default=False,
        description="whether what a message and what a tap allow add up; if not, the larger counts",
    )
    passive_replies_count: bool = Field(
        default=False, description="whether an answer to a push uses up one of those messages"
    )
    typing_after: timedelta = Field(
        default=timedelta(seconds=30), description="how old the last message may be when the bank is typing"
    )
    typing_lasts: timedelta = Field(default=timedelta(seconds=15), description="how long typing is shown")
    token_life: timedelta = Field(default=timedelta(hours=2), description="how long an access token is valid")
    token_overlap: timedelta = Field(
        default=timedelta(minutes=5), description="how long the one before is valid beside a new one"
    )
    forced_a_day: int = Field(default=20, ge=0, description="forced renewals of the stable token a day")
    forced_apart: timedelta = Field(
        default=timedelta(seconds=30), description="time between two forced renewals"
    )
    media_life: timedelta = Field(default=timedelta(days=3), description="how long a temporary file is kept")
    template_guard: timedelta = Field(
        default=timedelta(minutes=10), description="for how long a template message's own id is remembered"
    )
    mass_a_month: int = Field(default=4, ge=0, description="mass messages that reach one customer a month")
    mass_to_all_a_day: int = Field(default=1, ge=0, description="mass messages to all followers a day")
    mass_to_all_a_month: int = Field(default=4, ge=0, description="mass messages to all followers a month")
    code_life: timedelta = Field(default=timedelta(minutes=5), description="how long an OAuth code is valid")
    menu_ids: bool = Field(
        default=True, description="whether a tapped line comes with its id, `bizmsgmenuid`"
    )
    recognition: bool = Field(default=True, description="whether a voice has the element `Recognition`")
    verified: bool = Field(
        default=True, description="a verified account; if not, the test account, which has no menu messages"
    )


class Settings(BaseSettings):
    """The official account that is played, and where its developer's server is.

    The defaults make a sandbox usable with no setting at all; they are secret from nobody.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", frozen=True)

    port: int = Field(default=8800, ge=0, le=65535)
    app_id: str = Field(default="wx1234567890abcdef", min_length=1)
    original_id: str = Field(default="gh_bank00000001", min_length=1)
    app_secret: str = Field(default="0123456789abcdef0123456789abcdef", min_length=1)
    token: str = Field(default="bankToken2026", min_length=1)
    aes_key: str = Field(default="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", pattern="^[A-Za-z0-9]{43}$")
    callback: str = Field(default="http://127.0.0.1:8801/wechat", pattern="^https?://")
    bank_url: str | None = Field(default=None, pattern="^https?://")  # None: where the callback is
    mode: Mode = Mode.SAFE
    clearing_token: str = Field(default="clearingToken2026", min_length=1)
    now: datetime | None = None  # None: real time
    users: Path | None = None  # JSON: who follows from the start
    templates: Path | None = None  # JSON: the template messages the account has been granted
    data: Path | None = None  # a folder for a copy of the wire journal
    devices: Path | None = None  # JSON: the keys of the phones' devices, read at the start and written since
    parent: int | None = None  # end when this process does
    limits: Limits = Limits()

    @property
    def callback_path(self) -> str:
        """The callback without its host, as the wire journal and the faults name it."""
        return urlsplit(self.callback).path or "/"

    @property
    def bank_address(self) -> str:
        """Where the bank's own pages are: `/bind` stands under it."""
        if self.bank_url is not None:
            return self.bank_url.rstrip("/")
        callback = urlsplit(self.callback)
        return f"{callback.scheme}://{callback.netloc}"


class WrongSettings(Exception):
    """One line for whoever started the sandbox."""


def read_settings(**flags: object) -> Settings:
    """Settings from the environment; a flag that was given wins."""
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks what the flags hold
    except ValidationError as error:
        first = error.errors()[0]
        name = "__".join(str(part) for part in first["loc"]).upper()
        raise WrongSettings(f"{PREFIX}{name}: {first['msg']}") from None
