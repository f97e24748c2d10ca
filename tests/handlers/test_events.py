"""Slack's events, as Slack sends them, from the listener to the store."""

import asyncio
from typing import Any

import pytest
from slack_bolt.context.async_context import AsyncBoltContext

from bot.store import Ingest
from handlers.door import Door
from handlers.events import home, people, reactions, transcript
from tests.service.place import Place, short

TS = "1764147600.000100"


@pytest.fixture
async def context(place: Place) -> AsyncBoltContext:
    """The context of a request, with an incident in C1."""
    await place.opened("C1")
    return AsyncBoltContext({"door": Door(place.office, Ingest(place.store))})


def said(text: str = "It agrees", ts: str = TS, **more: Any) -> dict[str, Any]:
    return {"type": "message", "channel": "C1", "ts": ts, "user": "UBEN", "text": text, **more}


def changed(text: str, **message: Any) -> dict[str, Any]:
    edited = {"ts": TS, "user": "UBEN", "text": text, "edited": {"user": "UBEN", "ts": "1764147700.0"}, **message}
    return {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1764147700.1", "message": edited}


def reaction(name: str = "pushpin", event_id: str = "Ev1", **item: str) -> dict[str, Any]:
    on = {"type": "message", "channel": "C1", "ts": TS, **item}
    return {"event_id": event_id, "event": {"user": "UANNA", "reaction": name, "item": on}}


async def test_a_message_is_stored_before_its_event_is_acknowledged(place: Place, context: AsyncBoltContext) -> None:
    await transcript.message(said(), context)

    assert [one.text for one in place.transcript()] == ["It agrees"]


async def test_messages_that_arrive_together_are_all_stored(place: Place, context: AsyncBoltContext) -> None:
    burst = [said(f"Number {place}", ts=f"1764147600.{place:06}") for place in range(60)]

    await asyncio.gather(*(transcript.message(event, context) for event in burst))

    assert [one.text for one in place.transcript()] == [f"Number {place}" for place in range(60)]


@pytest.mark.parametrize("subtype", ["channel_join", "channel_topic", "channel_name", "pinned_item", "message_replied"])
async def test_what_slack_says_about_the_channel_is_not_kept(
    place: Place, context: AsyncBoltContext, subtype: str
) -> None:
    await transcript.message(said(subtype=subtype), context)

    assert place.transcript() == ()


async def test_an_edit_is_followed(place: Place, context: AsyncBoltContext) -> None:
    await transcript.message(said(), context)

    await transcript.message(changed("It agrees with everybody"), context)

    assert [one.text for one in place.transcript()] == ["It agrees with everybody"]


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(
            {"subtype": "message_deleted", "channel": "C1", "ts": "1764147800.1", "deleted_ts": TS}, id="without-words"
        ),
        pytest.param(
            {
                "subtype": "message_deleted",
                "channel": "C1",
                "ts": "1764147800.1",
                "deleted_ts": TS,
                "previous_message": {"ts": TS, "user": "UBEN", "text": "It agrees"},
            },
            id="with-its-words",
        ),
        pytest.param(changed("This message was deleted.", subtype="tombstone"), id="head-of-a-thread"),
    ],
)
async def test_a_deletion_is_followed(place: Place, context: AsyncBoltContext, event: dict[str, Any]) -> None:
    await transcript.message(said(), context)

    await transcript.message(event, context)

    gone = place.transcript()[0]
    assert (gone.text, gone.user) == ("", "UBEN")
    assert gone.deleted_at is not None


@pytest.mark.parametrize("name", ["pushpin", "round_pushpin"])
async def test_a_pushpin_puts_a_message_on_the_timeline_and_takes_it_off(
    place: Place, context: AsyncBoltContext, name: str
) -> None:
    await transcript.message(said(), context)

    await reactions.added(reaction(name), context)
    pinned = place.kinds()
    await reactions.removed(reaction(name, "Ev2"), context)

    assert sorted(pinned) == ["declared", "message_pinned"]
    assert place.kinds() == ["declared"]


async def test_a_pushpin_that_is_delivered_again_does_not_come_back(place: Place, context: AsyncBoltContext) -> None:
    await transcript.message(said(), context)
    await reactions.added(reaction(), context)
    await reactions.removed(reaction(event_id="Ev2"), context)

    await reactions.added(reaction(), context)

    assert place.kinds() == ["declared"]


@pytest.mark.parametrize(
    "body", [reaction("eyes"), reaction(type="file", file="F1")], ids=["another-reaction", "on-a-file"]
)
async def test_other_reactions_mean_nothing(place: Place, context: AsyncBoltContext, body: dict[str, Any]) -> None:
    await transcript.message(said(), context)

    await reactions.added(body, context)

    assert place.kinds() == ["declared"]


async def test_who_joins_is_looked_up(place: Place, context: AsyncBoltContext) -> None:
    await people.joined({"channel": "C1", "user": "UDANA"}, context)

    assert short(place.news()) == ["look_up UDANA"]


async def test_the_home_is_published_for_who_opens_it_and_not_for_who_opens_the_messages(
    place: Place, context: AsyncBoltContext
) -> None:
    for user, tab in (("UANNA", "home"), ("UBEN", "messages")):
        await home.opened({"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab}, context)

    assert short(place.news()) == ["publish_home UANNA"]
