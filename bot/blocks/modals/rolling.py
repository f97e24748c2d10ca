"""The forms of a rollback: whether it helps at all, what is decided, what a stage asks, and why it is given up."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.gate import asked
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import context, section
from bot.blocks.rollback import about
from bot.blocks.text import escape, said, said_in_line
from bot.domain.catalogue import Lever
from bot.domain.incident import Incident
from bot.domain.rollback import FUTILE, STAGES, TARGET_CHECKS, Stage
from bot.domain.rolling_back import asks_for_evidence, run_at
from bot.domain.systems import Bundle, Part, Readiness, System
from bot.domain.taxonomy import ROLLBACK
from bot.ids import Field, View
from bot.messages import Context, Modal
from bot.wording import PARTIAL, ready

YES: Final = "yes"
NO: Final = "no"
_FIRST: Final = (
    "A rollback helps where the *system* changed and the earlier bundle did not do this. "
    "Tick what holds instead. With anything ticked nothing is rolled back: it is recorded, and "
    "you are shown what helps."
)


def helps(incident: Incident, step: str | None = None) -> Modal:
    """Return the first question: whether a rollback would help at all."""
    reasons = [Choice(reason, words) for reason, words in FUTILE.items()]
    blocks = [
        section(_FIRST),
        inputs.checkboxes(Asked(Field.FUTILE, "Does any of this hold?", optional=True), reasons),
        inputs.text(Asked(Field.NOTE, "How is that known?", optional=True)),
    ]
    texts = Texts("Would a rollback help?", "Continue")
    return modal(View.ROLLBACK_HELPS, texts, blocks, Context(incident=incident.number, step=step))


def decide(incident: Incident, system: System | None, judged: Readiness | None, step: str | None = None) -> Modal:
    """Return the form in which a rollback is decided; what is on record of the system is offered."""
    running = _running(incident, system)
    blocks = [
        *([] if judged is None or judged.is_ready else [context(f":warning: {said(ready(judged))}")]),
        inputs.text(Asked(Field.RUNNING, "In service now"), initial=running),
        *_target(system, running),
        inputs.text(
            Asked(Field.CRITERIA, "By which criteria?", hint="What was crossed, and what shows it"),
            initial=_offered(incident),
        ),
        _parts(),
        *(asked() if asks_for_evidence(incident, step) else ()),
    ]
    texts = Texts("Roll back", "Start rollback")
    return modal(View.ROLL_BACK, texts, blocks, Context(incident=incident.number, step=step))


def stage(incident: Incident, number: int, at: Stage) -> Modal:
    """Return what a stage asks.

    Raises:
        StaleButton: It is not next any more.
    """
    run = run_at(incident, number, at)
    blocks = [section(f"*{STAGES[at]}*: {said_in_line(run.before)} → {said_in_line(run.after)}"), *_asked(at)]
    return modal(View.ROLLBACK_STAGE, Texts("Rollback", "Done"), blocks, about(incident, run, at))


def abort(incident: Incident, number: int, at: Stage) -> Modal:
    """Return the form that gives a rollback up.

    Raises:
        StaleButton: It has moved on, or is over.
    """
    run = run_at(incident, number, at)
    hint = "Say where the system stands now. A rollback that made it worse is undone by another one."
    blocks: list[Block] = [
        section(f"Given up before: {STAGES[at]}"),
        inputs.text(Asked(Field.REASON, "Reason", hint=hint), multiline=True),
    ]
    return modal(View.ABORT_ROLLBACK, Texts("Abort the rollback", "Abort"), blocks, about(incident, run, at))


def instead(levers: Sequence[Lever]) -> Modal:
    """Return what helps where a rollback does not."""
    rows = [section(f"*{escape(one.title)}* (about {one.minutes} min)\n{escape(one.text)}") for one in levers]
    blocks = [section("It is recorded that a rollback would not help. These do:"), *rows]
    return modal(View.NOTICE, Texts("What helps instead", close="Close"), blocks, Context())


def _running(incident: Incident, system: System | None) -> str:
    """What a rollback went to runs now; before the first, what is on record."""
    done = [run.after for run in incident.rollbacks if run.completed_at]
    if done:
        return done[-1]
    return system.current.label if system and system.current else ""


def _target(system: System | None, running: str) -> Iterator[Block]:
    offered = [_bundle(one) for one in (system.bundles if system else ()) if one.label != running]
    if not offered:
        yield inputs.text(Asked(Field.TARGET, "Roll back to", hint="The label of an earlier bundle that is known good"))
        return
    yield inputs.select(Asked(Field.TARGET, "Roll back to"), offered, offered[0].value)
    yield inputs.text(Asked(Field.OTHER_TARGET, "Another bundle, if it is none of these", optional=True))


def _bundle(bundle: Bundle) -> Choice:
    limit = int(ROLLBACK.deployable_within.total_seconds() // 60)
    minutes = f"{bundle.minutes} min to deploy" if bundle.minutes else "minutes to deploy not known"
    over = f", over {limit}" if bundle.minutes and bundle.minutes > limit else ""
    versions = ", ".join(f"{part} {version}" for part, version in bundle.parts.items())
    return Choice(bundle.label, bundle.label, f"{minutes}{over}; {versions}" if versions else f"{minutes}{over}")


def _offered(incident: Incident) -> str:
    since = [made.because for made in incident.rollback_offers if made.rollbacks == len(incident.rollbacks)]
    return " ".join(since)


def _parts() -> Block:
    every = [Choice(part, part.value.capitalize()) for part in Part]
    hint = f"All of the bundle, unless there is a reason: one part alone makes {PARTIAL}"
    return inputs.checkboxes(Asked(Field.PARTS, "What moves?", hint=hint), every, [part.value for part in Part])


def _asked(at: Stage) -> Iterator[Block]:
    match at:
        case Stage.TARGET:
            boxes = [Choice(str(place), words) for place, words in enumerate(TARGET_CHECKS)]
            hint = "What is not ticked is recorded as not established; it holds nothing up"
            yield inputs.checkboxes(Asked(Field.HOLDS, "What holds of the target?", optional=True, hint=hint), boxes)
            yield inputs.text(Asked(Field.NOTE, "Note", optional=True))
        case Stage.USERS:
            sides = (Choice(YES, "Yes, noticeably"), Choice(NO, "No"))
            yield inputs.radio(Asked(Field.NOTICEABLE, "Did the quality of outputs change for users?"), sides)
            hint = "Needed where it did: what they were told, where and when"
            yield inputs.text(Asked(Field.NOTE, "What were they told?", optional=True, hint=hint), multiline=True)
        case _:
            yield inputs.text(Asked(Field.NOTE, "What is seen?", hint="Which metrics, and what they show"))
