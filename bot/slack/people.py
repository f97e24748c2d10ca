"""Calls about people."""

from collections.abc import Mapping
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.transcript import Person
from bot.slack.outcome import answered

PAGE: Final = 200
"""Slack recommends no more people a page."""


async def look_up(client: AsyncWebClient, user: str) -> Person:
    """Learn a person's names, title and time zone."""
    return _person((await answered(client.users_info(user=user)))["user"])


async def page(client: AsyncWebClient, cursor: str) -> tuple[tuple[Person, ...], str]:
    """Read one page of the workspace's people, and the cursor of the next: empty after the last."""
    found = await answered(client.users_list(limit=PAGE, cursor=cursor or None))
    following = (found.get("response_metadata") or {}).get("next_cursor") or ""
    return tuple(_person(user) for user in found.get("members") or ()), following


async def group_members(client: AsyncWebClient, group: str) -> tuple[str, ...]:
    """Name the people of a user group."""
    return tuple((await answered(client.usergroups_users_list(usergroup=group)))["users"])


def _person(user: Mapping[str, Any]) -> Person:
    profile = user.get("profile") or {}
    real = profile.get("real_name") or user.get("real_name") or ""
    first = profile.get("first_name") or real.partition(" ")[0]
    names = (real, profile.get("display_name"), user.get("name"), first)
    return Person(
        id=user["id"],
        names=tuple(dict.fromkeys(name for name in names if name)),
        title=profile.get("title") or "",
        tz=user.get("tz") or "UTC",
        is_bot=bool(user.get("is_bot")),
        is_deactivated=bool(user.get("deleted")),
    )
