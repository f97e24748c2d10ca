"""Content that may be illegal to possess: one tick closes the incident to all that copies, one shortcut a message."""

from tests.stories.conftest import OpenTown
from tests.stories.looking import channel_as_seen
from tests.stories.reading import announcement, ask, has, reading
from tests.stories.test_evaluations import compiled
from tests.stories.town import Town

HARM = "Suspected sexual content of children, or content illegal to possess"


async def test_ticking_the_harm_closes_the_incident_to_everything_that_copies(build_town: OpenTown) -> None:
    town = await build_town(groups={"legal": ["U0000ELI05"]})
    ada = await town.person("ada")
    public = await town.declared(ada, "Bot shows something terrible", "p2")

    await town.presses(ada, public, "Classify")
    await town.submits(ada, {"What harm is seen?": [HARM], "Type": "Safety bypass / jailbreak"})

    private = await town.channel_of(ada)
    seen = await channel_as_seen(ada, private)
    assert private != public
    assert (seen["name"], seen["is_private"]) == ("inc-1", True)
    assert "terrible" not in seen["topic"]
    assert has(await announcement(ada), "Incident 1 (private): P0 — Critical")
    assert has(await town.card(ada, private), "Restricted", "P0 — Critical", "Safety bypass")
    assert "terrible" not in (await town.card(ada, private)).words
    assert await reading(ada, private, "Policy names nobody for trust and safety")
    assert await reading(await town.person("elias"), private, "Do not open, copy or forward anything of it")
    [steps] = await reading(ada, private, "Do not view, copy, attach, download, hash, search for")
    assert "18 USC 2258A" in steps.words
    assert steps.words.index("Do not view") < steps.words.index("Hold rollbacks")


async def test_a_restricted_incident_refuses_to_copy_and_is_lifted_by_commander_and_legal_together(
    build_town: OpenTown,
) -> None:
    town = await build_town(groups={"legal": ["U0000ELI05"]})
    ada, eli = await town.person("ada"), await town.person("elias")
    public = await town.declared(ada)
    await ada.types("/ai-incident restrict", public)
    await town.submits(ada, {"Reference": "trace 7f3a"})
    channel = await town.channel_of(ada)
    await town.presses(ada, channel, "Take command")

    await ada.types("/ai-incident severity", channel)
    lowered = await town.submits(ada, {"Severity": "P2", "Reason": "Not so bad"})
    assert "stays at P0" in str(lowered.errors)
    await ada.closes()
    for _ in range(5):
        await town.presses(ada, channel, "Next phase")
    await town.presses(ada, channel, "Record trials")
    assert (
        "its content may be illegal to possess"
        in (await reading(ada, channel, "This incident is restricted:"))[0].words
    )
    await ada.types("/ai-incident role", channel)
    await town.submits(ada, {"Role": "Legal counsel", "Person": eli.id})
    await ada.types("/ai-incident unrestrict", channel)
    await town.submits(ada, {"Reason": "Legal saw that it is a drawing of a cat"})
    refused = await reading(ada, channel, "asks to lift the restriction")
    await town.presses(ada, channel, "Lift the restriction")
    assert refused
    assert await reading(ada, channel, "as a second person, the legal counsel")
    await town.presses(eli, channel, "Lift the restriction")

    assert "Do not open, copy" not in (await town.card(ada, channel)).words
    assert (await channel_as_seen(ada, channel))["is_private"]
    assert has(await ask(town, ada, channel, "timeline"), "restricted the incident", "lifted the restriction for Legal")


async def test_a_message_is_taken_out_of_the_record_for_good(town: Town) -> None:
    ada, gao = await town.person("ada"), await town.person("gao")
    channel = await town.declared(ada)
    await gao.joins(channel)
    ts = await ada.attaches(channel, "scores.csv", "day,score\n1,0.9\n", text="The output was: forbidden fruit")
    await town.settle()
    await gao.picks("Add to timeline", channel, ts)
    await town.settle()
    assert "forbidden fruit" in await compiled(town, ada, channel)

    await gao.picks("Restrict", channel, ts)
    await town.settle()

    [told] = [said for said in await gao.messages(channel) if said.ephemeral and "out of transcript" in said.words]
    assert has(told, "cannot be undone", "Slack still has its own copy", "compile a new one")
    assert len(await reading(ada, channel, "may quote a message that was restricted since")) == 1
    assert has(await ask(town, gao, channel, "timeline"), "A message was restricted by")
    text = await compiled(town, ada, channel)
    assert "forbidden" not in text
    assert "scores" not in text
    assert "restricted a message" in text
