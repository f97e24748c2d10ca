"""Restricted incidents and messages: what leaves the record, what is refused, and where the incident goes on."""

import pytest

from bot.domain.classifying import Decision
from bot.domain.incident import Answers
from bot.domain.records import Drawn
from bot.domain.taxonomy import Harm, Severity
from bot.domain.transcript import Entry, FileReference
from bot.errors import InvalidField, NotAnIncident
from bot.messages import FetchOutputs, OpenChannel, Post, SetTopic, Upload
from bot.service import classify, command, listen, restrict, review, sampling
from bot.service.classify import Classification, SetSeverity, SetType
from bot.service.command import ByPerson
from bot.service.listen import Edited, OnMessage, WithMessage
from bot.service.restrict import Restriction, TakenOut
from bot.service.sampling import Attached, Draw
from tests.domain.incidents import MONDAY, after
from tests.service.place import Place, words

TS = "1764147600.1"
SECRET = "the image that nobody may have"


def entry(channel: str = "C1", ts: str = TS, text: str = SECRET) -> Entry:
    file = FileReference(name="scores.png", permalink="https://example.slack.com/files/1")
    return Entry(channel=channel, ts=ts, user="UBEN", text=text, at=MONDAY, files=(file,))


@pytest.fixture
async def talking(place: Place) -> Place:
    """An incident with one message, which stands on the timeline."""
    await place.opened("C1")
    await place.ask(command.take_command, ByPerson(1, "UANNA"))
    await place.ask(listen.said, entry())
    await place.ask(listen.pin, OnMessage("C1", TS, "UANNA"))
    place.news()
    return place


async def test_a_restricted_message_leaves_transcript_timeline_and_exports(talking: Place) -> None:
    await talking.ask(review.compile_now, ByPerson(1, "UANNA"))

    done = await talking.ask(restrict.message, WithMessage(entry(), "UANNA"))

    [gone] = [one for one in talking.transcript() if one.ts == TS]
    news = talking.news()
    assert done == TakenOut(editions=1, by_bot=False)
    assert (gone.text, gone.files, gone.user) == ("", (), "UBEN")
    assert "message_pinned" not in talking.kinds()
    assert talking.kinds().count("message_restricted") == 1
    assert not [one for one in news if isinstance(one, Upload)]
    assert "may quote a message that was restricted" in words(news)
    assert SECRET not in words(news)


async def test_a_later_post_mortem_says_only_that_a_message_was_restricted(talking: Place) -> None:
    await talking.ask(restrict.message, WithMessage(entry(), "UANNA"))

    document = await talking.ask(review.compile_now, ByPerson(1, "UANNA"))

    assert SECRET not in document
    assert "restricted a message: its words and files are not on record" in document


async def test_the_words_do_not_come_back_by_an_edit_a_late_delivery_or_a_pushpin(talking: Place) -> None:
    await talking.ask(restrict.message, WithMessage(entry(), "UANNA"))

    await talking.ask(listen.said, entry())
    await talking.ask(listen.edited, Edited(entry(text="once more"), after(9)))
    await talking.ask(listen.pin, OnMessage("C1", TS, "UANNA"))

    assert [one.text for one in talking.transcript() if one.ts == TS] == [""]
    assert "message_pinned" not in talking.kinds()


async def test_a_message_that_was_never_heard_is_not_heard_later(talking: Place) -> None:
    await talking.ask(restrict.message, WithMessage(entry(ts="1764147700.1"), "UANNA"))

    await talking.ask(listen.said, entry(ts="1764147700.1"))

    assert "1764147700.1" in [one.ts for one in talking.transcript() if not one.text]


async def test_restricting_a_message_twice_is_told_twice_and_stands_once(talking: Place) -> None:
    first = await talking.ask(restrict.message, WithMessage(entry(), "UANNA"))
    second = await talking.ask(restrict.message, WithMessage(entry(), "UBEN"))

    assert first == second
    assert talking.kinds().count("message_restricted") == 1


async def test_the_shortcut_means_nothing_where_there_is_no_incident(talking: Place) -> None:
    with pytest.raises(NotAnIncident):
        await talking.ask(restrict.message, WithMessage(entry("CRANDOM"), "UANNA"))


async def test_a_restricted_incident_goes_on_in_private_under_its_number_and_calls_who_has_to_know(
    talking: Place,
) -> None:
    await talking.ask(restrict.incident, Restriction(1, "UBEN", "trace 7f3a"))

    news = talking.news()
    [opened] = [one for one in news if isinstance(one, OpenChannel)]
    topics = [one for one in news if isinstance(one, SetTopic)]
    assert (opened.name, opened.private) == ("inc-1", True)
    assert topics
    assert talking.incident().private
    assert talking.incident().severity is Severity.P0
    assert "Policy names nobody for legal, trust and safety" in words(news)
    assert [one for one in news if isinstance(one, Post) and "is restricted. Legal" in one.says.text]


async def test_what_was_said_in_the_public_channel_can_be_restricted_after_the_move(talking: Place) -> None:
    await talking.ask(restrict.incident, Restriction(1, "UBEN"))
    await talking.ask(lambda desk, _: desk.work.places.remember_channel(1, "CPRIVATE"), None)

    await talking.ask(restrict.message, WithMessage(entry("C1"), "UANNA"))

    assert [one.text for one in talking.transcript() if one.ts == TS] == [""]


async def test_of_files_in_a_restricted_incident_nothing_is_kept(talking: Place) -> None:
    await talking.ask(restrict.incident, Restriction(1, "UBEN"))
    await talking.ask(lambda desk, _: desk.work.places.remember_channel(1, "CPRIVATE"), None)

    await talking.ask(listen.said, entry("CPRIVATE", "1764147800.1", "Legal is on the phone"))

    assert [one.files for one in talking.transcript()] == [(), ()]
    assert "Legal is on the phone" in [one.text for one in talking.transcript()]


async def test_ticking_the_harm_restricts_whatever_severity_was_chosen(talking: Place) -> None:
    answers = Answers(harms=frozenset({Harm.SUSPECTED_ILLEGAL}))
    decision = Decision(Severity.P2, "One report only")

    await talking.ask(classify.classify, Classification(1, "UANNA", answers, "safety_bypass", decision))

    incident = talking.incident()
    assert (incident.restricted, incident.private, incident.severity) == (True, True, Severity.P0)
    assert incident.type == "safety_bypass"
    assert incident.checklist.items[0].step_id == "restricted-stop"


async def test_a_restricted_incident_is_not_lowered(talking: Place) -> None:
    await talking.ask(restrict.incident, Restriction(1, "UBEN"))

    with pytest.raises(InvalidField):
        await talking.ask(classify.set_severity, SetSeverity(1, "UANNA", Severity.P2, "It is not so bad"))


async def test_a_sample_s_file_that_is_still_on_its_way_is_not_kept(talking: Place) -> None:
    await talking.ask(classify.set_type, SetType(1, "UANNA", "hallucination_spike"))
    file = Attached("https://files.slack.com/answers.csv", "answers.csv")
    await talking.ask(sampling.draw, Draw(1, "UANNA", "sample-50", "refund answers", Drawn.RANDOM, file=file))
    [reading] = [one for one in talking.news() if isinstance(one, FetchOutputs)]
    await talking.ask(restrict.incident, Restriction(1, "UBEN"))

    await talking.ask(lambda desk, _: sampling.fetched(desk.work, reading, ("one",)), None)

    with talking.store.transaction() as work:
        assert work.samples.labels(1, "sample-50").size == 0
