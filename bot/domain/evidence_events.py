"""What happens to evidence, and what is said of it before the system is altered."""

from datetime import datetime
from typing import Literal

from bot.domain.happening import Happening


class EvidenceAnswered(Happening):
    """Before `subject` altered the system, somebody said whether the evidence is held; `text` says what it does.

    Not held means that harm goes on, so that nothing waits for the evidence.
    """

    kind: Literal["evidence_answered"] = "evidence_answered"
    subject: str
    text: str
    held: bool


class EvidenceTaken(Happening):
    """Something is held; `by` wrote it down, `collector` took it at `taken_at`; `text` is the kind in words."""

    kind: Literal["evidence_taken"] = "evidence_taken"
    number: int
    text: str
    reference: str
    sha256: str | None = None
    collector: str
    taken_at: datetime
    note: str | None = None


class EvidenceUnavailable(Happening):
    """A kind of evidence cannot be had (any more)."""

    kind: Literal["evidence_unavailable"] = "evidence_unavailable"
    text: str
    reason: str


class PromptQuarantined(Happening):
    """Adversarial text was put apart; what is told of it is a label and its SHA-256."""

    kind: Literal["prompt_quarantined"] = "prompt_quarantined"
    number: int
    label: str
    sha256: str


class QuarantineRead(Happening):
    """Somebody looked at a quarantined text."""

    kind: Literal["quarantine_read"] = "quarantine_read"
    number: int
    label: str


class EvidenceExpiring(Happening):
    """A log source will not have what it had when the incident began from `ends_at` on, and it was warned of.

    `missing` are the kinds of evidence from it that are not held; `told` is who was called: a Slack user id.
    """

    kind: Literal["evidence_expiring"] = "evidence_expiring"
    source: str
    ends_at: datetime
    missing: tuple[str, ...]
    told: str | None = None


_Kept = EvidenceAnswered | EvidenceTaken | EvidenceUnavailable
EvidenceEvent = _Kept | PromptQuarantined | QuarantineRead | EvidenceExpiring
