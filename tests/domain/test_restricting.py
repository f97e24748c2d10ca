"""Suspected illegal content: what an incident refuses from then on."""

import pytest

from bot.errors import Restricted
from tests.domain.incidents import commanded


def test_nothing_copies_content_while_an_incident_is_restricted() -> None:
    incident = commanded().having(restricted=True)

    with pytest.raises(Restricted):
        incident.require_unrestricted()


def test_an_incident_is_not_restricted_unless_somebody_says_so() -> None:
    incident = commanded()

    incident.require_unrestricted()

    assert not incident.restricted
