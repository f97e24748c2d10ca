"""Planning ahead: a response plan for one system, as a file for the person who asked."""

from dataclasses import dataclass

from bot.domain.plan import Planned, prepare
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
    public = library.catalogue.public
    plan = prepare(Planned(request.system, request.purpose), tuple(chosen), desk.rules.policy, public, desk.now)
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
