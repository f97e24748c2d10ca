"""What happens to evidence, as sentences."""

from typing import assert_never

from bot.domain.evidence_events import (
    EvidenceAnswered,
    EvidenceEvent,
    EvidenceExpiring,
    EvidenceTaken,
    EvidenceUnavailable,
    PromptQuarantined,
    QuarantineRead,
)
from bot.wording.voice import Voice


def of_evidence(event: EvidenceEvent, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case EvidenceAnswered():
            return _answered(event, voice)
        case EvidenceTaken():
            return _taken(event, voice)
        case EvidenceUnavailable():
            what = voice.text(event.text)
            return f"{voice.by(event)} said that this evidence cannot be had ({what}): {voice.text(event.reason)}"
        case EvidenceExpiring():
            return _expiring(event, voice)
        case PromptQuarantined():
            told = f"“{voice.text(event.label)}”, SHA-256 {event.sha256[:12]}…"
            return f"{voice.by(event)} put text into quarantine, item {event.number}: {told}"
        case QuarantineRead():
            return f"{voice.by(event)} looked at quarantined item {event.number}: “{voice.text(event.label)}”"
        case _:
            assert_never(event)


def _answered(event: EvidenceAnswered, voice: Voice) -> str:
    what = voice.text(event.text)
    if event.held:
        return f"{voice.by(event)} said that the evidence is held, before this altered the system: {what}"
    return f"{voice.by(event)} said that the evidence is not held and harm goes on, so this did not wait: {what}"


def _taken(event: EvidenceTaken, voice: Voice) -> str:
    """Whoever took it is named where somebody else wrote it down."""
    taken = f", taken by {voice.who(event.collector)}" if event.collector != event.by else ""
    digest = f", SHA-256 {event.sha256[:12]}…" if event.sha256 else ""
    note = f" Note: {voice.text(event.note)}" if event.note else ""
    what = f"evidence item {event.number}{taken} ({voice.text(event.text)}{digest})"
    return f"{voice.by(event)} wrote down {what}: {voice.sentence(event.reference)}{note}"


def _expiring(event: EvidenceExpiring, voice: Voice) -> str:
    """What may be gone already is said as such."""
    source, when = voice.text(event.source), voice.when(event.ends_at)
    missing = f" Not held: {voice.text('; '.join(event.missing))}." if event.missing else ""
    goes = "may be gone since" if event.ends_at <= event.at else "is deleted at"
    return f"the bot warned that what the {source} has of the incident's beginning {goes} {when}.{missing}"
