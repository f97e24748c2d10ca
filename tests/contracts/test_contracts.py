"""What must hold across modules, where the type checker cannot look."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.blocks import asks, home, modals, of_systems, posts
from bot.blocks.checked import rendered
from bot.blocks.checklist import main_button
from bot.blocks.home import Overview
from bot.blocks.modals import evidence, levers, quarantine, restricting, watching
from bot.blocks.modals import of_systems as forms_of_systems
from bot.blocks.modals import sampling as sampling_modals
from bot.blocks.modals.gate import gate
from bot.blocks.parts import section
from bot.blocks.quarantine import quarantine_list
from bot.blocks.standing import Standing, checklist_slot
from bot.domain import classifying, working
from bot.domain.checklist import item_of, of_phase
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.labelling import Page
from bot.domain.quarantine import Quarantined
from bot.domain.systems import System, judged
from bot.ids import COMMAND, Action, Field, Shortcut, Slot, View
from bot.library import data_folder, load_library
from bot.messages import MESSAGE, Home, Modal, Rendered
from bot.printing import Printer
from bot.service.consequences import consequences
from bot.service.rules import Rules
from bot.store import Ingest
from bot.wording import WORDS, told
from handlers import register
from handlers.actions import buttons, forms, live
from handlers.actions import gate as gates
from handlers.actions import home as homes
from handlers.actions import sampling as sampling_actions
from handlers.door import Door
from handlers.views import forms as submissions
from tests.contracts.rolls import exposed, rolled_back
from tests.contracts.samples import EVENTS, KINDS, stages
from tests.domain.incidents import ANNA, LIBRARY, MONDAY, POLICY, after, commanded
from tests.domain.samples import sampled
from tests.service.place import Place

ROOT = Path(__file__).parents[2]
MANIFEST: dict[str, Any] = yaml.safe_load(data_folder("manifest.yml").read_text())
PRINTER = Printer((data_folder("templates"),), WORDS)
RULES = Rules(POLICY, LIBRARY, PRINTER, Standing(LIBRARY, POLICY, "UBOT"), "https://example.slack.com/")
TEMPLATES = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*") if path.is_file())
RUNBOOKS = sorted((ROOT / "runbooks").glob("*.*"))
EACH_EVENT = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)


def test_the_arrows_between_the_layers_point_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")

    checked = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_there_is_a_sample_of_every_kind_of_event() -> None:
    assert [type(event) for event in EVENTS] == list(KINDS)


@EACH_EVENT
def test_every_event_has_its_consequences(event: Event) -> None:
    for incident in stages():
        for message in consequences([event], incident, incident, RULES):
            assert MESSAGE.validate_json(MESSAGE.dump_json(message)) == message


@EACH_EVENT
def test_every_event_has_words_and_loses_none_of_what_people_wrote(event: Event) -> None:
    sentence = told(event, lambda user: f"<{user}>", {})

    written = [getattr(event, name, None) for name in ("reason", "note", "known", "doing", "impact")]
    assert sentence[0].isupper() or sentence.startswith("<")
    assert "{" not in sentence
    assert all(words in sentence for words in written if words)


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.name)
def test_every_runbook_is_loaded(path: Path) -> None:
    assert path.suffix == ".yml"
    assert path.stem in load_library().runbooks


def test_every_template_compiles() -> None:
    PRINTER.check()


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_every_template_is_used(path: Path) -> None:
    sources = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "templates").rglob("*.j2")]

    assert path.suffix == ".j2"
    assert any(path.name in source.read_text() for source in sources)


def shown() -> Iterator[Rendered | Modal | Home]:
    """What builders show, over an incident's stages."""
    for incident in stages():
        standing = RULES.standing
        slots = [slot for slot in Slot if slot not in {Slot.CHECKLIST, Slot.SAMPLE}]
        phases = [checklist_slot(incident.checklist.runbook, item.phase) for item in incident.checklist.items]
        yield from filter(None, (standing.stand(incident, slot) for slot in (*slots, *dict.fromkeys(phases))))
        yield asks.response_missed(incident, ("UFIRST",))
        yield from opened(incident)
    yield posts.help_text(PRINTER)
    yield modals.help_page(posts.help_parts(PRINTER))
    yield home.home(Overview(MONDAY))
    yield from worked()
    yield from recording()
    yield from registered()
    yield from gated()
    yield from rolled_back(RULES.standing)
    yield from sampling()
    yield from exposed(RULES.standing)


def opened(incident: Incident) -> Iterator[Modal]:
    yield modals.classify(incident, LIBRARY, chosen_type="bias_detection")
    yield modals.start("now", ("assistant",), LIBRARY)
    yield modals.start("plan", ("assistant",), LIBRARY)
    yield modals.status_update(incident, POLICY)
    yield modals.change_type(incident, LIBRARY)
    yield modals.type_details("bias_detection", LIBRARY)
    yield modals.interviewing(incident, LIBRARY, ["quality_worse", "other_inputs"])
    yield modals.outcome(incident, LIBRARY)
    yield modals.classified(incident, LIBRARY)
    yield from (build(incident) for build in (modals.assign_role, modals.snooze, modals.hand_over, modals.mitigated))
    yield from (build(incident) for build in (modals.reopen, watching.regressed))
    yield from (build(incident, POLICY) for build in (modals.resolve, watching.begin))
    yield levers.set_lever(incident, LIBRARY.catalogue.levers, chosen="stricter_moderation")
    yield from (levers.lever_effect(incident, lever.number) for lever in incident.levers)
    yield from (build(incident) for build in (restricting.restrict, restricting.lift))
    yield from (build(incident) for build in (modals.factor, modals.lesson, modals.action, modals.change))


def registered() -> Iterator[Rendered | Modal]:
    """A system of which nothing is known."""
    known = judged(System(name="assistant"), MONDAY)
    yield of_systems.readiness(known, None)
    yield of_systems.readiness_list([known])
    yield of_systems.lapsed(known)
    yield forms_of_systems.system_name(["assistant"])
    yield forms_of_systems.system_facts(known.system)
    yield forms_of_systems.system_bundles(known.system)
    yield forms_of_systems.rehearsed("assistant", ANNA, MONDAY.date())


def worked() -> Iterator[Rendered]:
    """A phase with a step done, and one that is over."""
    incident = commanded()
    for item in of_phase(incident.checklist):
        incident = working.complete(incident, item.step_id, ANNA, after(6)).incident
        slot = checklist_slot(incident.checklist.runbook, item.phase)
        yield from filter(None, (RULES.standing.stand(incident, slot),))


def recording() -> Iterator[Rendered]:
    """The phases in which some step has a form of its own."""
    incident = classifying.set_type(commanded(), LIBRARY.runbook("hallucination_spike"), ANNA, after(6)).incident
    for phase in dict.fromkeys(item.phase for item in incident.checklist.items):
        moved = incident.having(checklist=incident.checklist.model_copy(update={"phase": phase}))
        slot = checklist_slot(moved.checklist.runbook, phase)
        yield from filter(None, (RULES.standing.stand(moved, slot),))


def gated() -> Iterator[Rendered | Modal]:
    """A step that alters the system, where there is room for one button only, and the form behind it."""
    poisoned = classifying.set_type(commanded(), LIBRARY.runbook("data_poisoning"), ANNA, after(6)).incident
    item = next(item for item in poisoned.checklist.items if item.alters)
    yield rendered("Yours", [section("Yours", accessory=main_button(poisoned.number, item))])
    yield gate(poisoned.number, item)
    kinds = LIBRARY.evidence_kinds(poisoned.type)
    yield evidence.hand_in(poisoned, kinds, item.step_id)
    yield evidence.handed_in(poisoned, kinds)
    kept = Quarantined(number=1, label="Role play", sha256="a" * 64, by=ANNA, at=MONDAY)
    yield quarantine_list(poisoned, (kept,), ("SLEGAL",))
    yield quarantine.quarantine(poisoned, ())
    yield quarantine.quarantined(kept, "Ignore all <rules>")
    yield quarantine.put_apart(kept.label, kept.sha256)


def sampling() -> Iterator[Rendered | Modal]:
    """A sample from its form to the removal of its outputs."""
    for incident, labels in sampled():
        standing = replace(RULES.standing, labels_of=lambda _number, _step, labels=labels: labels)
        yield from filter(None, (standing.stand(incident, "sample:sample-50"),))
        item = item_of(incident.checklist, "sample-50")
        yield sampling_modals.page(7, item, Page(labels, ANNA, labels.next_for(ANNA), "It is free"))
        yield sampling_modals.finish(7, item, labels)


def elements(part: object) -> Iterator[dict[str, Any]]:
    """Every object within a block that has an action id."""
    if isinstance(part, dict):
        if "action_id" in part:
            yield part
        yield from (found for inner in part.values() for found in elements(inner))
    elif isinstance(part, list | tuple):
        yield from (found for inner in part for found in elements(inner))


def test_every_button_that_is_shown_is_served_and_every_one_served_is_shown() -> None:
    served = {*buttons.SERVED, *forms.OPENED, *homes.OPENED, Action.STEP_RECORD, Action.CLASSIFY_AS}
    served |= {*sampling_actions.OPENED, Action.LABEL_OUTPUT}
    served |= {*gates.ANSWERS, Action.OPEN_GATE, Action.OPEN_CLASSIFY, Action.OPEN_SYSTEM, Action.OPEN_REHEARSED}
    served |= {Action.ROLLBACK_PASSED, Action.OPEN_EVIDENCE, Action.SHOW_QUARANTINED}

    pressed = {
        part["action_id"].partition(":")[0]
        for each in shown()
        for part in elements(each.model_dump())
        if is_action(part)
    }

    assert pressed == served
    assert served == set(Action)


def is_action(part: dict[str, Any]) -> bool:
    return part.get("type") == "button" and "url" not in part


def test_every_input_is_a_field_and_those_that_answer_at_once_have_a_listener() -> None:
    blocks = [block for each in shown() if isinstance(each, Modal) for block in each.view["blocks"]]

    inputs = [block for block in blocks if block["type"] == "input"]
    at_once = {block["element"]["action_id"] for block in inputs if block.get("dispatch_action")}
    assert {block["element"]["action_id"].partition(":")[0] for block in inputs} <= set(Field)
    assert all(block["block_id"] == block["element"]["action_id"] for block in inputs)
    assert at_once <= {*live.RECALCULATING, *live.RANKING, Field.MODE, Field.LEVER}


def test_every_modal_has_a_listener_for_its_submission() -> None:
    led_on = {View.START, View.CLASSIFY, View.ROLLBACK_HELPS, View.INTERVIEW, View.BLAME, View.NOTICE, View.LABEL}
    led_on |= {View.SYSTEM_NAME, View.SYSTEM_FACTS, View.SYSTEM_BUNDLES, View.REHEARSED}
    led_on |= {View.EVIDENCE}

    assert {*submissions.SERVED, *led_on} == set(View)
    assert {each.view["callback_id"] for each in shown() if isinstance(each, Modal)} <= set(View)


def test_the_manifest_offers_the_commands_and_shortcuts_that_the_bot_serves() -> None:
    features = MANIFEST["features"]

    assert [command["command"] for command in features["slash_commands"]] == [COMMAND]
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} == set(Shortcut)
    assert {shortcut["type"] for shortcut in features["shortcuts"]} == {"message"}


SUBSCRIBED = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
SENT: dict[str, dict[str, Any]] = {
    "message": {"channel": "C1", "ts": "1764147600.1", "user": "UBEN", "text": "It agrees"},
    "reaction_added": {"user": "UBEN", "reaction": "eyes", "item": {"type": "message", "channel": "C1", "ts": "1.1"}},
    "reaction_removed": {"user": "UBEN", "reaction": "eyes", "item": {"type": "message", "channel": "C1", "ts": "1.1"}},
    "member_joined_channel": {"user": "UBEN", "channel": "C1"},
    "app_home_opened": {"user": "UBEN", "channel": "D1", "tab": "home"},
}


@pytest.fixture
def app(place: Place) -> AsyncApp:
    async def authorize(**_request: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="UBOT", bot_id="BBOT", bot_token="xoxb-1")

    built = AsyncApp(authorize=authorize, request_verification_enabled=False, process_before_response=True)
    register(built, Door(place.office, Ingest(place.store)))
    return built


@pytest.mark.parametrize("subscribed", SUBSCRIBED)
async def test_every_subscribed_event_has_a_listener(app: AsyncApp, subscribed: str) -> None:
    kind = re.sub(r"^message\..*", "message", subscribed)
    body = {"type": "event_callback", "team_id": "T1", "event": {"type": kind, **SENT[kind]}}

    answer = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))

    assert answer.status == 200
