"""apps.*: what the app does with its app-level token."""

from __future__ import annotations

from urllib.parse import urlencode

from sandbox.methods.call import Call
from sandbox.shapes import Json


def open_connection(call: Call) -> Json:
    """apps.connections.open: an address at which one connection of Socket Mode can be opened."""
    slack = call.slack
    query = urlencode({"ticket": slack.socket_tickets.issue(), "app_id": call.app.app_id})
    return {"url": f"{slack.base_url.replace('http', 'ws', 1)}/link/?{query}"}
