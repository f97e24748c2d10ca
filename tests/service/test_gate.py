"""The question before a change: kept once, told to Legal where the system is high-risk, and never in the way."""

from typing import Any

import pytest

from bot.domain.systems import System
from bot.errors import EvidenceUnanswered
from bot.service import checklist, classify, gate
from bot.service.checklist import OnStep
from bot.service.classify import SetType
from bot.service.desk import Desk
from bot.service.gate import StepAnswered
from tests.service.conftest import OpenPlace
from tests.service.place import Place, words

ARTICLE = "Article 73(6)"


async def poisoned(place: Place, **system: Any) -> str:
    """An incident of data poisoning; returns its first step that alters the system."""

    def put_on_record(desk: Desk, record: System) -> None:
        desk.work.systems.save(record, "UANNA", desk.now)

    await place.ask(put_on_record, System(name="chat assistant", **system))
    number = await place.opened()
    await place.ask(classify.set_type, SetType(incident=number, by="UANNA", type="data_poisoning"))
    place.news()
    return next(item.step_id for item in place.incident().checklist.items if item.alters)


async def test_a_step_that_alters_the_system_is_not_done_unasked(place: Place) -> None:
    step = await poisoned(place)

    with pytest.raises(EvidenceUnanswered):
        await place.ask(checklist.done, OnStep(1, "UANNA", step))
    await place.ask(gate.answer_step, StepAnswered(1, "UANNA", step, held=False))
    await place.ask(checklist.done, OnStep(1, "UANNA", step))

    assert place.kinds()[-2:] == ["evidence_answered", "step_done"]


async def test_legal_hears_of_a_change_to_a_high_risk_system(open_office: OpenPlace) -> None:
    place = open_office(groups={"legal": ["ULEGAL"]})
    step = await poisoned(place, eu_high_risk=True)

    await place.ask(gate.answer_step, StepAnswered(1, "UANNA", step, held=True))

    said = words(place.news())
    assert ARTICLE in said
    assert "<@ULEGAL>" in said
    assert place.kinds()[-2:] == ["evidence_answered", "groups_told"]


async def test_that_nobody_stands_for_legal_is_said(place: Place) -> None:
    step = await poisoned(place, eu_high_risk=True)

    await place.ask(gate.answer_step, StepAnswered(1, "UANNA", step, held=True))

    assert "Policy names nobody for legal" in words(place.news())


async def test_other_systems_trouble_nobody(open_office: OpenPlace) -> None:
    place = open_office(groups={"legal": ["ULEGAL"]})
    step = await poisoned(place)

    await place.ask(gate.answer_step, StepAnswered(1, "UANNA", step, held=True))

    assert ARTICLE not in words(place.news())
