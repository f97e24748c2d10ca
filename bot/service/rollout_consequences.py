"""What Slack is told of a staged exposure: a way back in a line, the rest in the message that stands."""

from collections.abc import Iterator
from typing import assert_never

from bot.blocks.rollout import slot_of
from bot.domain.incident import Incident
from bot.domain.rollout_events import RolloutAdvanced, RolloutEvent, RolloutWentBack
from bot.messages import Message, Stand
from bot.service.rules import Rules
from bot.service.saying import line


def said_of_rollout(event: RolloutEvent, after: Incident, rules: Rules) -> Iterator[Message]:
    """The one-off words of an event."""
    match event:
        case RolloutWentBack():
            yield line(after, event, rules)
        case RolloutAdvanced():
            pass
        case _:
            assert_never(event)


def rollouts_of(incident: Incident) -> Iterator[Message]:
    """The standing messages of all exposures, for a channel that has none yet."""
    for one in incident.rollouts:
        yield Stand(incident=incident.number, slot=slot_of(one))


def rollouts_kept_true(before: Incident, after: Incident) -> Iterator[Message]:
    """The exposures whose message is no longer true; one that is under way has buttons while the incident runs."""
    has_ended = before.is_over is not after.is_over
    for one in after.rollouts:
        if one not in before.rollouts or (has_ended and one.is_under_way):
            yield Stand(incident=after.number, slot=slot_of(one))
