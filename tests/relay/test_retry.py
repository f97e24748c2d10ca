from datetime import UTC, datetime, timedelta

import pytest

from bot.relay.retry import Again, Attempts, Decision, Done, Refused, decide
from bot.slack import AlreadyDone, Failure, GiveUp, Lost, Retry

NOON = datetime(2025, 4, 27, 12, 0, tzinfo=UTC)


def attempts(call: str = "post", count: int = 1, since: timedelta = timedelta(0)) -> Attempts:
    return Attempts(call, count, NOON - since)


def again(seconds: float, code: str = "x", *, doubtful: bool = False) -> Again:
    return Again(NOON + timedelta(seconds=seconds), code, doubtful)


@pytest.mark.parametrize(
    ("outcome", "tried", "expected"),
    [
        pytest.param(AlreadyDone("already_pinned"), attempts("pin"), Done(), id="what is so already is done"),
        pytest.param(
            GiveUp("missing_scope", "needed: pins:write"),
            attempts("pin"),
            Refused("missing_scope", "needed: pins:write"),
            id="what Slack forbids is not tried again",
        ),
        pytest.param(Retry("x", 30), attempts(), again(30), id="Slack says when"),
        pytest.param(Retry("x", 0), attempts(count=9), again(0), id="Slack may say at once"),
        pytest.param(Retry("x"), attempts(count=1), again(1), id="one second after the first failure"),
        pytest.param(Retry("x"), attempts(count=2), again(2), id="two after the second"),
        pytest.param(Retry("x"), attempts(count=6), again(32), id="32 after the sixth"),
        pytest.param(Retry("x"), attempts(count=7), again(60), id="a minute at most"),
        pytest.param(Retry("x"), attempts(count=100_000), again(60), id="a minute also after very many"),
        pytest.param(Lost("x"), attempts(), again(1, doubtful=True), id="a lost answer is looked for first"),
        pytest.param(Lost("x"), attempts("whisper"), Done(), id="a whisper is never repeated in doubt"),
        pytest.param(Lost("x"), attempts("upload"), Done(), id="nor is a file"),
        pytest.param(Retry("x"), attempts("whisper"), again(1), id="a whisper that Slack did not take is"),
        pytest.param(
            Retry("x"), attempts(since=timedelta(days=3)), again(1), id="what makes up the incident is tried for days"
        ),
        pytest.param(
            Retry("x"),
            attempts("set_topic", since=timedelta(minutes=59)),
            again(1),
            id="decoration is tried for an hour",
        ),
        pytest.param(
            Retry("x"),
            attempts("set_topic", since=timedelta(minutes=60)),
            Refused("took_too_long", "x"),
            id="and no longer",
        ),
    ],
)
def test_what_becomes_of_a_call_that_failed(outcome: Failure, tried: Attempts, expected: Decision) -> None:
    assert decide(outcome, tried, NOON, jitter=0.0) == expected


def test_chance_delays_by_up_to_a_quarter() -> None:
    assert decide(Retry("x", 8), attempts(), NOON, jitter=1.0) == again(10)
