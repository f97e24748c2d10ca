"""Homes on their way to Slack: rendered when sent, several as one, and no trouble for anything else."""

from datetime import timedelta
from typing import Any

from bot.domain.incident import Incident
from bot.messages import IncidentChannel, OpenChannel, Post, PublishHome, Rendered, Upload
from tests.relay.desk import ADA, BEN, IVO, NOON, Desk


async def opened(desk: Desk, *people: str) -> None:
    for person in people:
        await desk.store.run(lambda work, who=person: work.homes.opened(who, NOON))


def published(desk: Desk) -> list[tuple[str, Any]]:
    return [(call["user_id"], call["view"]["blocks"][0]["text"]["text"]) for call in desk.calls("views.publish")]


async def test_a_home_is_rendered_for_its_person_when_it_is_sent(desk: Desk) -> None:
    await desk.send(PublishHome(user=ADA), PublishHome(user=BEN))

    assert published(desk) == [(ADA, f"home of {ADA}"), (BEN, f"home of {BEN}")]


async def test_several_that_wait_become_one(desk: Desk) -> None:
    await desk.send(*(PublishHome(user=ADA) for _ in range(5)))

    assert len(published(desk)) == 1


async def test_a_home_that_cannot_be_shown_disturbs_nobody_and_is_not_tried_again(
    desk: Desk, incident: Incident
) -> None:
    await opened(desk, ADA, IVO)
    await desk.sandbox.fault("views.publish", "error:not_enabled")

    await desk.send(PublishHome(user=ADA))
    await desk.open_channel(incident)
    await desk.pass_time(timedelta(seconds=5))

    left = await desk.store.run(lambda work: work.homes.opened_since(NOON))
    assert (left, desk.relay.tally["refused"], desk.relay.tally["bugs"]) == ((), 2, 0)
    assert [call["user_id"] for call in desk.calls("views.publish")] == [ADA, IVO]
    assert desk.calls("chat.postMessage") == desk.calls("conversations.open") == []


async def test_a_home_that_slack_puts_off_comes_later_and_holds_up_only_other_homes(
    desk: Desk, incident: Incident
) -> None:
    await desk.open_channel(incident)
    await desk.sandbox.fault("views.publish", "429", retry_after=30)
    post = Post(to=IncidentChannel(incident=1), says=Rendered(text="it is here"), incident=1)

    await desk.send(PublishHome(user=ADA), PublishHome(user=BEN), post)
    at_first = [call["text"] for call in desk.calls("chat.postMessage")]
    await desk.pass_time(timedelta(seconds=31))

    assert at_first == ["it is here"]
    assert [user for user, _ in published(desk)] == [ADA, ADA, BEN]


async def test_homes_hear_of_a_channel_once_it_is_made(desk: Desk, incident: Incident) -> None:
    await opened(desk, ADA, BEN)
    await desk.has(incident)

    await desk.send(OpenChannel(incident=1, name="inc-1", private=False))
    at_first = [user for user, _ in published(desk)]
    await desk.pass_time(timedelta(seconds=1))

    assert (at_first, [user for user, _ in published(desk)]) == ([ADA], [ADA, BEN])


async def test_where_a_post_mortem_was_shared_is_remembered_for_the_homes(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await opened(desk, ADA)
    await desk.store.run(lambda work: work.documents.save(1, 1, "# What happened", NOON))
    file = {"filename": "postmortem-1.md", "title": "Post-mortem", "content": "# What happened", "comment": "Here"}

    await desk.send(Upload(to=IncidentChannel(incident=1), **file, incident=1, edition=1))

    link = await desk.store.run(lambda work: work.documents.link(1))
    assert link is not None
    assert link.startswith("http")
    assert [user for user, _ in published(desk)] == [ADA]
