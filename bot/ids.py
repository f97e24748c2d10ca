"""Every name that Slack hands back to the bot: commands, callback ids, action ids and the names of fields."""

from enum import StrEnum

COMMAND = "/ai-incident"


class Sub(StrEnum):
    """Sub-commands of `/ai-incident`."""

    HELP = "help"
    LIST = "list"
    PLAN = "plan"
    UPDATE = "update"
    SEVERITY = "severity"
    TYPE = "type"
    ROLE = "role"
    TIMELINE = "timeline"
    MITIGATED = "mitigated"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    POSTMORTEM = "postmortem"


class Shortcut(StrEnum):
    """Message shortcuts, as in the manifest."""

    DECLARE = "declare_ai_incident"
    ADD_TO_TIMELINE = "add_to_timeline"


class View(StrEnum):
    """Callback ids of modals."""

    START = "start"
    CLASSIFY = "classify"
    UPDATE = "post_update"
    SEVERITY = "change_severity"
    TYPE = "change_type"
    ROLE = "assign_role"
    NOTE_STEP = "note_step"
    SKIP_STEP = "skip_step"
    SNOOZE = "snooze"
    HAND_OVER = "hand_over"
    MITIGATED = "mitigated"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    FACTOR = "add_factor"
    LESSON = "add_lesson"
    ACTION = "add_action"
    CHANGE = "add_change"
    BLAME = "blame"
    NOTICE = "notice"


class Action(StrEnum):
    """Action ids of buttons. Those of inputs in a modal equal their field's name."""

    TAKE_COMMAND = "take_command"
    HELPING = "helping"
    OPEN_CLASSIFY = "open_classify"
    OPEN_UPDATE = "open_update"
    OPEN_SNOOZE = "open_snooze"
    OPEN_HAND_OVER = "open_hand_over"
    ACCEPT_HAND_OVER = "accept_hand_over"
    OPEN_RESOLVE = "open_resolve"
    UNDO_RESOLVE = "undo_resolve"
    STEP_DONE = "step_done"
    STEP_NOTE = "step_note"
    STEP_SKIP = "step_skip"
    STEP_ASSIGN = "step_assign"
    STEP_UNDO = "step_undo"
    PHASE_NEXT = "phase_next"
    OPEN_FACTOR = "open_factor"
    OPEN_LESSON = "open_lesson"
    OPEN_ACTION = "open_action"
    OPEN_CHANGE = "open_change"
    COMPILE = "compile_postmortem"


class Field(StrEnum):
    """Fields of forms: both the block id and the action id of their input."""

    MODE = "mode"
    TITLE = "title"
    SYSTEM_KNOWN = "system_known"
    SYSTEM = "system"
    HARM_ONGOING = "harm_ongoing"
    SEVERITY = "severity"
    PRIVATE = "private"
    PURPOSE = "purpose"
    AFFECTED = "affected"
    BLAST_RADIUS = "blast_radius"
    BEGAN_AT = "began_at"
    NOTICED_BY = "noticed_by"
    TYPE = "incident_type"
    TYPES = "incident_types"
    HARMS = "harms"
    CONTEXTS = "contexts"
    ERROR_RATE = "error_rate"
    ERROR_RATE_UNIT = "error_rate_unit"
    QUALITY = "quality"
    QUALITY_UNIT = "quality_unit"
    DECIDED_SEVERITY = "decided_severity"
    REASON = "reason"
    KNOWN = "known"
    DOING = "doing"
    IMPACT = "impact"
    NEXT_UPDATE = "next_update"
    ROLE = "role"
    PERSON = "person"
    MINUTES = "minutes"
    CONFIRM = "confirm"
    NOTE = "note"
    LAYER = "layer"
    TEXT = "text"
    DETECTED_AT = "detected_at"
    FIXED_AT = "fixed_at"
    LESSON_KIND = "lesson_kind"
    OWNER = "owner"
    DUE_ON = "due_on"
    CHANGE_KIND = "change_kind"
    CHANGED_AT = "changed_at"


class Slot(StrEnum):
    """Messages of an incident that stand and are edited in place."""

    CARD = "card"
    CHECKLIST = "checklist"
    ANNOUNCEMENT = "announcement"
    REMINDER = "reminder"
    RESOLVED = "resolved"
    CLASSIFY = "classify"
    HAND_OVER = "hand_over"
    RESPONSE_MISSED = "response_missed"
    REVIEW = "review"
