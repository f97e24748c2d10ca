"""From a modal's answers to the request of its use case, and what is refused on the way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.incident import Factor, PreventionAction, Role
from bot.domain.levers import Fate
from bot.domain.raises import Raise
from bot.domain.taxonomy import Harm, HarmOngoing, Layer, NoticedBy, Severity
from bot.domain.triage import Measure
from bot.errors import InvalidField, StaleButton
from bot.ids import Field, View
from bot.limits import LONGEST
from bot.service.checklist import OnStep
from bot.service.classify import SetSeverity, SetType
from bot.service.command import AssignRole, HandOver
from bot.service.ending import Closing
from bot.service.review import Noted
from bot.service.updates import PostUpdate, Snooze
from handlers.answers import answers_in, interview_in, ongoing_in, type_in
from handlers.form import Form
from handlers.payload import Submission
from handlers.views import requests
from handlers.views.forms import SERVED

ON_A_STEP = '{"incident":7,"step":"hold-changes"}'
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def typed(text: str | None) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": text}


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "…"}, "value": value}}


def ticked(*values: str) -> dict[str, Any]:
    return {"type": "checkboxes", "selected_options": [{"value": value} for value in values]}


def person(user: str) -> dict[str, Any]:
    return {"type": "users_select", "selected_user": user}


def at(moment: datetime) -> dict[str, Any]:
    return {"type": "datetimepicker", "selected_date_time": int(moment.timestamp())}


def form(answers: dict[Field, dict[str, Any]]) -> Form:
    return Form({field: {field: element} for field, element in answers.items()})


def submission(
    answers: dict[Field, dict[str, Any]], metadata: str = '{"incident":7,"step":"hold-changes"}'
) -> Submission:
    values = {field: {field: element} for field, element in answers.items()}
    view = {"id": "V1", "callback_id": "any", "private_metadata": metadata, "state": {"values": values}}
    return Submission.of({"type": "view_submission", "user": {"id": "UANNA"}, "view": view})


NOTE = {Field.NOTE: typed("The rollback holds")}
UPDATE = {
    Field.KNOWN: typed("It agrees"),
    Field.DOING: typed("Rolling back"),
    Field.IMPACT: typed("All users"),
    Field.NEXT_UPDATE: chosen("30"),
}
FACTOR = {
    Field.LAYER: chosen("prompt"),
    Field.TEXT: typed("It rewarded agreement"),
    Field.BEGAN_AT: at(NOW - timedelta(days=2)),
    Field.DETECTED_AT: at(NOW - timedelta(days=1)),
}
ACTION = {
    Field.TEXT: typed("Evaluate it"),
    Field.OWNER: person("UBEN"),
    Field.DUE_ON: {"type": "datepicker", "selected_date": "2026-12-01"},
}


@pytest.mark.parametrize(
    ("read", "answers", "request_"),
    [
        pytest.param(
            requests.status_update,
            UPDATE,
            PostUpdate(7, "UANNA", "It agrees", "Rolling back", "All users", timedelta(minutes=30)),
            id="update",
        ),
        pytest.param(
            requests.severity,
            {Field.SEVERITY: chosen("P1"), Field.REASON: typed("Press")},
            SetSeverity(7, "UANNA", Severity.P1, "Press"),
            id="severity",
        ),
        pytest.param(requests.incident_type, {Field.TYPE: chosen("bias")}, SetType(7, "UANNA", "bias"), id="type"),
        pytest.param(
            requests.role,
            {Field.ROLE: chosen("legal counsel"), Field.PERSON: person("UBEN")},
            AssignRole(7, "UANNA", Role.LEGAL, "UBEN"),
            id="role",
        ),
        pytest.param(
            requests.skipped_step,
            {Field.REASON: typed("Nothing is deployed")},
            OnStep(7, "UANNA", "hold-changes", "Nothing is deployed"),
            id="skip",
        ),
        pytest.param(
            requests.snooze,
            {Field.MINUTES: chosen("15"), Field.REASON: typed("In a call")},
            Snooze(7, "UANNA", timedelta(minutes=15), "In a call"),
            id="snooze",
        ),
        pytest.param(requests.hand_over, {Field.PERSON: person("UBEN")}, HandOver(7, "UANNA", "UBEN"), id="hand-over"),
        pytest.param(
            requests.resolve,
            {**NOTE, Field.CONFIRM: ticked("confirmed")},
            Closing(7, "UANNA", "The rollback holds"),
            id="resolve",
        ),
        pytest.param(
            requests.resolve,
            {
                **NOTE,
                Field.CONFIRM: ticked("confirmed"),
                f"{Field.LEVER_END}:1": chosen("removed"),
                f"{Field.LEVER_END}:12": chosen("left_on"),
                Field.LEFT_ON: typed("The fix is not verified"),
            },
            Closing(
                7,
                "UANNA",
                "The rollback holds",
                {1: Fate.REMOVED, 12: Fate.LEFT_ON},
                "The fix is not verified",
            ),
            id="resolve, with levers",
        ),
        pytest.param(
            requests.factor,
            FACTOR,
            Noted(
                7,
                "UANNA",
                Factor(
                    layer=Layer.PROMPT,
                    text="It rewarded agreement",
                    began_at=NOW - timedelta(days=2),
                    detected_at=NOW - timedelta(days=1),
                ),
            ),
            id="factor",
        ),
        pytest.param(
            requests.action,
            ACTION,
            Noted(7, "UANNA", PreventionAction(text="Evaluate it", owner="UBEN", due_on=date(2026, 12, 1))),
            id="action",
        ),
    ],
)
def test_a_modal_becomes_a_request(read: Any, answers: dict[Field, dict[str, Any]], request_: object) -> None:
    assert read(submission(answers), NOW) == request_


@pytest.mark.parametrize(
    ("read", "answers", "field", "problem"),
    [
        pytest.param(requests.status_update, {**UPDATE, Field.DOING: typed(" ")}, "doing", "empty", id="blank"),
        pytest.param(
            requests.status_update, {**UPDATE, Field.KNOWN: typed("x" * 2001)}, "known", "too_long", id="too-long"
        ),
        pytest.param(requests.severity, {}, "severity", "empty", id="no-severity"),
        pytest.param(requests.severity, {Field.SEVERITY: chosen("P7")}, "severity", "not_offered", id="no-such-one"),
        pytest.param(requests.role, {Field.PERSON: person("UBEN")}, "role", "empty", id="no-role"),
        pytest.param(requests.role, {Field.ROLE: chosen("scribe")}, "person", "empty", id="nobody"),
        pytest.param(requests.resolve, NOTE, "confirm", "confirm", id="not-confirmed"),
        pytest.param(requests.snooze, {Field.MINUTES: chosen("15")}, "reason", "empty", id="snooze-without-reason"),
        pytest.param(
            requests.factor,
            {**FACTOR, Field.DETECTED_AT: at(NOW + timedelta(days=1))},
            "detected_at",
            "in_the_future",
            id="detected-tomorrow",
        ),
        pytest.param(requests.action, {**ACTION, Field.DUE_ON: {}}, "due_on", "empty", id="no-due-date"),
        pytest.param(requests.change, {Field.CHANGE_KIND: chosen("model")}, "changed_at", "empty", id="no-time"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_beside_its_field(
    read: Any, answers: dict[Field, dict[str, Any]], field: str, problem: str
) -> None:
    with pytest.raises(InvalidField) as refusal:
        read(submission(answers), NOW)

    assert (refusal.value.field, refusal.value.values["problem"]) == (field, problem)


@pytest.mark.parametrize("callback", sorted(SERVED))
def test_a_modal_that_names_no_incident_is_out_of_date_or_incomplete(callback: str) -> None:
    with pytest.raises((StaleButton, InvalidField)):
        SERVED[callback].request(submission({}, metadata=""), NOW)


def test_the_classification_is_read_from_both_groups_of_boxes() -> None:
    answers = answers_in(
        form(
            {
                Field.PURPOSE: typed(" Answers patients "),
                Field.NOTICED_BY: chosen("users"),
                Field.BEGAN_AT: at(NOW - timedelta(hours=3)),
                Field.HARMS: ticked("personal_data"),
                Field.CONTEXTS: ticked("medical_context"),
                Field.ERROR_RATE: typed("12,5 %"),
                Field.ERROR_RATE_UNIT: chosen("relative"),
            }
        ),
        NOW,
    )

    assert (answers.purpose, answers.noticed_by) == ("Answers patients", NoticedBy.USERS)
    assert answers.began_at == NOW - timedelta(hours=3)
    assert answers.harms == {Harm.PERSONAL_DATA, Harm.MEDICAL_CONTEXT}
    assert (answers.error_rate, answers.quality) == (Measure(12.5, "relative"), None)


@pytest.mark.parametrize("view", [View.REOPEN, View.SKIP_STEP, View.SNOOZE, View.SEVERITY], ids=str)
def test_a_reason_may_be_as_long_as_its_form_lets_one_be_typed(view: View) -> None:
    limit = LONGEST[Field.REASON]
    more = {Field.MINUTES: chosen("15"), Field.SEVERITY: chosen("P1")}
    fits, too_long = (submission({Field.REASON: typed("x" * length), **more}) for length in (limit, limit + 1))

    SERVED[view].request(fits, NOW)

    with pytest.raises(InvalidField) as refusal:
        SERVED[view].request(too_long, NOW)
    assert refusal.value.values["limit"] == "300"


def test_a_number_without_its_unit_is_asked_about() -> None:
    with pytest.raises(InvalidField) as refusal:
        answers_in(form({Field.QUALITY: typed("12")}), NOW)

    assert (refusal.value.field, refusal.value.values["problem"]) == ("quality_unit", "unit_needed")


@pytest.mark.parametrize(
    ("answer", "slug"),
    [({}, None), (chosen("unclassified"), None), (chosen("bias_detection"), "bias_detection")],
    ids=["open", "not-sure-yet", "chosen"],
)
def test_not_sure_yet_is_no_type(answer: dict[str, Any], slug: str | None) -> None:
    assert type_in(form({Field.TYPE: answer})) == slug


def test_what_is_ticked_and_unticked_beside_the_type_is_told_from_what_the_form_showed() -> None:
    answers = {Field.TYPE: chosen("bias"), Field.SUSPECTED: ticked("drift", "poison")}
    shown = '{"incident":7,"shown":["poison","bypass"]}'

    request = requests.incident_type(submission(answers, shown), NOW)

    assert request == SetType(7, "UANNA", "bias", suspected=("drift",), dropped=("bypass",))


def test_answers_of_the_interview_are_read_whether_one_or_several_may_be_given() -> None:
    answered = form({Field.ASKED_1: ticked("quality_worse", "other"), Field.ASKED_2: chosen("not_adversarial")})

    assert set(interview_in(answered)) == {"quality_worse", "other", "not_adversarial"}
    assert interview_in(form({})) == ()


def test_what_makes_it_worse_and_whether_harm_goes_on_are_read_with_the_answers() -> None:
    answered = form({Field.RAISES: ticked("zero_click"), Field.HARM_NOW: chosen("yes")})

    assert answers_in(answered, NOW).raises == {Raise.ZERO_CLICK}
    assert ongoing_in(answered) is HarmOngoing.YES
    assert ongoing_in(form({})) is None
