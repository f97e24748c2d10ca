from datetime import UTC, datetime

import pytest

from bot.errors import NotAnIncident, NothingToShow
from bot.service import listen
from bot.service.listen import Deleted, Edited, OnMessage, WithMessage
from handlers.payload import Json, entry
from tests.service.place import Place, short

TS, REPLY = "1764147600.000100", "1764147660.000200"
LATER, LATEST = datetime(2025, 11, 26, 9, 5, tzinfo=UTC), datetime(2025, 11, 26, 9, 6, tzinfo=UTC)


def message(text: str = "It agrees with <@UCARLA|carla>", ts: str = TS, **more: str) -> Json:
    return {"ts": ts, "user": "UBEN", "text": text, **more}


@pytest.fixture
async def talking(place: Place) -> Place:
    """A message was said in an incident's channel."""
    await place.opened("C1")
    await place.ask(listen.said, entry("C1", message()))
    return place


async def test_what_is_said_is_kept_and_its_people_are_looked_up(talking: Place) -> None:
    assert [(one.user, one.text) for one in talking.transcript()] == [("UBEN", "It agrees with <@UCARLA|carla>")]
    assert short(talking.news()) == ["look_up UBEN", "look_up UCARLA"]


async def test_a_thread_reply_is_kept_as_one(talking: Place) -> None:
    await talking.ask(listen.said, entry("C1", message("Here too", REPLY, thread_ts=TS)))

    assert [one.is_reply for one in talking.transcript()] == [False, True]


async def test_a_message_delivered_twice_stands_once(talking: Place) -> None:
    await talking.ask(listen.said, entry("C1", message()))

    assert len(talking.transcript()) == 1


async def test_what_is_said_elsewhere_is_nobodys_business(talking: Place) -> None:
    await talking.ask(listen.said, entry("CRANDOM", message(ts=REPLY)))

    assert len(talking.transcript()) == 1


async def test_an_edit_keeps_the_last_words(talking: Place) -> None:
    await talking.ask(listen.edited, Edited(entry("C1", message("It agrees with everybody")), LATEST))
    await talking.ask(listen.edited, Edited(entry("C1", message("It agrees with some")), LATER))

    assert [(one.text, one.edited_at) for one in talking.transcript()] == [("It agrees with everybody", LATEST)]


async def test_a_person_named_by_an_edit_is_looked_up_too(talking: Place) -> None:
    talking.news()

    await talking.ask(listen.edited, Edited(entry("C1", message("Ask <@UDANA>")), LATER))

    assert short(talking.news()) == ["look_up UDANA"]


async def test_an_unfolded_link_is_no_edit(talking: Place) -> None:
    await talking.ask(listen.edited, Edited(entry("C1", message()), LATER))

    assert talking.transcript()[0].edited_at is None


async def test_an_edit_that_overtakes_its_message_is_not_lost(place: Place) -> None:
    await place.opened("C1")
    await place.ask(listen.edited, Edited(entry("C1", message("It agrees with everybody")), LATER))

    await place.ask(listen.said, entry("C1", message("It agrees with nobody")))

    assert [one.text for one in place.transcript()] == ["It agrees with everybody"]


async def test_a_message_that_was_deleted_before_it_arrived_leaves_no_words(place: Place) -> None:
    await place.opened("C1")
    await place.ask(listen.deleted, Deleted("C1", TS, LATER, before=entry("C1", message())))

    await place.ask(listen.said, entry("C1", message()))

    assert [(one.text, one.user, one.deleted_at) for one in place.transcript()] == [("", "UBEN", LATER)]


async def test_a_deletion_leaves_only_time_and_author(talking: Place) -> None:
    await talking.ask(listen.deleted, Deleted("C1", TS, LATER))

    gone = talking.transcript()[0]
    assert (gone.text, gone.files, gone.user, gone.deleted_at) == ("", (), "UBEN", LATER)


async def test_a_deleted_message_does_not_come_back(talking: Place) -> None:
    await talking.ask(listen.deleted, Deleted("C1", TS, LATER))

    await talking.ask(listen.said, entry("C1", message()))
    await talking.ask(listen.edited, Edited(entry("C1", message("It agrees")), LATEST))

    assert [one.text for one in talking.transcript()] == [""]


async def test_a_pushpin_puts_a_message_on_the_timeline_at_its_own_time(talking: Place) -> None:
    await talking.ask(listen.pin, OnMessage("C1", TS, "UANNA"))

    pinned = talking.timeline()[0]
    assert (pinned.kind, pinned.by) == ("message_pinned", "UBEN")
    assert pinned.at == talking.transcript()[0].at


async def test_a_message_stands_on_the_timeline_once_however_many_pin_it(talking: Place) -> None:
    for by in ("UANNA", "UBEN", "UANNA"):
        await talking.ask(listen.pin, OnMessage("C1", TS, by))

    assert talking.kinds().count("message_pinned") == 1


async def test_taking_the_pushpin_away_takes_it_off(talking: Place) -> None:
    await talking.ask(listen.pin, OnMessage("C1", TS, "UANNA"))

    await talking.ask(listen.unpin, OnMessage("C1", TS, "UANNA"))
    await talking.ask(listen.unpin, OnMessage("C1", TS, "UANNA"))

    assert talking.kinds() == ["declared"]


async def test_a_message_that_two_people_keep_goes_when_both_let_it_go(talking: Place) -> None:
    for person in ("UANNA", "UBEN"):
        await talking.ask(listen.pin, OnMessage("C1", TS, person))

    await talking.ask(listen.unpin, OnMessage("C1", TS, "UANNA"))
    kept = talking.kinds()
    await talking.ask(listen.unpin, OnMessage("C1", TS, "UBEN"))

    assert "message_pinned" in kept
    assert talking.kinds() == ["declared"]


async def test_a_pushpin_in_another_channel_means_nothing(talking: Place) -> None:
    await talking.ask(listen.pin, OnMessage("CRANDOM", TS, "UANNA"))

    assert talking.kinds() == ["declared"]


async def test_a_pushpin_that_overtakes_its_message_asks_to_be_delivered_again(talking: Place) -> None:
    with pytest.raises(NothingToShow):
        await talking.ask(listen.pin, OnMessage("C1", "1.1", "UANNA"))


async def test_the_shortcut_brings_a_message_that_was_never_heard(talking: Place) -> None:
    unheard = entry("C1", message("Said while the bot was away", REPLY))

    first = await talking.ask(listen.add_to_timeline, WithMessage(unheard, "UANNA"))
    second = await talking.ask(listen.add_to_timeline, WithMessage(unheard, "UBEN"))

    assert (first, second) == (True, False)
    assert len(talking.transcript()) == 2


async def test_the_shortcut_is_refused_where_there_is_no_incident(talking: Place) -> None:
    with pytest.raises(NotAnIncident):
        await talking.ask(listen.add_to_timeline, WithMessage(entry("CRANDOM", message()), "UANNA"))


async def test_the_shortcut_does_not_bring_a_deleted_message_back(talking: Place) -> None:
    await talking.ask(listen.deleted, Deleted("C1", TS, LATER))

    with pytest.raises(NothingToShow):
        await talking.ask(listen.add_to_timeline, WithMessage(entry("C1", message()), "UANNA"))

    assert [one.text for one in talking.transcript()] == [""]


async def test_who_joins_an_incidents_channel_is_looked_up(talking: Place) -> None:
    talking.news()

    await talking.ask(listen.joined, OnMessage("C1", "", "UDANA"))
    await talking.ask(listen.joined, OnMessage("CRANDOM", "", "UERIN"))

    assert short(talking.news()) == ["look_up UDANA"]
