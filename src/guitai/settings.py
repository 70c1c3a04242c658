"""Everything that differs between two installations. Read once, by `guitai.app`, and handed down as arguments."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from guitai.errors import Misconfigured


class WeChatSettings(BaseModel):
    """The official account: what WeChat's console shows, and where WeChat is."""

    app_id: str = Field(default="", description="The account's AppID.")
    app_secret: SecretStr = Field(
        default=SecretStr(""), description="Its AppSecret; only the worker needs it."
    )
    original_id: str = Field(
        default="", description="Its original id, gh_…: the ToUserName of every message."
    )
    token: SecretStr = Field(
        default=SecretStr(""), description="The callback's token; only the gateway needs it."
    )
    token_old: SecretStr = Field(
        default=SecretStr(""),
        description="The token before it, while WeChat's servers change to the new one.",
    )
    aes_key: SecretStr = Field(
        default=SecretStr(""), description="EncodingAESKey, 43 characters; only the core needs it."
    )
    aes_key_old: SecretStr = Field(
        default=SecretStr(""), description="The key before it, while WeChat's servers change to the new one."
    )
    api_url: str = Field(default="https://api.weixin.qq.com", description="Where WeChat's API is.")
    open_url: str = Field(
        default="https://open.weixin.qq.com", description="Where WeChat tells a page who opened it."
    )
    proxy: SecretStr = Field(
        default=SecretStr(""),
        description="The way out to WeChat's API, the provider of text messages and the clearing house: a proxy, as a "
        "URL. Without one, directly; the environment's proxies are not asked.",
    )


class LimitSettings(BaseModel):
    """How much may be paid in the chat, in whole yuan: at once and on a day, by how strongly it is signed."""

    rule_single_yuan: int = Field(
        default=200, ge=0, description="The most at once under a customer's small-amount rule; 0 allows none."
    )
    rule_day_yuan: int = Field(default=1_000, ge=0, description="The most on a day under such a rule.")
    pin_single_yuan: int = Field(
        default=5_000, ge=0, description="The most at once with device and PIN, to known payees."
    )
    pin_day_yuan: int = Field(default=20_000, ge=0, description="The most on a day with device and PIN.")
    code_single_yuan: int = Field(
        default=20_000, ge=0, description="The most at once with a code by SMS too."
    )
    code_day_yuan: int = Field(
        default=50_000,
        ge=0,
        le=50_000,
        description="The most on a day with a code; 50,000 at most (银发〔2016〕261号).",
    )
    certificate_single_yuan: int = Field(
        default=50_000, ge=0, description="The most at once with a certificate too."
    )
    certificate_day_yuan: int = Field(
        default=200_000, ge=0, description="The most on a day with a certificate."
    )
    low_single_yuan: int = Field(
        default=1_000, ge=0, description="The most at once on a device in its first 24 hours."
    )
    low_day_yuan: int = Field(
        default=5_000, ge=0, description="The most on a day on a device in its first 24 hours."
    )
    year_yuan: int = Field(
        default=5_000_000, ge=0, description="The most in a calendar year, however it is signed."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        singles = [
            self.rule_single_yuan,
            self.pin_single_yuan,
            self.code_single_yuan,
            self.certificate_single_yuan,
        ]
        days = [self.rule_day_yuan, self.pin_day_yuan, self.code_day_yuan, self.certificate_day_yuan]
        if singles != sorted(singles) or days != sorted(days):
            raise ValueError("a stronger signature must not allow less than a weaker one")
        both = zip([*singles, self.low_single_yuan], [*days, self.low_day_yuan], strict=True)
        if any(single > day for single, day in both):
            raise ValueError("no more can be paid at once than on a day")
        return self


class SmsSettings(BaseModel):
    """The provider of text messages. It takes a POST of `{"mobile", "text"}` and answers `{"errcode": 0}`."""

    url: str = Field(default="", description="Where the provider takes a text message.")
    token: SecretStr = Field(default=SecretStr(""), description="What it knows the bank by.")


class ClearingSettings(BaseModel):
    """The clearing house, by which money goes to other banks and comes from them: docs/clearing.md."""

    url: str = Field(default="", description="Where the clearing house is; without one nothing leaves.")
    token: SecretStr = Field(default=SecretStr(""), description="What it knows the bank by.")


class VoiceSettings(BaseModel):
    """Who listens to recordings, where WeChat has not recognised what they say: docs/understanding.md."""

    enabled: bool = Field(default=True, description="Recordings are listened to, if anybody here can.")
    sense_voice: Path | None = Field(
        default=None, description="A folder with a SenseVoice model for sherpa-onnx, which then listens."
    )
    whisper: Path | None = Field(
        default=None,
        description="A folder with a Whisper model as CTranslate2 has it; without one, the packaged one.",
    )
    threads: int = Field(default=2, ge=1, le=64, description="Threads that listen to one recording.")


class PictureSettings(BaseModel):
    """Who looks at pictures: docs/understanding.md."""

    enabled: bool = Field(default=True, description="Pictures are read, in a process of its own.")


class MediaSettings(BaseModel):
    """What customers send in: pictures, recordings, films."""

    keep_days: int = Field(
        default=30, ge=1, le=3_650, description="Days for which what customers send is kept, sealed."
    )


class Settings(BaseSettings):
    """The installation, from the environment: `GUITAI_DATABASE_URL`, `GUITAI_WECHAT__APP_ID` and so on."""

    model_config = SettingsConfigDict(env_prefix="GUITAI_", env_nested_delimiter="__", frozen=True)

    sandbox: bool = Field(
        default=False, description="The outside world is played by guitai_sandbox; time may be moved."
    )
    database_url: SecretStr | None = Field(
        default=None, description="PostgreSQL, as a URL. Without one the embedded server runs."
    )
    data: Path = Field(default=Path("data"), description="The folder of the embedded server and of the demo.")
    keys: Path | None = Field(
        default=None, description="The folder of the bank's keys. Without one, `keys` in the data folder."
    )
    terms: Path | None = Field(
        default=None,
        description="The file of the bank's terms: fees, rates and the rest; as shipped without one.",
    )
    sandbox_port: int = Field(
        default=8800, ge=1, le=65535, description="Where the sandbox listens, on 127.0.0.1."
    )
    gateway_port: int = Field(
        default=8801, ge=1, le=65535, description="Where the gateway listens, on 127.0.0.1."
    )
    sandbox_url: str = Field(
        default="", description="Where the sandbox is, for its clock; empty in production."
    )
    public_url: str = Field(
        default="http://127.0.0.1:8801", description="How a phone reaches the bank's pages."
    )
    framed_by: str = Field(
        default="", description="The origin that may frame the bank's pages; none in production."
    )
    turns_at_once: int = Field(
        default=16, ge=1, le=200, description="Turns that run at the same time in one process."
    )
    morning: int = Field(
        default=8,
        ge=0,
        le=20,
        description="The hour from which customers are told what can wait for the day.",
    )
    wechat: WeChatSettings = WeChatSettings()
    sms: SmsSettings = SmsSettings()
    clearing: ClearingSettings = ClearingSettings()
    limits: LimitSettings = LimitSettings()
    voice: VoiceSettings = VoiceSettings()
    pictures: PictureSettings = PictureSettings()
    media: MediaSettings = MediaSettings()

    @property
    def key_folder(self) -> Path:
        """Where the bank's keys are."""
        return (self.keys or self.data / "keys").absolute()


def read() -> Settings:
    """The settings, or one line on the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "GUITAI_" + "__".join(str(part).upper() for part in first["loc"])
        raise Misconfigured(f"{name} is wrong: {first['msg'].lower()}; see docs/settings.md") from error
