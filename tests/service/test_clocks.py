"""Updates, reminders, misses and endings, over time."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Status
from bot.domain.taxonomy import Severity
from bot.messages import Upload
from bot.service import clocks, command, ending, updates
from bot.service.command import ByPerson, HandOver
from bot.service.ending import Closing, WithWords
from bot.service.updates import PostUpdate, Snooze
from tests.service.place import UNWATCHED, Place, short, words

UPDATE = PostUpdate(1, "UANNA", "It agrees", "Rolling back", "All users", timedelta(minutes=30))
RESOLVE = Closing(1, "UANNA", "The rollback holds", unwatched=UNWATCHED)


async def commanded(place: Place, severity: Severity = Severity.P1) -> None:
    await place.opened(severity=severity)
    await place.ask(command.take_command, ByPerson(1, "UANNA"))
    place.news()


async def test_nothing_rings_before_its_time(place: Place) -> None:
    await place.opened()

    said = await place.pass_minutes(9.9)

    assert (said, place.news()) == (0, [])


async def test_a_missed_response_is_said_in_the_channel_and_to_the_next_in_line(place: Place) -> None:
    await place.opened(severity=Severity.P0)

    await place.pass_minutes(15)

    news = short(place.news())
    assert "post response_missed" in news
    assert "post USECOND" in news
    assert place.kinds() == ["declared", "response_missed", "classification_asked"]


async def test_a_tick_after_a_restart_repeats_nothing(place: Place) -> None:
    await place.opened(severity=Severity.P0)
    await place.pass_minutes(31)
    place.news()

    await clocks.tick(place.office)

    assert place.news() == []
    assert place.kinds().count("update_pinged") == 1


async def test_two_ticks_at_once_ring_once(place: Place) -> None:
    await place.opened(severity=Severity.P0)
    place.clock.moment += timedelta(minutes=31)

    await asyncio.gather(clocks.tick(place.office), clocks.tick(place.office))

    assert place.kinds().count("response_missed") == 1


async def test_one_reminder_stands_at_a_time(place: Place) -> None:
    await commanded(place)

    await place.pass_minutes(30)
    first = short(place.news())
    await place.pass_minutes(30)
    second = short(place.news())

    assert (first.count("remove reminder"), first.count("post reminder")) == (1, 1)
    assert second.index("remove reminder") < second.index("post reminder")


async def test_the_reminder_calls_the_commander_and_offers_what_can_be_done(place: Place) -> None:
    await commanded(place)

    await place.pass_minutes(30)

    said = words(place.news())
    assert "<@UANNA>" in said
    for action in ("open_update", "open_snooze", "open_hand_over"):
        assert action in said


async def test_an_update_takes_the_reminder_away_and_sets_the_clock(place: Place) -> None:
    await commanded(place)
    await place.pass_minutes(32)
    place.news()

    await place.ask(updates.post, UPDATE)

    news = place.news()
    assert {"remove reminder", "post", "stand card", "stand announcement"} <= set(short(news))
    assert "Rolling back" in words(news)
    assert place.incident().deadlines[DeadlineKind.STATUS_UPDATE].due_at == place.clock.now() + timedelta(minutes=30)


async def test_a_snooze_takes_the_reminder_away_and_says_why(place: Place) -> None:
    await commanded(place)
    await place.pass_minutes(32)
    place.news()

    await place.ask(updates.snooze, Snooze(1, "UANNA", timedelta(minutes=15), "In a call with Legal"))
    snoozed = place.news()
    early = await place.pass_minutes(14.9)
    late = await place.pass_minutes(0.1)

    assert "remove reminder" in short(snoozed)
    assert "In a call with Legal" in words(snoozed)
    assert (early, late) == (0, 1)


async def test_every_incident_that_is_due_rings(place: Place) -> None:
    for number in (1, 2, 3):
        await place.opened(f"C{number}", severity=Severity.P0)

    said = await place.pass_minutes(15)

    assert said == 3
    assert [place.kinds(number).count("response_missed") for number in (1, 2, 3)] == [1, 1, 1]


async def test_an_incident_that_cannot_be_read_keeps_no_other_from_ringing(place: Place) -> None:
    await place.opened("C1", severity=Severity.P0)
    await place.opened("C2", severity=Severity.P0)
    place.damage(1)

    with pytest.raises(ExceptionGroup):
        await place.pass_minutes(15)

    assert "response_missed" in place.kinds(2)


async def test_resolving_stops_the_clocks_and_delivers_the_postmortem(place: Place) -> None:
    await commanded(place)

    await place.ask(ending.resolve, RESOLVE)

    news = place.news()
    document = next(message for message in news if isinstance(message, Upload))
    assert document.filename.endswith(".md")
    assert {"post resolved", "stand card", "stand announcement", "remove reminder"} <= set(short(news))
    assert place.kinds()[-2:] == ["resolved", "postmortem_compiled"]
    assert await place.pass_minutes(6000) == 0


async def test_a_resolved_incident_leaves_no_button_of_work_to_press(place: Place) -> None:
    await commanded(place)
    await place.ask(command.hand_over, HandOver(1, "UANNA", "UBEN"))
    place.news()

    await place.ask(ending.resolve, RESOLVE)

    news = short(place.news())
    assert "stand checklist:unclassified:evidence" in news
    assert "remove hand_over" in news


async def test_an_undone_resolution_takes_its_message_back_and_the_clocks_go_on(place: Place) -> None:
    await commanded(place)
    before = place.incident()
    await place.ask(ending.resolve, RESOLVE)
    place.news()

    await place.ask(ending.undo_resolve, ByPerson(1, "UBEN"))

    after = place.incident()
    assert (after.status, after.deadlines) == (Status.OPEN, before.deadlines)
    assert {"remove resolved", "stand card", "stand checklist:unclassified:evidence"} <= set(short(place.news()))


async def test_mitigated_is_said_and_shown_everywhere(place: Place) -> None:
    await commanded(place)

    await place.ask(ending.mitigated, WithWords(1, "UBEN", "Rolled back to v41"))

    news = place.news()
    assert {"post", "stand card", "stand announcement"} <= set(short(news))
    assert "Rolled back to v41" in words(news)


async def test_reopened_it_asks_for_updates_again(place: Place) -> None:
    await commanded(place)
    await place.ask(ending.resolve, RESOLVE)
    await place.pass_minutes(600)
    place.news()

    await place.ask(ending.reopen, WithWords(1, "UBEN", "It is back"))
    await place.pass_minutes(30)

    assert "post reminder" in short(place.news())
    assert place.kinds().count("reopened") == 1
