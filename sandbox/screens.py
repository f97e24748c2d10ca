"""Putting views before people: checked, given ids and a hash, and made known to the page."""

from __future__ import annotations

import secrets
from itertools import repeat

from sandbox.blockkit.check import with_ids
from sandbox.shapes import Json
from sandbox.views import View
from sandbox.workspace import Workspace


def _prepared(given: Json) -> Json:
    fresh = (secrets.token_urlsafe(4)[:5] for _ in repeat(None))
    return {**given, "blocks": with_ids(given["blocks"], fresh)}


def _hash(slack: Workspace) -> str:
    return f"{slack.unix()}.{secrets.token_urlsafe(6)}"


def show(slack: Workspace, user: str, given: Json, *, on_top: bool) -> View:
    """Open a modal, or push one onto the stack."""
    identity = slack.new_id("V")
    view = View(identity, user, _prepared(given), _hash(slack), identity)
    slack.views.show(view, on_top=on_top)
    slack.hub.change("view", user=user)
    return view


def replace(slack: Workspace, view: View, given: Json) -> None:
    """Change a view's content."""
    slack.views.replace(view, _prepared(given), _hash(slack))
    slack.hub.change("view", user=view.user)


def close(slack: Workspace, view: View, *, whole_stack: bool = False) -> None:
    """Take a view away."""
    slack.views.remove(view, whole_stack=whole_stack)
    slack.hub.change("view", user=view.user)


def publish(slack: Workspace, user: str, given: Json) -> View:
    """Show a Home tab."""
    old = slack.views.homes.get(user)
    identity = old.id if old else slack.new_id("V")
    slack.views.check_external_id(given, but=old)
    view = View(identity, user, _prepared(given), _hash(slack), identity, state=old.state if old else {})
    slack.views.homes[user] = view
    slack.hub.change("view", user=user)
    return view
