"""The modals, one builder each: `modals.start(...)`, `modals.classify(...)`, ... return a checked `Modal`."""

from bot.blocks.modals.classification import classify
from bot.blocks.modals.closing import mitigated, reopen, resolve
from bot.blocks.modals.interviewing import classified, interviewing, outcome
from bot.blocks.modals.reading import blame, help_page, notice
from bot.blocks.modals.retyping import change_type, type_details
from bot.blocks.modals.reviewing import action, change, factor, lesson
from bot.blocks.modals.starting import start
from bot.blocks.modals.working import (
    assign_role,
    change_severity,
    hand_over,
    note_step,
    skip_step,
    snooze,
    status_update,
)

__all__ = [
    "action",
    "assign_role",
    "blame",
    "change",
    "change_severity",
    "change_type",
    "classified",
    "classify",
    "factor",
    "hand_over",
    "help_page",
    "interviewing",
    "lesson",
    "mitigated",
    "note_step",
    "notice",
    "outcome",
    "reopen",
    "resolve",
    "skip_step",
    "snooze",
    "start",
    "status_update",
    "type_details",
]
