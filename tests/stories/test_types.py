"""Every type of incident, from its declaration to a verified recovery, by somebody who only follows the checklist."""

import pytest

from bot.library import load_library
from tests.stories.conftest import OpenTown
from tests.stories.looking import from_the_bot
from tests.stories.reading import has
from tests.stories.responder import Responder
from tests.stories.test_evaluations import compiled

GROUPS = {
    "legal": "U0000ELI05",
    "trust_and_safety": "U0000DEV04",
    "communications": "U0000CHI03",
    "security": "U0000GAO07",
    "privacy": "U0000HAN08",
}
PHASES = ("Evidence", "Confirm", "Scope", "Contain", "Root cause", "Fix and verify", "Recover", "Learn")


@pytest.mark.parametrize("kind", [book.title for book in load_library().types()])
async def test_a_responder_is_led_through_every_step(build_town: OpenTown, kind: str) -> None:
    town = await build_town(groups=GROUPS)
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await town.presses(ada, channel, "Take command")
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": kind})
    responder = Responder(town, ada, channel)

    await responder.works_through()

    assert responder.refused == []
    checklists = [said for said in await from_the_bot(ada, channel) if "step:" in str(said.blocks)]
    assert [said.text.partition(":")[0] for said in checklists] == list(PHASES)
    assert all(has(said, "of") and "open" not in said.text for said in checklists)
    report = await compiled(town, ada, channel)
    assert "**Left open" not in report
    assert f"| Type | {kind} |" in report
