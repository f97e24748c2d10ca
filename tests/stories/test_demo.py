"""The demo, as its user starts it: a real incident from the first complaint to the post-mortem."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox import seed
from sandbox.replay import DEMO
from sandbox.scenario import load

WIDTH = 100


@dataclass(frozen=True)
class Demo:
    """What a run of the demo left behind."""

    code: int
    told: str
    postmortem: str
    journal: Path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    out = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "bot", "demo", "--out", str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    document = out / "postmortem.md"
    written = document.read_text(encoding="utf-8") if document.exists() else ""
    return Demo(ended.returncode, ended.stdout + ended.stderr, written, out / "journal.jsonl")


def test_the_demo_ends_well_and_says_that_every_step_happened(demo: Demo) -> None:
    assert demo.code == 0, demo.told
    assert "every step happened" in demo.told


def test_the_story_fits_a_terminal_and_tells_every_event(demo: Demo) -> None:
    lines = demo.told.splitlines()

    assert max(map(len, lines)) <= WIDTH
    assert all(any(line.startswith(f"{event.at:%d %b %H:%M}") for line in lines) for event in load(DEMO).events)


def test_the_postmortem_holds_what_was_entered_and_how_the_clocks_went(demo: Demo) -> None:
    scenario = load(DEMO)

    entered = [one.text for many in (scenario.factors, scenario.lessons, scenario.actions) for one in many]
    assert [text for text in entered if text not in demo.postmortem] == []
    assert "## SLA record" in demo.postmortem
    assert "version 2025-03-27 → version 2025-04-25" in demo.postmortem


def test_the_postmortem_names_nobody(demo: Demo) -> None:
    names = [name for person in seed.PEOPLE for name in (person.real_name, *person.real_name.split(), person.id)]

    assert demo.postmortem
    assert [name for name in names if name in demo.postmortem] == []


def test_the_journal_holds_every_call_with_its_answer(demo: Demo) -> None:
    calls = [json.loads(line) for line in demo.journal.read_text(encoding="utf-8").splitlines()]

    assert {"conversations.create", "pins.add", "views.open", "files.completeUploadExternal"} <= {
        call["method"] for call in calls
    }
    assert all("ok" in call["response"] for call in calls)
