"""A rollback on the board of levers: it mitigates once traffic is routed to it, and metrics say what it does."""

from typing import Final

from bot.domain import levers
from bot.domain.catalogue import Lever
from bot.domain.incident import Change, Incident
from bot.domain.lever_board import SetLever
from bot.domain.rollback import Passed, Stage

ID: Final = "rollback"
"""The id of the lever in the catalogue."""


def follow(incident: Incident, passed: Passed, lever: Lever | None) -> Change:
    """Set the lever of the catalogue, or note its effect, after a stage was passed.

    A full board, or a catalogue without the lever, holds no rollback up.
    """
    if passed.stage is Stage.ROUTING and lever is not None and _has_room(incident):
        return levers.pulled(incident, lever, passed.by, passed.at)
    standing = _standing(incident)
    if passed.stage is Stage.METRICS and standing is not None and passed.note:
        return levers.note_effect(incident, standing.number, passed.note, passed.by, passed.at)
    return Change(incident)


def _has_room(incident: Incident) -> bool:
    return sum(one.is_set for one in incident.levers) < levers.MOST_SET


def _standing(incident: Incident) -> SetLever | None:
    return next((one for one in incident.levers if one.is_set and one.lever == ID), None)
