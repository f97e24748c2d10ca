"""Words for what happened and for what is refused: each event and each code is worded once."""

from bot.wording.naming import channel_name, slug
from bot.wording.refusing import broken, refusal, slack_refused
from bot.wording.telling import told

__all__ = ["broken", "channel_name", "refusal", "slack_refused", "slug", "told"]
