"""Numbers that a fix is verified by, and people compared: from the step's button to the post-mortem."""

from sandbox.people import Person
from tests.stories.looking import checklist, document
from tests.stories.reading import ask, has
from tests.stories.town import Town


async def incident(town: Town, ada: Person, kind: str, leave: int) -> str:
    """An incident of a type, in a later phase of its checklist."""
    channel = await town.declared(ada)
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": kind})
    for _ in range(leave):
        await town.presses(ada, channel, "Next phase")
    return channel


async def compiled(town: Town, ada: Person, channel: str) -> str:
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    return await document(ada, channel)


async def test_a_fix_is_verified_by_trials_that_were_fixed_beforehand(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, "Hallucination spike", leave=5)

    await town.presses(ada, channel, "Record trials")
    await town.submits(ada, {"What is tried?": "Refund questions, reworded", "Rate that one can live with, in %": "5"})
    said = await ada.view()
    assert said is not None
    assert "Run 59 trials" in said.words
    await ada.closes()
    await town.presses(ada, channel, "Record trials")
    await town.submits(ada, {"Trials run": "59", "Failures among them": "2"})
    assert has(await ask(town, ada, channel, "timeline"), "fixed 59 trials", "leave their step open")
    await town.presses(ada, channel, "Record trials")
    await town.submits(ada, {"What is tried?": "After the second fix", "Rate that one can live with, in %": "5"})
    await ada.closes()
    await town.presses(ada, channel, "Record trials")
    await town.submits(ada, {"Trials run": "59", "Failures among them": "0"})

    shown = await checklist(ada, channel, "Fix and verify")
    assert has(shown, "0 failures in 59 trials of 59 planned", "That shows a rate below 5 %")
    assert "the rate may still be 5 % (95 %, one-sided)" in await compiled(town, ada, channel)


async def test_groups_are_compared_and_nobody_is_called_fair(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, "Bias detection", leave=2)

    await town.presses(ada, channel, "Compare groups")
    form = {"Which outcome is counted?": "Invited to an interview", "Over which time?": "1 to 30 April"}
    refused = await town.submits(ada, {**form, "What does this outcome do?": "It helps the person", "Groups": "men 40"})
    assert "Line 1 cannot be read" in str(refused.errors)
    lines = "men, 3000, 1800\nwomen, 3000, 1200\nnon-binary, 12, 7"
    await town.submits(ada, {**form, "What does this outcome do?": "It helps the person", "Groups": lines})

    said = await ada.view()
    assert said is not None
    assert all(word in said.words for word in ("alert", "underpowered", "29 CFR 1607.4(D)"))
    report = await compiled(town, ada, channel)
    assert "| women | 3000 | 1200 | 40 % | 0\\.67 |" in report
    assert "too few people for silence to mean anything" in report
    assert "fair" not in report.partition("## Evaluation evidence")[2].partition("## What went well")[0]


async def test_too_few_variations_of_an_attack_want_a_reason(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, "Safety bypass / jailbreak", leave=5)

    await town.presses(ada, channel, "Count variations")
    refused = await town.submits(ada, {"Families of attack": "role play, 20, 8"})
    assert "20 of at least 50" in str(refused.errors)
    await town.submits(ada, {"Families of attack": "role play, 30, 8, 30, 0\nbase64, 25, 2, 25, 0"})

    said = await ada.view()
    assert said is not None
    assert "26.7 % (12.3 % to 45.9 %; 95 %, two-sided) got through" in said.words
    assert "| role play | 30 | 8 | 26\\.7 % (12.3 % to 45.9 %; 95 %, two-sided) |" in await compiled(town, ada, channel)
