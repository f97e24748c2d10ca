"""The clock of evidence follows what is missing, and rings with the others."""

from datetime import timedelta

from bot.domain.clocks import DeadlineKind
from bot.domain.keeping import Taken
from bot.domain.systems import System
from bot.service import classify, command, evidence
from bot.service.classify import SetType
from bot.service.command import ByPerson
from bot.service.desk import Desk
from bot.service.evidence import Handed
from tests.service.conftest import OpenPlace
from tests.service.place import LIBRARY, Place, words

HALF_A_DAY = 12 * 60


async def opened(place: Place) -> int:
    number = await place.opened()
    await place.ask(command.take_command, ByPerson(number, "UANNA"))
    await place.ask(classify.set_type, SetType(incident=number, by="UANNA", type="hallucination_spike"))
    place.news()
    return number


async def test_the_channel_hears_of_evidence_that_is_about_to_vanish(open_office: OpenPlace) -> None:
    place = open_office(log_retention={"trace store": "P1D"})
    await opened(place)

    await place.pass_minutes(HALF_A_DAY)

    said = words(place.news())
    assert "<@UANNA>" in said
    assert "trace store" in said
    assert "evidence_expiring" in place.kinds()
    assert place.incident().evidence.warned == {"trace store": 1}


async def test_a_system_s_own_retention_counts_before_policy_s(open_office: OpenPlace) -> None:
    place = open_office(log_retention={"trace store": "P1D"})

    def put_on_record(desk: Desk, record: System) -> None:
        desk.work.systems.save(record, "UANNA", desk.now)

    await place.ask(put_on_record, System(name="chat assistant", log_retention={"Trace store": timedelta(days=4)}))
    await opened(place)

    await place.pass_minutes(HALF_A_DAY)

    clock = place.incident().deadlines[DeadlineKind.EVIDENCE]
    assert clock.due_at == place.incident().declared_at + timedelta(days=2)


async def test_what_is_held_in_time_stops_the_clock(open_office: OpenPlace) -> None:
    place = open_office(log_retention={"trace store": "P1D"})
    number = await opened(place)
    kinds = [kind.id for kind in LIBRARY.evidence_kinds("hallucination_spike") if kind.source == "trace store"]

    for kind in kinds:
        taken = Taken(reference="s3://traces/7", collector="UANNA", at=place.clock.now())
        await place.ask(evidence.hand_in, Handed(number, "UANNA", kind=kind, taken=taken))

    assert DeadlineKind.EVIDENCE not in place.incident().deadlines
    await place.pass_minutes(HALF_A_DAY)
    assert "evidence_expiring" not in place.kinds()
