"""Rolling back: asked whether it helps, led through its stages, offered when a trigger is crossed."""

import yaml

from sandbox.people import Person
from sandbox.screen import Said
from tests.stories.conftest import OpenTown
from tests.stories.looking import checklist, document, from_the_bot
from tests.stories.reading import ask, has, offers, reading
from tests.stories.test_evaluations import compiled
from tests.stories.town import Plot, Town

HELPDESK = {
    "name": "Helpdesk",
    "bundles": [
        {"label": "v41", "parts": {"model": "m-12"}, "minutes": 6},
        {"label": "v40", "parts": {"model": "m-11"}, "minutes": 6},
        {"label": "v39", "parts": {"model": "m-10"}, "minutes": 40},
    ],
    "triggers": {"quality": {"metric": "judged quality", "at": 80, "direction": "below"}},
    "rollback": "make rollback TO=v40",
}
DEGRADATION = "Model degradation"


async def message(person: Person, channel: str, number: int = 1) -> Said:
    """The only message of a rollback."""
    [found] = [said for said in await from_the_bot(person, channel) if f"Rollback {number}: " in said.words]
    return found


async def degraded(town: Town, ada: Person) -> str:
    """A system on record that answers worse than it did."""
    await ada.types("/ai-incident")
    await town.submits(ada, {"Title": "Answers got worse", "AI system": "Helpdesk"})
    await ada.closes()
    channel = await town.channel_of(ada)
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": DEGRADATION})
    return channel


async def begins(town: Town, ada: Person, channel: str, **more: str) -> None:
    """Answer that a rollback helps, and decide by hand."""
    await ada.types("/ai-incident rollback", channel)
    await town.submits(ada, {})
    by_hand = {"In service now": "v41", "Roll back to": "v40", "By which criteria?": "It invents rules"}
    await town.submits(ada, {**by_hand, "Is the evidence held?": "Evidence held", **more})


async def goes_through(town: Town, ada: Person, channel: str) -> None:
    """Pass every stage, with what each asks."""
    await town.presses(ada, channel, "Target checked")
    await town.submits(ada, {"What holds of the target?": ["It predates the cause"]})
    for label in ("Pointer updated", "Redeployed", "Routing verified"):
        await town.presses(ada, channel, label)
    await town.presses(ada, channel, "Metrics recover")
    await town.submits(ada, {"What is seen?": "Errors are back to 2 %"})
    await town.presses(ada, channel, "Word to users settled")
    await town.submits(ada, {"Did the quality of outputs change for users?": "No"})


async def test_a_rollback_is_led_from_the_decision_to_the_word_to_users(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await begins(town, ada, channel)
    assert has(await message(ada, channel), "v41 → v40", "*Criteria:* It invents rules", "The whole bundle moves")
    await town.passes(minutes=18)
    await goes_through(town, ada, channel)

    shown = await message(ada, channel)
    assert has(shown, "Not established: The hash is the one on record", "Errors are back to 2 %")
    assert has(shown, "in 18 min, 3 min over the 15 minutes", "Roll forward or back again")
    assert not await offers(ada, channel, "Abort")
    assert await reading(ada, channel, "completed the rollback from v41 to v40 in 18 min, 3 min over")
    assert has(await town.card(ada, channel), "*Rollback:* v41 → v40, complete", "*Levers:* 1 set")


async def test_a_step_that_asks_for_a_rollback_is_done_by_it_and_the_post_mortem_has_both(
    build_town: OpenTown, plot: Plot
) -> None:
    plot.systems.write_text(yaml.safe_dump([HELPDESK]))
    town = await build_town()
    ada = await town.person("ada")
    channel = await degraded(town, ada)
    for _ in range(3):
        await town.presses(ada, channel, "Next phase")

    await town.presses(ada, channel, "Evidence held")
    await town.presses(ada, channel, "Roll back", (await checklist(ada, channel, "Contain")).ts)
    await town.submits(ada, {})
    form = await ada.must_view()
    assert "40 min to deploy, over 15; model m-10" in form.words
    await town.submits(ada, {"By which criteria?": "Quality is below its floor"})
    assert has(await message(ada, channel), "v41 → v40", "make rollback TO=v40")
    await goes_through(town, ada, channel)

    assert has(await checklist(ada, channel, "Contain"), "Rolled back from v41 to v40 in")
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    report = await document(ada, channel)
    assert "decided to roll back from v41 to v40: Quality is below its floor" in report
    assert "Rolled back from v41 to v40" in report


async def test_where_a_rollback_would_not_help_it_is_recorded_and_other_levers_are_named(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await town.presses(ada, channel, "Roll back")
    await town.submits(ada, {"Does any of this hold?": ["The world changed: the inputs are new, not the system"]})

    named = await ada.must_view()
    assert "Fallback for a segment" in named.words
    assert await reading(ada, channel, "found that a rollback would not help: The world changed")
    assert has(await ask(town, ada, channel, "timeline"), "What helps instead: Fallback for a segment")


async def test_a_rollback_that_makes_it_worse_is_given_up_and_another_one_begun(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await begins(town, ada, channel)

    await ada.types("/ai-incident rollback", channel)
    await town.settle()
    assert await reading(ada, channel, "A rollback from v41 to v40 is under way")
    await town.presses(ada, channel, "Abort")
    await town.submits(ada, {"Reason": "v40 refuses everything"})
    assert has(await message(ada, channel), "Given up", "v40 refuses everything")
    await begins(town, ada, channel, **{"Roll back to": "v39"})

    assert has(await message(ada, channel, 2), "v41 → v39")
    assert "Roll forward or back again" not in (await message(ada, channel)).words


async def test_a_number_below_the_floor_on_record_offers_a_rollback_once(build_town: OpenTown, plot: Plot) -> None:
    plot.systems.write_text(yaml.safe_dump([HELPDESK]))
    town = await build_town()
    ada = await town.person("ada")
    channel = await degraded(town, ada)
    await town.presses(ada, channel, "Next phase")
    taken = {"Quality score of sampled outputs, in points": "71", "n": "400", "Window": "Sunday"}

    for _ in range(2):
        await town.presses(ada, channel, "Record a measurement")
        await town.submits(ada, taken)
        await town.presses(ada, channel, "Undo")

    [offer] = await reading(ada, channel, "A rollback is worth considering")
    assert has(
        offer, "Quality score of sampled outputs is 71 points (n = 400, Sunday), below the floor of 80 for judged"
    )
    await town.presses(ada, channel, "Start rollback")
    await town.submits(ada, {})
    assert "below the floor of 80" in (await ada.must_view()).words


async def test_a_grave_safety_event_offers_a_rollback_and_starts_none(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": "Safety bypass / jailbreak"})

    assert await reading(ada, channel, "A P1 safety event")
    assert not await reading(ada, channel, "Rollback 1: ")


async def test_a_fix_is_exposed_in_stages_and_goes_back_at_the_first_regression(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    for _ in range(5):
        await town.presses(ada, channel, "Next phase")
    await town.presses(ada, channel, "Record trials")
    await town.submits(ada, {"What is tried?": "Refund questions", "Rate that one can live with, in %": "5"})
    await ada.closes()
    await town.presses(ada, channel, "Next phase")

    await town.presses(ada, channel, "Stage reached")
    assert await reading(ada, channel, "Something comes first")
    await town.presses(ada, channel, "Record trials")
    await town.submits(ada, {"Trials run": "59", "Failures among them": "0"})
    await town.presses(ada, channel, "Stage reached")
    await town.submits(ada, {"What is seen?": "2 % errors, as before"})
    await town.presses(ada, channel, "Go back")
    await town.submits(ada, {"Which regression?": "Errors at 9 %"})
    assert await reading(ada, channel, "took the fix back at 1 % of the traffic")
    await town.presses(ada, channel, "Stage reached")
    await town.submits(ada, {"What is seen?": "2 % again"})
    for percent in (10, 50, 100):
        await town.presses(ada, channel, f"{percent} % reached")
        await town.submits(ada, {"What is seen?": f"Fine at {percent}"})

    assert await reading(ada, channel, "Rollout of the fix: 100 % of the traffic")
    assert has(await checklist(ada, channel, "Recover"), "Rolled out in 4 stages", "Fine at 50")
    assert "took the fix back at 1 % of the traffic: Errors at 9 %" in await compiled(town, ada, channel)
