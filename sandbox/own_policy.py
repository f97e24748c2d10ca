"""The policy of the sandbox's own organisation: where incidents are announced, and whom they call."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import yaml
from pydantic import JsonValue

from sandbox.workspace import Workspace

ANNOUNCED_IN = "ai-incidents"
# Whom each severity calls, by job title, in order: all at once, the next again when the response is late.
CALLED: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "P0": ("Incident commander", "Safety lead", "Legal counsel"),
    "P1": ("Incident commander", "Product owner"),
    "P2": ("ML on-call", "Incident commander"),
})  # fmt: skip


def policy_text(slack: Workspace, differing: Mapping[str, JsonValue] | None = None) -> str:
    """The policy file for the people of a workspace, with settings that differ from the organisation's own."""
    ids = {member.title: member.id for member in slack.directory.people.values() if not member.deleted}
    escalation = {severity: [ids[title] for title in titles] for severity, titles in CALLED.items()}
    groups = {group.handle.replace("-", "_"): [group.id] for group in slack.directory.groups.values()}
    own = {"announce_channel": ANNOUNCED_IN, "groups": groups, "escalation": escalation}
    return yaml.safe_dump({**own, **(differing or {})}, sort_keys=False)
