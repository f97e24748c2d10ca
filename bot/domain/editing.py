"""Makes what people wrote fit for a document: names become roles, sentences of blame the questions behind them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from pydantic import BaseModel

from bot.domain import blameless
from bot.domain.events import Event
from bot.domain.roles import Roster, Safe

LONGEST_QUOTE: Final = 1500

Recorded = TypeVar("Recorded", bound=BaseModel)
_NO_WORDS: Final = frozenset({"kind"})
_NOBODY: Final[Mapping[str, Mapping[str, object]]] = {
    "Told": {"ids": ()},
    "TrialPlan": {"by": ""},
    "DrawnSample": {"by": ""},
    "ReachedStage": {"by": ""},
}

# What of an event somebody typed; everything else are ids, times and the words of runbooks.
_OWN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "severity_changed": ("reason",),
    "step_done": ("note",),
    "step_skipped": ("reason",),
    "status_updated": ("known", "doing", "impact"),
    "update_snoozed": ("reason",),
    "mitigated": ("note",),
    "resolved": ("note", "unwatched"),
    "watch_started": ("watched",),
    "regressed": ("note",),
    "reopened": ("reason",),
    "change_noted": ("text",),
    "groups_told": ("message",),
    "evidence_taken": ("note",),
    "evidence_unavailable": ("reason",),
    "lever_set": ("said",),
    "lever_effect_seen": ("effect",),
    "lever_left_on": ("reason",),
    "rollback_declined": ("note",),
    "rollback_started": ("criteria",),
    "rollback_advanced": ("note",),
    "rollback_aborted": ("reason",),
    "rollback_offered": ("because",),
    "rollout_advanced": ("seen",),
    "rollout_went_back": ("reason",),
    "incident_restricted": ("reference",),
    "lift_asked": ("reason",),
    "restriction_lifted": ("reason",),
}
_TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "declared": ("title", "system"),
    "evidence_taken": ("reference",),
    "prompt_quarantined": ("label",),
    "evidence_expiring": ("source",),
    "quarantine_read": ("label",),
    **dict.fromkeys(
        ("lever_set", "lever_effect_seen", "lever_removed", "lever_adopted", "lever_still_set", "lever_left_on"),
        ("title",),
    ),
    "rollback_started": ("before", "after"),
    "rollback_completed": ("before", "after"),
}
_PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "watch_started": ("owner",),
    "role_assigned": ("to",),
    "hand_over_accepted": ("before",),
    "evidence_expiring": ("told",),
    "lever_set": ("owner",),
    "evidence_taken": ("collector",),
}
_CALLED: Final[Mapping[str, tuple[str, ...]]] = {"response_missed": ("told",)}
_UNTOLD: Final[Mapping[str, Mapping[str, object]]] = {
    "message_pinned": {"pinned_by": ""},
    "groups_told": {"ids": ()},
}


class Editor:
    """Edits all texts of one document; `replaced` counts the sentences that do not stand as they were said."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.replaced = 0
        self._edited: dict[str, Safe] = {}  # what stands in two places is edited, and counted, once

    def title(self, text: str) -> Safe:
        """Return a title or a name of a thing: without people's names, otherwise as it is."""
        return self.roster.anonymise(text)

    def text(self, text: str) -> Safe:
        """Return a text without names and blame."""
        return self._softened(self.roster.anonymise(text))

    def optional(self, text: str | None) -> Safe | None:
        """Return an answer that may be missing, or blank; None for both."""
        return self.text(text) if text and text.strip() else None

    def quote(self, text: str) -> Safe:
        """Return a message, cut at a word where it is very long: after names are gone, so that none is cut in two."""
        said = self.roster.anonymise(text)
        if len(said) > LONGEST_QUOTE:
            said = Safe(f"{said[:LONGEST_QUOTE].rsplit(maxsplit=1)[0]} …")
        return self._softened(said)

    def record(self, record: Recorded) -> Recorded:
        """Return what a step recorded, with its words edited wherever they stand in it; nobody's Slack id stays."""
        changes = {name: self._within(value) for name, value in record if name not in _NO_WORDS}
        return record.model_copy(update={**changes, **_NOBODY.get(type(record).__name__, {})})

    def _within(self, value: object) -> object:
        match value:
            case StrEnum():
                return value
            case str():
                return self.text(value)
            case tuple():
                return tuple(map(self._within, value))
            case BaseModel():
                return self.record(value)
            case _:
                return value

    def event(self, event: Event) -> Event:
        """Return an event whose texts may stand in a document, with labels where it had user ids."""
        changes: dict[str, object] = {"by": None, **_UNTOLD.get(event.kind, {})}
        for fields, edit in (
            (_OWN_WORDS, self.text),
            (_TITLES, self.title),
            (_PEOPLE, self.roster.label),
            (_CALLED, self._labels),
        ):
            for name in fields.get(event.kind, ()):
                value = getattr(event, name)
                changes[name] = edit(value) if value else value
        for name in ("record", "plan", "sample"):
            value = getattr(event, name, None)
            if isinstance(value, BaseModel):
                changes[name] = self.record(value)
        return event.model_copy(update=changes)

    def _labels(self, users: tuple[str, ...]) -> tuple[Safe, ...]:
        return tuple(map(self.roster.label, users))

    def _softened(self, text: Safe) -> Safe:
        if text not in self._edited:
            softened = blameless.soften(text)
            self.replaced += softened.replaced
            self._edited[text] = Safe(softened.text)
        return self._edited[text]
