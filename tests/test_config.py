from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.config import Settings
from bot.errors import BadSetting


def settings(**values: object) -> Settings:
    return Settings.read(_env_file=None, **values)


def test_settings_come_from_a_file_under_the_names_of_the_environment(tmp_path: Path) -> None:
    lines = ("SLACK_BOT_TOKEN=xoxb-1", "AI_INCIDENT_POLICY=/etc/policy.yml", "PORT=3001", "LOG_FORMAT=json", "HOST=")
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")

    read = Settings.read(_env_file=tmp_path / ".env")

    assert read.slack_bot_token.get_secret_value() == "xoxb-1"
    assert (read.policy, read.port, read.log_format) == (Path("/etc/policy.yml"), 3001, "json")


@pytest.mark.parametrize(
    ("written", "used"),
    [
        pytest.param("sqlite:///var/bot.db", "sqlite:///var/bot.db", id="sqlite"),
        pytest.param("postgresql://u:p@h/db", "postgresql+psycopg://u:p@h/db", id="postgresql"),
        pytest.param("postgres://u:p@h/db", "postgresql+psycopg://u:p@h/db", id="the short name of old"),
        pytest.param("postgresql+psycopg://h/db", "postgresql+psycopg://h/db", id="the driver by name"),
    ],
)
def test_the_bot_picks_the_driver(written: str, used: str) -> None:
    assert settings(database_url=written).sqlalchemy_url() == used


@pytest.mark.parametrize(
    ("values", "name", "reason"),
    [
        pytest.param({"port": 70_000}, "PORT", "less than or equal to 65535", id="a port that there is not"),
        pytest.param({"log_format": "xml"}, "LOG_FORMAT", "'console' or 'json'", id="a format that there is not"),
        pytest.param(
            {"slack_api_url": "http://slack.example/api/"}, "SLACK_API_URL", "https", id="the token in clear text"
        ),
        pytest.param(
            {"ai_incident_mlflow_url": "https://me:secret@mlflow.example"},
            "AI_INCIDENT_MLFLOW_URL",
            "without a password",
            id="a password in an address",
        ),
        pytest.param(
            {"ai_incident_mlflow_url": "http://mlflow.example", "ai_incident_mlflow_token": "t"},
            "environment",
            "AI_INCIDENT_MLFLOW_URL must be https",
            id="another token in clear text",
        ),
        pytest.param(
            {"ai_incident_clock_url": "http://clock.example/clock"},
            "AI_INCIDENT_CLOCK_URL",
            "loopback",
            id="somebody else's clock",
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(values: Mapping[str, object], name: str, reason: str) -> None:
    with pytest.raises(BadSetting, match=reason) as refusal:
        settings(**values)

    assert refusal.value.values["name"] == name


@pytest.mark.parametrize("url", ["mysql://h/db", "bot.db", "sqlite"], ids=["mysql", "a path", "a word"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL: must begin with"):
        settings(database_url=url).sqlalchemy_url()


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        pytest.param({}, "SLACK_BOT_TOKEN", id="no token"),
        pytest.param({"slack_bot_token": "xapp-1"}, "SLACK_BOT_TOKEN: must begin with xoxb-", id="another token"),
        pytest.param({"slack_bot_token": "xoxb-1"}, "SLACK_SIGNING_SECRET", id="no secret over HTTP"),
        pytest.param(
            {"slack_bot_token": "xoxb-1", "slack_app_token": "xoxb-2"},
            "SLACK_APP_TOKEN: must begin with xapp-",
            id="a wrong token for Socket Mode",
        ),
    ],
)
def test_what_slack_needs_is_asked_for_by_name(values: Mapping[str, object], missing: str) -> None:
    with pytest.raises(BadSetting, match=missing):
        settings(**values).require_slack()


@pytest.mark.parametrize(
    "values", [{"slack_signing_secret": "s"}, {"slack_app_token": "xapp-1"}], ids=["over HTTP", "over Socket Mode"]
)
def test_what_slack_needs_is_enough(values: Mapping[str, object]) -> None:
    settings(slack_bot_token="xoxb-1", **values).require_slack()


def test_secrets_are_not_shown() -> None:
    shown = repr(settings(slack_bot_token="xoxb-secret", database_url="postgresql://u:secret@h/db"))

    assert "secret" not in shown.replace("slack_signing_secret", "")


def test_the_address_of_the_web_api_ends_in_a_slash() -> None:
    assert settings(slack_api_url="http://127.0.0.1:4000/api").slack_api_url == "http://127.0.0.1:4000/api/"
