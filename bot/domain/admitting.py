"""Which forms of an incident may be opened, and by whom: nobody fills in what would be refused in the end."""

from typing import Final

from bot.domain.incident import Incident, Status
from bot.domain.rolling_back import require_none_under_way
from bot.errors import WrongStatus
from bot.ids import View

_WHILE_RUNNING: Final = frozenset(
    {
        View.UPDATE,
        View.SEVERITY,
        View.TYPE,
        View.INTERVIEW,
        View.ROLE,
        View.GATE,
        View.SNOOZE,
        View.MITIGATED,
        View.WATCH,
        View.REGRESSED,
        View.SKIP_STEP,
        View.NOTE_STEP,
        View.DECIDE,
        View.MEASURE,
        View.NOTIFY,
        View.DRAFT,
        View.PAST_OUTPUTS,
        View.PLAN_TRIALS,
        View.TRIALS,
        View.DISPARITY,
        View.RED_TEAM,
        View.PULL,
        View.LEVER,
        View.LEVER_EFFECT,
        View.ROLLBACK_HELPS,
        View.ROLLBACK_STAGE,
        View.ABORT_ROLLBACK,
        View.DRAW_SAMPLE,
        View.LABEL,
        View.FINISH_SAMPLE,
        View.ROLLOUT_STAGE,
        View.ROLLOUT_BACK,
    }
)
_BY_THE_COMMANDER: Final = frozenset({View.RESOLVE, View.HAND_OVER})
_NOT_WHILE_RESTRICTED: Final = frozenset({View.QUARANTINE, View.RESTRICT, View.PLAN_TRIALS, View.TRIALS, View.RED_TEAM})


def admit(incident: Incident, form: View, by: str) -> None:
    """Let a person (Slack user id) open a form; what can only be seen when it is submitted is refused then.

    Raises:
        NoCommander, NotTheCommander: only the commander may.
        RollbackUnderWay: one at a time is.
        Restricted: the form would copy content that may be illegal to possess, or the incident is restricted already.
        WrongStatus: the incident is resolved, or not (to reopen it), or mitigated already.
    """
    if form in _WHILE_RUNNING | _BY_THE_COMMANDER:
        incident.require_running()
    if form in _BY_THE_COMMANDER:
        incident.require_commander(by)
    if form is View.ROLLBACK_HELPS:
        require_none_under_way(incident)
    if form in _NOT_WHILE_RESTRICTED:
        incident.require_unrestricted()
    if form is View.LIFT:
        incident.require_commander(by)
    if form is View.REOPEN and not incident.is_over:
        raise WrongStatus(status=incident.status, wanted=Status.RESOLVED)
    if form is View.MITIGATED and incident.status is Status.MITIGATED:
        raise WrongStatus(status=incident.status, wanted=Status.OPEN)
