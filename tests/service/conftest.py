import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.domain.policy import Policy
from bot.store import Store
from tests.domain.incidents import MONDAY
from tests.service.place import Place, open_place

OpenPlace = Callable[..., Place]
POLICY: dict[str, Any] = {
    "announce_channel": "ai-incidents",
    "private_channel_for": ["model_inversion"],
    "escalation": {"P0": ["UFIRST", "USECOND"], "P1": ["UFIRST"]},
}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that has been migrated, to be copied: that is faster than to migrate again for each test."""
    path = tmp_path_factory.mktemp("empty") / "bot.db"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture
def open_office(tmp_path: Path, empty_database: Path) -> Iterator[OpenPlace]:
    """Opens an office with policy keys of its own, as in `open_office(announce_channel=None)`."""
    with ExitStack() as stack:

        def build(**policy: Any) -> Place:
            path = shutil.copy(empty_database, tmp_path)
            place = open_place(f"sqlite:///{path}", Policy.model_validate({**POLICY, **policy}), MONDAY)
            stack.callback(place.store.close)
            return place

        yield build


@pytest.fixture
def place(open_office: OpenPlace) -> Place:
    return open_office()
