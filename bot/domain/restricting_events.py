"""What happens around content that may be illegal to possess."""

from typing import Literal

from bot.domain.happening import Happening


class IncidentRestricted(Happening):
    """The incident was restricted; `reference` says where the content is, never what it is."""

    kind: Literal["incident_restricted"] = "incident_restricted"
    reference: str | None = None


class LiftAsked(Happening):
    """The commander asked the legal counsel to agree that the restriction is lifted."""

    kind: Literal["lift_asked"] = "lift_asked"
    reason: str


class RestrictionLifted(Happening):
    """The legal counsel (`by`) lifted the restriction that the commander wants lifted."""

    kind: Literal["restriction_lifted"] = "restriction_lifted"
    reason: str


class MessageRestricted(Happening):
    """A message was taken out of the record: its words and files are gone, its time and author's part stay."""

    kind: Literal["message_restricted"] = "message_restricted"
    channel: str
    ts: str


Restricting = IncidentRestricted | LiftAsked | RestrictionLifted | MessageRestricted
