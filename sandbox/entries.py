"""What a person entered, as the workspace keeps it: picked files uploaded, looked-up options as they were offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.attachments import attach
from sandbox.offers import Spot
from sandbox.shapes import ActError, Json
from sandbox.values import EXTERNAL, STATEFUL, State, find
from sandbox.workspace import Workspace

Entries = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Surface:
    """What a person has before them, a message or a view: its blocks, and what was chosen in them so far."""

    user: str
    id: str
    blocks: list[Json]
    state: State

    def spot(self, block_id: str, action_id: str) -> Spot:
        """One of its menus."""
        return Spot(self.user, self.id, block_id, action_id)


def entered(slack: Workspace, surface: Surface, values: Entries) -> Entries:
    """The values of a form, with files and looked-up options in full.

    Raises:
        ActError: there is no such element, a file without name or content, or an option that was never offered.
    """

    def block(block_id: str, entries: Mapping[str, Any]) -> dict[str, Any]:
        return {key: one_entered(slack, surface, (block_id, key), value) for key, value in entries.items()}

    return {block_id: block(block_id, entries) for block_id, entries in values.items()}


def one_entered(slack: Workspace, surface: Surface, place: tuple[str, str], value: Any) -> Any:
    """The same for one element, by block id and action id."""
    element = find(surface.blocks, *place)
    if element["type"] == "file_input" and value:
        return [_file(slack, surface.user, picked) for picked in value]
    if element["type"] not in EXTERNAL or not value:
        return value
    chosen = [_option(slack, surface, place, each) for each in (value if isinstance(value, list) else [value])]
    return chosen if element["type"] == "multi_external_select" else chosen[0]


def _file(slack: Workspace, user: str, picked: Any) -> Json:
    known = slack.files.get(picked) if isinstance(picked, str) else None
    if known is None:
        if not isinstance(picked, dict) or not {"name", "content"} <= set(picked):
            raise ActError("a file is given by its id, or as name and content")
        known = attach(slack, user, str(picked["name"]), str(picked["content"]))
    return known.as_slack(slack.base_url, slack.team_id)


def _option(slack: Workspace, surface: Surface, place: tuple[str, str], value: str) -> Json:
    """An option by its value: one that stands in the menu already, or that the app offered."""
    element = find(surface.blocks, *place)
    now, initial = STATEFUL[element["type"]]
    for standing in (surface.state.get(place, {}).get(now), element.get(initial)):
        for option in standing if isinstance(standing, list) else [standing]:
            if option and option["value"] == value:
                found: Json = option
                return found
    return slack.offers.option(surface.spot(*place), value)
