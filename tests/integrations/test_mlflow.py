"""Reading MLflow's model registry, held against a small stand-in."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.domain.registry import ModelVersion, Registered, bundles_of, disagrees
from bot.domain.systems import Bundle, Part, System
from bot.domain.systems import Registry as Pointer
from bot.errors import RegistryFailed
from bot.integrations.mlflow import Mlflow
from bot.wording import pointer_says, refusal, registry_says
from tests.integrations.standin import Registry, open_registry

SUPPORT = Pointer(model="support")


@pytest.fixture
async def registry() -> AsyncIterator[Registry]:
    async with open_registry() as registry:
        registry.aliases["support"] = {"production": "2"}
        yield registry


@pytest.fixture
async def mlflow(registry: Registry) -> AsyncIterator[Mlflow]:
    async with Mlflow(f"{registry.url}/", "s3cret", within=20) as mlflow:
        yield mlflow


async def test_an_alias_is_followed_to_its_version_and_to_what_was_before(mlflow: Mlflow, registry: Registry) -> None:
    registry.versions = 12
    registry.aliases["support"]["production"] = "11"

    found = await mlflow.registered(SUPPORT)

    assert found.points_to == "11"
    assert [version.number for version in found.previous] == [str(number) for number in range(10, 0, -1)]
    assert found.versions[0].created_at == datetime.fromtimestamp(1_795_425_136.012, UTC)


async def test_the_token_travels_with_every_question(mlflow: Mlflow, registry: Registry) -> None:
    await mlflow.registered(SUPPORT)

    assert {method for method, _, _ in registry.asked} == {"registered-models/get", "model-versions/search"}
    assert {token for _, _, token in registry.asked} == {"Bearer s3cret"}


async def test_whether_an_alias_moved_is_asked_alone(mlflow: Mlflow, registry: Registry) -> None:
    before = await mlflow.version_of(SUPPORT)
    registry.aliases["support"]["production"] = "1"

    assert (before, await mlflow.version_of(SUPPORT)) == ("2", "1")
    assert await mlflow.version_of(Pointer(model="support", alias="champion")) is None


async def test_a_model_without_the_alias_points_nowhere(mlflow: Mlflow, registry: Registry) -> None:
    registry.aliases["support"] = {}

    found = await mlflow.registered(SUPPORT)

    assert found.points_to is None
    assert (found.previous, bundles_of(found)) == ((), ())
    assert registry_says(found, System(name="x")) == "MLflow: support has no alias production"


@pytest.mark.parametrize("name", ["it's", "nope"])
async def test_a_model_that_is_not_registered_is_said(name: str, mlflow: Mlflow, registry: Registry) -> None:
    with pytest.raises(RegistryFailed) as failed:
        await mlflow.registered(Pointer(model=name))
    with pytest.raises(RegistryFailed):
        await mlflow.version_of(Pointer(model=name))

    assert "MLflow does not know this model" in refusal(failed.value)
    assert {asked["name"] for _, asked, _ in registry.asked if "filter" not in asked} == {name}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(web.Response(status=401), "AI_INCIDENT_MLFLOW_TOKEN", id="no token"),
        pytest.param(web.Response(status=302, headers={"Location": "http://example.org"}), "refused", id="elsewhere"),
        pytest.param(web.Response(status=500, text="<html>"), "refused", id="broken"),
        pytest.param(web.Response(text="<html>hello"), "is not MLflow", id="a page"),
        pytest.param(web.json_response({"registered_model": {"name": "x", "aliases": 5}}), "is not MLflow", id="odd"),
        pytest.param(web.Response(body=b" " * 4_000_001), "is not MLflow", id="endless"),
    ],
)
async def test_what_is_wrong_with_the_answer_is_said(
    fault: web.Response, words: str, mlflow: Mlflow, registry: Registry
) -> None:
    registry.fault = fault

    found = await mlflow.look(System(name="x", registry=SUPPORT))

    assert isinstance(found, RegistryFailed)
    assert words in registry_says(found, System(name="x"))


async def test_a_registry_that_is_away_holds_nothing_up() -> None:
    async with Mlflow("http://127.0.0.1:9", within=1) as mlflow:
        found = await mlflow.look(System(name="x", registry=SUPPORT))

    assert isinstance(found, RegistryFailed)
    assert "did not answer" in registry_says(found, System(name="x"))


async def test_a_system_without_a_registry_is_not_asked_about(mlflow: Mlflow, registry: Registry) -> None:
    assert await mlflow.look(None) is None
    assert await mlflow.look(System(name="x")) is None
    assert registry.asked == []


NOW = datetime(2026, 11, 23, tzinfo=UTC)
FOUND = Registered("support", "production", "2", tuple(ModelVersion(number, NOW) for number in "321"))


def test_what_is_registered_fills_the_bundles() -> None:
    current, earlier = bundles_of(FOUND)

    assert current == Bundle(label="support 2", parts={Part.MODEL: "2"})
    assert earlier.label == "support 1"


@pytest.mark.parametrize(("model", "differs"), [("2", False), ("3", True), ("m-3", False), (None, False)])
def test_a_record_that_disagrees_with_the_registry_is_said(model: str | None, differs: object) -> None:
    parts = {Part.MODEL: model} if model else {}
    system = System(name="x", bundles=(Bundle(label="v", parts=parts),))

    says = registry_says(FOUND, system)

    assert says.startswith("MLflow: production of support is version 2, before it 1")
    assert ("On record as in service is 3" in says) is disagrees(system, FOUND) is differs


@pytest.mark.parametrize(
    ("target", "says"),
    [
        pytest.param("2", "MLflow: production of support is version 2, the target's", id="there"),
        pytest.param("1", "is version 2, the target's is 1: it has not moved there", id="elsewhere"),
        pytest.param("m-11", "MLflow: production of support is version 2", id="a target that is named otherwise"),
    ],
)
def test_whether_a_pointer_has_moved_is_held_against_the_target(target: str, says: str) -> None:
    said = pointer_says(FOUND, Bundle(label="v", parts={Part.MODEL: target}))

    assert said is not None
    assert said.endswith(says)


def test_what_is_not_known_of_a_pointer_is_said_as_such() -> None:
    assert pointer_says(None, None) is None
    assert "is not known" in str(pointer_says(RegistryFailed(problem="no_answer", detail=""), None))
    assert str(pointer_says(FOUND._replace(points_to=None), None)).endswith("points nowhere")
