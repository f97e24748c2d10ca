"""What is shown of rollbacks and of staged exposures."""

from collections.abc import Iterator

from bot.blocks.modals import exposing as exposing_forms
from bot.blocks.modals import rolling as rolling_forms
from bot.blocks.standing import Standing
from bot.ids import Slot
from bot.messages import Modal, Rendered
from tests.contracts.samples import exposing, rolling
from tests.domain.incidents import LIBRARY, POLICY


def exposed(standing: Standing) -> Iterator[Rendered | Modal]:
    """A fix at each end of its stages, with what a stage and the way back ask."""
    for incident in exposing():
        yield from filter(None, (standing.stand(incident, Slot.ROLLOUT),))
        if incident.rollouts[-1].is_under_way:
            yield exposing_forms.stage(incident, "staged-rollout", POLICY.rollout_stages)
            yield exposing_forms.back(incident, 1)


def rolled_back(standing: Standing) -> Iterator[Rendered | Modal]:
    """A rollback at each of its stages, with what each asks."""
    for incident in rolling():
        yield from filter(None, (standing.stand(incident, Slot.ROLLBACK), standing.stand(incident, Slot.CARD)))
        stage = incident.rollbacks[-1].stage
        if incident.rollbacks[-1].is_under_way:
            yield from (build(incident, 1, stage) for build in (rolling_forms.stage, rolling_forms.abort))
    yield rolling_forms.helps(incident)
    yield rolling_forms.decide(incident, None, None)
    yield rolling_forms.instead(LIBRARY.catalogue.levers)
