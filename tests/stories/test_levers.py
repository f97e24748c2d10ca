"""Mitigations as levers: set in a click, watched for their effect, each accounted for when the incident closes."""

from sandbox.people import Person
from sandbox.screen import Said
from tests.stories.looking import channel_as_seen, checklist, document, from_the_bot
from tests.stories.reading import ask, has, reading
from tests.stories.town import UNWATCHED, Town


async def board(person: Person, channel: str) -> Said:
    """The only message with the levers."""
    [found] = [said for said in await from_the_bot(person, channel) if said.text.startswith("Levers: ")]
    return found


async def sets(town: Town, person: Person, channel: str, lever: str, **more: str) -> None:
    await person.types("/ai-incident lever", channel)
    await town.submits(person, {"Lever": lever, **more})


async def test_a_lever_stands_on_the_board_from_its_setting_to_the_post_mortem(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await town.presses(ada, channel, "Set a lever")
    await town.submits(ada, {"Lever": "Feature off"})
    shown = await board(ada, channel)
    assert has(shown, "Levers: 1 set", "Feature off", "Effect expected by")
    assert shown.ts in (await channel_as_seen(ada, channel))["pins"]
    assert has(await town.card(ada, channel), "*Levers:* 1 set")
    await town.presses(ada, channel, "Effect seen")
    await town.submits(ada, {"What effect is seen?": "No new reports since 09:05"})
    await town.presses(ada, channel, "Adopt")

    assert has(await board(ada, channel), "Levers: 1 adopted", "Adopted by", "Still set")
    assert has(await ask(town, ada, channel, "timeline"), "set the lever Feature off", "adopted the lever Feature off")
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    report = (await document(ada, channel)).partition("## Levers")[2]
    assert "| Feature off | reporter |" in report
    assert "No new reports since 09:05" in report


async def test_a_stricter_threshold_says_which_direction_is_stricter(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await ada.types("/ai-incident lever", channel)
    await ada.fills({"Lever": "Stricter moderation"})
    await town.settle()
    form = {
        "Is the evidence held?": "Evidence held",
        "Direction of the score": "A lower number is stricter",
        "Threshold before": "0.8",
        "Threshold now": "0.9",
    }
    refused = await town.submits(ada, form)
    assert "Not stricter: you said that lower is" in str(refused.errors)
    await town.submits(ada, {**form, "Threshold now": "0.6"})

    assert has(await board(ada, channel), "(0.8 → 0.6, lower is stricter)")


async def test_an_owner_is_asked_once_quietly_for_an_effect_that_is_late(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada)
    await sets(town, ada, channel, "Feature off", **{"Owner": ben.id, "Minutes until its effect is seen": "7"})

    await town.passes(minutes=8)
    await town.passes(minutes=15)

    [nudge] = [said for said in await reading(ben, channel, "its effect was expected within 7 min") if said.ephemeral]
    assert not [said for said in await reading(ada, channel, "was expected within 7 min") if said.ephemeral]
    assert has(await board(ada, channel), ":hourglass: Effect expected")
    await town.presses(ben, channel, "Effect seen", nudge.ts)
    await town.submits(ben, {"What effect is seen?": "Nobody reaches it any more"})
    assert has(await board(ada, channel), "Nobody reaches it any more")


async def test_closing_asks_for_every_lever_and_its_undo_keeps_the_answers(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await town.presses(ada, channel, "Take command")
    await sets(town, ada, channel, "Feature off")
    await ada.types("/ai-incident lever Banner for doctors", channel)
    await town.submits(ada, {})

    await ada.types("/ai-incident resolve It holds", channel)
    answers = {
        "Lever “Feature off”": "Removed",
        "Lever “Banner for doctors”": "Left on for now",
        "Confirm": ["Yes, resolve it"],
        **UNWATCHED,
    }
    refused = await town.submits(ada, answers)
    assert "Say in a few words why levers stay on" in str(refused.errors)
    await town.submits(ada, {**answers, "Why are levers left on?": "Until the next release"})

    shown = await board(ada, channel)
    assert has(shown, "Levers: 1 set, 1 removed", "Left on: Until the next release")
    assert "Effect seen" not in shown.words
    await town.presses(ada, channel, "Undo (10 minutes)")
    assert has(await board(ada, channel), "Levers: 1 set, 1 removed", "Left on: Until the next release", "Effect seen")


async def test_a_lever_that_alters_the_system_asks_for_the_evidence_and_waits_for_nothing(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await ada.types("/ai-incident lever", channel)
    await ada.fills({"Lever": "Lower temperature"})
    await town.settle()
    await town.submits(ada, {"Is the evidence held?": "Not held, harm goes on"})

    assert has(await board(ada, channel), "Lower temperature")
    told = await ask(town, ada, channel, "timeline")
    assert has(told, "the evidence is not held and harm goes on, so this did not wait: Lower temperature")


async def test_a_step_sets_its_levers_and_each_is_on_the_board(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": "Hallucination spike"})
    for _ in range(3):
        await town.presses(ada, channel, "Next phase")

    await town.presses(ada, channel, "Not held, harm goes on", (await checklist(ada, channel, "Contain")).ts)
    await town.presses(ada, channel, "Set a lever", (await checklist(ada, channel, "Contain")).ts)
    await town.submits(
        ada, {"Levers that are set now": ["Lower temperature", "Hedging instructions"], "Note": "0.9 to 0.2"}
    )

    shown = await checklist(ada, channel, "Contain")
    assert has(shown, "Set: Lower temperature, Hedging instructions.", "0.9 to 0.2")
    assert has(await board(ada, channel), "Levers: 2 set", "Lower temperature", "Hedging instructions")
