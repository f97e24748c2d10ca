"""dnd.info and dnd.teamInfo: who is not to be disturbed, and when."""

from __future__ import annotations

from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError


def info(call: Call) -> Json:
    """dnd.info: of one person; without one, of the bot itself, which nothing disturbs."""
    person = call.slack.directory.people.get(call.args.text("user") or call.bot)
    if person is None:
        raise SlackError("user_not_found")
    return person.quiet.as_slack(person.zone, call.slack.clock.now())


def of_several(call: Call) -> Json:
    """dnd.teamInfo: who is not known is left out."""
    wanted, now = call.args.names("users"), call.slack.clock.now()
    if not wanted:
        raise SlackError("no_users_provided")
    known = [call.slack.directory.people[user] for user in wanted if user in call.slack.directory.people]
    return {"users": {person.id: person.quiet.as_slack(person.zone, now) for person in known}}
