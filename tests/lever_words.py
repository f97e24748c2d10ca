"""What happens to levers, each event with its sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.lever_board import ScoreMove, Stricter
from bot.domain.lever_events import (
    LeverAdopted,
    LeverEffectSeen,
    LeverLeftOn,
    LeverNudged,
    LeverRemoved,
    LeverSet,
    LeverStillSet,
)

AT = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)
LEVERS = [
    pytest.param(
        LeverSet(at=AT, by="U1", number=1, title="Feature off", owner="U1", minutes=5),
        "Role U1 set the lever Feature off; its effect is expected within 5 min.",
        id="lever set",
    ),
    pytest.param(
        LeverSet(
            at=AT,
            by="U1",
            number=1,
            title="Stricter moderation",
            owner="U2",
            minutes=90,
            said="All languages",
            score=ScoreMove(stricter=Stricter.LOWER, before=0.8, after=0.65),
        ),
        "Role U1 set the lever Stricter moderation (0.8 → 0.65, lower is stricter), owned by role U2; its effect is "
        "expected within 1 h 30 min. Said about it: All languages",
        id="lever set, with answers",
    ),
    pytest.param(
        LeverEffectSeen(
            at=AT, by="U1", number=1, title="Feature off", effect="No new reports", after=timedelta(minutes=9)
        ),
        "Role U1 saw the effect of the lever Feature off 9 min after it was set: No new reports",
        id="effect seen",
    ),
    pytest.param(
        LeverNudged(at=AT, number=1, title="Feature off", owner="U1", minutes=5),
        "The effect of the lever Feature off was expected by now, and the bot asked role U1 for it.",
        id="lever nudged",
    ),
    pytest.param(
        LeverRemoved(at=AT, by="U1", number=1, title="Feature off"),
        "Role U1 removed the lever Feature off.",
        id="lever removed",
    ),
    pytest.param(
        LeverAdopted(at=AT, by="U1", number=1, title="Feature off"),
        "Role U1 adopted the lever Feature off for good.",
        id="lever adopted",
    ),
    pytest.param(
        LeverStillSet(at=AT, by="U1", number=1, title="Feature off"),
        "Role U1 said that the lever Feature off is still set.",
        id="lever still set",
    ),
    pytest.param(
        LeverLeftOn(at=AT, by="U1", number=1, title="Feature off", reason="Not verified yet"),
        "Role U1 left the lever Feature off on as the incident closed. Reason: Not verified yet",
        id="lever left on",
    ),
]
