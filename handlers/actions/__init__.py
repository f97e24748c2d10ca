"""Buttons, and elements of modals that answer at once; one pattern listener serves each family."""

import re

from slack_bolt.async_app import AsyncApp

from bot.ids import Action, Field
from handlers.actions import (
    buttons,
    evidence,
    forms,
    gate,
    home,
    interview,
    live,
    of_systems,
    quarantine,
    recording,
    rolling,
    sampling,
)


def register(app: AsyncApp) -> None:
    """Checklist buttons are the busiest."""
    app.action(_any_of(*buttons.SERVED))(buttons.serve)
    app.action(_any_of(*forms.OPENED))(forms.open_form)
    app.action({"action_id": re.compile(f"^({Action.STEP_RECORD}|{Action.OPEN_GATE})$")})(recording.open_record)
    app.action({"action_id": Action.ROLLBACK_PASSED})(rolling.passed)
    app.action(_any_of(*gate.ANSWERS))(gate.serve)
    app.action({"action_id": Action.SHOW_QUARANTINED})(quarantine.show)
    app.action({"action_id": Action.OPEN_EVIDENCE})(evidence.open_form)
    app.action(re.compile(f"^{Action.LABEL_OUTPUT}:"))(sampling.label)
    app.action(_any_of(*sampling.OPENED))(sampling.turn)
    app.action(_any_of(*home.OPENED))(home.open_form)
    app.action({"action_id": Action.OPEN_CLASSIFY})(of_systems.open_classification)
    app.action({"action_id": Action.OPEN_SYSTEM})(of_systems.open_record)
    app.action({"action_id": Action.OPEN_REHEARSED})(of_systems.open_rehearsed)
    app.action({"action_id": Action.CLASSIFY_AS})(interview.classify_as)
    app.action(_any_of(*live.RECALCULATING))(live.recalculate)
    app.action(_any_of(*live.RANKING))(live.rank)
    app.action({"action_id": Field.MODE})(live.switch_mode)
    app.action({"action_id": Field.LEVER})(live.show_lever)
    app.action(re.compile(".*"))(live.nothing)


def _any_of(*ids: str) -> re.Pattern[str]:
    return re.compile(f"^({'|'.join(map(re.escape, ids))})$")
