"""Files that describe AI systems."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.domain.systems import Rehearsal, System, readiness
from bot.errors import BadFile
from bot.inventory import load_inventory

DOCUMENTATION = Path(__file__).parents[1] / "docs" / "systems.md"
ONE = "name: Support assistant\nowner: S0SUPPORT\nbundles: [{label: v41, parts: {model: 41}}]\n"
TWO = "- name: Ranking\n- name: Summaries\n  eu_high_risk: true\n  log_retention: {inference log: P30D}\n"


def test_a_folder_holds_systems_one_or_several_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "support.yml").write_text(ONE)
    (tmp_path / "others.yaml").write_text(TWO)

    inventory = load_inventory(tmp_path)

    assert [one.name for one in inventory.systems()] == ["Ranking", "Summaries", "Support assistant"]
    found = inventory.get("  support ASSISTANT")
    assert found is not None
    assert found.path == tmp_path / "support.yml"


def test_a_single_file_will_do(tmp_path: Path) -> None:
    file = tmp_path / "systems.yml"
    file.write_text(TWO)

    assert len(load_inventory(file).systems()) == 2
    assert load_inventory(None).systems() == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("- name: Ranking\n  owner: the team\n", "[0].owner: 'the team' is not the id", id="owner"),
        pytest.param("name: Ranking\nbundles: [{label: a, weights: x}]", "bundles[0].weights: unknown key", id="key"),
        pytest.param(
            "name: A\nlog_retention: {logs: 30 days}", "log_retention.logs: must be an ISO 8601", id="duration"
        ),
        pytest.param("name: Ranking\nname: Other", "'name' is given twice", id="twice"),
        pytest.param("- name: Ranking\n- name: RANKING\n", "[1].name: RANKING is described in", id="same name"),
        pytest.param("", "the whole file", id="empty"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_place(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "systems.yml"
    file.write_text(content)

    with pytest.raises(BadFile) as refused:
        load_inventory(file)

    assert str(refused.value).startswith(f"{file}: ")
    assert said in str(refused.value)


def test_the_example_of_the_documentation_holds_and_shows_every_key(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "support.yml").write_text(example)

    (system,) = load_inventory(tmp_path).systems()

    assert system.model_fields_set == set(System.model_fields)
    assert [one.lack for one in readiness(system, datetime(2026, 5, 4, tzinfo=UTC)).lacks] == []


@pytest.mark.parametrize("key", ["date", "on", "'on'"])
def test_a_rehearsal_has_its_date_under_any_of_its_names(tmp_path: Path, key: str) -> None:
    file = tmp_path / "systems.yml"
    file.write_text(f"name: Ranking\nrehearsal: {{{key}: 2026-09-01, minutes: 5}}")

    (system,) = load_inventory(file).systems()

    assert system.rehearsal == Rehearsal(on=date(2026, 9, 1), minutes=5)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        load_inventory(tmp_path / "none.yml")


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- {name: One, owner: nobody, colour: red}\n- {name: Two}\n- {}\n")
    (tmp_path / "b.yml").write_text("name: two")
    (tmp_path / "c.yml").write_text("name: [\n")

    with pytest.raises(BadFile) as refused:
        load_inventory(tmp_path)

    places = [(Path(fault.values["path"]).name, fault.values["place"]) for fault in refused.value.each]
    assert sorted(places) == [
        ("a.yml", "[0].colour"),
        ("a.yml", "[0].owner"),
        ("a.yml", "[2].name"),
        ("b.yml", "name"),
        ("c.yml", "line 2, column 1"),
    ]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        pytest.param("name: Ranking", 0, "Ranking: Rollback not ready: nothing says what is in service", id="judged"),
        pytest.param("- {owner: x}", 1, "[0].name: missing", id="refused"),
    ],
)
def test_the_command_validates_and_judges(tmp_path: Path, content: str, code: int, said: str) -> None:
    file = tmp_path / "systems.yml"
    file.write_text(content)

    done = CliRunner().invoke(cli, ["systems", "check", str(file)])

    assert done.exit_code == code
    assert said in done.output
