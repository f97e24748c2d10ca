"""The checklist: worked with buttons, one message a phase, kept through raises and reclassifications."""

from sandbox.labels import spots
from sandbox.people import Person
from sandbox.screen import Said
from tests.stories.looking import checklist, from_the_bot
from tests.stories.reading import has, reading
from tests.stories.town import UNWATCHED, Town

TYPES = (
    "Model degradation",
    "Hallucination spike",
    "Bias detection",
    "Safety bypass / jailbreak",
    "Prompt injection attack",
    "Data poisoning",
    "Model inversion / extraction",
    "Distribution shift",
)


async def test_each_step_says_who_did_what_when_and_the_header_counts(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    untouched = await checklist(ada, channel, "Evidence")

    await town.passes(minutes=3)
    await town.presses(ada, channel, "Done")
    done = await checklist(ada, channel, "Evidence")
    await town.presses(ada, channel, "Skip")
    await town.submits(ada, {"Reason": "The provider keeps them"})
    await town.presses(ada, channel, "Assign to me")
    worked = await checklist(ada, channel, "Evidence")
    await town.presses(ada, channel, "Undo")
    undone = await checklist(ada, channel, "Evidence")

    assert {untouched.ts} == {done.ts, worked.ts, undone.ts}
    assert has(untouched, "Evidence: 0 of 3 done (0 of 27 in all)")
    assert has(done, "Evidence: 1 of 3 done (1 of 27 in all)", f"done by <@{ada.id}> <!date^1772442180^")
    assert has(
        worked,
        "Evidence: 1 of 3 done, 1 skipped (1 of 27, 1 skipped in all)",
        "skipped by",
        ": The provider keeps them",
        f"assigned to <@{ada.id}>",
    )
    assert has(undone, "Evidence: 0 of 3 done, 1 skipped (0 of 27, 1 skipped in all)")


async def test_a_settled_phase_gives_way_to_the_next_and_a_phase_left_early_keeps_its_open_steps_in_reach(
    town: Town,
) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    for _ in range(3):
        await town.presses(ada, channel, "Done")
    confirm = await checklist(ada, channel, "Confirm")
    await town.presses(ada, channel, "Next phase")
    scope = await checklist(ada, channel, "Scope")

    assert has(confirm, "Confirm: 0 of 3 done (3 of 27 in all)")
    assert has(await checklist(ada, channel, "Evidence"), "Evidence: 3 of 3 done")
    assert has(scope, "Still open from earlier phases", "Get one full example that shows it")
    assert _open_buttons(await checklist(ada, channel, "Confirm")) == 0
    stale = await town.presses(ada, channel, "Undo", within=(await checklist(ada, channel, "Evidence")).ts)
    assert stale.ok
    assert has(await checklist(ada, channel, "Scope"), "(2 of 27 in all)")


async def test_a_raise_adds_exactly_the_steps_of_the_new_severity_and_a_new_type_keeps_what_was_done(
    town: Town,
) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada, severity="p2")
    await town.presses(ada, channel, "Done")
    before = await checklist(ada, channel, "Evidence")

    await _severity(town, ada, channel, "P0")
    raised = await checklist(ada, channel, "Evidence")
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": "Bias detection"})

    assert has(before, "(1 of 23 in all)")
    assert has(raised, "(1 of 28 in all)")
    [told] = await reading(ada, channel, "The severity brought 5 steps:")
    assert has(told, "Page the executive sponsor", "regulatory screen")
    messages = [said for said in await from_the_bot(ada, channel) if said.text.startswith("Evidence: ")]
    assert sum(_open_buttons(said) for said in messages) == 6
    assert has(messages[-1], "Evidence: 1 of 7 done", "Preserve the decisions", f"done by <@{ada.id}>")


async def test_all_eight_types_can_be_chosen_and_each_brings_its_own_checklist(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada, severity="p0")

    for title in TYPES:
        await ada.types("/ai-incident type", channel)
        form = await ada.must_view()
        await town.submits(ada, {"Type": title})

    chosen, *offered = [line for line in form.words.splitlines() if line in TYPES]
    assert chosen == "Model inversion / extraction"
    assert offered == [*TYPES, *TYPES]  # as the type, and as what is suspected beside it
    assert len(await reading(ada, channel, "classified the incident as")) == len(TYPES)
    assert has(await town.card(ada, channel), "*Type: Distribution shift*")
    assert _open_buttons(await checklist(ada, channel, "Evidence")) > 3


async def test_after_the_end_nothing_of_any_phase_can_be_pressed_until_the_end_is_taken_back(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await town.presses(ada, channel, "Take command")
    await town.presses(ada, channel, "Done")
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": "Bias detection"})
    await town.presses(ada, channel, "Next phase")
    before = await _checklist_buttons(ada, channel)

    await town.presses(ada, channel, "Resolve")
    await town.submits(ada, {"How was it resolved?": "Rolled back", "Confirm": ["Yes, resolve it"], **UNWATCHED})
    over = await _checklist_buttons(ada, channel)
    await town.presses(ada, channel, "Undo (10 minutes)")

    assert before.count("Undo") == 1
    assert over == []
    assert await _checklist_buttons(ada, channel) == before


async def _checklist_buttons(person: Person, channel: str) -> list[str]:
    said = [each for each in await from_the_bot(person, channel) if " done" in each.text]
    return [spot.element["text"]["text"] for each in said for spot in spots(each.blocks)]


def _open_buttons(said: Said) -> int:
    return said.words.splitlines().count("Assign to me")


async def _severity(town: Town, person: Person, channel: str, severity: str) -> None:
    await person.types("/ai-incident severity", channel)
    await town.submits(person, {"Severity": severity, "Reason": "It is worse than it looked"})
