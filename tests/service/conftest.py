from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.domain.policy import Policy
from tests.domain.incidents import MONDAY
from tests.service.place import Place, open_place

OpenPlace = Callable[..., Place]
POLICY: dict[str, Any] = {
    "announce_channel": "ai-incidents",
    "private_channel_for": ["model_inversion"],
    "escalation": {"P0": ["UFIRST", "USECOND"], "P1": ["UFIRST"]},
}


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[OpenPlace]:
    """Opens an office with policy keys of its own, as in `open_office(announce_channel=None)`."""
    with ExitStack() as stack:

        def build(**policy: Any) -> Place:
            place = open_place(f"sqlite:///{tmp_path}/bot.db", Policy.model_validate({**POLICY, **policy}), MONDAY)
            stack.callback(place.store.close)
            return place

        yield build


@pytest.fixture
def place(open_office: OpenPlace) -> Place:
    return open_office()
