"""Declaring: `/ai-incident`, its form, or the message shortcut."""

from bot.domain import declaring
from bot.domain.declaring import Declaration
from bot.domain.taxonomy import UNCLASSIFIED
from bot.service.desk import Desk


def declare(desk: Desk, declaration: Declaration) -> int:
    """Open an incident and return its number; channel, card and checklist follow through the outbox."""
    number = desk.work.incidents.next_number()
    generic = desk.rules.library.runbook(UNCLASSIFIED)
    change = declaring.declare(declaration, number, generic, desk.rules.policy, desk.now)
    desk.keep(None, change)
    return number
