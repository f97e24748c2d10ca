"""Forms for which something has to be looked up first, wherever they are opened from."""

from bot.blocks import modals
from bot.blocks.modals import of_systems
from bot.domain.incident import Answers, Incident
from bot.domain.taxonomy import Severity
from bot.messages import Context, Modal
from bot.service import look, systems
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


async def questions(office: Office, incident: Incident) -> Modal:
    """Build the classification form; what is on record of the system is filled in where nobody has said it yet."""
    purpose = await office.ask(systems.purpose, incident.system)
    known = incident.answers.over(Answers(purpose=purpose))
    return modals.classify(
        incident, office.rules.library, chosen_type=incident.type, suggestion=incident.suggestion, answers=known
    )


async def system_form(office: Office, name: str | None) -> Modal:
    """Build the form for what is on record of a system; without a name, the question which one."""
    if name is not None:
        return of_systems.system_facts(await office.ask(systems.editable, name))
    named = await office.ask(look.systems, None)
    return of_systems.system_name([one for one in named if office.rules.inventory.get(one) is None])
