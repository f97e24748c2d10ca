import pytest

from bot.domain import declaring
from bot.domain.checklist import StepState
from bot.domain.clocks import DeadlineKind
from bot.domain.declaring import Declaration
from bot.domain.events import Declared
from bot.domain.incident import Incident, Status
from bot.domain.taxonomy import UNCLASSIFIED, HarmOngoing, Severity
from tests.domain.incidents import ANNA, LIBRARY, MONDAY, POLICY, after, declared

LINK = "https://example.slack.com/archives/C1/p1"


def test_a_declaration_keeps_what_was_said() -> None:
    said = Declaration("Made-up refunds", "support bot", ANNA, Severity.P0, HarmOngoing.YES, private=True, source=LINK)

    change = declaring.declare(said, 12, LIBRARY.runbook(UNCLASSIFIED), POLICY, MONDAY)

    incident = change.incident
    assert (incident.number, incident.title, incident.system, incident.reporter) == (
        12,
        "Made-up refunds",
        "support bot",
        ANNA,
    )
    assert (incident.harm_ongoing, incident.private, incident.source) == (HarmOngoing.YES, True, LINK)
    assert change.events == (
        Declared(
            at=MONDAY,
            by=ANNA,
            title="Made-up refunds",
            system="support bot",
            severity=Severity.P0,
            provisional=False,
            source=LINK,
        ),
    )


def test_an_incident_begins_open_unclassified_and_without_a_commander() -> None:
    incident = declared()

    assert (incident.status, incident.type, incident.commander) == (Status.OPEN, UNCLASSIFIED, None)
    assert {item.state for item in incident.checklist.items} == {StepState.OPEN}


@pytest.mark.parametrize(
    ("severity", "minutes"),
    [
        pytest.param(Severity.P0, 15, id="critical"),
        pytest.param(Severity.P1, 60, id="high"),
        pytest.param(Severity.P2, 4 * 60, id="medium"),
        pytest.param(Severity.P3, 24 * 60, id="low"),
    ],
)
def test_the_response_is_due_as_the_severity_says(severity: Severity, minutes: int) -> None:
    incident = declared(severity)

    assert incident.deadlines[DeadlineKind.RESPONSE].due_at == after(minutes)


def test_an_update_is_due_after_half_an_hour_and_the_classification_after_ten_minutes() -> None:
    incident = declared()

    assert incident.deadlines[DeadlineKind.STATUS_UPDATE].due_at == after(30)
    assert incident.deadlines[DeadlineKind.CLASSIFICATION].due_at == after(10)


def test_who_is_not_sure_gets_the_clocks_of_p2_for_the_time_being() -> None:
    incident = declared(None)

    assert (incident.severity, incident.provisional) == (Severity.P2, True)
    assert incident.deadlines[DeadlineKind.RESPONSE].due_at == after(4 * 60)


def test_an_incident_reads_back_as_it_was_written() -> None:
    incident = declared()

    read = Incident.model_validate_json(incident.model_dump_json())

    assert read == incident
