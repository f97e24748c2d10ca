"""Evidence before change: asked once before the system is altered, and never in the way."""

from tests.stories.conftest import OpenTown
from tests.stories.looking import checklist
from tests.stories.reading import ask, has, reading
from tests.stories.test_evaluations import compiled, incident
from tests.stories.town import Town

POISONING = "Data poisoning"
_TRACES = "Traces of whole requests, with tool calls and retrieved documents"
_CHANGES = "The log of deployments, flags and configuration changes"
_HASH = "0123456789abcdef" * 4


async def test_what_alters_the_system_asks_once_and_goes_on_either_way(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, POISONING, leave=3)
    assert has(await checklist(ada, channel, "Contain"), "It alters the system: is the evidence held?")

    await town.presses(ada, channel, "Not held, harm goes on")
    await ada.closes()

    shown = await checklist(ada, channel, "Contain")
    assert has(shown, "evidence not held, harm goes on, says")
    assert has(await ask(town, ada, channel, "timeline"), "said that the evidence is not held and harm goes on")
    assert "not held and that harm went on, so that this did not wait" in await compiled(town, ada, channel)


async def test_a_step_with_room_for_one_button_asks_for_the_evidence_in_a_form(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, POISONING, leave=5)

    await town.presses(ada, channel, "Evidence held?")
    await town.submits(ada, {"Is the evidence held?": "Not held, harm goes on"})

    assert has(await ask(town, ada, channel, "timeline"), "said that the evidence is not held and harm goes on")


async def test_evidence_is_taken_down_item_by_item_until_the_step_is_closed(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, "Hallucination spike", leave=0)
    assert has(await town.card(ada, channel), "Evidence: 0 of ")

    await town.presses(ada, channel, "Keep evidence")
    refused = await town.submits(ada, {"Kind": _TRACES, "Reference": "s3://traces/7", "SHA-256": "abc"})
    assert "64 digits" in str(refused.errors)
    await town.submits(ada, {"Kind": _TRACES, "Reference": "s3://traces/7", "SHA-256": _HASH.upper()})
    assert (shown := await ada.view()) is not None
    assert "s3://traces/7" in shown.words
    await ada.presses(channel, "Add evidence")
    await town.submits(ada, {"Kind": _CHANGES, "Not available, because": "It was rotated on Sunday"})
    await ada.presses(channel, "Add evidence")
    await town.submits(ada, {"Nothing more to keep?": ["Close the step with what is held"]})
    await ada.closes()

    assert has(await town.card(ada, channel), "Evidence: 1 of ", "1 not available")
    assert has(await checklist(ada, channel, "Evidence"), "1 item of evidence held. Not held: ")
    assert has(await ask(town, ada, channel, "timeline"), "wrote down evidence item 1", "It was rotated on Sunday")
    report = await compiled(town, ada, channel)
    assert "## Appendix: evidence" in report
    assert f"| s3://traces/7 | {_HASH} |" in report
    assert "It was rotated on Sunday" in report.partition("**Not available**")[2]


async def test_the_list_is_shown_to_who_asks_for_it(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await ada.types("/ai-incident evidence", channel)
    await town.submits(ada, {"Kind": "Something else", "Reference": "Screenshot in the case file", "Note": "Before"})
    await ada.closes()
    await ada.types("/ai-incident evidence list", channel)

    assert (shown := await ada.view()) is not None
    assert "Screenshot in the case file" in shown.words
    assert "Not held yet" in shown.words
    assert not [said for said in await ada.messages(channel) if "Screenshot" in said.words]


async def test_it_is_said_before_a_log_source_forgets(build_town: OpenTown) -> None:
    town = await build_town(log_retention={"deployment log": "PT8H"})
    ada = await town.person("ada")
    channel = await incident(town, ada, "Hallucination spike", leave=0)
    await town.presses(ada, channel, "Take command")

    await town.passes(hours=4, minutes=1)

    [said] = await reading(ada, channel, "has of the incident's beginning is deleted")
    assert has(said, f"<@{ada.id}>", _CHANGES)
    await town.presses(ada, channel, "Add evidence", within=said.ts)
    await town.submits(ada, {"Kind": _CHANGES, "Reference": "s3://deployments/7"})
    await ada.closes()
    await town.passes(hours=3)
    assert len(await reading(ada, channel, "has of the incident's beginning")) == 1
