"""The lever board: one message with every lever that was set, and what became of it; and what the owner is asked."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import MOST_MESSAGE_BLOCKS, MOST_TEXT_IN_MESSAGE, rendered, text_length
from bot.blocks.parts import button, buttons, context, header, section
from bot.blocks.text import counted, date, mention, said_in_line
from bot.domain.incident import Incident
from bot.domain.lever_board import LeverState, SetLever, count_of
from bot.domain.lever_events import LeverNudged
from bot.ids import Action
from bot.messages import Context, Rendered
from bot.printing import duration
from bot.wording import score_move

_ON_A_LEVER: Final = (Action.LEVER_EFFECT, Action.LEVER_REMOVE, Action.LEVER_ADOPT)
_ONCE_CLOSED: Final = (Action.LEVER_REMOVE, Action.LEVER_ADOPT)
_ROOM_FOR_MORE: Final = 3
_NONE: Final = "No lever has been set."
_WHAT_FOR: Final = "A lever is a mitigation. It is set, watched for its effect, and in the end removed or adopted."


def summary(incident: Incident) -> str:
    """Return how many levers stand where, such as ``2 set, 1 adopted``; nothing where none was set."""
    count = dict(zip(("set", "adopted", "removed"), count_of(incident.levers), strict=True))
    return ", ".join(f"{many} {state}" for state, many in count.items() if many)


def board(incident: Incident) -> Rendered:
    """Return the message with the levers: those that are set first, each with its buttons, then the latest ended."""
    if not incident.levers:
        return rendered(_NONE, [section(_NONE), *_below(incident)])
    title = f"Levers: {summary(incident)}"
    standing = [lever for lever in incident.levers if lever.is_set]
    shown = [header(title), *(block for lever in standing for block in _standing(incident, lever))]
    ended = sorted((lever for lever in incident.levers if not lever.is_set), key=lambda one: one.number, reverse=True)
    return rendered(title, [*shown, *_fitting(incident, ended, shown), *_below(incident)])


def nudge(incident: Incident, event: LeverNudged) -> Rendered:
    """Return the one question that the owner of a lever is asked, for their eyes alone."""
    took = duration(timedelta(minutes=event.minutes))
    text = f"*{said_in_line(event.title, 150)}* was set, and its effect was expected within {took}. Is it seen?"
    about = Context(incident=incident.number, lever=event.number)
    return rendered(text, [section(text), buttons((Action.LEVER_EFFECT, Action.LEVER_REMOVE), about, block_id="nudge")])


def _below(incident: Incident) -> list[Block]:
    if incident.is_over:
        return []
    about = Context(incident=incident.number)
    return [context(_WHAT_FOR), buttons((Action.OPEN_LEVERS,), about, block_id="levers")]


def _standing(incident: Incident, lever: SetLever) -> Iterator[Block]:
    yield section("\n".join(_lines(lever)))
    offered = _ON_A_LEVER if not incident.is_over else _ONCE_CLOSED if lever.is_left_on else ()
    if offered:
        about = Context(incident=incident.number, lever=lever.number)
        yield buttons(offered, about, block_id=f"lever:{lever.number}")


def _lines(lever: SetLever) -> Iterator[str]:
    score = f" ({score_move(lever.score)})" if lever.score else ""
    yield f"*{said_in_line(lever.title, 100)}*{score}"
    yield f"Owner {mention(lever.owner)} · set {date(lever.set_at)}"
    if lever.said:
        yield f":memo: {said_in_line(lever.said, 120)}"
    yield _effect(lever)
    if lever.kept_because:
        yield f"Left on: {said_in_line(lever.kept_because, 120)}"


def _effect(lever: SetLever) -> str:
    if lever.effect is not None and lever.effect_at is not None:
        return f":white_check_mark: Effect: {said_in_line(lever.effect, 150)} ({date(lever.effect_at)})"
    late = ":hourglass: " if lever.nudged_at else ""
    return f"{late}Effect expected by {date(lever.expected_at)}, not seen yet"


def _fitting(incident: Incident, ended: Sequence[SetLever], above: Sequence[Block]) -> list[Block]:
    """Return as many of the ended ones as there is room for, and how many are left out."""
    kept: list[Block] = [_ended(incident, lever) for lever in ended]
    while kept and not _fits([*above, *kept]):
        kept.pop()
    left_out = len(ended) - len(kept)
    return [*kept, context(f"… and {counted(left_out, 'earlier one', 'earlier ones')}")] if left_out else kept


def _fits(blocks: Sequence[Block]) -> bool:
    room = MOST_MESSAGE_BLOCKS - _ROOM_FOR_MORE
    return len(blocks) <= room and text_length(blocks) < MOST_TEXT_IN_MESSAGE - 300


def _ended(incident: Incident, lever: SetLever) -> Block:
    what = "Adopted" if lever.state is LeverState.ADOPTED else "Removed"
    by = f" by {mention(lever.ended_by)}" if lever.ended_by else ""
    when = f" {date(lever.ended_at)}" if lever.ended_at else ""
    about = Context(incident=incident.number, lever=lever.number)
    back = None if incident.is_over else button(Action.LEVER_UNDO, about)
    text = f"{what}{by}{when}: {said_in_line(lever.title, 100)}"
    return section(text, block_id=f"lever:{lever.number}", accessory=back)
