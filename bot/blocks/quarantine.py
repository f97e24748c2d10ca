"""What is in quarantine, for one person's eyes: labels and hashes, with a button for those who may read."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.blocks.checked import rendered
from bot.blocks.parts import button, buttons, context, section
from bot.blocks.text import counted, date, mention, mentions, said_in_line
from bot.domain.incident import Incident
from bot.domain.quarantine import Quarantined
from bot.ids import Action
from bot.messages import Context, Rendered

_MOST: Final = 30
_MOST_READERS: Final = 20


def quarantine_list(incident: Incident, items: Sequence[Quarantined], readers: Sequence[str]) -> Rendered:
    """Return the list; the texts themselves are in none of it."""
    title = f"Incident {incident.number}: {counted(len(items), 'text', 'texts')} in quarantine"
    about = Context(incident=incident.number)
    add = buttons((Action.OPEN_QUARANTINE,), about, block_id="quarantine")
    return rendered(title, [section(f"*{title}*"), context(who_may_read(readers)), *_rows(incident, items), add])


def who_may_read(readers: Sequence[str]) -> str:
    """Return who may read it, as mrkdwn; that nobody may is said."""
    if not readers:
        return (
            ":warning: Policy names nobody who may read it: neither quarantine readers nor security, trust and safety."
        )
    more = f" and {len(readers) - _MOST_READERS} more" if len(readers) > _MOST_READERS else ""
    return f"Shown only to {mentions(readers[:_MOST_READERS])}{more}; each look stands on the timeline."


def _rows(incident: Incident, items: Sequence[Quarantined]) -> Iterator[Block]:
    if len(items) > _MOST:
        yield context(f"The latest {_MOST}:")
    for item in items[-_MOST:]:
        told = f"SHA-256 `{item.sha256[:12]}…` · by {mention(item.by)} {date(item.at)}"
        label = f"*{item.number}.* {said_in_line(item.label, 150)}"
        yield section(f"{label}\n{told}", block_id=f"quarantine:{item.number}", accessory=_show(incident, item))


def _show(incident: Incident, item: Quarantined) -> ButtonElement:
    return button(Action.SHOW_QUARANTINED, Context(incident=incident.number, item=item.number))
