"""Menus whose options the app looks up: it is asked while a person types, and they choose from its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox import payloads, strictjson
from sandbox.blockkit.elements import all_options
from sandbox.blockkit.suggestions import suggestion_faults
from sandbox.delivery import Reply
from sandbox.interactions import WORDS, Place
from sandbox.shapes import ActError, Json
from sandbox.stand import Stand
from sandbox.values import EXTERNAL, find

# What `min_query_length` is where the app does not say (docs.slack.dev, select menu of external data source).
LEAST_TYPED = 3
NOT_LOADED = "The options could not be loaded. ({reason})"


@dataclass(frozen=True)
class Suggestions:
    """What the menu shows; `asked` is whether enough was typed to ask the app at all, `least` how much is enough."""

    least: int
    asked: bool = False
    answer: Json = field(default_factory=dict)
    notice: str = ""

    def as_json(self) -> Json:
        """The answer of the control API."""
        lists = {form: self.answer.get(form) or [] for form in ("options", "option_groups")}
        return {"asked": self.asked, "least": self.least, **lists, "notice": self.notice or None}


async def suggest(stand: Stand, place: Place, typed: str) -> Suggestions:
    """Ask the app what a menu offers for what was typed.

    Raises:
        ActError: there is no such menu, or the app does not look its options up.
    """
    element = find(place.surface.blocks, place.block_id, place.action_id)
    if element["type"] not in EXTERNAL:
        raise ActError(f"the options of {place.action_id} are not looked up by the app")
    least = element.get("min_query_length", LEAST_TYPED)
    if len(typed) < least:
        return Suggestions(least)
    payload = payloads.suggestion(stand.slack, place.user, place.at, _asked(place, typed))
    reply = await stand.delivery.interact(f"options:{place.action_id}", payload)
    answer, reason = _answered(reply)
    if reason:
        return Suggestions(least, asked=True, notice=NOT_LOADED.format(reason=reason))
    stand.slack.offers.keep(place.surface.spot(place.block_id, place.action_id), all_options(answer))
    return Suggestions(least, asked=True, answer=answer)


def _asked(place: Place, typed: str) -> Json:
    return {"block_id": place.block_id, "action_id": place.action_id, "value": typed}


def _answered(reply: Reply) -> tuple[Any, str]:
    """The answer, or why it cannot be shown."""
    if not reply.ok:
        return None, WORDS[reply.problem]
    try:
        answer = strictjson.loads(reply.body)
    except ValueError:
        return None, "the answer is not JSON"
    return answer, "; ".join(suggestion_faults(answer))
