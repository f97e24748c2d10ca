from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.taxonomy import Harm, Severity
from bot.errors import InvalidField
from bot.ids import Field
from handlers.form import LONGEST_TEXT, Form

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def form(field: Field, **element: Any) -> Form:
    """A form with one answer, as Slack sends it."""
    return Form({field: {field: element}})


def typed(text: str | None, field: Field = Field.TITLE) -> Form:
    return form(field, type="plain_text_input", value=text)


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value.title()}, "value": value}


def test_text_comes_without_white_space_around_it() -> None:
    assert typed("  It agrees \n with everything\n").text(Field.TITLE) == "It agrees \n with everything"


@pytest.mark.parametrize(
    "empty", [typed(None), typed(""), typed(" \n\t "), Form({})], ids=["none", "", "blank", "gone"]
)
def test_nothing_typed_is_none_or_refused_where_something_has_to_be(empty: Form) -> None:
    assert empty.text(Field.TITLE) is None
    with pytest.raises(InvalidField) as refusal:
        empty.required(Field.TITLE)
    assert (refusal.value.field, refusal.value.values) == ("title", {"problem": "empty"})


def test_text_over_its_limit_is_refused_with_the_limit_named() -> None:
    assert typed("x" * LONGEST_TEXT).text(Field.TITLE) == "x" * LONGEST_TEXT
    with pytest.raises(InvalidField) as refusal:
        typed("x" * 151).required(Field.TITLE, limit=150)

    assert refusal.value.values == {"problem": "too_long", "limit": "150", "length": "151"}


def test_a_choice_is_read_by_its_value() -> None:
    chosen = form(Field.SEVERITY, type="static_select", selected_option=option("P1"))

    assert chosen.choice(Field.SEVERITY) == "P1"
    assert chosen.chosen(Field.SEVERITY, Severity) is Severity.P1


def test_no_choice_is_none() -> None:
    open_yet = form(Field.SEVERITY, type="static_select", selected_option=None)

    assert (open_yet.choice(Field.SEVERITY), open_yet.chosen(Field.SEVERITY, Severity)) == (None, None)


def test_a_choice_that_was_never_offered_is_refused_beside_its_field() -> None:
    forged = form(Field.SEVERITY, type="static_select", selected_option=option("P9"))

    with pytest.raises(InvalidField) as refusal:
        forged.chosen(Field.SEVERITY, Severity)

    assert (refusal.value.field, refusal.value.values["problem"]) == ("severity", "not_offered")


def test_ticked_boxes_come_as_members_of_their_set() -> None:
    boxes = form(Field.HARMS, type="checkboxes", selected_options=[option("fraud"), option("latency")])

    assert boxes.ticked(Field.HARMS) == ("fraud", "latency")
    assert boxes.all_ticked(Field.HARMS, Harm) == {Harm.FRAUD, Harm.LATENCY}


@pytest.mark.parametrize("nothing", [Form({}), form(Field.HARMS, type="checkboxes", selected_options=[])])
def test_no_box_ticked_is_an_empty_set(nothing: Form) -> None:
    assert (nothing.ticked(Field.HARMS), nothing.all_ticked(Field.HARMS, Harm)) == ((), frozenset())


def test_a_person_is_a_user_id_and_has_to_be_chosen() -> None:
    chosen = form(Field.PERSON, type="users_select", selected_user="UBEN")

    assert chosen.person(Field.PERSON) == "UBEN"
    with pytest.raises(InvalidField):
        form(Field.PERSON, type="users_select", selected_user=None).person(Field.PERSON)


def test_a_moment_is_in_utc() -> None:
    chosen = form(Field.BEGAN_AT, type="datetimepicker", selected_date_time=int(NOW.timestamp()))

    assert (chosen.moment(Field.BEGAN_AT), Form({}).moment(Field.BEGAN_AT)) == (NOW, None)


@pytest.mark.parametrize("ahead", [timedelta(minutes=2), timedelta(days=1)], ids=str)
def test_what_has_happened_cannot_lie_in_the_future(ahead: timedelta) -> None:
    chosen = form(Field.BEGAN_AT, type="datetimepicker", selected_date_time=int((NOW + ahead).timestamp()))

    with pytest.raises(InvalidField) as refusal:
        chosen.past_moment(Field.BEGAN_AT, NOW)

    assert (refusal.value.field, refusal.value.values["problem"]) == ("began_at", "in_the_future")


def test_a_clock_a_few_seconds_ahead_is_forgiven() -> None:
    later = NOW + timedelta(seconds=40)
    chosen = form(Field.BEGAN_AT, type="datetimepicker", selected_date_time=int(later.timestamp()))

    assert chosen.past_moment(Field.BEGAN_AT, NOW) == later


def test_a_day_has_to_be_chosen() -> None:
    assert form(Field.DUE_ON, type="datepicker", selected_date="2026-12-01").day(Field.DUE_ON) == date(2026, 12, 1)
    with pytest.raises(InvalidField):
        form(Field.DUE_ON, type="datepicker", selected_date=None).day(Field.DUE_ON)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("12 %", 12.0),
        ("-3%", -3.0),
        ("+4", 4.0),
        ("0", 0.0),
        ("999999", 999999.0),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, number: float | None) -> None:
    assert typed(text, Field.ERROR_RATE).number(Field.ERROR_RATE) == number


@pytest.mark.parametrize(
    "text", ["many", "%", "1.2.3", "1,234.5", "nan", "inf", "-inf", "1e999", "1000000", "--1", "½"]
)
def test_what_is_no_sensible_number_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(InvalidField) as refusal:
        typed(text, Field.ERROR_RATE).number(Field.ERROR_RATE)

    assert (refusal.value.field, refusal.value.values["problem"]) == ("error_rate", "not_a_number")


@pytest.mark.parametrize(
    ("value", "length"),
    [("30", timedelta(minutes=30)), ("240", timedelta(hours=4)), ("5s", timedelta(seconds=5))],
)
def test_a_span_of_time_is_in_minutes_or_with_an_s_in_seconds(value: str, length: timedelta) -> None:
    chosen = form(Field.MINUTES, type="static_select", selected_option=option(value))

    assert chosen.span(Field.MINUTES) == length


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "5m"])
def test_a_span_of_time_has_to_be_one(value: str) -> None:
    chosen = form(Field.MINUTES, type="static_select", selected_option=option(value))

    with pytest.raises(InvalidField) as refusal:
        chosen.span(Field.MINUTES)

    assert refusal.value.field == "minutes"
