"""A town for stories: the sandbox as Slack, the bot as a process of its own under it, people who type and press."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.stories.town import Town, open_town

OpenTown = Callable[..., Awaitable[Town]]


@pytest.fixture
async def build_town(tmp_path: Path) -> AsyncIterator[OpenTown]:
    """Opens towns with keys of policy of their own; by name, as the policy file has them."""
    async with AsyncExitStack() as stack:

        async def build(**policy: Any) -> Town:
            return await stack.enter_async_context(open_town(tmp_path, policy))

        yield build


@pytest.fixture
async def town(build_town: OpenTown) -> Town:
    """A town with the policy that most stories need."""
    return await build_town()
