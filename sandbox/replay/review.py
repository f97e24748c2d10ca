"""The review after the resolution: what changed, factors, lessons and actions are entered, then all is compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sandbox.people import Person
from sandbox.replay.play import Play, quoted
from sandbox.scenario import Factor

AFTER_RESOLUTION, BETWEEN = 30, 3
CLOCKS = re.compile(r"^## SLA.*?$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

LESSONS = MappingProxyType({"went_well": "what went well", "was_hard": "what was hard"})


class Entry(NamedTuple):
    """Something to enter: by which button, what the story says of it, and the form's values by label."""

    button: str
    deed: str
    words: str
    values: Mapping[str, Any]


async def review(play: Play) -> None:
    """Enter what the scenario knows, compile, and read the document."""
    await play.wait(AFTER_RESOLUTION)
    person = await play.comes_in(play.commander)
    for entry in _entries(play):
        await play.tell(play.commander, f"{entry.deed}: {quoted(entry.words)}")
        await play.presses(person, entry.button)
        await play.submits(person, entry.values)
        await play.answered()
        await play.wait(BETWEEN)
    await _compile(play, person)


def _entries(play: Play) -> Iterator[Entry]:
    yield from _changed(play)
    for factor in play.scenario.factors:
        yield Entry("Add factor", f"enters a factor ({factor.layer})", factor.text, _factor(factor))
    for lesson in play.scenario.lessons:
        yield Entry(
            "Add lesson", f"enters {LESSONS[lesson.kind]}", lesson.text, {"Kind": lesson.kind, "Lesson": lesson.text}
        )
    for action in play.scenario.actions:
        owner = play.person(action.role).id
        values = {"Prevention action": action.text, "Owner": owner, "Due": action.due.isoformat()}
        yield Entry("Add action", f"enters an action for the {action.role}", action.text, values)


def _changed(play: Play) -> Iterator[Entry]:
    """Only where the scenario knows both versions, and since when the new one was in service."""
    system, began_at = play.scenario.system, play.scenario.triage.began_at
    if system.version and system.previous and began_at:
        words = f"version {system.previous} → version {system.version}"
        yield Entry(
            "What changed",
            "enters what changed",
            words,
            {"What changed": "model", "Change": words, "When": _stamp(began_at)},
        )


def _factor(factor: Factor) -> Mapping[str, Any]:
    """Times that the scenario does not know are cleared, whatever the form offers for them."""
    times = {"Began at": factor.began_at, "Detected at": factor.detected_at, "Fixed at": factor.fixed_at}
    stamps = {label: _stamp(at) if at else None for label, at in times.items()}
    return {"Layer": factor.layer, "Contributing factor": factor.text, **stamps}


def _stamp(at: datetime) -> int:
    return int(at.timestamp())


async def _compile(play: Play, person: Person) -> None:
    await play.tell(play.commander, "compiles the post-mortem")
    await play.presses(person, "Compile post-mortem")
    await play.stage.settle()
    document = await _newest_document(play, person)
    play.must(document, "no post-mortem is shared in the channel")
    if document:
        _check(play, document)
        play.outcome.postmortem = play.outcome.journal.with_name("postmortem.md")
        play.outcome.postmortem.write_text(document, encoding="utf-8")
        play.outcome.clocks = _clocks(document)
    await play.answered()


async def _newest_document(play: Play, person: Person) -> str:
    for said in reversed(await person.messages(play.channel)):
        for file in said.raw["files"]:
            if str(file["name"]).endswith(".md"):
                return await person.reads_file(str(file["id"]))
    return ""


def _check(play: Play, document: str) -> None:
    """What was entered stands in the document, and nobody's name does."""
    words = _flat(document)
    for factor in play.scenario.factors:
        play.must(_flat(factor.text) in words, f"the post-mortem lacks the factor {quoted(factor.text)}")
    for action in play.scenario.actions:
        play.must(_flat(action.text) in words, f"the post-mortem lacks the action {quoted(action.text)}")
    for member in play.stage.running.stand.slack.directory.people.values():
        named = member.real_name if not member.is_bot else ""
        play.must(not named or named not in document, f"the post-mortem names {named}")


def _flat(text: str) -> str:
    """Words alone: a document may wrap lines and escape its markup."""
    return " ".join(re.findall(r"\w+", text)).casefold()


def _clocks(document: str) -> list[str]:
    """The rows of the document's record of clocks, as sentences."""
    found = CLOCKS.search(document)
    rows = ROW.findall(found[1]) if found else []
    return [f"{clock}: due {due[:1].lower() + due[1:]}. {result.replace('**', '')}" for clock, due, result in rows[1:]]
