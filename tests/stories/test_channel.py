"""The channel of an incident: its name, who is let in, and what stands in it and in the announce channel."""

import re

from sandbox.people import Person
from tests.stories.conftest import OpenTown
from tests.stories.looking import channel_as_seen, from_the_bot, incident_channels, requests
from tests.stories.reading import announcement, direct, has, offers, reading
from tests.stories.town import ANNOUNCE, Town

BEN, DEVIKA, LEGAL = "U0000BEN02", "U0000DEV04", "S0000LEGAL"
CALLS = {"escalation": {"P0": [BEN, LEGAL], "P1": [BEN]}}
LONG = "the assistant answers every question about invoices with somebody else's address " * 2
NAMES = {
    "Übersetzer lügt — größerer Ärger 🤖": "inc-1-ubersetzer-lugt-grosserer-arger",
    "🔥🔥🔥": "inc-2",
    "模型 泄露": "inc-3",
    "Don't PANIC!!! (v2.1)": "inc-4-dont-panic-v2-1",
    LONG[:150].strip(): "inc-5-the-assistant-answers-every-question-about",
}


async def test_channels_have_names_that_slack_takes_whatever_the_title(town: Town) -> None:
    ada = await town.person("ada")

    for title in NAMES:
        await town.declared(ada, title)

    names = await incident_channels(ada)
    assert names == list(NAMES.values())
    assert all(re.fullmatch(r"[a-z0-9_-]{1,80}", name) for name in names)


async def test_the_reporter_comes_first_then_whom_policy_calls_and_all_find_card_topic_bookmark_and_checklist(
    build_town: OpenTown,
) -> None:
    town = await build_town(**CALLS)
    ada, ben, elias = [await town.person(name) for name in ("ada", "ben", "elias")]

    channel = await town.declared(ada, "Bot leaks order data", "p0")

    invited = [invite["users"] for invite in await requests(town, "conversations.invite")]
    assert invited[0] == ada.id
    assert ",".join(invited[1:]) == f"{ben.id},{elias.id}"
    [call] = [said for said in await from_the_bot(ada, channel) if f"<@{ben.id}>" in said.text]
    assert has(call, f"<!subteam^{LEGAL}>", "you are called: P0 — Critical", "Bot leaks order data")
    seen = await channel_as_seen(elias, channel)
    assert seen["topic"] == "P0 · open · nobody commands yet · Bot leaks order data"
    card = await town.card(elias, channel)
    assert seen["pins"] == [card.ts]
    assert seen["bookmarks"][0]["title"] == "Incident card"
    assert seen["bookmarks"][0]["link"].endswith(f"/archives/{channel}/p{card.ts.replace('.', '')}")
    assert has(
        card,
        "*Type: Not sure yet*",
        "*P0 — Critical*\nSafety violation, legal exposure, or complete service failure",
        "Take command by <!date^1772442900^",
        "Blast radius",
        "Incident commander: nobody yet",
        "*Status*\nOpen",
    )
    assert await offers(ada, channel, "Assign to me")


async def test_an_incident_is_announced_once_and_the_announcement_is_edited_in_place(town: Town) -> None:
    ada, ben, hannah = [await town.person(name) for name in ("ada", "ben", "hannah")]
    channel = await town.declared(ada, "Bot leaks order data")
    first = await announcement(hannah)

    await town.presses(ben, channel, "Take command")
    await ada.types("/ai-incident severity", channel)
    await town.submits(ada, {"Severity": "P0", "Reason": "Addresses are leaked"})

    last = await announcement(hannah)
    assert has(first, "*Incident 1* · P1 — High · open", "Bot leaks order data", f"<#{channel}>")
    assert last.ts == first.ts
    assert has(last, "P0 — Critical")
    assert (await channel_as_seen(ada, channel))["topic"].startswith("P0 · open · has a commander")


async def test_a_private_incident_is_a_number_to_everybody_outside(build_town: OpenTown) -> None:
    town = await build_town(**CALLS)
    ada, ben, hannah = [await town.person(name) for name in ("ada", "ben", "hannah")]
    await ada.types("/ai-incident p1")

    await town.submits(ada, {"Title": "Leak of health data", "AI system": "MedBot", "Privacy": ["Make it private"]})

    seen = await channel_as_seen(ben, await town.channel_of(ben))
    assert (seen["name"], seen["is_private"]) == ("inc-1", True)
    assert await incident_channels(hannah) == []
    told = await announcement(hannah)
    assert has(told, "Incident 1 (private): P1 — High · open")
    assert not [word for word in ("Leak", "health", "MedBot") if word in told.words]


async def test_a_type_that_policy_wants_private_moves_the_incident_and_leaves_nothing_to_press_in_public(
    build_town: OpenTown,
) -> None:
    town = await build_town(**CALLS, private_channel_for=["safety_bypass"])
    ada, ben, gao, hannah = [await town.person(name) for name in ("ada", "ben", "gao", "hannah")]
    public = await town.declared(ada, "Bot explains weapons")
    await gao.joins(public)
    await gao.says(public, "I saw it too")
    await town.settle()

    await town.presses(ada, public, "Classify")
    await town.submits(ada, {"Type": "Safety bypass / jailbreak"})

    private = await town.channel_of(ada, 1)
    seen = await channel_as_seen(ada, private)
    assert (seen["name"], seen["is_private"]) == ("inc-1", True)
    assert "inc-1" in await incident_channels(ben)
    assert "inc-1" in await incident_channels(gao)
    assert has(await town.card(gao, private), "Safety bypass / jailbreak", "Bot explains weapons")
    assert [said.words for said in await from_the_bot(gao, public) if "Take command" in said.words] == []
    assert not await offers(gao, public, "Done")
    assert len(await reading(gao, public, "goes on in a private channel")) == 1
    left = await channel_as_seen(gao, public)
    assert left["topic"] == "Incident 1 has moved. Nothing happens here any more."
    told = await announcement(hannah)
    assert has(told, "Incident 1 (private)")
    assert "weapons" not in told.words


async def test_where_slack_refuses_a_private_channel_none_is_made_and_the_reporter_is_told(town: Town) -> None:
    ada, hannah = await town.person("ada"), await town.person("hannah")
    await town.sandbox.fault("conversations.create", "error:restricted_action")
    await ada.types("/ai-incident p0")

    await town.submits(ada, {"Title": "Leak of health data", "AI system": "MedBot", "Privacy": ["Make it private"]})

    assert len(await requests(town, "conversations.create")) == 1
    assert await incident_channels(ada) == []
    assert await _incidents_announced(hannah) == []
    [told] = await _told_directly(ada)
    assert all(words in told for words in ("channel of incident 1", "A workspace setting forbids it", "had to be"))


async def _incidents_announced(person: Person) -> list[str]:
    return [said.words for said in await person.messages(ANNOUNCE) if "Incident" in said.words]


async def _told_directly(person: Person) -> list[str]:
    return [said.words for said in await person.messages(await direct(person)) if said.raw["bot_id"]]
