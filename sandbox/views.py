"""Modals and Home tabs: a stack of three per person, hashes, and what was typed into them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.manifest import App
from sandbox.shapes import Json, SlackError
from sandbox.values import State, state_values

DEEPEST = 3
GIVEN = ("type", "title", "submit", "close", "blocks", "private_metadata", "callback_id", "external_id")
FLAGS = ("clear_on_close", "notify_on_close", "submit_disabled")


@dataclass
class View:
    """An open view: what the app gave, and what the person did with it."""

    id: str
    user: str
    given: Json
    hash: str
    root: str
    previous: str = ""
    state: State = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks, all with ids."""
        blocks: list[Json] = self.given["blocks"]
        return blocks

    @property
    def external_id(self) -> str:
        """The app's own id, or nothing."""
        return self.given.get("external_id") or ""

    def as_slack(self, team: str, app: App) -> Json:
        """The view object of answers and payloads."""
        defaults = {"private_metadata": "", "callback_id": "", "external_id": "", "submit": None, "close": None}
        body = {**defaults, **{key: self.given[key] for key in GIVEN if key in self.given}}
        body |= {key: bool(self.given.get(key, False)) for key in FLAGS}
        ids: Json = {"id": self.id, "team_id": team, "hash": self.hash, "root_view_id": self.root}
        ids |= {"previous_view_id": self.previous or None, "app_id": app.app_id, "bot_id": app.bot_id}
        values = {"state": {"values": state_values(self.blocks, self.state)}}
        return body | ids | values | {"app_installed_team_id": team}


@dataclass
class Views:
    """All open views, by person."""

    stacks: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)

    def of(self, user: str) -> list[View]:
        """A person's stack, top last."""
        return self.stacks.setdefault(user, [])

    def top(self, user: str) -> View | None:
        """The view that the person sees."""
        return self.of(user)[-1] if self.of(user) else None

    def _all(self) -> list[View]:
        return [view for stack in self.stacks.values() for view in stack] + list(self.homes.values())

    def find(self, view_id: str = "", external_id: str = "") -> View | None:
        """An open view by its id, or by the app's own."""
        for view in self._all():
            if view.id == view_id or (external_id and view.external_id == external_id):
                return view
        return None

    def check_external_id(self, given: Json, but: View | None = None) -> None:
        """Refuse an external id that another view bears.

        Raises:
            SlackError: duplicate_external_id.
        """
        found = self.find(external_id=given.get("external_id") or "")
        if found is not None and found is not but:
            raise SlackError("duplicate_external_id")

    def show(self, view: View, *, on_top: bool) -> None:
        """Open a view: above the others, or instead of them.

        Raises:
            SlackError: push_limit_reached, not_found (nothing to push upon), duplicate_external_id.
        """
        stack = self.of(view.user)
        if on_top and not stack:
            raise SlackError("not_found")
        if on_top and len(stack) >= DEEPEST:
            raise SlackError("push_limit_reached")
        self.check_external_id(view.given)
        if on_top:
            view.root, view.previous = stack[0].root, stack[-1].id
        else:
            stack.clear()
        stack.append(view)

    def replace(self, view: View, given: Json, new_hash: str) -> None:
        """Give a view another content; what was typed in places that remain is kept."""
        self.check_external_id(given, but=view)
        view.given, view.hash = given, new_hash

    def forget(self, user: str) -> None:
        """Close everything that a person sees, without a word to the app."""
        self.stacks.pop(user, None)
        self.homes.pop(user, None)

    def remove(self, view: View, *, whole_stack: bool = False) -> None:
        """Close a view, or all of its person's."""
        stack = self.of(view.user)
        kept = [] if whole_stack else [other for other in stack if other is not view]
        self.stacks[view.user] = kept
