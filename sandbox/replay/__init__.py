"""Replays scenarios through the stand-in, with the bot under it as it runs in earnest."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import typer

from sandbox.ending import told_to_end, until_ended
from sandbox.own_policy import ANNOUNCED_IN
from sandbox.pacing import NotSettledError
from sandbox.people import CannotError
from sandbox.process import BotDiedError
from sandbox.replay.acts import ACTS
from sandbox.replay.cue import Cue
from sandbox.replay.hearing import Hearing
from sandbox.replay.manner import Manner, chance_of, fault_of
from sandbox.replay.outcome import Outcome
from sandbox.replay.play import Play, said_by
from sandbox.replay.review import review
from sandbox.replay.stage import stage
from sandbox.replay.story import WRONG, Story
from sandbox.scenario import FOLDER, Event, Kind, Scenario, ScenarioError, load

__all__ = ["Manner", "Outcome", "chance_of", "demo", "fault_of", "replay", "replay_file"]

DEMO = FOLDER / "sycophancy-rollback.yml"
UNREADABLE = 2
PLAIN = Manner()
PAGE = "Its page: {url}"
STAYS = "The page stays open: {url} (Ctrl-C ends it)"
# What a person wanted and could not do is a step that did not happen; the replay goes on with the next one.
NOT_DONE = (CannotError, LookupError)
# Without the bot, nothing goes on.
LOST = (NotSettledError, BotDiedError, aiohttp.ClientError, TimeoutError)


async def replay(scenario: Scenario, *, out: Path, announce: Callable[[str], None], manner: Manner = PLAIN) -> Outcome:
    """Replay a scenario and tell it as it unfolds.

    Args:
        scenario: What happens.
        out: The folder for `postmortem.md` and `journal.jsonl`.
        announce: Is given each line of the story.
        manner: How it is played.
    """
    outcome, story = Outcome(out / "journal.jsonl"), Story(announce, f"#{ANNOUNCED_IN}")
    outcome.journal.with_name("postmortem.md").unlink(missing_ok=True)
    story.begin(scenario)
    try:
        async with stage(scenario, outcome.journal, manner) as set_stage:
            play = Play(scenario, set_stage, story, Hearing(set_stage.running), outcome)
            await _perform(play, manner)
            _end(play.story, outcome)
            if manner.page:
                await _stay_open(play)
    except LOST as lost:
        outcome.problems.append(f"the replay ended early: {lost!r}")
        _end(story, outcome)
    return outcome


def _end(story: Story, outcome: Outcome) -> None:
    outcome.reminders, outcome.refusals = story.reminders, story.refusals
    story.end(outcome)


async def _stay_open(play: Play) -> None:
    """Leave everything as it is for who looks at the page, until Ctrl-C."""
    told = told_to_end()
    play.story.announce(STAYS.format(url=play.stage.running.url))
    with contextlib.suppress(BotDiedError):
        # In a terminal, Ctrl-C ends the bot as well.
        await until_ended(play.stage.bot, told)


async def _perform(play: Play, manner: Manner) -> None:
    if manner.page:
        play.story.announce(PAGE.format(url=play.stage.running.url))
    cue = Cue(sys.stdin.fileno()) if manner.stepwise else None
    for event in play.scenario.events:
        if cue:
            play.story.prompt(event)
            await cue.given()
        await _happens(play, event, manner)
    await _review(play)


async def _happens(play: Play, event: Event, manner: Manner) -> None:
    await play.stage.pass_time(event.at)
    if event.kind is Kind.DECLARE:
        manner.disturb(play.stage.running.stand)
    try:
        await ACTS[event.kind](play, event)
    except NOT_DONE as reason:
        play.must(None, f"{event.role} {event.kind} {said_by(event)}: {reason}")
        await play.answered()


async def _review(play: Play) -> None:
    try:
        await review(play)
    except NOT_DONE as reason:
        play.must(None, f"the review: {reason}")
        await play.answered()


async def replay_file(path: Path, *, out: Path, manner: Manner = PLAIN) -> int:
    """Replay a scenario file, told on standard output; returns the exit code: 1 if a step did not happen."""
    try:
        scenario = load(path)
    except ScenarioError as error:
        for sentence in error.sentences:
            typer.secho(sentence, err=True, fg=typer.colors.RED)
        return UNREADABLE
    outcome = await replay(scenario, out=out, announce=_print, manner=manner)
    return outcome.exit_code


async def demo(out: Path) -> int:
    """Replay the project's own example at full speed; returns the exit code."""
    return await replay_file(DEMO, out=out)


def _print(line: str) -> None:
    typer.secho(line, fg=typer.colors.RED if line.strip().startswith(WRONG) else None)
    # Who plays at a pace watches it happen, through a pipe as well.
    sys.stdout.flush()
