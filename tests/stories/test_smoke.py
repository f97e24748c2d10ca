"""A first walk."""

from tests.stories.town import Town


async def test_smoke(town: Town) -> None:
    ada = await town.person("ML on-call")
    await town.declared(ada)
