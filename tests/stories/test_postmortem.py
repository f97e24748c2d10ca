"""The post-mortem: what it says, whom it does not name, how it is entered, posted and saved."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from sandbox.people import Person
from tests.stories.looking import document
from tests.stories.program import program
from tests.stories.reading import ask, has, reading
from tests.stories.town import MONDAY, UNWATCHED, Town

SECTIONS = (
    "Summary",
    "Impact",
    "What changed",
    "Detection",
    "Timeline",
    "Contributing factors",
    "Mitigation",
    "What went well",
    "What was hard",
    "SLA record",
    "Prevention actions",
)
CLASSIFIED = {
    "What does the system do?": "Answers customers' questions",
    "Who is affected?": "Customers who ask for refunds",
    "Blast radius": "All of Europe, 12 % of answers",
    "Since when?": int((MONDAY - timedelta(minutes=40)).timestamp()),
    "Who noticed?": "Users (complaints, feedback)",
    "Type": "hallucination_spike",
}
UPDATE = {
    "What we know": "Ada found a stale index",
    "What we do": "gao rolls it back",
    "Customer impact": "Wrong answers",
}
FACTOR = {
    "Layer": "Serving",
    "Contributing factor": "The index was rebuilt from an archive",
    "Began at": int((MONDAY - timedelta(minutes=50)).timestamp()),
    "Detected at": int(MONDAY.timestamp()),
    "Fixed at": int((MONDAY + timedelta(minutes=30)).timestamp()),
}
CHANGE = {
    "What changed": "Model",
    "Change": "Version 3 went into service",
    "When": int((MONDAY - timedelta(minutes=55)).timestamp()),
}
NAMES = re.compile(r"\b(ada|moreno|ben|okafor|gao|wen|fatima|zahra|idrissi|devika|rao)\b|<@|U0000", re.IGNORECASE)
TALK = (
    "<@U0000BEN02> asked Ada whether gao's eval ran",
    "ada moreno and @ben looked at it, Okafor's dashboard agrees",
    "Fatima Zahra Idrissi says customers wrote; FATIMA's list is long",
    "Devika RAO signed it off, thanks devika!",
    "Gao Wen: the judge disagrees with Ben's numbers",
)


async def enters(town: Town, person: Person, channel: str, button: str, values: Mapping[str, object]) -> str:
    """Fill in a form of the review; returns what stands in the modal after it."""
    await person.presses(channel, button)
    await town.submits(person, values)
    view = await person.view()
    if view is None:
        return ""
    await person.closes()
    return view.words


async def lived_through(town: Town, ada: Person, ben: Person) -> str:
    """An incident from declaration to resolution: command after 10 minutes, one update late, harm stopped at 55."""
    channel = await town.declared(ada)
    for name in ("ben", "gao", "fatima", "devika"):
        await (await town.person(name)).joins(channel)
    await enters(town, ada, channel, "Classify", CLASSIFIED)
    await town.passes(minutes=10)
    await town.presses(ben, channel, "Take command")
    for words in TALK:
        ts = await ada.says(channel, words)
        await town.settle()
        await ben.reacts(channel, ts, "pushpin")
    await town.passes(minutes=30)
    await enters(town, ben, channel, "Post update", UPDATE)
    await town.passes(minutes=15)
    await ben.types("/ai-incident mitigated The index of Fatima's archive is out of service", channel)
    await town.submits(ben, {})
    await ben.types("/ai-incident resolve", channel)
    await town.submits(
        ben, {"How was it resolved?": "The old index serves again", "Confirm": ["Yes, resolve it"], **UNWATCHED}
    )
    return channel


async def test_the_review_is_entered_by_forms_and_comes_out_as_a_document_without_names(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await lived_through(town, ada, ben)
    first = await document(ada, channel)

    await enters(town, ada, channel, "What changed", CHANGE)
    await enters(town, ada, channel, "Add factor", FACTOR)
    await enters(town, ada, channel, "Add factor", {"Layer": "Data", "Contributing factor": "No check of freshness"})
    await enters(town, ada, channel, "Add lesson", {"Kind": "What went well", "Lesson": "The rollback took 5 minutes"})
    await enters(town, ada, channel, "Add lesson", {"Kind": "What was hard", "Lesson": "The alert named no version"})
    action = {"Prevention action": "Refuse an index older than a day", "Owner": ada.id, "Due": "2026-03-20"}
    await enters(town, ada, channel, "Add action", action)
    await town.presses(ada, channel, "Compile post-mortem")
    text = await document(ada, channel)
    posted = (await reading(ada, channel, "Post-mortem of incident 1, edition 2"))[-1]

    assert "## Still to be filled in" in first
    assert "## Still to be filled in" not in text
    assert [section for section in SECTIONS if f"## {section}" not in text] == []
    assert NAMES.findall(text) == []
    assert "All of Europe" in text
    assert "2026-03-02 08:05 UTC, **model**: Version 3 went into service" in text
    assert "**When quality began to degrade:** 2026-03-02 08:20 UTC" in text
    assert re.search(r"\*\*Serving\*\*: The index was rebuilt.*began 2026-03-02 08:10 UTC, detected .*, fixed ", text)
    assert "### 2026-03-02" in text
    assert re.search(
        r"First response \| 2026-03-02 10:00 UTC \| \*\*Met\*\* at 2026-03-02 09:10 UTC, 50 min before", text
    )
    assert re.search(r"Missed by 10 min", text)
    assert "| Refuse an index older than a day | reporter | 2026-03-20 |" in text
    assert "The rollback took 5 minutes" in text
    assert "The alert named no version" in text
    assert has(posted, "2 contributing factors", "1 prevention action")
    assert "Still to be filled in" not in posted.words


async def test_words_of_blame_are_shown_to_their_author_alone_with_a_rewrite(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await lived_through(town, ada, ben)
    before = len(await ben.messages(channel))

    shown = await enters(
        town,
        ada,
        channel,
        "Add factor",
        {"Layer": "Prompt", "Contributing factor": "Ben should have tested the prompt."},
    )
    kind = await enters(
        town, ada, channel, "Add factor", {"Layer": "Prompt", "Contributing factor": "The prompt had no test."}
    )
    await town.presses(ada, channel, "Compile post-mortem")
    text = await document(ada, channel)

    assert "Only you see this" in shown
    assert "should have" in shown
    assert "Instead:" in shown
    assert kind == ""
    assert await ben.view() is None
    assert len(await ben.messages(channel)) == before + 1
    assert "Ben should have" not in text
    assert "should have tested" not in text
    assert "The prompt had no test." in text


async def test_the_document_is_compiled_on_demand_and_saved_for_the_command_line(town: Town, tmp_path: Path) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    missing = await program(tmp_path, town.env, "export", "1")
    answer = await ask(town, ada, channel, "postmortem")
    text = await document(ada, channel)
    printed = await program(tmp_path, town.env, "export", "1")

    assert missing == (1, "Incident 1 has no post-mortem yet.\n")
    assert has(answer, "is compiled and is posted")
    assert "It is not closed yet." in text
    assert "was declared in a system that was not named." in text
    assert "declared the incident as P1: Answers invent refund rules" in text
    assert printed == (0, f"{text}\n")
    [posted] = await reading(ada, channel, "Post-mortem of incident 1, edition 1")
    assert [file["name"] for file in posted.raw["files"]] == ["postmortem-1-v1.md"]
