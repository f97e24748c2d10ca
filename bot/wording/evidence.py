"""What happens to evidence, as sentences."""

from bot.domain.evidence_events import EvidenceAnswered
from bot.wording.voice import Voice


def of_evidence(event: EvidenceAnswered, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    what = voice.text(event.text)
    if event.held:
        return f"{voice.by(event)} said that the evidence is held, before this altered the system: {what}"
    return f"{voice.by(event)} said that the evidence is not held and harm goes on, so this did not wait: {what}"
