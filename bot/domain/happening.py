"""What every event has in common, wherever it is defined."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class Happening(BaseModel):
    """When it happened (UTC) and who did it: a Slack user id; None when the clock or the bot did."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    at: datetime
    by: str | None = None
