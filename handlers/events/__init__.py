"""Slack's events, each acknowledged after it is stored."""

from slack_bolt.async_app import AsyncApp

from handlers.events import home, people, reactions, transcript


def register(app: AsyncApp) -> None:
    """Messages come most often, so they stand first."""
    app.event("message")(transcript.message)
    app.event("reaction_added")(reactions.added)
    app.event("reaction_removed")(reactions.removed)
    app.event("member_joined_channel")(people.joined)
    app.event("app_home_opened")(home.opened)
