"""Status updates and the sub-commands of a running incident, to its end and back."""

from sandbox.people import Person
from sandbox.screen import Screen
from tests.stories.reading import announcement, ask, has, offers, reading
from tests.stories.town import UNWATCHED, Town

UPDATE = {
    "What we know": "The refund answers come from a <!channel> stale index",
    "What we do": "Rolling the index back",
    "Customer impact": "Refund questions are answered wrongly",
}
RESOLVE = {
    "How was it resolved?": "The index of last week is in service again",
    "Confirm": ["Yes, resolve it"],
    **UNWATCHED,
}


async def opened(town: Town, person: Person, channel: str, line: str) -> Screen:
    await person.types(f"/ai-incident {line}", channel)
    await town.settle()
    return await person.must_view()


async def test_an_update_is_posted_stands_on_the_timeline_moves_the_clock_and_edits_the_announcement(
    town: Town,
) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada)
    before = await announcement(ben)

    await town.passes(minutes=20)
    await opened(town, ada, channel, "update")
    incomplete = await town.submits(ada, {**UPDATE, "What we do": ""})
    await town.submits(ada, {"What we do": UPDATE["What we do"], "Next update in": "1 h"})
    await town.passes(minutes=59)

    assert not incomplete.ok
    [posted] = await reading(ada, channel, "*Status update*")
    escaped = UPDATE["What we know"].replace("<!channel>", "&lt;!channel&gt;")
    assert has(posted, escaped, UPDATE["What we do"], UPDATE["Customer impact"], f"By <@{ada.id}>", "10:20 UTC")
    assert has(await ask(town, ada, channel, "timeline"), "posted a status update", UPDATE["Customer impact"])
    assert await reading(ada, channel, "Status update is due") == []
    after = await announcement(ben)
    assert after.ts == before.ts
    assert has(after, escaped, "Next update due", "10:20 UTC")
    assert has(await town.card(ada, channel), "Latest update", escaped, "10:20 UTC")


async def test_severity_type_and_role_are_changed_from_the_channel_and_show_where_people_look(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada, severity="p2")

    await opened(town, ada, channel, "severity")
    await town.submits(ada, {"Severity": "P1", "Reason": "Refunds are paid out on these answers"})
    await opened(town, ada, channel, "type")
    await town.submits(ada, {"Type": "hallucination_spike"})
    await opened(town, ada, channel, "role")
    await town.submits(ada, {"Role": "Scribe", "Person": ben.id})

    card = await town.card(ada, channel)
    assert has(card, "P1 — High", "Type: Hallucination spike", f"Scribe: <@{ben.id}>")
    assert has(await announcement(ben), "P1 — High")
    assert len(await reading(ada, channel, "Reason: Refunds are paid out on these answers")) == 1
    assert len(await reading(ada, channel, "classified the incident as Hallucination spike")) == 1
    assert len(await reading(ada, channel, f"gave <@{ben.id}> the role of scribe")) == 1


async def test_list_and_help_answer_anywhere_and_the_others_say_where_they_work(town: Town) -> None:
    ada, gao = await town.person("ada"), await town.person("gao")

    nothing = await ask(town, gao, "#general", "list")
    channel = await town.declared(ada)
    listed = await ask(town, gao, "#general", "list")
    answered = await ask(town, gao, "#support", "help")
    elsewhere = await ask(town, gao, "#general", "resolve")
    in_channel = await ask(town, ada, channel, "list")

    assert has(nothing, "no open incidents")
    assert has(listed, "Incident 1", "P1 — High", "Answers invent refund rules", f"<#{channel}>")
    assert has(answered, "/ai-incident update", "/ai-incident list", "pushpin")
    assert has(elsewhere, "/ai-incident resolve works in the channel of an incident", "/ai-incident list")
    assert has(in_channel, "Incident 1")


async def test_only_the_commander_resolves_and_confirms_what_is_still_open_and_running(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada)
    await ben.joins(channel)

    uncommanded = await ask(town, ada, channel, "resolve")
    await town.presses(ben, channel, "Take command")
    by_another = await ask(town, ada, channel, "resolve")
    form = await opened(town, ben, channel, "resolve")
    unconfirmed = await town.submits(ben, {**RESOLVE, "Confirm": []})
    await town.submits(ben, {"Confirm": RESOLVE["Confirm"]})

    assert has(uncommanded, "Nobody commands this incident yet")
    assert has(by_another, f"Only <@{ben.id}> may do this")
    assert await ada.view() is None
    assert all(words in form.words for words in ("open steps", "Running clocks", "status update, due"))
    assert not unconfirmed.ok
    assert has(await announcement(ada), "resolved", "Resolved <!date")
    assert not await offers(ben, channel, "Resolve")
    assert len(await reading(ada, channel, "Incident 1 is resolved")) == 1


async def test_a_resolution_is_taken_back_within_ten_minutes(town: Town) -> None:
    ada = await town.person("ada")
    channel = await resolved(town, ada)

    await town.passes(minutes=9)
    await town.presses(ada, channel, "Undo (10 minutes)")
    await town.passes(minutes=21)

    assert len(await reading(ada, channel, "took the resolution back")) == 1
    assert await reading(ada, channel, "Incident 1 is resolved") == []
    assert has(await announcement(ada), "· open")
    assert len(await reading(ada, channel, "Status update is due")) == 1


async def test_a_resolution_is_not_taken_back_later_and_the_refusal_says_what_helps(town: Town) -> None:
    ada = await town.person("ada")
    channel = await resolved(town, ada)

    await town.passes(minutes=11)
    await town.presses(ada, channel, "Undo (10 minutes)")

    [refusal] = [said for said in await ada.messages(channel) if said.ephemeral]
    assert has(refusal, "can be undone for 10 minutes", "/ai-incident reopen")
    assert has(await announcement(ada), "resolved")
    assert await reading(ada, channel, "took the resolution back") == []


async def resolved(town: Town, person: Person) -> str:
    channel = await town.declared(person)
    await town.presses(person, channel, "Take command")
    await opened(town, person, channel, "resolve")
    await town.submits(person, RESOLVE)
    return channel


async def test_a_resolved_incident_is_quiet_until_it_is_reopened_with_a_reason(town: Town) -> None:
    ada = await town.person("ada")
    channel = await resolved(town, ada)

    await town.passes(hours=3)
    quiet = await reading(ada, channel, "Status update is due")
    refused = await ask(town, ada, channel, "mitigated")
    await opened(town, ada, channel, "reopen")
    await town.submits(ada, {"Reason": "The old answers are back"})
    await town.passes(minutes=30)
    await opened(town, ada, channel, "mitigated")
    await town.submits(ada, {"What stopped the harm?": "The answers are switched off"})

    assert quiet == []
    assert has(refused, "/ai-incident reopen")
    assert len(await reading(ada, channel, "reopened the incident. Reason: The old answers are back")) == 1
    assert len(await reading(ada, channel, "Status update is due")) == 1
    assert len(await reading(ada, channel, "reported that the harm has stopped: The answers are switched off")) == 1
    assert await reading(ada, channel, "Incident 1 is resolved") == []
    assert has(await announcement(ada), "mitigated")
    assert has(await town.card(ada, channel), "Mitigated")
