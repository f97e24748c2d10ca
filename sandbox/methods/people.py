"""auth.test, api.test, users.* and usergroups.*: who is who."""

from __future__ import annotations

from sandbox.directory import Person
from sandbox.methods.call import BAD_LIMIT, Call
from sandbox.methods.profiles import EMAIL
from sandbox.shapes import Json, SlackError


def auth_test(call: Call) -> Json:
    """auth.test: ids that match the authors of events."""
    slack = call.slack
    team = {"url": f"https://{slack.team_domain}.slack.com/", "team": slack.team_name, "team_id": slack.team_id}
    who = {"user": call.app.bot_name, "user_id": call.bot, "bot_id": call.app.bot_id}
    return team | who | {"is_enterprise_install": False}


def api_test(call: Call) -> Json:
    """api.test: an echo."""
    if call.args.has("error"):
        raise SlackError(call.args.text("error"), args=call.args.given)
    return {"args": call.args.given}


def info(call: Call) -> Json:
    """users.info."""
    person = call.slack.directory.people.get(call.args.text("user"))
    if person is None:
        raise SlackError("user_not_found")
    with_email = EMAIL in call.app.scopes
    return {"user": person.as_slack(call.slack.team_id, call.slack.clock.now(), with_email=with_email)}


def list_all(call: Call) -> Json:
    """users.list."""
    now, team = call.slack.clock.now(), call.slack.team_id
    people, with_email = list(call.slack.directory.people.values()), EMAIL in call.app.scopes

    def shown(person: Person) -> Json:
        return person.as_slack(team, now, with_email=with_email)

    page = call.page(people, shown, "members", refusal=BAD_LIMIT)
    return page | {"cache_ts": call.slack.unix()}


def list_groups(call: Call) -> Json:
    """usergroups.list."""
    flags = {"with_users": call.args.flag("include_users"), "with_count": call.args.flag("include_count")}
    disabled_too = call.args.flag("include_disabled")
    groups = [group for group in call.slack.directory.groups.values() if disabled_too or not group.disabled]
    return {"usergroups": [group.as_slack(call.slack.team_id, **flags) for group in groups]}


def list_group(call: Call) -> Json:
    """usergroups.users.list."""
    group = call.slack.directory.groups.get(call.args.text("usergroup"))
    if group is None or (group.disabled and not call.args.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}
