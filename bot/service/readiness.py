"""The daily look at what is on record of systems: owners hear of rollbacks that would not work any more."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.blocks import of_systems
from bot.domain import lapsing
from bot.domain.systems import Judged, System, judged
from bot.messages import Direct, Message, Post, TellGroup
from bot.service.desk import Desk, Office

_ROUND = "readiness"


async def tick(office: Office) -> None:
    """Look at the systems whose owner's day has come to the time of policy, each once a day."""
    await office.ask(_go_round, None)


def _go_round(desk: Desk, _request: None) -> None:
    if desk.work.rounds.take(_ROUND, desk.now, lapsing.next_round(desk.now)):
        for system in desk.rules.systems(desk.work):
            _look_at(desk, system)


def _look_at(desk: Desk, system: System) -> None:
    watch, local = desk.work.systems.watch(system.name), _local(desk, system.owner)
    if not lapsing.is_due(watch, local, desk.rules.policy.readiness_check_at):
        return
    known = judged(system, desk.now)
    is_ready, is_owned = known.readiness.is_ready, system.owner is not None
    found = lapsing.look(watch, local.date(), is_ready=is_ready, is_owned=is_owned)
    desk.work.systems.watched(system.name, found.watch)
    if found.is_told and system.owner is not None:
        _tell(desk, system.owner, known, local.date())


def _local(desk: Desk, owner: str | None) -> datetime:
    """The owner's time; a group has none, nor has somebody who is not known yet: theirs is UTC."""
    person = desk.work.people.get(owner) if owner else None
    try:
        return desk.now.astimezone(ZoneInfo(person.tz if person else "UTC"))
    except (ZoneInfoNotFoundError, ValueError):  # a name that Slack knows and this machine does not
        return desk.now.astimezone(UTC)


def _tell(desk: Desk, owner: str, known: Judged, today: date) -> None:
    says = of_systems.lapsed(known)
    is_group = owner.startswith("S")
    message: Message = TellGroup(group=owner, says=says) if is_group else Post(to=Direct(user=owner), says=says)
    desk.send(message, key=f"lapsed:{known.system.name}:{today}")
