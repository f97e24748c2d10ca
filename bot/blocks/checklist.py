"""The checklist: one message per phase, the current one with buttons, a past one as a short record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DividerBlock

from bot.blocks.checked import MOST_MESSAGE_BLOCKS, MOST_TEXT_IN_MESSAGE, rendered, text_length
from bot.blocks.parts import button, buttons, context, header, section
from bot.blocks.text import counted, date, escape, link, mention, said_in_line
from bot.domain.checklist import Checklist, Item, Progress, StepState, left_open, of_phase, progress
from bot.domain.gate import is_unanswered
from bot.domain.incident import Incident
from bot.domain.runbook import Phase
from bot.domain.works import COPYING
from bot.ids import Action
from bot.messages import Context, Rendered
from bot.wording import recorded

_OPEN_BUTTONS: Final = (Action.STEP_DONE, Action.STEP_NOTE, Action.STEP_SKIP, Action.STEP_ASSIGN)
_WITH_A_RECORD: Final = (Action.STEP_SKIP, Action.STEP_ASSIGN)
_BEFORE_A_CHANGE: Final = (Action.EVIDENCE_HELD, Action.EVIDENCE_NOT_HELD, *_WITH_A_RECORD)
_RECORDING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "decide": "Decide",
        "measure": "Record a measurement",
        "sample": "Sample outputs",
        "trials": "Record trials",
        "disparity": "Compare groups",
        "red_team": "Count variations",
        "notify": "Notify",
        "draft": "Draft the notice",
        "lever": "Set a lever",
        "evidence": "Keep evidence",
        "past_outputs": "Account for outputs",
        "rollback": "Roll back",
        "rollout": "Stage reached",
    }
)
"""What the button of a step says that has a form of its own, by its kind of work."""
_MARKS: Final = {StepState.OPEN: "", StepState.DONE: ":white_check_mark: ", StepState.SKIPPED: ":heavy_minus_sign: "}
_Layout = Callable[[int, Item], Iterator[Block]]


def checklist(incident: Incident, runbook: str, phase: Phase) -> Rendered | None:
    """Return the message of one phase of one runbook; None when there is nothing in it.

    The current phase also takes along what earlier phases left open, so that nothing is out of reach.
    """
    work = incident.checklist
    if is_current(incident, runbook, phase):
        return _current(incident, of_phase(work), left_open(work))
    items = _past_items(work, runbook, phase)
    return _past(incident, phase, items) if items else None


def fits(items: Sequence[Item]) -> bool:
    """Say whether the steps of a phase fit into its message, in the tightest layout and while all are open."""
    shown = _shown(items, 1, _tight)
    ends = 3  # the heading, the way to the next phase, and its name
    return len(shown) <= MOST_MESSAGE_BLOCKS - ends and text_length(shown) < MOST_TEXT_IN_MESSAGE


def is_current(incident: Incident, runbook: str, phase: Phase) -> bool:
    """Say whether this is the phase that is being worked."""
    work = incident.checklist
    return (work.runbook, work.phase) == (runbook, phase) and not incident.is_over


def heading(work: Checklist, phase: Phase, items: Sequence[Item]) -> str:
    """Return the phase with its progress, and that of the whole checklist."""
    return f"{_progress(phase, items)} ({_counted(progress(work.items), '')} in all)"


def main_button(number: int, item: Item) -> ButtonElement:
    """Return the button that does a step: one that has a form of its own is done by filling it in."""
    if is_unanswered(item):
        return button(Action.OPEN_GATE, _about(number, item))
    label = "Label outputs" if item.sample and not item.sample.removed else _RECORDING.get(item.work.kind)
    return button(Action.STEP_RECORD if label else Action.STEP_DONE, _about(number, item), label)


def _progress(phase: Phase, items: Sequence[Item]) -> str:
    """A past phase tells no total: it is not edited when that changes."""
    return f"{phase.title}: {_counted(progress(items), ' done')}"


def _counted(count: Progress, done: str) -> str:
    skipped = f", {count.skipped} skipped" if count.skipped else ""
    return f"{count.done} of {count.total}{done}{skipped}"


def _current(incident: Incident, items: Sequence[Item], earlier: Sequence[Item]) -> Rendered:
    title = heading(incident.checklist, incident.checklist.phase, items)
    ends: list[Block] = [header(title), *_next_phase(incident)]
    told, left = ([_as_restricted(item) if incident.restricted else item for item in some] for some in (items, earlier))
    shown = _fitting(told, left, incident.number, MOST_MESSAGE_BLOCKS - len(ends))
    return rendered(title, [ends[0], *shown, *ends[1:]])


def _as_restricted(item: Item) -> Item:
    """Return a step as a restricted incident shows it: one that copies content says first that it is off."""
    if item.is_settled or not (item.work.kind in COPYING or item.copies or item.quarantines):
        return item
    return item.model_copy(update={"text": f"Off while restricted, skip it: {item.text}", "quarantines": False})


def _past(incident: Incident, phase: Phase, items: Sequence[Item]) -> Rendered:
    title = _progress(phase, items)
    shown = _all_told(incident, items) if incident.is_over else _settled(incident, items)
    kept = _within(shown, MOST_MESSAGE_BLOCKS - 1)
    return rendered(title, [header(title), *kept])


def _all_told(incident: Incident, items: Sequence[Item]) -> list[Block]:
    return _shown(items, incident.number, _told)


def _settled(incident: Incident, items: Sequence[Item]) -> list[Block]:
    """What is settled stays here; what is open is shown once only, where it is worked."""
    still = [item for item in items if not item.is_settled]
    said = f"{counted(len(still), 'open step is', 'open steps are')} in the checklist of the phase being worked."
    settled = [item for item in items if item.is_settled]
    return [*_shown(settled, incident.number, _record), *([context(said)] if still else [])]


def _past_items(work: Checklist, runbook: str, phase: Phase) -> tuple[Item, ...]:
    """A replaced runbook keeps what was done under it; the present one does not count that twice."""
    return tuple(item for item in of_phase(work, phase) if item.runbook == runbook)


def _next_phase(incident: Incident) -> list[Block]:
    work = incident.checklist
    later = [item for item in work.items if item.phase.place > work.phase.place]
    if not later:
        return [context("This is the last phase.")]
    about = Context(incident=incident.number, step=work.phase)
    return [buttons((Action.PHASE_NEXT,), about, block_id="phase"), context(f"Next: {later[0].phase.title}")]


def _fitting(items: Sequence[Item], earlier: Sequence[Item], number: int, room: int) -> list[Block]:
    """Return the roomiest layout within Slack's limits; in the tightest, what is settled gives way to what is open."""
    for layout, shorter in _layouts():
        shown = [*_shown(items, number, layout), *_left_over(earlier, number, shorter)]
        if len(shown) <= room and text_length(shown) < MOST_TEXT_IN_MESSAGE:
            return shown
    open_first = sorted((*items, *earlier), key=lambda item: item.is_settled)
    return _within(_shown(open_first, number, _tight), room)


def _layouts() -> Iterator[tuple[_Layout, _Layout]]:
    """How the steps of the phase look, and how those that it takes along do: these are the first to be short."""
    yield _spaced, _close
    for layout in (_spaced, _roomy, _close, _tight):
        yield layout, _tight


def _left_over(earlier: Sequence[Item], number: int, layout: _Layout) -> list[Block]:
    if not earlier:
        return []
    return [DividerBlock(), section("*Still open from earlier phases*"), *_shown(earlier, number, layout)]


def _within(shown: list[Block], room: int) -> list[Block]:
    """Return as many blocks as there is room for, and say how many are missing."""
    kept = list(shown)
    while len(kept) > room - 1 or text_length(kept) >= MOST_TEXT_IN_MESSAGE - 300:
        kept.pop()
    left_out = len(shown) - len(kept)
    more = counted(left_out, "more step does", "more steps do")
    return [*kept, context(f"{more} not fit here and will show as others are settled.")] if left_out else kept


def _shown(items: Sequence[Item], number: int, layout: _Layout) -> list[Block]:
    return [block for item in items for block in layout(number, item)]


def _spaced(number: int, item: Item) -> Iterator[Block]:
    """A step under a line, so that its buttons are not taken for those of its neighbour."""
    yield DividerBlock()
    yield from _roomy(number, item)


def _roomy(number: int, item: Item) -> Iterator[Block]:
    """A step with the reason for it, what to write down and where to read more."""
    if item.is_settled:
        yield from _record(number, item)
        return
    yield section(_words(item))
    hints = "\n".join(_hints(item))
    if hints:
        yield context(hints)
    yield _open_buttons(number, item)


def _hints(item: Item) -> Iterator[str]:
    if item.why:
        yield said_in_line(item.why, 400)
    if item.records:
        yield f"Write down: {said_in_line(item.records, 400)}"
    yield from (link(one.url, escape(one.text)) for one in item.links)


def _close(number: int, item: Item) -> Iterator[Block]:
    if item.is_settled:
        yield from _record(number, item)
        return
    yield section(_words(item))
    yield _open_buttons(number, item)


def _tight(number: int, item: Item) -> Iterator[Block]:
    """One block a step: room for one button only."""
    if item.is_settled:
        yield from _record(number, item)
        return
    yield section(_words(item, limit=200), block_id=_block_id(item), accessory=main_button(number, item))


def _open_buttons(number: int, item: Item) -> ActionsBlock:
    if is_unanswered(item):
        return buttons(_BEFORE_A_CHANGE, _about(number, item), block_id=_block_id(item))
    if item.work.kind not in _RECORDING:
        if item.quarantines:
            return buttons((Action.OPEN_QUARANTINE, *_OPEN_BUTTONS), _about(number, item), block_id=_block_id(item))
        return buttons(_OPEN_BUTTONS, _about(number, item), block_id=_block_id(item))
    others = [button(action, _about(number, item)) for action in _WITH_A_RECORD]
    return ActionsBlock(block_id=_block_id(item), elements=[main_button(number, item), *others])


def _record(number: int, item: Item) -> Iterator[Block]:
    """A settled step with a way back."""
    yield section(_words(item), block_id=_block_id(item), accessory=button(Action.STEP_UNDO, _about(number, item)))


def _told(_number: int, item: Item) -> Iterator[Block]:
    """A step of an incident that is over: nothing of it can be done or undone."""
    yield section(_words(item), block_id=_block_id(item))


def _words(item: Item, limit: int = 500) -> str:
    stands = f"_{said_in_line(item.owner, 80)}_ · {_state(item)}{_gate(item)}"
    return f"{_MARKS[item.state]}{said_in_line(item.text, limit)}\n{stands}"


def _state(item: Item) -> str:
    who, when = mention(item.by) if item.by else "the bot", date(item.at) if item.at else ""
    match item.state:
        case StepState.DONE:
            return f"done by {who} {when}{_note(item)}{_recorded(item)}"
        case StepState.SKIPPED:
            return f"skipped by {who} {when}{_note(item)}"
        case StepState.OPEN:
            return f"assigned to {mention(item.assignee)}" if item.assignee else "open"


def _gate(item: Item) -> str:
    """What was said of the evidence; until somebody has, an open step says why it asks."""
    if item.gate is None:
        return "\n:warning: It alters the system: is the evidence held?" if is_unanswered(item) else ""
    said = "evidence held" if item.gate.held else "evidence not held, harm goes on"
    return f"\n{said}, says {mention(item.gate.by)} {date(item.gate.at)}"


def _note(item: Item) -> str:
    return f": {said_in_line(item.note, 200)}" if item.note else ""


def _recorded(item: Item) -> str:
    return f"\n:memo: {said_in_line(recorded(item.record), 600)}" if item.record else ""


def _about(number: int, item: Item) -> Context:
    return Context(incident=number, step=item.step_id)


def _block_id(item: Item) -> str:
    return f"step:{item.runbook}:{item.step_id}"
