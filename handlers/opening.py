"""The first form, wherever it is opened from."""

from bot.blocks import modals
from bot.domain.taxonomy import Severity
from bot.messages import Context, Modal
from bot.service import look
from bot.service.desk import Office


async def first_form(
    office: Office, mode: str, context: Context, *, title: str = "", severity: Severity | None = None
) -> Modal:
    """Build the form with the systems that are known and the SLAs of policy."""
    return modals.start(
        mode,
        await office.ask(look.systems, None),
        office.rules.library,
        title=title,
        severity=severity,
        context=context,
        policy=office.rules.policy,
    )
