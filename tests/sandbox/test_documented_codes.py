"""What the sandbox refuses a method with is what Slack documents for that method."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox import webapi
from sandbox.methods import chat
from sandbox.methods.table import METHODS
from tests.sandbox.documented_codes import COMMON, DOCUMENTED
from tests.sandbox.reach import codes_of
from tests.sandbox.test_refusals import REFUSALS

# What stands on the way of a method, behind a condition that cannot come true there.
UNREACHABLE = {
    "canvases.sections.lookup": {"restricted_action"},  # reading is all that it asks for
    "conversations.kick": {"cant_leave_general"},  # refused before, as cant_kick_from_general
    "views.open": {"not_found", "push_limit_reached"},  # only for what is put on top of another view
}
# This answers with whatever code it is asked for.
ECHO = "api.test"
TIERS = {1: "t1", 20: "t2", 50: "t3", 100: "t4", 300: "t5"}


def reference() -> dict[str, Any]:
    """A copy of Slack's reference that may lie beside this checkout; nothing without it."""
    path = Path(__file__).parents[3] / "shared" / "referee" / "methods.json"
    methods: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["methods"] if path.exists() else {}
    return methods


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_codes_of_a_method_are_among_those_that_slack_documents(method: str) -> None:
    provoked = {code for refused, _, code in REFUSALS if refused == method != ECHO}

    codes = codes_of(METHODS[method].run) - UNREACHABLE.get(method, set()) | provoked

    assert codes - DOCUMENTED[method] - COMMON == set()


def test_the_codes_of_a_method_are_found_in_its_source_and_in_what_that_calls() -> None:
    found = codes_of(METHODS["conversations.archive"].run)

    assert {"cant_archive_general", "already_archived", "not_in_channel", "channel_not_found"} <= found


def test_the_door_itself_refuses_with_what_any_method_may_answer() -> None:
    codes = codes_of(webapi.call) - codes_of(chat.addressee)

    assert "not_allowed_token_type" in codes
    assert codes - COMMON == set()


def test_codes_are_known_for_the_methods_of_the_sandbox_and_no_others() -> None:
    assert set(DOCUMENTED) == set(METHODS)


def test_the_table_of_codes_and_the_tiers_agree_with_a_reference_beside_the_checkout() -> None:
    there = reference()

    listed = {name: set(there[name]["errors"]) for name in METHODS if name in there}
    tiers = {name: there[name]["tier"] for name in METHODS if name in there}

    assert {name: set(DOCUMENTED[name]) for name in listed} == listed
    assert {name: TIERS[METHODS[name].tier] for name in tiers} == tiers
