"""canvases.access.set and canvases.access.delete: who may do what with a canvas."""

from __future__ import annotations

from sandbox.canvases import Access, Canvas, Plan
from sandbox.methods.call import Call
from sandbox.methods.canvases import found, shown
from sandbox.shapes import Json, SlackError

LEVELS = tuple(map(str, Access))


def allow(call: Call) -> Json:
    """canvases.access.set: for channels or for users; only one user can be the owner."""
    canvas, parties = _found(call), _parties(call)
    level = call.args.text("access_level")
    if level not in LEVELS or (level == Access.OWNER and (call.args.has("channel_ids") or len(parties) > 1)):
        raise SlackError("invalid_parameters")
    if level == Access.OWNER:
        canvas.access |= {party: Access.WRITE for party, access in canvas.access.items() if access is Access.OWNER}
    canvas.access |= dict.fromkeys(parties, Access(level))
    shown(call, canvas)
    return {}


def forbid(call: Call) -> Json:
    """canvases.access.delete: of channels or of users."""
    canvas = _found(call)
    for party in _parties(call):
        canvas.access.pop(party, None)
    shown(call, canvas)
    return {}


def _found(call: Call) -> Canvas:
    if call.slack.canvases.plan is Plan.OFF:
        raise SlackError("canvas_disabled_user_team")
    return found(call)


def _parties(call: Call) -> list[str]:
    channels, users = call.args.names("channel_ids"), call.args.names("user_ids")
    if bool(channels) == bool(users):
        raise SlackError("invalid_parameters")
    for channel in channels:
        if channel not in call.slack.channels or not call.slack.can_see(call.bot, call.slack.channels[channel]):
            raise SlackError("channel_not_found")
    for user in users:
        if call.slack.directory.active(user) is None:
            raise SlackError("user_not_found")
    return channels + users
