"""Words for what happened and for what is refused: each event and each code is worded once."""

from bot.wording.answering import (
    UNNAMED_SYSTEM,
    compiling,
    declared_at_once,
    on_the_timeline,
    plain_words,
    plan_on_its_way,
    title_from,
)
from bot.wording.naming import channel_name, slug
from bot.wording.refusing import broken, refusal, slack_refused, store_away
from bot.wording.telling import told

__all__ = [
    "UNNAMED_SYSTEM",
    "broken",
    "channel_name",
    "compiling",
    "declared_at_once",
    "on_the_timeline",
    "plain_words",
    "plan_on_its_way",
    "refusal",
    "slack_refused",
    "slug",
    "store_away",
    "title_from",
    "told",
]
