"""One-off words in an incident's channel."""

from bot.blocks import posts
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.messages import IncidentChannel, Message, Post, Rendered
from bot.service.rules import Rules


def line(incident: Incident, event: Event, rules: Rules) -> Message:
    """An event in a sentence."""
    return post(incident, posts.event_line(incident, event, rules.library))


def post(incident: Incident, says: Rendered) -> Message:
    """Words in the incident's channel."""
    return Post(to=IncidentChannel(incident=incident.number), says=says, incident=incident.number)
