"""Files given to the bot's own file input: read from Slack and from nowhere else, and what cannot be read is told."""

import pytest

from bot.domain import classifying, sampling
from bot.domain.incident import Incident
from bot.domain.records import Drawn, DrawnSample
from bot.domain.taxonomy import Severity
from bot.library import load_library
from bot.messages import FetchOutputs
from bot.slack.files import LARGEST, is_from_slack
from tests.relay.desk import ADA, NOON, Desk

STEP = "sample-50"
SLACK = "https://slack.com/api/"


@pytest.fixture
def sampled(incident: Incident) -> Incident:
    """An incident that waits for the outputs of a sample."""
    book = load_library().runbook("hallucination_spike")
    spiking = classifying.set_type(incident.having(severity=Severity.P1), book, ADA, NOON).incident
    sample = DrawnSample(frame="refund answers", drawn=Drawn.RANDOM, by=ADA, at=NOON)
    return sampling.draw(spiking, STEP, sample).incident


async def attached(desk: Desk, name: str, content: str) -> FetchOutputs:
    """A file of Ada's, as a form that she submitted would name it."""
    ada = await desk.sandbox.person("ada")
    await ada.attaches("#general", name, content)
    slack = desk.slack.stand.slack
    file = list(slack.files.values())[-1].as_slack(slack.base_url, slack.team_id)
    return fetching(str(file["url_private_download"]), name)


def fetching(url: str, name: str = "answers.txt") -> FetchOutputs:
    return FetchOutputs(incident=1, step=STEP, drawn_at=NOON, by=ADA, url=url, filename=name)


async def outputs(desk: Desk) -> int:
    labels = await desk.store.run(lambda work: work.samples.labels(1, STEP))
    return labels.size


async def test_a_file_is_read_with_the_bots_token(desk: Desk, sampled: Incident) -> None:
    await desk.open_channel(sampled)

    await desk.send(await attached(desk, "answers.csv", 'id,answer\n1,"one,\ntwo"\n2,three\n'))

    assert await outputs(desk) == 2
    assert await desk.store.run(lambda work: work.samples.output(1, STEP, 1)) == "one,\ntwo"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("answers.csv", "a,b\n1,2\n", "It has no such column or key", id="no column"),
        pytest.param("answers.txt", "x" * (LARGEST + 1), "It is larger than 1 MB", id="too large"),
        pytest.param("answers.jsonl", "{", "It is not what its name says", id="no JSON"),
    ],
)
async def test_who_attached_what_cannot_be_read_is_told_and_may_try_again(
    desk: Desk, sampled: Incident, name: str, content: str, told: str
) -> None:
    channel = await desk.open_channel(sampled)
    ada = await desk.sandbox.person("ada")
    await ada.joins(channel)

    await desk.send(await attached(desk, name, content))

    assert await outputs(desk) == 0
    assert [one.text for one in await ada.messages(channel) if told in one.text]
    items = (await desk.store.run(lambda work: work.incidents.get(1))).checklist.items
    assert not [item for item in items if item.sample]


async def test_nothing_is_read_from_elsewhere(desk: Desk, sampled: Incident) -> None:
    await desk.open_channel(sampled)

    await desk.send(fetching("https://files.slack.com/answers.txt"))

    assert await outputs(desk) == 0
    assert desk.relay.tally["refused"] == 1


async def test_a_file_that_is_gone_is_told(desk: Desk, sampled: Incident) -> None:
    await desk.open_channel(sampled)
    message = await attached(desk, "answers.txt", "one")
    desk.slack.stand.slack.files[list(desk.slack.stand.slack.files)[-1]].deleted = True

    await desk.send(message)

    assert desk.relay.tally["refused"] == 1


@pytest.mark.parametrize(
    ("url", "api", "is_slacks"),
    [
        pytest.param("https://files.slack.com/a", SLACK, True, id="Slack's"),
        pytest.param("https://slack.com/a", SLACK, True, id="Slack's own"),
        pytest.param("https://files.slack-gov.com/a", "https://slack-gov.com/api/", True, id="that of governments"),
        pytest.param("http://files.slack.com/a", SLACK, False, id="in the clear"),
        pytest.param("https://evilslack.com/a", SLACK, False, id="a name that ends alike"),
        pytest.param("https://files.slack.com@evil.test/a", SLACK, False, id="a name before the host"),
        pytest.param("https://evil.test/files.slack.com", SLACK, False, id="a name behind it"),
        pytest.param("http://127.0.0.1:8/a", SLACK, False, id="this machine"),
        pytest.param("file:///etc/passwd", SLACK, False, id="a file of this machine"),
        pytest.param("", SLACK, False, id="nothing"),
        pytest.param("http://127.0.0.1:8/a", "http://localhost:9/api/", True, id="a stand-in's"),
        pytest.param("https://files.slack.com/a", "http://localhost:9/api/", False, id="not a stand-in's"),
    ],
)
def test_the_token_goes_to_slack_alone(url: str, api: str, *, is_slacks: bool) -> None:
    assert is_from_slack(url, api) is is_slacks
