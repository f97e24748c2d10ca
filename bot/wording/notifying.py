"""Who was told, as sentences."""

from collections.abc import Iterable

from bot.domain.notifying_events import GroupsTold
from bot.wording.voice import Voice


def group_names(groups: Iterable[str]) -> str:
    """Write groups of policy as people say them."""
    return ", ".join(group.replace("_", " ") for group in groups)


def notifying(event: GroupsTold, voice: Voice) -> str:
    """Return who was told, and for which groups policy names nobody."""
    told = f"told {voice.text(group_names(event.groups))}: " if event.groups else "could tell nobody: "
    missing = f" Policy names nobody for {voice.text(group_names(event.missing))}." if event.missing else ""
    return f"{voice.by(event)} {told}{voice.sentence(event.message)}{missing}"
