"""The whole job on PostgreSQL, whose database an operator migrates before the bot starts."""

from collections.abc import Iterator

import pytest

from sandbox.process import BotDiedError, run_bot
from tests.store.server import NewDatabase, running_postgres
from tests.stories.looking import document
from tests.stories.program import program
from tests.stories.town import UNWATCHED, Plot, open_town

pytestmark = pytest.mark.postgres
UPDATE = {"What we know": "A stale index", "What we do": "Rolling back", "Customer impact": "Wrong answers"}
RESOLVE = {"How was it resolved?": "The index of last week serves", "Confirm": ["Yes, resolve it"], **UNWATCHED}


@pytest.fixture(scope="module")
def postgres() -> Iterator[NewDatabase]:
    with running_postgres() as new_database:
        yield new_database


async def test_a_database_that_was_not_migrated_is_refused_with_the_command_that_does_it(
    postgres: NewDatabase, plot: Plot
) -> None:
    with pytest.raises(BotDiedError, match="ai-incident migrate"):
        await open_town(plot, {}, _as_people_write(postgres())).__aenter__()


async def test_an_incident_goes_from_declaration_to_post_mortem_and_outlives_a_power_cut(
    postgres: NewDatabase, plot: Plot
) -> None:
    url = _as_people_write(postgres())
    migrated = await program(plot.folder, {"DATABASE_URL": url}, "migrate")
    async with open_town(plot, {"update_every": "PT10M"}, url) as town:
        ada = await town.person("ada")
        channel = await town.declared(ada, severity="p0")
        await town.passes(minutes=16)
        await town.presses(ada, channel, "Take command")
        await ada.says(channel, "Ada rolls the index back")
        await town.bot.kill()
        async with run_bot(town.env) as town.bot:
            await town.settle()
            await ada.presses(channel, "Post update")
            await town.submits(ada, UPDATE)
            await ada.presses(channel, "Resolve")
            await town.submits(ada, RESOLVE)
            text = await document(ada, channel)
            exported = await program(plot.folder, town.env, "export", "1")

    assert migrated == (0, "The database is up to date.\n")
    assert "**Missed by 1 min**: command was taken" in text
    assert "1 reminder was sent" in text
    assert "The index of last week serves" in text
    assert exported == (0, f"{text}\n")


def _as_people_write(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
