"""A town for stories: the sandbox as Slack, the bot as a process of its own under it, people who type and press."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.stories.town import HTTP, SOCKET_MODE, Plot, Town, open_town

OpenTown = Callable[..., Awaitable[Town]]


@pytest.fixture(params=[HTTP, SOCKET_MODE])
def transport(request: pytest.FixtureRequest) -> str:
    """How the bot is told: every story happens over both, unless it says that it is about one."""
    return str(request.param)


@pytest.fixture
def plot(tmp_path: Path, journal: Path, transport: str) -> Plot:
    """Where a town can be built."""
    return Plot(tmp_path, journal, socket_mode=transport == SOCKET_MODE)


@pytest.fixture
async def build_town(plot: Plot) -> AsyncIterator[OpenTown]:
    """Opens towns with keys of policy of their own; by name, as the policy file has them."""
    async with AsyncExitStack() as stack:

        async def build(**policy: Any) -> Town:
            return await stack.enter_async_context(open_town(plot, policy))

        yield build


@pytest.fixture
async def town(build_town: OpenTown) -> Town:
    """A town with the policy that most stories need."""
    return await build_town()
