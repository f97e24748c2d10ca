"""Between the mitigation and the end: the watch runs, ends quietly or with a regression, and two people sign it off."""

from sandbox.people import Person
from tests.stories.reading import announcement, ask, has, offers, reading
from tests.stories.test_evaluations import compiled
from tests.stories.town import Town

CLOSE = {"How was it resolved?": "The old index serves", "Confirm": ["Yes, resolve it"]}


async def watched(town: Town, ada: Person, owner: Person) -> str:
    """An incident that is mitigated and being watched."""
    channel = await town.declared(ada, severity="p2")
    await town.presses(ada, channel, "Take command")
    await ada.types("/ai-incident mitigated", channel)
    await town.submits(ada, {"What stopped the harm?": "The old index serves"})
    await town.presses(ada, channel, "Start the watch")
    await town.submits(ada, {"Owner of the system": owner.id, "What is watched?": "Share of invented rules"})
    return channel


async def test_a_quiet_watch_is_signed_off_by_two_and_then_the_incident_closes_without_a_reason(town: Town) -> None:
    ada, gao = await town.person("ada"), await town.person("gao")
    channel = await watched(town, ada, gao)
    assert has(await town.card(ada, channel), "Watching", "Watched since")
    assert has(await announcement(ada), "watching")
    assert not await offers(ada, channel, "Sign off as owner")

    await town.passes(hours=23, minutes=59)
    assert not await reading(ada, channel, "nothing came back")
    await town.passes(minutes=2)
    [asked] = await reading(ada, channel, "Sign off as owner")
    assert has(asked, f"commander <@{ada.id}>", f"owner of the system <@{gao.id}>")
    await town.presses(ada, channel, "Sign off as owner")
    assert await reading(ada, channel, "The owner of the system signs here")
    await town.presses(gao, channel, "Sign off as owner")
    await town.presses(ada, channel, "Sign off as commander")
    await town.presses(ada, channel, "Resolve")
    await town.submits(ada, CLOSE)

    assert has(await announcement(ada), "resolved")
    report = await compiled(town, ada, channel)
    assert "## Watch and sign-off" in report
    assert "24 h, and nothing came back" in report
    assert "owner of the system" in report


async def test_updates_slow_down_during_the_watch_and_come_as_before_once_it_is_back(town: Town) -> None:
    ada, gao = await town.person("ada"), await town.person("gao")
    channel = await watched(town, ada, gao)

    await town.passes(hours=6)
    assert not await reading(ada, channel, "Status update is due")
    await town.presses(gao, channel, "It is back")
    await town.submits(gao, {"What is seen?": "Invented rules again"})
    await town.passes(minutes=31)

    assert await reading(ada, channel, "Status update is due")
    assert has(await town.card(ada, channel), "Open")
    assert not await offers(ada, channel, "It is back")
    assert has(await ask(town, ada, channel, "timeline"), "it is back, 6 h after the watch had begun")


async def test_closing_before_the_watch_is_over_takes_a_tick_and_a_reason_that_the_post_mortem_shows(
    town: Town,
) -> None:
    ada, gao = await town.person("ada"), await town.person("gao")
    channel = await watched(town, ada, gao)
    await ada.types("/ai-incident resolve", channel)
    form = await ada.view()
    assert form is not None
    assert "the end of the watch, the commander's sign-off and the owner's sign-off" in form.words

    unticked = await town.submits(ada, CLOSE)
    early = {"Close all the same?": ["Close without the watch or sign-off"]}
    unreasoned = await town.submits(ada, {**CLOSE, **early})
    await town.submits(ada, {**CLOSE, **early, "Why without them?": "The product is closed down"})

    assert "Tick one of these" in str(unticked.errors)
    assert "Say in a few words why" in str(unreasoned.errors)
    report = await compiled(town, ada, channel)
    assert "**Closed without the end of the watch, the commander" in report
    assert "The product is closed down" in report


async def test_a_false_alarm_is_closed_with_one_tick(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await town.presses(ada, channel, "Take command")

    await town.presses(ada, channel, "Resolve")
    await town.submits(ada, {**CLOSE, "Close all the same?": ["False alarm"]})

    assert has(await ask(town, ada, channel, "timeline"), "Closed as a false alarm, without the end of the watch")
