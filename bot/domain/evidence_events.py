"""What happens to evidence, and what is said of it before the system is altered."""

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
