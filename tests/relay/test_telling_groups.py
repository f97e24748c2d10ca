"""A user group is told by telling each of its people."""

from datetime import timedelta

from bot.messages import Rendered, TellGroup
from tests.relay.desk import Desk

WORDS = Rendered(text="It could not be rolled back")


def told(desk: Desk) -> list[str]:
    return sorted(call["users"] for call in desk.calls("conversations.open"))


async def test_everybody_in_a_group_is_told_directly_and_once(desk: Desk) -> None:
    await desk.send(TellGroup(group="S0000SECUR", says=WORDS), key="lapsed:x:1")
    await desk.send(TellGroup(group="S0000SECUR", says=WORDS), key="lapsed:x:1")

    assert told(desk) == ["U0000DEV04", "U0000GAO07"]
    assert len(desk.calls("chat.postMessage")) == 2


async def test_a_group_that_is_gone_disturbs_nobody(desk: Desk) -> None:
    await desk.send(TellGroup(group="S0NOBODY00", says=WORDS))

    assert told(desk) == []
    assert desk.relay.tally["refused"] == 1


async def test_a_group_is_told_though_slack_was_away_at_first(desk: Desk) -> None:
    await desk.sandbox.fault("usergroups.users.list", "error:internal_error")

    await desk.send(TellGroup(group="S0000LEGAL", says=WORDS))
    await desk.pass_time(timedelta(seconds=5))

    assert told(desk) == ["U0000ELI05"]
