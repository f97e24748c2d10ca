"""users.*, bots.info, team.info and emoji.list: what is known of people, of the bot, and of the workspace."""

from __future__ import annotations

from sandbox import personnel
from sandbox.directory import FOUNDED, Person
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError

EMAIL = "users:read.email"


def _person(call: Call) -> Person:
    """The person that the call is about; without one, the bot itself."""
    person = call.slack.directory.people.get(call.args.text("user") or call.bot)
    if person is None:
        raise SlackError("user_not_found")
    return person


def look_up(call: Call) -> Json:
    """users.lookupByEmail: active people only."""
    wanted = call.args.text("email").casefold()
    people = call.slack.directory.people.values()
    found = next((one for one in people if wanted and one.email == wanted and not one.deleted), None)
    if found is None:
        raise SlackError("users_not_found")
    return {"user": found.as_slack(call.slack.team_id, call.slack.clock.now(), with_email=True)}


def profile(call: Call) -> Json:
    """users.profile.get."""
    person = _person(call)
    shown = person.profile(call.slack.team_id, with_email=EMAIL in call.app.scopes)
    return {"profile": shown | {"fields": {}}}


def presence(call: Call) -> Json:
    """users.getPresence: of others the word alone, of the bot itself also how it came about."""
    person = _person(call)
    word = "away" if person.away else "active"
    if person.id != call.bot:
        return {"presence": word}
    own = {"online": True, "auto_away": False, "manual_away": person.away, "connection_count": 1}
    return {"presence": word, **own, "last_activity": call.slack.unix()}


def set_presence(call: Call) -> Json:
    """users.setPresence: of the bot."""
    wanted = call.args.text("presence")
    if wanted not in ("auto", "away"):
        raise SlackError("invalid_presence")
    personnel.show(call.slack, call.slack.directory.people[call.bot], away=wanted == "away")
    return {}


def bot(call: Call) -> Json:
    """bots.info: of the bot itself, unless another one is named."""
    wanted = call.args.text("bot") or call.app.bot_id
    app = next((one for one in call.slack.apps if one.bot_id == wanted), None)
    if app is None:
        raise SlackError("bot_not_found")
    facts: Json = {"id": app.bot_id, "app_id": app.app_id, "user_id": app.bot_user_id, "name": app.name}
    return {"bot": facts | {"deleted": False, "updated": FOUNDED, "icons": {}}}


def team(call: Call) -> Json:
    """team.info."""
    slack = call.slack
    if call.args.has("team") and call.args.text("team") != slack.team_id:
        raise SlackError("team_not_found")
    names = {"id": slack.team_id, "name": slack.team_name, "domain": slack.team_domain}
    return {"team": names | {"url": f"https://{slack.team_domain}.slack.com/", "email_domain": "", "icon": {}}}


def emoji(call: Call) -> Json:
    """emoji.list: those of the workspace's own, of which it has none."""
    return {"emoji": {}, "cache_ts": str(call.slack.unix())}
