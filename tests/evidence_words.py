"""Every event about evidence, and the sentence that it is told in."""

import pytest

from bot.domain.evidence_events import (
    EvidenceAnswered,
    EvidenceTaken,
    EvidenceUnavailable,
    PromptQuarantined,
    QuarantineRead,
)
from tests.domain.incidents import MONDAY

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
]
EVENTS = tuple(param.values[0] for param in EVIDENCE)
