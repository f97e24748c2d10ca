"""Which forms may be opened, and by whom."""

import pytest

from bot.domain import ending
from bot.domain.admitting import admit
from bot.domain.incident import Incident
from bot.errors import NoCommander, NotTheCommander, Refusal, WrongStatus
from bot.ids import View
from tests.domain.incidents import ANNA, BEN, after, commanded, declared, resolved

MITIGATED = ending.mitigate(commanded(), "Switched off", ANNA, after(20)).incident


@pytest.mark.parametrize(
    ("incident", "form", "by", "refusal"),
    [
        pytest.param(declared(), View.RESOLVE, ANNA, NoCommander, id="resolving without a commander"),
        pytest.param(commanded(), View.RESOLVE, BEN, NotTheCommander, id="resolving as somebody else"),
        pytest.param(commanded(), View.HAND_OVER, BEN, NotTheCommander, id="handing over what is another's"),
        pytest.param(commanded(), View.REOPEN, ANNA, WrongStatus, id="reopening what is open"),
        pytest.param(MITIGATED, View.MITIGATED, ANNA, WrongStatus, id="mitigating twice"),
        pytest.param(resolved(), View.UPDATE, ANNA, WrongStatus, id="an update after the end"),
        pytest.param(resolved(), View.RESOLVE, ANNA, WrongStatus, id="resolving twice"),
        pytest.param(resolved(), View.SKIP_STEP, ANNA, WrongStatus, id="skipping a step after the end"),
        pytest.param(resolved(), View.NOTE_STEP, ANNA, WrongStatus, id="doing a step after the end"),
    ],
)
def test_a_form_that_could_only_be_refused_is_not_opened(
    incident: Incident, form: View, by: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        admit(incident, form, by)


@pytest.mark.parametrize(
    ("incident", "form", "by"),
    [
        pytest.param(declared(), View.UPDATE, BEN, id="an update by anybody"),
        pytest.param(commanded(), View.RESOLVE, ANNA, id="the commander resolves"),
        pytest.param(resolved(), View.REOPEN, BEN, id="anybody reopens"),
        pytest.param(resolved(), View.FACTOR, BEN, id="the review goes on after the end"),
        pytest.param(declared(), View.ACTION, BEN, id="and may begin before it"),
    ],
)
def test_other_forms_open(incident: Incident, form: View, by: str) -> None:
    admit(incident, form, by)
