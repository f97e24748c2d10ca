"""Evidence as values: what is held, what cannot be had, and whether it was held before the system was altered."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class GateAnswer(_Value):
    """What somebody (Slack user id) said before the system was altered: evidence held, or not and harm goes on."""

    held: bool
    by: str
    at: datetime
