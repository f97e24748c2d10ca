"""AI systems on record: entered in Slack or kept in files, judged, rehearsed, shown, and told of when they lapse."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from sandbox.people import Person
from tests.integrations.standin import open_registry
from tests.stories.conftest import OpenTown
from tests.stories.looking import document
from tests.stories.reading import ask, direct, has, reading
from tests.stories.test_rollback import begins, message
from tests.stories.town import Plot, Town, open_town

GENERAL = "#general"
NAME = "Support assistant"
BUNDLES = "2026-02-20 v41; 12 min; model: 41; prompt: p-7\nv40; 12\nv39; 15"
FILED = """\
name: Ranking
purpose: Orders search results
owner: S0000SECUR
rollback: make rollback
bundles:
  - {label: r9, parts: {model: 9}}
  - {label: r8, minutes: 5}
  - {label: r7, minutes: 5}
rehearsal: {date: 2025-12-05, minutes: 11}
"""


async def put_on_record(town: Town, by: Person) -> None:
    """The name, the facts, the bundles."""
    await by.types("/ai-incident system")
    await town.submits(by, {"AI system": NAME})
    facts = {"What does the system do?": "Answers customers", "Owner": by.id, "Quality floor": "groundedness below 0.8"}
    await town.submits(by, {**facts, "How it is rolled back": "make rollback TO=v40"})
    await town.submits(by, {"Bundles, newest first": BUNDLES})


async def declared(town: Town, by: Person, system: str) -> str:
    """An incident of a system that is known; its questions are open."""
    await by.types("/ai-incident Answers invent refunds")
    await town.submits(by, {"AI system": system, "Severity": "P1 — High (respond within 1 h)"})
    return await town.channel_of(by)


async def test_a_system_is_put_on_record_and_rehearsed_and_its_incidents_show_it(town: Town) -> None:
    ada = await town.person("ada")

    await put_on_record(town, ada)
    said = await ada.view()
    assert said is not None
    assert "Rollback not ready: a rollback was never rehearsed" in said.words
    await ada.closes()
    channel = await declared(town, ada, NAME)
    questions = await ada.view()
    assert questions is not None
    assert "Answers customers" in str(questions.raw)
    await ada.closes()
    line = "In service: *2026-02-20 v41* · owner <@U0000ADA01> · :warning: Rollback not ready"
    assert has(await town.card(ada, channel), line)

    assert has(
        await ask(town, ada, channel, "readiness"), "not ready, 1 thing is missing", "v39 · 15 minutes to deploy"
    )
    await town.presses(ada, channel, "Record a rehearsal")
    await town.submits(ada, {"How many minutes did it take?": "14", "Note": "Routing took long"})

    done = await ada.view()
    assert done is not None
    assert "Support assistant: Rollback ready" in done.words
    await ada.closes()
    assert has(await town.card(ada, channel), ":white_check_mark: Rollback ready")
    assert has(await ask(town, ada, GENERAL, "readiness"), f":white_check_mark: *{NAME}*: rollback ready")


async def test_a_line_that_cannot_be_read_is_named_beside_the_field(town: Town) -> None:
    ada = await town.person("ada")
    await put_on_record(town, ada)
    await ada.closes()

    await ada.types(f"/ai-incident system {NAME.lower()}")
    floor = await town.submits(ada, {"Quality floor": "good"})
    await town.submits(ada, {"Quality floor": "groundedness below 0.8"})
    refused = await town.submits(ada, {"Bundles, newest first": "v42; weights: 3"})

    assert "such as: groundedness below 0.8" in str(floor.errors)
    assert "Line 1: weights is no part" in str(refused.errors)
    assert has(await ask(town, ada, GENERAL, f"readiness {NAME}"), "*In service*: 2026-02-20 v41")


async def test_what_a_file_says_is_changed_in_the_file_and_its_owners_hear_when_it_lapses(
    build_town: OpenTown, plot: Plot
) -> None:
    plot.systems.write_text(FILED)
    town = await build_town()
    ada, devika = await town.person("ada"), await town.person("devika")

    assert has(await ask(town, ada, GENERAL, "system ranking"), "stands in the file systems.yml")
    assert has(await ask(town, ada, GENERAL, "readiness ranking"), "rollback ready", "systems.yml")
    await town.passes(days=1, hours=1)
    in_time = await reading(devika, await direct(devika), "Ranking")
    await town.passes(days=3)
    lapsed = await reading(devika, await direct(devika), "*Ranking* could not be rolled back as planned")
    await town.passes(days=7)
    again = await reading(devika, await direct(devika), "could not be rolled back as planned")

    assert in_time == []
    assert len(lapsed) == 1
    assert has(lapsed[0], "the last rehearsal is 91 days old, 90 are the limit")
    assert len(again) == 2


async def test_a_response_plan_prints_what_is_on_record(build_town: OpenTown, plot: Plot) -> None:
    plot.systems.write_text(FILED)
    town = await build_town(groups={"search_team": ["S0000SECUR"]})
    ada = await town.person("ada")

    await ada.types("/ai-incident plan")
    await town.submits(ada, {"AI system": "Ranking"})

    plan = await document(ada, await direct(ada))
    assert "| What it does | Orders search results |" in plan
    assert "| Owner of this plan | search team |" in plan
    assert "Rollback ready." in plan
    assert "| In service | r9 | model 9 | not known |" in plan


@dataclass(frozen=True)
class Asking(Plot):
    """A town whose bot reads a model registry."""

    registry: str = ""

    def on_record(self) -> Mapping[str, str]:
        return {**super().on_record(), "AI_INCIDENT_MLFLOW_URL": self.registry}


POINTED = """\
name: Helpdesk
bundles: [{label: v41, parts: {model: 3}}, {label: v40, parts: {model: 2}, minutes: 5}]
registry: {model: support}
"""


@pytest.mark.parametrize(
    ("moved_to", "says"),
    [
        pytest.param("2", "MLflow: production of support is version 2, the target's", id="to the target"),
        pytest.param("3", "is version 3, the target's is 2: it has not moved there", id="not yet"),
    ],
)
async def test_a_rollback_is_told_whether_the_pointer_has_moved(plot: Plot, moved_to: str, says: str) -> None:
    plot.systems.write_text(POINTED)
    async with open_registry() as registry:
        registry.aliases["support"] = {"production": moved_to}
        asking = Asking(plot.folder, plot.journal, plot.socket_mode, registry.url)
        async with open_town(asking, {}) as town:
            ada = await town.person("ada")
            channel = await declared(town, ada, "Helpdesk")
            await ada.closes()
            await begins(town, ada, channel)
            await town.presses(ada, channel, "Target checked")
            await town.submits(ada, {"What holds of the target?": ["It predates the cause"]})

            await town.presses(ada, channel, "Pointer updated")

            assert has(await message(ada, channel), says)
            assert says in (await ask(town, ada, channel, "timeline")).words


async def test_a_registry_fills_the_bundles_and_shows_when_the_record_is_behind(plot: Plot) -> None:
    async with open_registry() as registry:
        registry.aliases["support"] = {"production": "3"}
        asking = Asking(plot.folder, plot.journal, plot.socket_mode, registry.url)
        async with open_town(asking, {}) as town:
            ada = await town.person("ada")

            await ada.types("/ai-incident system")
            await town.submits(ada, {"AI system": NAME})
            await town.submits(ada, {"Registered model in MLflow": "support"})
            bundles = await ada.view()
            await town.submits(ada, {})
            await ada.closes()
            registry.aliases["support"]["production"] = "2"
            behind = await ask(town, ada, GENERAL, f"readiness {NAME}")

    assert bundles is not None
    assert "MLflow: production of support is version 3, before it 2, 1" in bundles.words
    assert has(behind, "*In service*: support 3 · model 3", "On record as in service is 3: one of both is wrong")
