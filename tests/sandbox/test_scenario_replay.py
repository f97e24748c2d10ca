"""Replays of scenarios: what is in the file happens in Slack, and what does not happen is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox import scenario
from sandbox.faults import Fault
from sandbox.replay import DEMO, Manner, Outcome, replay, replay_file
from sandbox.scenario import FOLDER

# The demo's own scenario is replayed by the story of the demo, and here over Socket Mode.
RUNBOOKS = Path(__file__).parents[2] / "runbooks"
OTHERS = sorted(path for path in FOLDER.glob("*.yml") if path != DEMO)
SMALL = """\
title: A small incident
source: nobody
system: {name: small-model, purpose: Answers questions}
summary: Answers were worse for a while.
expect: {type: model_degradation, severity: [P2], factors: 1}
triage: {affected: Some users, type: model_degradation, harms: [subset_of_users]}
factors:
  - {layer: serving, text: The cache kept answers for too long}
events:
  - {at: 2025-01-01T09:05:00Z, role: ML on-call, kind: declare, text: Answers are worse}
  - {at: 2025-01-01T09:30:00Z, role: Compiler engineer, kind: message, text: I see it as well}
  - {at: 2025-01-01T09:40:00Z, role: ML on-call, kind: severity, text: "P1: it is everywhere"}
  - {at: 2025-01-01T10:00:00Z, role: ML on-call, kind: resolved, text: It is better}
"""


@dataclass(frozen=True)
class Result:
    """What the post-mortem and the channel's topic say in the end."""

    type: str
    severity: tuple[str, ...]
    factors: int


# Where the bot says something else than a careful responder, and why.
OTHERWISE: Mapping[str, Mapping[str, Any]] = {
    # Liability and legal exposure make a P0 by the definition of P0 itself, whatever else is known.
    "invented-refund-policy": {"severity": ("P0",)},
}


def _expected(path: Path) -> Result:
    expect = scenario.load(path).expect
    book = yaml.safe_load((RUNBOOKS / f"{expect.type}.yml").read_text(encoding="utf-8"))
    told = {"type": book["title"], "severity": expect.severity, "factors": expect.factors}
    return Result(**{**told, **OTHERWISE.get(path.stem, {})})


def _came_out(outcome: Outcome) -> Result:
    assert outcome.postmortem
    document = outcome.postmortem.read_text(encoding="utf-8")
    kind = re.search(r"^\| Type \| (.*) \|$", document, re.MULTILINE)
    factors = document.partition("## Contributing factors")[2].partition("\n## ")[0]
    decided = tuple(severity for severity in outcome.severities if "provisional" not in severity)
    return Result(kind[1] if kind else "", decided, len(re.findall(r"^\d+\. ", factors, re.MULTILINE)))


async def _replayed(text: str, out: Path, *faults: Fault) -> tuple[Outcome, str]:
    told: list[str] = []
    outcome = await replay(scenario.read(text), out=out, announce=told.append, manner=Manner(faults=faults))
    return outcome, "\n".join(told)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
async def test_every_step_of_a_scenario_happens_and_it_comes_out_as_expected(path: Path, tmp_path: Path) -> None:
    outcome = await replay(scenario.load(path), out=tmp_path, announce=lambda _line: None)

    assert outcome.problems == []
    assert outcome.clocks
    assert _came_out(outcome) == _expected(path)


async def test_over_socket_mode_a_scenario_comes_out_the_same(tmp_path: Path) -> None:
    manner = Manner(socket_mode=True)

    outcome = await replay(scenario.load(DEMO), out=tmp_path, announce=lambda _line: None, manner=manner)

    calls = outcome.journal.read_text(encoding="utf-8")
    assert outcome.problems == []
    assert '"apps.connections.open"' in calls
    assert _came_out(outcome) == _expected(DEMO)


async def test_a_small_scenario_is_played_by_whoever_it_names_and_told(tmp_path: Path) -> None:
    outcome, told = await _replayed(SMALL, tmp_path)

    assert outcome.problems == []
    assert outcome.channel == "inc-1-answers-are-worse"
    assert outcome.severities[-1] == "P1"
    assert "01 Jan 09:30  Compiler engineer says in the channel: “I see it as well”" in told


async def test_a_step_that_cannot_happen_is_told_and_the_replay_goes_on(tmp_path: Path) -> None:
    text = SMALL.replace("layer: serving, text: The cache", "layer: serving, began_at: 2035-01-01T00:00:00Z, text: The")

    outcome, told = await _replayed(text, tmp_path)

    assert len(outcome.problems) == 1
    assert "'Add factor' is refused" in outcome.problems[0]
    assert "✗ the review" in told
    assert outcome.exit_code == 1


async def test_a_harm_that_the_classification_does_not_offer_is_told(tmp_path: Path) -> None:
    text = SMALL.replace("harms: [subset_of_users]", "harms: [subset_of_users, immaterial_harm]")

    outcome, _ = await _replayed(text, tmp_path)

    assert len(outcome.problems) == 1
    assert "does not offer the harm “immaterial_harm”" in outcome.problems[0]


async def test_an_interview_that_leads_to_no_type_is_told_and_the_replay_goes_on(tmp_path: Path) -> None:
    text = SMALL.replace("type: model_degradation, harms", "type: unsure, interview: [nothing_that_is_asked], harms")

    outcome, _ = await _replayed(text, tmp_path)

    assert len(outcome.problems) == 1
    assert "the interview leads to no type" in outcome.problems[0]


async def test_faults_on_the_way_change_nothing_about_what_happens(tmp_path: Path) -> None:
    faults = (Fault("chat.postMessage", "500"), Fault("conversations.create", "429"), Fault("pins.add", "500"))

    outcome, _ = await _replayed(SMALL, tmp_path, *faults)

    assert outcome.problems == []
    assert outcome.refusals >= len(faults)


async def test_a_file_that_is_no_scenario_is_refused_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.yml"
    path.write_text(SMALL.replace("kind: message", "kind: massage"), encoding="utf-8")

    code = await replay_file(path, out=tmp_path / "out")

    assert code != 0
    assert "wrong.yml: line 11: events.1.kind" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
