"""Everything that differs between two installations. Read once, by `guitai.app`, and handed down as arguments."""

from pathlib import Path

from pydantic import BaseModel, Field, SecretStr, ValidationError
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
    proxy: SecretStr = Field(
        default=SecretStr(""),
        description="The way out to WeChat's API: a proxy, as a URL. Without one, directly.",
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
    turns_at_once: int = Field(
        default=16, ge=1, le=200, description="Turns that run at the same time in one process."
    )
    wechat: WeChatSettings = WeChatSettings()


def read() -> Settings:
    """The settings, or one line on the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "GUITAI_" + "__".join(str(part).upper() for part in first["loc"])
        raise Misconfigured(f"{name} is wrong: {first['msg'].lower()}; see docs/settings.md") from error
