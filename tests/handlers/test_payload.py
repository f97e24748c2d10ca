from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.transcript import Entry, FileReference
from bot.errors import StaleButton
from bot.ids import Field
from bot.messages import Context
from handlers import payload
from handlers.payload import Click, OnMessage, SlashCommand, Submission

TS = "1764147600.123456"
AT = datetime(2025, 11, 26, 9, 0, 0, 123456, tzinfo=UTC)


def pressed(value: str | None) -> dict[str, Any]:
    """A button in a message."""
    action = {"type": "button", "action_id": "step_done", "action_ts": "1764147601.5", "value": value}
    return {"type": "block_actions", "user": {"id": "UANNA"}, "trigger_id": "1.2.x", "actions": [action]}


def changed(metadata: str = '{"incident":7}') -> dict[str, Any]:
    """A select in an open modal."""
    option = {"text": {"type": "plain_text", "text": "Bias"}, "value": "bias_detection"}
    action = {"type": "static_select", "action_id": "incident_type", "action_ts": "1.5", "selected_option": option}
    values = {"incident_type": {"incident_type": action}, "purpose": {"purpose": {"value": "Answers patients"}}}
    view = {"id": "V1", "hash": "h1", "private_metadata": metadata, "state": {"values": values}}
    return {"type": "block_actions", "user": {"id": "UANNA"}, "trigger_id": "1.2.x", "actions": [action], "view": view}


def submitted(metadata: str = "", **view: Any) -> dict[str, Any]:
    whole = {"id": "V1", "callback_id": "start", "private_metadata": metadata, **view}
    return {"type": "view_submission", "user": {"id": "UANNA"}, "view": whole}


def test_a_command_is_read_with_its_white_space_made_plain() -> None:
    body = {"user_id": "UANNA", "channel_id": "C1", "text": "  p0   PII \t in\nanswers ", "trigger_id": "1.2.x"}

    assert SlashCommand.of(body) == SlashCommand("UANNA", "C1", "p0 PII in answers", "1.2.x")


@pytest.mark.parametrize("said", [{}, {"text": None}, {"text": ""}], ids=["missing", "none", "empty"])
def test_a_command_without_text_has_an_empty_one(said: dict[str, str | None]) -> None:
    assert SlashCommand.of({"user_id": "U1", "channel_id": "C1", "trigger_id": "1", **said}).text == ""


def test_a_button_brings_its_incident_and_step() -> None:
    click = Click.of(pressed(Context(incident=7, step="hold-changes").dump()))

    assert (click.user, click.action, click.incident, click.context.step) == ("UANNA", "step_done", 7, "hold-changes")
    assert (click.view, click.choice) == (None, None)


def test_an_element_of_a_modal_brings_the_modal_with_what_stands_in_it() -> None:
    click = Click.of(changed())

    assert (click.view, click.view_hash, click.choice, click.incident) == ("V1", "h1", "bias_detection", 7)
    assert click.form.text(Field.PURPOSE) == "Answers patients"


@pytest.mark.parametrize("value", [None, "", '{"step":"hold-changes"}'], ids=["none", "empty", "without-incident"])
def test_a_button_that_names_no_incident_is_out_of_date(value: str | None) -> None:
    click = Click.of(pressed(value))

    with pytest.raises(StaleButton):
        _ = click.incident


@pytest.mark.parametrize(
    "value",
    ["resolve:7", "{", "[]", '{"incident":"seven"}', '{"incident":7,"from":"an older release"}'],
    ids=["plain", "cut", "list", "word", "unknown-key"],
)
def test_a_button_that_cannot_be_read_is_out_of_date(value: str) -> None:
    with pytest.raises(StaleButton):
        Click.of(pressed(value))


def test_a_click_delivered_twice_has_one_key_and_two_clicks_have_two() -> None:
    value = Context(incident=7, step="a").dump()
    second = pressed(value)
    second["actions"][0]["action_ts"] = "1764147602.5"

    assert Click.of(pressed(value)).key == Click.of(pressed(value)).key != Click.of(second).key


def test_a_submission_brings_its_form_and_context() -> None:
    values = {"title": {"title": {"value": "It agrees"}}}

    read = Submission.of(submitted('{"incident":7,"channel":"C1"}', state={"values": values}))

    assert (read.user, read.callback, read.incident, read.context.channel) == ("UANNA", "start", 7, "C1")
    assert read.form.text(Field.TITLE) == "It agrees"


def test_a_submission_of_a_modal_without_inputs_has_an_empty_form() -> None:
    assert Submission.of(submitted()).form.text(Field.TITLE) is None


def test_a_modal_that_leads_on_to_another_keeps_their_submissions_apart() -> None:
    start, classify = Submission.of(submitted()), Submission.of(submitted(callback_id="classify"))

    assert start.view == classify.view
    assert start.key != classify.key


def test_a_message_is_read_as_the_transcript_has_it() -> None:
    file = {"id": "F1", "title": "Trace", "name": "trace.json", "permalink": "https://x/F1", "mimetype": "text/plain"}
    message = {"ts": TS, "thread_ts": "1764147000.000001", "user": "UBEN", "text": "It agrees", "files": [file]}

    assert payload.entry("C1", message) == Entry(
        channel="C1",
        ts=TS,
        thread_ts="1764147000.000001",
        user="UBEN",
        text="It agrees",
        at=AT,
        files=(FileReference(name="Trace", permalink="https://x/F1", mimetype="text/plain"),),
    )


@pytest.mark.parametrize(
    ("message", "user", "by_bot"),
    [
        pytest.param({"user": "UBEN"}, "UBEN", False, id="a-person"),
        pytest.param({"user": "UBOT", "bot_id": "B1"}, "UBOT", True, id="an-app"),
        pytest.param({"bot_id": "B1"}, "B1", True, id="a-webhook"),
        pytest.param({}, "unknown", False, id="nobody"),
    ],
)
def test_every_message_has_an_author(message: dict[str, str], user: str, by_bot: bool) -> None:  # noqa: FBT001  # a table's column
    entry = payload.entry("C1", {"ts": TS, **message})

    assert (entry.user, entry.by_bot, entry.text) == (user, by_bot, "")


def test_an_edited_message_says_when() -> None:
    entry = payload.entry("C1", {"ts": TS, "user": "UBEN", "edited": {"user": "UBEN", "ts": "1764147660.000000"}})

    assert entry.edited_at == datetime(2025, 11, 26, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize("file", [{}, {"id": "F1"}, {"mode": "tombstone"}], ids=["bare", "hidden", "deleted"])
def test_a_file_that_slack_says_little_of_is_still_a_file(file: dict[str, str]) -> None:
    entry = payload.entry("C1", {"ts": TS, "user": "UBEN", "files": [file]})

    assert len(entry.files) == 1
    assert entry.files[0].name


@pytest.mark.parametrize(
    ("subtype", "is_said"),
    [
        (None, True),
        ("file_share", True),
        ("thread_broadcast", True),
        ("bot_message", True),
        ("me_message", True),
        ("channel_join", False),
        ("channel_topic", False),
        ("pinned_item", False),
        ("bot_add", False),
    ],
)
def test_only_words_are_kept_not_what_slack_says_about_the_channel(subtype: str | None, is_said: bool) -> None:  # noqa: FBT001  # a table's column
    assert payload.is_said({"subtype": subtype} if subtype else {}) is is_said


def test_a_message_shortcut_brings_its_message() -> None:
    body = {
        "user": {"id": "UANNA"},
        "trigger_id": "1.2.x",
        "channel": {"id": "C1"},
        "message": {"ts": TS, "user": "UBEN", "text": "It agrees"},
    }

    used = OnMessage.of(body)

    assert (used.user, used.trigger, used.entry.channel, used.entry.user) == ("UANNA", "1.2.x", "C1", "UBEN")
