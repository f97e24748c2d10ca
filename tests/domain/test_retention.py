"""Before a log source forgets, it is said twice, to whoever keeps evidence; what is held is not spoken of."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from bot.domain import classifying, commanding, keeping, retention, working
from bot.domain.clocks import DeadlineKind
from bot.domain.evidence_events import EvidenceExpiring
from bot.domain.incident import Answers, Incident, Role
from bot.domain.keeping import Taken
from tests.domain.incidents import ANNA, BEN, CARLA, LIBRARY, MONDAY, commanded, resolved

KINDS = LIBRARY.evidence_kinds("hallucination_spike")
WEEK = {"inference log": timedelta(days=7)}
RAW = next(kind for kind in KINDS if kind.source == "inference log")


def hours(count: float) -> datetime:
    return MONDAY + timedelta(hours=count)


def incident() -> Incident:
    return classifying.set_type(commanded(), LIBRARY.runbook("hallucination_spike"), ANNA, hours(0.2)).incident


def due(one: Incident, keeps: Mapping[str, timedelta] = WEEK, now: float = 1) -> datetime | None:
    clock = retention.timed(one, keeps, KINDS, hours(now)).deadlines.get(DeadlineKind.EVIDENCE)
    return clock.due_at if clock else None


def rung(one: Incident, at: float, keeps: Mapping[str, timedelta] = WEEK) -> tuple[Incident, list[EvidenceExpiring]]:
    change = retention.ring(one, keeps, KINDS, hours(at))
    return change.incident, [event for event in change.events if isinstance(event, EvidenceExpiring)]


@pytest.mark.parametrize(
    ("span", "first", "second"),
    [
        pytest.param(timedelta(days=7), 84, 144, id="a week: half, and a day before"),
        pytest.param(timedelta(hours=8), 4, 6, id="short: half, and a quarter before"),
    ],
)
def test_it_is_said_at_half_time_and_shortly_before_the_end(span: timedelta, first: float, second: float) -> None:
    keeps = {"inference log": span}
    one = incident()
    assert due(one, keeps) == hours(first)

    one, said = rung(one, first, keeps)
    assert [(event.source, event.ends_at, event.told) for event in said] == [("inference log", MONDAY + span, ANNA)]
    assert RAW.text in said[0].missing
    assert due(one, keeps) == hours(second)

    one, said = rung(one, second, keeps)
    assert len(said) == 1
    assert due(one, keeps) is None
    assert rung(one, second + 1, keeps)[1] == []


def test_time_counts_from_when_the_incident_began() -> None:
    began = incident().having(answers=Answers(began_at=MONDAY - timedelta(days=2)))

    assert due(began) == hours(84 - 48)


def test_warnings_that_were_slept_through_are_one() -> None:
    one, said = rung(incident(), 150)

    assert len(said) == 1
    assert due(one) is None


def test_what_may_be_gone_already_is_said_once() -> None:
    late = incident().having(answers=Answers(began_at=MONDAY - timedelta(days=30)))
    assert due(late) is not None

    one, said = rung(late, 1)

    assert [event.ends_at < event.at for event in said] == [True]
    assert due(one) is None


def test_a_source_of_which_everything_is_held_is_not_spoken_of() -> None:
    taken = Taken(reference="s3://copy", collector=ANNA, at=hours(1))
    held = incident()
    for kind in KINDS:
        if kind.source == "inference log":
            held = keeping.take(held, kind, taken, ANNA, hours(1)).incident

    assert due(incident()) is not None
    assert due(held) is None
    assert rung(held, 84)[1] == []


def test_a_source_that_is_on_no_list_is_warned_of_all_the_same() -> None:
    one, said = rung(incident(), 12, {"vendor's log": timedelta(days=1)})

    assert [(event.source, event.missing) for event in said] == [("vendor's log", ())]
    assert one.evidence.warned == {"vendor's log": 1}


def test_whoever_took_the_step_is_told_else_its_owner_else_the_commander() -> None:
    one = incident()
    owned = commanding.assign_role(one, Role.ML_ON_CALL, BEN, ANNA, hours(1)).incident
    taken = working.assign(owned, "keep-evidence", CARLA, hours(1)).incident

    told = [rung(state, 84)[1][0].told for state in (one, owned, taken)]

    assert told == [ANNA, BEN, CARLA]


def test_nothing_is_said_once_the_incident_is_over() -> None:
    over = resolved()

    assert retention.timed(over, WEEK, KINDS, hours(2)) == over
    assert rung(over, 84)[1] == []


def test_the_system_s_record_overrides_policy_however_the_name_is_written() -> None:
    policy, system = (
        {"Inference log": timedelta(days=7), "egress log": timedelta(days=1)},
        WEEK | {"inference log": timedelta(days=2)},
    )

    assert retention.keeps_of(policy, system) == {"inference log": timedelta(days=2), "egress log": timedelta(days=1)}
