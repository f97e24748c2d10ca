"""`ai-incident doctor`: it says what is fine, and what to do about what is not."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import yaml

from sandbox.process import MANIFESTS, Options, bot_env, run_sandbox
from sandbox.serving import free_port
from tests.stories.program import program

Examine = Callable[..., Awaitable[tuple[int, list[str]]]]


@pytest.fixture
def examined(tmp_path: Path, journal: Path) -> Examine:
    """Has the doctor look, with a manifest and with changes to the environment; its exit code and its lines."""

    async def examine(manifest: Path | None = None, **changes: str) -> tuple[int, list[str]]:
        async with run_sandbox(Options(manifest=manifest, journal=journal)) as running:
            env = bot_env(running, free_port(), f"sqlite:///{tmp_path}/new/bot.db")
            code, out = await program(tmp_path, {**env, **changes}, "doctor")
            return code, out.splitlines()

    return examine


async def test_where_all_is_well_everything_is_named_and_the_exit_code_is_zero(examined: Examine) -> None:
    code, lines = await examined()

    assert code == 0
    assert [line.split()[0] for line in lines] == ["ok"] * len(lines)
    for what in ("runbooks, policy, templates and systems", "database", "tokens", "bot token"):
        assert any(what in line for line in lines)


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        pytest.param({"SLACK_BOT_TOKEN": "xoxb-of-another-app"}, "copy it anew from the app's page", id="wrong token"),
        pytest.param(
            {"SLACK_APP_TOKEN": "xapp-of-another-app"}, "SLACK_APP_TOKEN is not accepted", id="wrong app token"
        ),
        pytest.param({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN: is not set: it is on the app's page", id="no token"),
        pytest.param({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET: is not set", id="no signing secret"),
        pytest.param(
            {"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "check the network and SLACK_API_URL", id="no Slack"
        ),
        pytest.param(
            {"DATABASE_URL": "mysql://x"}, "must begin with sqlite:/// or postgresql://", id="no such database"
        ),
        pytest.param(
            {"DATABASE_URL": "sqlite:////dev/null/bot.db"}, "DATABASE_URL: /dev/null", id="a database in no folder"
        ),
    ],
)
async def test_what_is_wrong_is_named_with_what_to_do_about_it(
    examined: Examine, changes: dict[str, str], advice: str
) -> None:
    code, lines = await examined(**changes)

    assert code == 1
    assert any(line.startswith("FAIL") and advice in line for line in lines), lines
    assert any(line.startswith("ok") for line in lines)
    assert not any("Traceback" in line for line in lines)


async def test_a_missing_scope_is_named(examined: Examine, tmp_path: Path) -> None:
    manifest = yaml.safe_load(MANIFESTS[0].read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].remove("pins:write")
    without = tmp_path / "manifest.yml"
    without.write_text(yaml.safe_dump(manifest), encoding="utf-8")

    code, lines = await examined(without)

    assert code == 1
    [failure] = [line for line in lines if line.startswith("FAIL")]
    assert "scopes are missing (pins:write)" in failure
    assert "install the app again from manifest.yml" in failure


async def test_a_broken_policy_is_named_with_its_place(examined: Examine, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yml"
    policy.write_text("update_evry: PT30M\n", encoding="utf-8")

    code, lines = await examined(AI_INCIDENT_POLICY=str(policy))

    assert code == 1
    [failure] = [line for line in lines if line.startswith("FAIL")]
    assert str(policy) in failure
    assert "update_evry" in failure


async def test_an_export_without_a_database_says_what_to_do(tmp_path: Path) -> None:
    code, out = await program(tmp_path, {"DATABASE_URL": f"sqlite:///{tmp_path}/none.db"}, "export", "1")

    assert code == 2
    assert out.startswith("ai-incident cannot start: DATABASE_URL: its tables are at nothing")
    assert "run `ai-incident migrate`" in out
