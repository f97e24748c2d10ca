"""The Home: what somebody sees of incidents before they have opened a channel, and what they can do from there."""

from sandbox.people import Person
from sandbox.screen import Screen
from tests.stories.looking import requests
from tests.stories.town import UNWATCHED, Town

OPEN = {"Title": "Bot promises refunds", "AI system": "Support bot", "Severity": "P1 — High (respond within 1 h)"}
A_TURN = {"seconds": 2}


async def looks(town: Town, person: Person) -> Screen:
    """What somebody sees who goes to the app's Home."""
    await person.opens_home()
    await town.settle()
    return await person.must_home()


async def test_a_newcomer_is_told_what_to_do_and_declares_from_there(town: Town) -> None:
    ada = await town.person("ada")
    empty = await looks(town, ada)

    pressed = await ada.presses_home("Declare an incident")
    await town.submits(ada, {"Title": "Bot promises refunds", "AI system": "Support bot"})
    await town.passes(**A_TURN)
    channel = await town.channel_of(ada)
    home = await ada.must_home()

    assert pressed.view is not None
    assert pressed.view.title == "AI incident"
    assert "*No open incidents.*" in empty.words
    assert "Open incidents: 1" in home.words
    assert "*Incident 1: Bot promises refunds*" in home.words
    assert f"<#{channel}> · Commander: nobody yet · Next: classification due <!date^" in home.words


async def test_the_tab_of_messages_alone_publishes_nothing(town: Town) -> None:
    ada = await town.person("ada")

    await ada.opens_home("messages")
    await town.settle()

    assert await ada.home() is None


async def test_a_home_that_is_looked_at_follows_the_incident_to_its_post_mortem(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada)
    at_first = await looks(town, ben)

    await town.presses(ada, channel, "Take command")
    await town.presses(ada, channel, "Done")
    await town.passes(**A_TURN)
    worked = await ben.must_home()
    await town.passes(minutes=31)
    late = await ben.must_home()
    await town.presses(ada, channel, "Resolve")
    await town.submits(ada, {"How was it resolved?": "Rolled back", "Confirm": ["Yes, resolve it"], **UNWATCHED})
    await town.passes(**A_TURN)
    closed = await ben.must_home()

    assert "Commander: nobody yet" in at_first.words
    assert f"Commander: <@{ada.id}>" in worked.words
    assert "26 steps open, 1 done, 0 skipped" in worked.words
    assert ":warning: *Late:* status update was due <!date^" in late.words
    assert "*No open incidents.*" in closed.words
    assert "Recently closed" in closed.words
    assert "|Post-mortem> · <#" in closed.words


async def test_what_waits_for_a_person_can_be_done_from_their_home(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada)
    await town.presses(ada, channel, "Take command")
    await town.presses(ben, channel, "Assign to me")
    mine, his = await looks(town, ada), await looks(town, ben)

    updating = await ada.presses_home("Post update")
    form = await ada.must_view()
    await ben.presses_home("Done")
    await town.settle()
    again = await ben.presses_home("Done")
    refusal = await ben.must_view()

    assert "*Post a status update*" in mine.words
    assert "*Your step:*" in his.words
    assert (updating.ok, form.title, again.ok) == (True, "Status update", True)
    assert refusal.title == "That did not work"
    await town.passes(**A_TURN)
    assert "Waiting for you" not in (await ben.must_home()).words


async def test_a_private_incident_is_on_the_homes_of_those_who_have_a_part_in_it_alone(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    nothing = await looks(town, ben)
    await looks(town, ada)
    published = len(await requests(town, "views.publish"))

    await ada.types("/ai-incident")
    await town.submits(ada, {**OPEN, "Severity": "Not sure yet", "Privacy": ["Make it private"]})
    await town.passes(minutes=40)
    seen = await looks(town, ben)

    assert "Bot promises refunds" in (await ada.must_home()).words
    assert seen.words.splitlines()[:-1] == nothing.words.splitlines()[:-1]
    assert len(await requests(town, "views.publish")) > published


async def test_help_and_a_plan_are_a_click_away(town: Town) -> None:
    ada = await town.person("ada")
    await looks(town, ada)

    await ada.presses_home("Help")
    told = await ada.must_view()
    await ada.presses_home("Plan ahead")
    plan = await ada.must_view()

    assert (told.title, plan.title) == ("Help", "AI incident")
    assert "`/ai-incident list` shows the open incidents" in told.words
    assert "Plan for these types" in plan.labels


async def test_an_app_without_a_home_works_as_before(town: Town) -> None:
    ada = await town.person("ada")
    await town.sandbox.fault("views.publish", "error:not_enabled")
    await ada.opens_home()
    await town.settle()

    channel = await town.declared(ada)

    assert await ada.home() is None
    assert len(await requests(town, "views.publish")) == 1
    assert "Answers invent refund rules" in (await town.card(ada, channel)).words
    assert await ada.view() is None
