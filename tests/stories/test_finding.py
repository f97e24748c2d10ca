"""Numbers, past outputs, notices and who is told: from the step's form to everyone who has to know."""

from tests.stories.conftest import OpenTown
from tests.stories.looking import checklist
from tests.stories.reading import ask, has, reading
from tests.stories.test_evaluations import compiled, incident
from tests.stories.town import Town

HALLUCINATION = "Hallucination spike"


async def test_a_number_keeps_its_unit_its_n_and_its_window_and_can_be_corrected(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, HALLUCINATION, leave=1)

    await town.presses(ada, channel, "Record a measurement")
    taken = {"Hallucination rate, in %": "12.5", "n": "400", "Window": "All answers of Sunday"}
    await town.submits(ada, {**taken, "The same before the incident": "2"})
    said = "Hallucination rate: 12.5 % (n = 400, All answers of Sunday, before the incident 2 %)."
    assert has(await checklist(ada, channel, "Confirm"), said)
    assert has(await town.card(ada, channel), "Found so far", said)
    await town.presses(ada, channel, "Undo")
    await town.presses(ada, channel, "Record a measurement")
    await town.submits(ada, {"Hallucination rate, in %": "12"})

    assert has(await town.card(ada, channel), "Hallucination rate: 12 % (n = 400")


async def test_past_outputs_are_accounted_for_in_the_post_mortem(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, HALLUCINATION, leave=2)

    await town.presses(ada, channel, "Account for outputs")
    counts = {"Outputs": "12000000", "Users who received them": "90", "Recalled": "0"}
    refused = await town.submits(ada, {"How are they found?": "intent = refund", "Outputs": "1.5"})
    await town.submits(ada, {**counts, "Did real users see them?": "Yes"})

    assert "whole number" in str(refused.errors)
    assert "| intent = refund | 12000000 | 90 | not known | not known | yes | 0 |" in await compiled(town, ada, channel)


async def test_a_notice_is_drafted_and_not_sent(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, HALLUCINATION, leave=3)

    await town.presses(ada, channel, "Draft the notice")
    form = await ada.view()
    assert form is not None
    assert "We're experiencing an issue affecting" in form.words
    await town.submits(ada, {"Notice": "Please verify prices."})

    assert has(await checklist(ada, channel, "Contain"), "Drafted: Please verify prices.")


async def test_legal_is_told_at_once_when_bias_is_grave(build_town: OpenTown) -> None:
    town = await build_town(groups={"legal": ["U0000ELI05"]})
    ada = await town.person("ada")

    channel = await incident(town, ada, "Bias detection", leave=0)

    told = await reading(ada, channel, "outputs of this system may discriminate")
    assert sum("<@U0000ELI05>" in str(said.blocks) for said in told) == 1
    assert has(await ask(town, ada, channel, "timeline"), "told legal")


async def test_a_group_that_policy_leaves_empty_is_said(town: Town) -> None:
    ada = await town.person("ada")

    channel = await incident(town, ada, "Bias detection", leave=0)

    assert await reading(ada, channel, "Policy names nobody for legal")
    assert "Policy names nobody for legal" in await compiled(town, ada, channel)
