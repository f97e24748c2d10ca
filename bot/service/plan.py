"""Planning ahead: a response plan for one system, as a file for the person who asked."""

from dataclasses import dataclass

from bot.domain.plan import Planned, prepare
from bot.domain.systems import judged
from bot.messages import Direct, Upload
from bot.service.desk import Desk
from bot.wording import slug


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan form as submitted: type slugs; none means all."""

    by: str
    system: str
    purpose: str | None
    types: tuple[str, ...]


def write(desk: Desk, request: Plan) -> None:
    """Write the plan and send it."""
    library = desk.rules.library
    chosen = [book for book in library.types() if not request.types or book.slug in request.types]
    planned = _planned(desk, request)
    plan = prepare(planned, tuple(chosen), desk.rules.policy, library.catalogue.public, desk.now)
    content = desk.rules.printer.markdown("response_plan.md.j2", plan=plan)
    desk.send(
        Upload(
            to=Direct(user=request.by),
            filename=f"response-plan-{slug(request.system)}.md",
            title=f"AI incident response plan: {request.system}",
            content=content,
            comment="Your response plan is ready. Review it with Legal and Communications before you need it.",
        )
    )


def _planned(desk: Desk, request: Plan) -> Planned:
    """The system with what is on record of it; what the form says goes first."""
    system = desk.system(request.system)
    if system is None:
        return Planned(request.system, request.purpose)
    owner = _named(desk, system.owner) if system.owner else None
    return Planned(system.name, request.purpose or system.purpose, owner, judged(system, desk.now))


def _named(desk: Desk, owner: str) -> str:
    """The owner as the document names them: a person by name, a group by policy's name for it."""
    person = desk.work.people.get(owner)
    groups = (name.replace("_", " ") for name, ids in desk.rules.policy.groups.items() if ids == (owner,))
    return person.names[0] if person and person.names else next(groups, f"user group {owner}")
