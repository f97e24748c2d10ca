"""The parts that messages are made of: headers, sections, contexts, and the bot's buttons with their labels."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    PlainTextObject,
    SectionBlock,
)

from bot.blocks.text import mrkdwn, plain
from bot.ids import Action
from bot.messages import Context

LABELS: Final[Mapping[Action, str]] = MappingProxyType(
    {
        Action.TAKE_COMMAND: "Take command",
        Action.HELPING: "I'm helping",
        Action.OPEN_CLASSIFY: "Classify",
        Action.OPEN_INTERVIEW: "Which type? Interview",
        Action.CLASSIFY_AS: "Classify as this",
        Action.TYPE_DETAILS: "Details of the type",
        Action.OPEN_UPDATE: "Post update",
        Action.OPEN_SNOOZE: "Snooze",
        Action.OPEN_HAND_OVER: "Hand over",
        Action.ACCEPT_HAND_OVER: "Accept command",
        Action.OPEN_MITIGATED: "Mitigated",
        Action.OPEN_RESOLVE: "Resolve",
        Action.UNDO_RESOLVE: "Undo (10 minutes)",
        Action.STEP_DONE: "Done",
        Action.STEP_NOTE: "Done, with note",
        Action.STEP_RECORD: "Record",
        Action.STEP_SKIP: "Skip",
        Action.STEP_ASSIGN: "Assign to me",
        Action.STEP_UNDO: "Undo",
        Action.EVIDENCE_HELD: "Evidence held",
        Action.EVIDENCE_NOT_HELD: "Not held, harm goes on",
        Action.OPEN_GATE: "Evidence held?",
        Action.OPEN_EVIDENCE: "Add evidence",
        Action.OPEN_QUARANTINE: "Quarantine a text",
        Action.SHOW_QUARANTINED: "Show",
        Action.PHASE_NEXT: "Next phase",
        Action.OPEN_LEVERS: "Set a lever",
        Action.LEVER_EFFECT: "Effect seen",
        Action.LEVER_REMOVE: "Remove",
        Action.LEVER_ADOPT: "Adopt",
        Action.LEVER_UNDO: "Still set",
        Action.OPEN_ROLLBACK: "Roll back",
        Action.ROLLBACK_PASSED: "Done",
        Action.OPEN_ROLLBACK_STAGE: "Done",
        Action.OPEN_ABORT_ROLLBACK: "Abort",
        Action.OPEN_LABELS: "Label outputs",
        Action.LABEL_BACK: "Back",
        Action.LABEL_SKIP: "Skip",
        Action.OPEN_FINISH: "Finish",
        Action.DISCARD_SAMPLE: "Discard",
        Action.REMOVE_OUTPUTS: "Remove the outputs, keep the labels",
        Action.OPEN_ROLLOUT_STAGE: "Stage reached",
        Action.OPEN_GO_BACK: "Go back",
        Action.OPEN_FACTOR: "Add factor",
        Action.OPEN_LESSON: "Add lesson",
        Action.OPEN_ACTION: "Add action",
        Action.OPEN_CHANGE: "What changed",
        Action.COMPILE: "Compile post-mortem",
        Action.OPEN_SYSTEM: "Edit the record",
        Action.OPEN_REHEARSED: "Record a rehearsal",
        Action.OPEN_WATCH: "Start the watch",
        Action.OPEN_REGRESSED: "It is back",
        Action.SIGN_AS_COMMANDER: "Sign off as commander",
        Action.SIGN_AS_OWNER: "Sign off as owner",
        Action.AGREE_TO_LIFT: "Lift the restriction",
        Action.DECLARE: "Declare an incident",
        Action.PLAN: "Plan ahead",
        Action.HELP: "Help",
    }
)
_PRIMARY: Final = frozenset(
    {
        Action.TAKE_COMMAND,
        Action.ACCEPT_HAND_OVER,
        Action.COMPILE,
        Action.DECLARE,
        Action.OPEN_ROLLBACK_STAGE,
        Action.ROLLBACK_PASSED,
    }
)


def header(text: str) -> HeaderBlock:
    """Return a heading; over-long ones are cut."""
    return HeaderBlock(text=plain(text, HeaderBlock.text_max_length))


def section(text: str, *, block_id: str | None = None, accessory: ButtonElement | None = None) -> SectionBlock:
    """Return a paragraph of mrkdwn (escaped by the caller)."""
    return SectionBlock(text=mrkdwn(text), block_id=block_id, accessory=accessory)


def fields(pairs: Sequence[tuple[str, str]]) -> SectionBlock:
    """Return labels with their values (mrkdwn) in two columns."""
    return SectionBlock(fields=[mrkdwn(f"*{label}*\n{value}") for label, value in pairs])


def context(text: str) -> ContextBlock:
    """Return a small grey line of mrkdwn."""
    return ContextBlock(elements=[mrkdwn(text)])


def button(action: Action, about: Context, label: str | None = None) -> ButtonElement:
    """Return one of the bot's buttons; its value says what it is about. A label of its own replaces the usual one."""
    return ButtonElement(
        text=PlainTextObject(text=label or LABELS[action]),
        action_id=action,
        value=about.dump(),
        style="primary" if action in _PRIMARY else None,
    )


def buttons(actions: Sequence[Action], about: Context, *, block_id: str) -> ActionsBlock:
    """Return a row of the bot's buttons."""
    return ActionsBlock(block_id=block_id, elements=[button(action, about) for action in actions])
