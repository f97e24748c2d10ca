"""Notices drafted from their templates, with what is known filled in and the rest in brackets."""

from bot.domain.incident import Incident
from bot.service.rules import Rules
from bot.wording import UNNAMED_SYSTEM


def drafted(incident: Incident, notice: str, rules: Rules) -> str:
    """The text of a notice, as plain text to be edited."""
    system = incident.system if incident.system != UNNAMED_SYSTEM else "[feature]"
    return rules.printer.plain(
        f"notices/{notice}.j2",
        feature=system,
        affected_group=incident.answers.affected or "[affected group]",
        postmortem_link="[Link to full post-mortem]",
    ).strip()
