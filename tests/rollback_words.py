"""What happens to rollbacks and staged exposures, each event with its sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.rollback_events import (
    RollbackAborted,
    RollbackAdvanced,
    RollbackCompleted,
    RollbackDeclined,
    RollbackOffered,
    RollbackStarted,
)
from bot.domain.rollout_events import RolloutAdvanced, RolloutWentBack
from bot.domain.systems import Part

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ROLLBACKS = [
    pytest.param(
        RollbackDeclined(at=AT, by="U1", reasons=("The world changed",), instead=("Human review layer",), note="No"),
        "Role U1 found that a rollback would not help: The world changed. No. What helps instead: Human review layer.",
        id="rollback declined",
    ),
    pytest.param(
        RollbackStarted(at=AT, by="U1", before="v41", after="v40", parts=("prompt",), criteria="Quality < 0.8"),
        "Role U1 decided to roll back from v41 to v40. Only these parts move, a combination that nobody has tested: "
        "prompt. Criteria: Quality < 0.8.",
        id="rollback of a part started",
    ),
    pytest.param(
        RollbackStarted(at=AT, by="U1", before="v41", after="v40", parts=tuple(Part), criteria="It invents rules"),
        "Role U1 decided to roll back from v41 to v40. Criteria: It invents rules.",
        id="rollback started",
    ),
    pytest.param(
        RollbackAdvanced(at=AT, by="U1", stage="pointer", note="The alias has moved"),
        "Role U1 passed a stage of the rollback: Update the model registry pointer. The alias has moved.",
        id="rollback advanced",
    ),
    pytest.param(
        RollbackCompleted(at=AT, by="U1", before="v41", after="v40", took=timedelta(minutes=12)),
        "Role U1 completed the rollback from v41 to v40 in 12 min, within the 15 minutes.",
        id="rollback completed",
    ),
    pytest.param(
        RollbackCompleted(
            at=AT, by="U1", before="v41", after="v40", took=timedelta(minutes=18), over=timedelta(minutes=3)
        ),
        "Role U1 completed the rollback from v41 to v40 in 18 min, 3 min over the 15 minutes.",
        id="rollback completed late",
    ),
    pytest.param(
        RollbackAborted(at=AT, by="U1", stage="routing", reason="It got worse"),
        "Role U1 gave the rollback up, before this stage: Verify the traffic routing. Reason: It got worse",
        id="rollback aborted",
    ),
    pytest.param(
        RollbackOffered(at=AT, trigger="quality", because="Quality is 0.7, below the floor of 0.8"),
        "The bot offered a rollback. Quality is 0.7, below the floor of 0.8.",
        id="rollback offered",
    ),
    pytest.param(
        RolloutAdvanced(at=AT, by="U1", step="staged-rollout", text="Expose it", percent=10, seen="2 % as before"),
        "Role U1 exposed the fix to 10 % of the traffic: 2 % as before.",
        id="rollout advanced",
    ),
    pytest.param(
        RolloutWentBack(at=AT, by="U1", text="Expose it", percent=10, reason="Errors at 9 %"),
        "Role U1 took the fix back at 10 % of the traffic. Reason: Errors at 9 %",
        id="rollout went back",
    ),
]
