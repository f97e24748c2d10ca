"""An incident to show, and judges that know Slack's limits independently of the bot."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks.standing import Standing
from bot.domain import checklist, clocks
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.domain.taxonomy import Severity
from bot.library import Library, load_library
from bot.messages import Home, Modal, Rendered
from sandbox.blockkit.check import check_message, check_view

DECLARED_AT = datetime(2025, 4, 27, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def policy() -> Policy:
    return Policy.model_validate({"escalation": {"P0": ["U0CALLED", "S0SAFETY"]}})


@pytest.fixture
def standing(library: Library, policy: Policy) -> Standing:
    return Standing(library, policy, "U0BOT")


@pytest.fixture
def incident(library: Library) -> Incident:
    opened = Incident(
        number=7,
        title="Assistant agrees with everything",
        system="assistant",
        reporter="U0REPORTER",
        declared_at=DECLARED_AT,
        severity=Severity.P0,
        type="bias_detection",
        checklist=checklist.start(library.runbook("bias_detection"), Severity.P0),
    )
    response = clocks.start(DeadlineKind.RESPONSE, DECLARED_AT, timedelta(minutes=15))
    update = clocks.start(DeadlineKind.STATUS_UPDATE, DECLARED_AT, timedelta(minutes=30))
    return opened.with_deadline(response).with_deadline(update)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for inner in value.values() for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list | tuple) else []


@pytest.fixture
def shown() -> Callable[[Rendered | None], str]:
    """All texts of a message, after Slack's stand-in has accepted it."""

    def read(message: Rendered | None) -> str:
        assert message is not None
        check_message(json.loads(json.dumps(message.blocks)))
        return "\n".join(_texts(message.blocks))

    return read


@pytest.fixture
def home_words() -> Callable[[Home], str]:
    """All texts of a Home, after Slack's stand-in has accepted it."""

    def read(home: Home) -> str:
        view = json.loads(json.dumps(home.view))
        check_view(view, "home")
        return "\n".join(_texts(view))

    return read


@pytest.fixture
def asked() -> Callable[[Modal], str]:
    """All texts of a modal, after Slack's stand-in has accepted it."""

    def read(modal: Modal) -> str:
        view = json.loads(json.dumps(modal.view))
        check_view(view, "modal")
        return "\n".join(_texts(view))

    return read
