"""The announcement in the channel that hears of every incident: one message, edited as the state changes."""

from slack_sdk.models.blocks import Block

from bot.blocks.card import severity_label
from bot.blocks.checked import rendered
from bot.blocks.parts import context, section
from bot.blocks.text import date, said, said_in_line
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Incident
from bot.domain.watching import phase
from bot.messages import Rendered


def announcement(incident: Incident, channel: str | None) -> Rendered:
    """Return the announcement; of a private incident only number, severity and status.

    Args:
        incident: The incident as it is now.
        channel: The id of its channel, where known: the way in for those who read this.
    """
    if incident.private:
        text = f"Incident {incident.number} (private): {_state(incident)}"
        return rendered(text, [section(text)])
    text = f"Incident {incident.number}: {said_in_line(incident.title)} · {_state(incident)}"
    return rendered(text, [section(f"*Incident {incident.number}* · {_state(incident)}"), *_public(incident, channel)])


def topic(incident: Incident) -> str:
    """Return the topic of the incident's channel, at most 250 characters; Slack formats nothing in it."""
    commander = "has a commander" if incident.commander else "nobody commands yet"
    head = f"{incident.severity}{' (provisional)' if incident.provisional else ''} · {phase(incident)} · {commander}"
    return f"{head} · restricted" if incident.restricted else f"{head} · {said_in_line(incident.title, 120)}"


def topic_left_behind(incident: Incident) -> str:
    """Return the topic of the public channel that the incident has left for a private one."""
    return f"Incident {incident.number} has moved. Nothing happens here any more."


def _state(incident: Incident) -> str:
    return f"{severity_label(incident)} · {phase(incident)}"


def _public(incident: Incident, channel: str | None) -> list[Block]:
    blocks: list[Block] = [section(f"{said_in_line(incident.title)}\nAI system: {said_in_line(incident.system)}")]
    if incident.latest_update:
        blocks.append(section(f"Latest: {said(incident.latest_update.known, 1000)}"))
    blocks.append(context(" · ".join(_dates(incident, channel))))
    return blocks


def _dates(incident: Incident, channel: str | None) -> list[str]:
    due = incident.deadlines.get(DeadlineKind.STATUS_UPDATE)
    told = [f"<#{channel}>"] if channel else []
    told.append(f"Declared {date(incident.declared_at)}")
    if due and due.is_running and not incident.is_over:
        told.append(f"Next update due {date(due.due_at)}")
    if incident.resolved_at and incident.is_over:
        told.append(f"Resolved {date(incident.resolved_at)}")
    return told
