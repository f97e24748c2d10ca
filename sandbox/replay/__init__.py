"""Replays scenarios through the stand-in, with the bot under it as it runs in earnest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import aiohttp
import typer

from sandbox.faults import Fault
from sandbox.own_policy import ANNOUNCED_IN
from sandbox.pacing import NotSettledError
from sandbox.people import CannotError
from sandbox.process import BotDiedError
from sandbox.replay.acts import ACTS
from sandbox.replay.hearing import Hearing
from sandbox.replay.outcome import Outcome
from sandbox.replay.play import Play, said_by
from sandbox.replay.review import review
from sandbox.replay.stage import Stage, stage
from sandbox.replay.story import WRONG, Story
from sandbox.scenario import FOLDER, Kind, Scenario, ScenarioError, load

__all__ = ["Outcome", "demo", "replay", "replay_file"]

DEMO = FOLDER / "sycophancy-rollback.yml"
UNREADABLE = 2
# What a person wanted and could not do is a step that did not happen; the replay goes on with the next one.
NOT_DONE = (CannotError, LookupError)
# Without the bot, nothing goes on.
LOST = (NotSettledError, BotDiedError, aiohttp.ClientError, TimeoutError)


async def replay(
    scenario: Scenario,
    *,
    out: Path,
    announce: Callable[[str], None],
    speed: float | None = None,
    faults: Iterable[Fault] | None = None,
) -> Outcome:
    """Replay a scenario and tell it as it unfolds.

    Args:
        scenario: What happens.
        out: The folder for `postmortem.md` and `journal.jsonl`.
        announce: Is given each line of the story.
        speed: Scenario time by wall time; as fast as it goes when None.
        faults: What the bot's calls run into, from the declaration on.
    """
    outcome, story = Outcome(out / "journal.jsonl"), Story(announce, f"#{ANNOUNCED_IN}")
    outcome.journal.with_name("postmortem.md").unlink(missing_ok=True)
    story.begin(scenario)
    try:
        async with stage(scenario, outcome.journal, speed) as set_stage:
            play = Play(scenario, set_stage, story, Hearing(set_stage.running), outcome)
            await _perform(play, tuple(faults or ()))
    except LOST as lost:
        outcome.problems.append(f"the replay ended early: {lost!r}")
    outcome.reminders, outcome.refusals = story.reminders, story.refusals
    story.end(outcome)
    return outcome


async def _perform(play: Play, faults: Iterable[Fault]) -> None:
    for event in play.scenario.events:
        await play.stage.pass_time(event.at)
        if event.kind is Kind.DECLARE:
            _line_up(play.stage, faults)
        try:
            await ACTS[event.kind](play, event)
        except NOT_DONE as reason:
            play.must(None, f"{event.role} {event.kind} {said_by(event)}: {reason}")
            await play.answered()
    try:
        await review(play)
    except NOT_DONE as reason:
        play.must(None, f"the review: {reason}")
        await play.answered()


def _line_up(set_stage: Stage, faults: Iterable[Fault]) -> None:
    for fault in faults:
        set_stage.running.stand.faults.add(fault)


async def replay_file(path: Path, *, out: Path, speed: float | None = None) -> int:
    """Replay a scenario file, told on standard output; returns the exit code: 1 if a step did not happen."""
    try:
        scenario = load(path)
    except ScenarioError as error:
        for sentence in error.sentences:
            typer.secho(sentence, err=True, fg=typer.colors.RED)
        return UNREADABLE
    outcome = await replay(scenario, out=out, announce=_print, speed=speed)
    sys.stdout.flush()
    return outcome.exit_code


async def demo(out: Path) -> int:
    """Replay the project's own example at full speed; returns the exit code."""
    return await replay_file(DEMO, out=out)


def _print(line: str) -> None:
    typer.secho(line, fg=typer.colors.RED if line.strip().startswith(WRONG) else None)
