"""Replays of scenarios: what is in the file happens in Slack, and what does not happen is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox import scenario
from sandbox.faults import Fault
from sandbox.replay import DEMO, Outcome, replay, replay_file
from sandbox.scenario import FOLDER

# The demo's own scenario is replayed by the story of the demo.
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


async def _replayed(text: str, out: Path, *faults: Fault) -> tuple[Outcome, str]:
    told: list[str] = []
    outcome = await replay(scenario.read(text), out=out, announce=told.append, faults=faults)
    return outcome, "\n".join(told)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
async def test_every_step_of_a_scenario_of_the_project_happens(path: Path, tmp_path: Path) -> None:
    outcome = await replay(scenario.load(path), out=tmp_path, announce=lambda _line: None)

    assert outcome.problems == []
    assert outcome.postmortem is not None
    assert outcome.clocks


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
