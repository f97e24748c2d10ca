"""Words for what happened and for what is refused: each event and each code is worded once."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.shorthand import write_trigger
from bot.wording.answering import (
    UNNAMED_SYSTEM,
    compiling,
    declared_at_once,
    on_the_timeline,
    plain_words,
    plan_on_its_way,
    title_from,
)
from bot.wording.levers import score_move
from bot.wording.naming import channel_name, slug
from bot.wording.notifying import group_names
from bot.wording.rates import exact_rate, percent
from bot.wording.rates import interval as rate_with_interval
from bot.wording.readiness import lacking, pointer_says, ready, registry_says
from bot.wording.recording import counted, recorded
from bot.wording.refusing import broken, refusal, slack_refused, store_away
from bot.wording.restricting import message_restricted
from bot.wording.rollback import PARTIAL, rollback_stage
from bot.wording.sampled import drawn_how, shown_rate
from bot.wording.telling import told
from bot.wording.watching import lacks

WORDS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType(
    {
        "recorded": recorded,
        "percent": percent,
        "counted": counted,
        "group_names": group_names,
        "exact_rate": exact_rate,
        "score_move": score_move,
        "rollback_stage": rollback_stage,
        "ready": ready,
        "as_typed": write_trigger,
        "drawn_how": drawn_how,
        "shown_rate": shown_rate,
        "lacks": lacks,
    }
)
"""Filters of the templates that put values into words."""

__all__ = [
    "PARTIAL",
    "UNNAMED_SYSTEM",
    "WORDS",
    "broken",
    "channel_name",
    "compiling",
    "declared_at_once",
    "drawn_how",
    "group_names",
    "lacking",
    "lacks",
    "message_restricted",
    "on_the_timeline",
    "percent",
    "plain_words",
    "plan_on_its_way",
    "pointer_says",
    "rate_with_interval",
    "ready",
    "recorded",
    "refusal",
    "registry_says",
    "score_move",
    "shown_rate",
    "slack_refused",
    "slug",
    "store_away",
    "title_from",
    "told",
]
