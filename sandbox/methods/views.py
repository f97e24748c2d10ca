"""views.*: opening and changing modals and Home tabs."""

from __future__ import annotations

from sandbox import screens
from sandbox.blockkit.check import check_view
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError
from sandbox.views import View


def _answer(call: Call, view: View) -> Json:
    return {"view": view.as_slack(call.slack.team_id, call.app)}


def _shown(call: Call, *, on_top: bool) -> Json:
    given, trigger = call.args.nested("view"), call.args.text("trigger_id")
    check_view(given, "modal")
    if not trigger:
        raise SlackError("invalid_arguments", ["missing required field: trigger_id"])
    user = _whose(call, trigger)
    return _answer(call, screens.show(call.slack, user, given, on_top=on_top))


def _whose(call: Call, trigger: str) -> str:
    """Who acted; triggers are sent to the app that the sandbox is run for, and serve no other."""
    if call.app is not call.slack.app:
        raise SlackError("invalid_trigger_id")
    return call.slack.triggers.redeem(trigger)


def open_modal(call: Call) -> Json:
    """views.open."""
    return _shown(call, on_top=False)


def push(call: Call) -> Json:
    """views.push: above the modal that the trigger came from."""
    return _shown(call, on_top=True)


def update(call: Call) -> Json:
    """views.update: by id, or by the app's own id."""
    if not (call.args.has("view_id") or call.args.has("external_id")):
        raise SlackError("invalid_arguments", ["missing required field: view_id"])
    given = call.args.nested("view")
    view = call.slack.views.find(call.args.text("view_id"), call.args.text("external_id"))
    if view is None or call.app is not call.slack.app:
        raise SlackError("not_found")
    check_view(given, view.given["type"])
    _check_hash(call, view)
    screens.replace(call.slack, view, given)
    return _answer(call, view)


def _check_hash(call: Call, view: View | None) -> None:
    if call.args.text("hash") and (view is None or call.args.text("hash") != view.hash):
        raise SlackError("hash_conflict")


def publish(call: Call) -> Json:
    """views.publish: the Home tab of one person."""
    user, given = call.args.text("user_id"), call.args.nested("view")
    if not call.app.home_tab:
        raise SlackError("not_enabled")
    if call.slack.directory.active(user) is None:
        raise SlackError("user_not_found")
    check_view(given, "home")
    _check_hash(call, call.slack.views.homes.get(user))
    return _answer(call, screens.publish(call.slack, user, given))
