"""Homes that were opened lately are published again when what they show has changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.messages import PublishHome
from bot.store import Work

OPEN_FOR: Final = timedelta(hours=24)
"""How long a Home is kept true after it was opened: Slack tells nobody that one was left."""


def _anybody(_person: str) -> bool:
    return True


def refresh(work: Work, now: datetime, concerns: Callable[[str], bool] = _anybody) -> None:
    """Publish the Homes of those whom a change concerns, each when its turn comes.

    It is rendered for each person when it is sent, so that a needless one shows nobody more than they may see.
    """
    for person in filter(concerns, work.homes.opened_since(now - OPEN_FOR)):
        work.outbox.add(PublishHome(user=person), not_before=work.homes.next_turn(person, now))
