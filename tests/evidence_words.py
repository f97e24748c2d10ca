"""Every event about evidence, and the sentence that it is told in."""

from datetime import timedelta

import pytest

from bot.domain.evidence_events import (
    EvidenceAnswered,
    EvidenceExpiring,
    EvidenceTaken,
    EvidenceUnavailable,
    PromptQuarantined,
    QuarantineRead,
)
from tests.domain.incidents import MONDAY

DAY = timedelta(days=1)
_BY = {"at": MONDAY, "by": "U1"}
_TAKEN = {"number": 2, "text": "Traces", "reference": "s3://t/7", "sha256": "a" * 64, "collector": "U2"}
EVIDENCE = [
    pytest.param(
        EvidenceAnswered(**_BY, subject="step:s", text="Purge the index", held=True),
        "Role U1 said that the evidence is held, before this altered the system: Purge the index",
        id="evidence held",
    ),
    pytest.param(
        EvidenceTaken(**_BY, **_TAKEN, taken_at=MONDAY, note="Read only"),
        "Role U1 wrote down evidence item 2, taken by role U2 (Traces, SHA-256 aaaaaaaaaaaa…): s3://t/7. "
        "Note: Read only",
        id="evidence taken",
    ),
    pytest.param(
        EvidenceUnavailable(**_BY, text="Traces", reason="they were deleted"),
        "Role U1 said that this evidence cannot be had (Traces): they were deleted",
        id="evidence gone",
    ),
    pytest.param(
        PromptQuarantined(**_BY, number=1, label="Role play 3", sha256="b" * 64),
        "Role U1 put text into quarantine, item 1: “Role play 3”, SHA-256 bbbbbbbbbbbb…",
        id="quarantined",
    ),
    pytest.param(
        QuarantineRead(**_BY, number=1, label="Role play 3"),
        "Role U1 looked at quarantined item 1: “Role play 3”",
        id="quarantine read",
    ),
    pytest.param(
        EvidenceExpiring(at=MONDAY, source="trace store", ends_at=MONDAY + DAY, missing=("Traces",), told="U1"),
        "The bot warned that what the trace store has of the incident's beginning is deleted at 2026-11-24 09:00 UTC. "
        "Not held: Traces.",
        id="evidence about to vanish",
    ),
    pytest.param(
        EvidenceExpiring(at=MONDAY, source="trace store", ends_at=MONDAY - DAY, missing=()),
        "The bot warned that what the trace store has of the incident's beginning may be gone since "
        "2026-11-22 09:00 UTC.",
        id="evidence that may have vanished",
    ),
]
EVENTS = tuple({type(param.values[0]): param.values[0] for param in EVIDENCE}.values())
