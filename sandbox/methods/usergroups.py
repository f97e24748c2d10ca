"""usergroups.*: making, naming, filling and disabling user groups; listing them stands with the people."""

from __future__ import annotations

from sandbox import groups
from sandbox.blockkit.rules import fault
from sandbox.directory import Group
from sandbox.groups import Looks
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError

NO_GROUP = "no such user group"


def _answer(call: Call, group: Group) -> Json:
    """Slack always tells who is in a group that was just changed."""
    with_count = call.args.flag("include_count")
    return {"usergroup": group.as_slack(call.slack.team_id, with_users=True, with_count=with_count)}


def _group(call: Call) -> Group:
    """The pages of these methods have no code for a group that does not exist."""
    found = call.slack.directory.groups.get(call.args.text("usergroup"))
    if found is None:
        raise SlackError("invalid_arguments", [fault(NO_GROUP, "/usergroup")])
    return found


def create(call: Call) -> Json:
    """usergroups.create: nobody is in it yet."""
    args, name = call.args, call.args.text("name")
    handle = args.text("handle") or groups.handle_of(name)
    looks = Looks(name, handle, args.text("description"), tuple(args.names("channels")))
    problem = groups.problem(call.slack, looks)
    if problem:
        raise SlackError(problem)
    return _answer(call, groups.create(call.slack, call.bot, looks))


def update(call: Call) -> Json:
    """usergroups.update: what is not given stays; its page has no codes for names, so that they are arguments."""
    args, group = call.args, _group(call)
    channels = tuple(args.names("channels")) if args.has("channels") else group.channels
    description = args.text("description") if args.has("description") else group.description
    looks = Looks(args.text("name") or group.name, args.text("handle") or group.handle, description, channels)
    problem = groups.problem(call.slack, looks, group.id)
    if problem:
        raise SlackError("invalid_arguments", [problem])
    return _answer(call, groups.update(call.slack, group, call.bot, looks))


def disable(call: Call) -> Json:
    """usergroups.disable."""
    return _answer(call, groups.switch(call.slack, _group(call), call.bot, disabled=True))


def enable(call: Call) -> Json:
    """usergroups.enable."""
    return _answer(call, groups.switch(call.slack, _group(call), call.bot, disabled=False))


def set_users(call: Call) -> Json:
    """usergroups.users.update: the whole list, of active people."""
    group, users = _group(call), call.args.names("users")
    if not users:
        raise SlackError("no_users_provided")
    people = [call.slack.directory.active(user) for user in users]
    if any(person is None or person.is_bot for person in people):
        raise SlackError("invalid_users")
    return _answer(call, groups.set_users(call.slack, group, call.bot, users))
