"""The bodies of the control API's requests about people and user groups."""

from __future__ import annotations

from datetime import time

from pydantic import Field

from sandbox.orders import ByPerson

A_WEEK = 7 * 24 * 60


class OnPerson(ByPerson):
    """Someone does something to a person: POST /control/deactivate and /control/reactivate."""

    person: str


class NewPerson(ByPerson):
    """POST /control/person."""

    name: str
    real_name: str
    title: str = ""
    tz: str = "Etc/UTC"


class Zone(OnPerson):
    """POST /control/zone."""

    tz: str


class Hours(OnPerson):
    """POST /control/quiet: the daily hours of do not disturb, in the person's own zone."""

    enabled: bool
    start: time = time(22)
    end: time = time(8)


class Pause(OnPerson):
    """POST /control/pause: do not disturb from now on; 0 minutes end it."""

    minutes: int = Field(ge=0, le=A_WEEK)


class Presence(OnPerson):
    """POST /control/presence."""

    away: bool


class NewGroup(ByPerson):
    """POST /control/group."""

    name: str
    handle: str = ""
    description: str = ""
    users: tuple[str, ...] = ()


class OnGroup(ByPerson):
    """Someone does something to a user group."""

    group: str


class EditGroup(OnGroup):
    """POST /control/group/edit: what is not given stays."""

    name: str | None = None
    handle: str | None = None
    description: str | None = None
    users: tuple[str, ...] | None = None


class SwitchGroup(OnGroup):
    """POST /control/group/switch."""

    disabled: bool
