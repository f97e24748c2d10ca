"""What the environment (and a `.env` file) says, read once and passed down."""

from pathlib import Path
from typing import Any, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import BadSetting

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

DRIVERS: Final = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "sqlite": "sqlite"}
"""Schemes that people write in `DATABASE_URL`, and the driver that the bot brings for each."""


def is_loopback(url: str) -> bool:
    """Whether an HTTP URL names this machine and nothing else."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and parts.hostname in LOOPBACK


class Settings(BaseSettings):
    """The settings, each under the name of its environment variable in lower case.

    Attributes:
        slack_bot_token: `xoxb-…`, for every call to Slack.
        slack_signing_secret: For HTTP: tells Slack's requests from others.
        slack_app_token: `xapp-…`: when set, Slack is listened to over Socket Mode.
        slack_api_url: Where Slack's Web API is; ends in a slash.
        database_url: As people write it; `sqlalchemy_url()` adds the driver.
        host: Where the bot's own HTTP server listens.
        port: The same.
        policy: The organisation's policy file (`AI_INCIDENT_POLICY`).
        runbooks: A folder of runbooks that add to or replace the built-in ones (`AI_INCIDENT_RUNBOOKS`).
        templates: The same for templates (`AI_INCIDENT_TEMPLATES`).
        systems: A file, or a folder of files, that describes AI systems (`AI_INCIDENT_SYSTEMS`).
        mlflow_url: MLflow's tracking server, whose model registry is read (`AI_INCIDENT_MLFLOW_URL`).
        mlflow_token: A token for it, where it wants one (`AI_INCIDENT_MLFLOW_TOKEN`).
        log_format: For people or for machines.
        clock_url: A clock to follow instead of the system's (`AI_INCIDENT_CLOCK_URL`): the sandbox's, on loopback only.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    slack_bot_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    database_url: SecretStr = SecretStr("sqlite:///var/ai-incident.db")
    host: str = "127.0.0.1"
    port: int = Field(3000, ge=0, le=65535)
    policy: Path | None = Field(None, validation_alias=AliasChoices("ai_incident_policy"))
    runbooks: Path | None = Field(None, validation_alias=AliasChoices("ai_incident_runbooks"))
    templates: Path | None = Field(None, validation_alias=AliasChoices("ai_incident_templates"))
    systems: Path | None = Field(None, validation_alias=AliasChoices("ai_incident_systems"))
    mlflow_url: str | None = Field(None, validation_alias=AliasChoices("ai_incident_mlflow_url"))
    mlflow_token: SecretStr = Field(SecretStr(""), validation_alias=AliasChoices("ai_incident_mlflow_token"))
    log_format: Literal["console", "json"] = "console"
    clock_url: str | None = Field(None, validation_alias=AliasChoices("ai_incident_clock_url"))

    @classmethod
    def read(cls, **overrides: Any) -> Self:
        """Read the environment; `overrides` go before it.

        Raises:
            BadSetting: a variable is not usable; it is named.
        """
        try:
            return cls(**overrides)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = str(first["loc"][0]).upper() if first["loc"] else "environment"
            raise BadSetting(name=name, reason=first["msg"].removeprefix("Value error, ")) from error

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_a_slash(cls, url: str) -> str:
        """Refuse plain HTTP to anywhere else: the token travels with every call."""
        if urlsplit(url).scheme != "https" and not is_loopback(url):
            raise ValueError("must be an https URL, or an http URL on loopback")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("mlflow_url")
    @classmethod
    def _is_an_address(cls, url: str | None) -> str | None:
        """Take an address of the web, without a password in it: those end up in logs."""
        parts = urlsplit(url or "https://none")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
            raise ValueError("must be an http or https URL without a password and without a query")
        return url

    @model_validator(mode="after")
    def _token_travels_safely(self) -> Self:
        """Refuse plain HTTP to anywhere else for the token."""
        url = self.mlflow_url or "https://none"
        if self.mlflow_token.get_secret_value() and urlsplit(url).scheme != "https" and not is_loopback(url):
            raise ValueError(
                "AI_INCIDENT_MLFLOW_URL must be https, or on loopback, where a token travels with each call"
            )
        return self

    @field_validator("clock_url")
    @classmethod
    def _is_on_loopback(cls, url: str | None) -> str | None:
        """Refuse a clock of somebody else's: whoever moves it decides what is overdue."""
        if url is not None and not is_loopback(url):
            raise ValueError("must be a URL on loopback: only the sandbox's clock is followed")
        return url

    @property
    def uses_socket_mode(self) -> bool:
        """Whether Slack is listened to over Socket Mode."""
        return bool(self.slack_app_token.get_secret_value())

    def require_slack(self) -> None:
        """See that what is needed to talk to Slack is there.

        Raises:
            BadSetting: a token or the signing secret is missing or looks like another one.
        """
        _expect("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-")
        if self.uses_socket_mode:
            _expect("SLACK_APP_TOKEN", self.slack_app_token, "xapp-")
        else:
            _expect("SLACK_SIGNING_SECRET", self.slack_signing_secret)

    def sqlalchemy_url(self) -> str:
        """Return the database URL with the driver that the bot brings.

        Raises:
            BadSetting: it names neither SQLite nor PostgreSQL.
        """
        scheme, separator, rest = self.database_url.get_secret_value().partition("://")
        driver = DRIVERS.get(scheme, scheme if scheme in DRIVERS.values() else None)
        if driver is None or not separator:
            raise BadSetting(name="DATABASE_URL", reason="must begin with sqlite:/// or postgresql://")
        return f"{driver}://{rest}"


def _expect(name: str, value: SecretStr, prefix: str = "") -> None:
    """Refuse a secret that is missing or of the wrong kind, without repeating it."""
    secret = value.get_secret_value()
    if not secret:
        raise BadSetting(name=name, reason="is not set: it is on the app's page at https://api.slack.com/apps")
    if not secret.startswith(prefix):
        raise BadSetting(name=name, reason=f"must begin with {prefix}")
