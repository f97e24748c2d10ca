"""Rollbacks in the post-mortem: what moved, how long it took, what was given up or decided against."""

from bot.domain import rolling_back
from bot.domain.rollback import STAGES, Futile
from bot.domain.rollback_events import RollbackDeclined
from bot.domain.rolling_back import Decision
from bot.domain.systems import Part
from tests.domain.test_lever_lines import printed
from tests.domain.test_postmortem import ADA, BEN, Record, after, declared


def worked() -> Record:
    """One decided against, one that was given up, one that took eighteen minutes."""
    record = declared()
    reasons = rolling_back.reasons_in_words((Futile.PAYLOAD,))
    event = RollbackDeclined(at=after(minutes=5), by=ADA, reasons=reasons, note="Ben Okafor tried the payload on v40")
    record.then(rolling_back.decline(record.incident, event))
    part = Decision(before="v41", after="v40", parts=(Part.PROMPT,), criteria="Ben Okafor's number")
    record.then(rolling_back.begin(record.incident, part, ADA, after(minutes=10)))
    record.then(rolling_back.abort(record.incident, 1, "v40 refuses | everything", BEN, after(minutes=12)))
    whole = Decision(before="v41", after="v39", parts=tuple(Part), criteria="Quality is below its floor")
    record.then(rolling_back.begin(record.incident, whole, ADA, after(minutes=20)))
    for number, stage in enumerate(STAGES, start=1):
        record.then(rolling_back.advance(record.incident, 2, stage, BEN, after(minutes=20 + 3 * number)))
    return record


def test_every_rollback_stands_with_its_criteria_its_end_and_nobodys_name() -> None:
    report = printed(worked().compiled(after(hours=1)))

    section = report.partition("## Rollbacks")[2].partition("\n## ")[0]
    assert "| v41 | v39 | The whole bundle | Quality is below its floor |" in section
    assert "after 18 min, 3 min over the 15 minutes" in section
    assert "Only prompt: a combination that nobody had tested" in section
    assert "v40 refuses \\| everything" in section
    assert "a rollback would not help. The attack is in the payload, and works on the old version too." in section
    assert "Okafor" not in report


def test_an_incident_in_which_nobody_thought_of_a_rollback_has_no_such_section() -> None:
    assert "## Rollbacks" not in printed(declared().compiled(after(hours=1)))
