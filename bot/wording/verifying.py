"""What happens while a fix is verified, as sentences."""

from typing import assert_never

from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.wording.rates import percent
from bot.wording.recording import recorded
from bot.wording.voice import Voice

Verifying = TrialsPlanned | TrialsFellShort


def verifying(event: Verifying, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case TrialsPlanned():
            plan = event.plan
            again = ", after the results of an earlier series" if event.again else ""
            said = (
                f"{voice.by(event)} fixed {plan.planned} trials{again}, to show a rate below {percent(plan.tolerated)}"
            )
            return f"{said}: {voice.sentence(plan.what)}"
        case TrialsFellShort():
            return f"{voice.by(event)} entered trials that leave their step open. {voice.text(recorded(event.record))}"
        case _:
            assert_never(event)
