"""What is read at the start: every fault of every file is told, with its place in the file."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.config import Settings
from bot.errors import BadFile
from bot.service.knowledge import Knowledge, read_files

HEAD = """\
title: Agent did damage
definition: An autonomous agent did harm
signals: [Files are gone]
owner: Security
"""
PHASES = """\
phases:
  evidence:
    - {id: keep, text: Keep the log, owner: Security}
  contain:
    - {id: stop, text: Stop the agent, owner: Security}
"""
DOING = PHASES.replace("Stop the agent, owner: Security}", "Stop the agent, owner: Security, work: {%s}}")
MANY = "phases:\n  evidence:\n" + "\n".join(
    f"    - {{id: step-{number}, text: Do it, owner: Security}}" for number in range(60)
)


def given(folder: Path, files: Mapping[str, str], policy: str = "") -> Settings:
    for name, text in files.items():
        path = folder / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "policy.yml").write_text(policy)
    return Settings.read(
        _env_file=None, ai_incident_runbooks=folder / "runbooks", ai_incident_policy=folder / "policy.yml"
    )


def faults(folder: Path, files: Mapping[str, str], policy: str = "") -> list[str]:
    """What is said of an organisation's files, without the folder's name."""
    with pytest.raises(BadFile) as refusal:
        read_files(given(folder, files, policy))
    return [str(fault).replace(f"{folder}/", "").replace("runbooks/", "") for fault in refusal.value.each]


def knowledge(folder: Path, files: Mapping[str, str], policy: str = "") -> Knowledge:
    return read_files(given(folder, files, policy))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            HEAD + DOING % "kind: lever, levers: [tool_off, hammer]",
            "phases.contain[0].work.levers[1]: hammer is no lever",
            id="a lever that nobody has",
        ),
        pytest.param(
            HEAD + DOING % "kind: draft, notice: postcard",
            "phases.contain[0].work.notice: there is no template of the name postcard",
            id="a notice without a template",
        ),
        pytest.param(
            HEAD + DOING % "kind: notify, groups: [legal, leagl], message: Come",
            "phases.contain[0].work.groups[1]: leagl is no group, here or in the policy",
            id="a group that nobody knows",
        ),
        pytest.param(
            HEAD + DOING % "kind: decide, options: [{id: a, text: A, tells: [leagl]}, {id: b, text: B}]",
            "phases.contain[0].work.options[0].tells[0]: leagl is no group, here or in the policy",
            id="an answer that tells a group that nobody knows",
        ),
        pytest.param(
            HEAD + DOING % "kind: lever, levers: []",
            "phases.contain[0].work.levers: Tuple should have at least 1 item after validation, not 0",
            id="a lever step without levers",
        ),
        pytest.param(
            HEAD + DOING % "kind: decide, options: [{id: a, text: A}, {id: a, text: B}]",
            "phases.contain[0].work.options[1].id: ids must be unique; given more than once: a",
            id="an answer given twice",
        ),
        pytest.param(
            HEAD
            + DOING % f"kind: decide, options: [{{id: a, text: A}}, {{id: b, text: {'x' * 76}}}, {{id: c, text: C}}]",
            "phases.contain[0].work.options[1].text: String should have at most 75 characters",
            id="an answer longer than Slack shows",
        ),
        pytest.param(
            HEAD + "look_alikes: [{type: gremlins, text: Like it, question: Is it?}]\n" + PHASES,
            "look_alikes[0].type: no runbook has the name gremlins",
            id="a look-alike without a runbook",
        ),
        pytest.param(
            HEAD + "look_alikes: [{type: own, text: Like it, question: Is it?}]\n" + PHASES,
            "look_alikes[0].type: is this type itself",
            id="a type that looks like itself",
        ),
        pytest.param(
            HEAD + "references: {atlas: [AML.T0053, AML.T9999]}\n" + PHASES,
            "references.atlas[1]: AML.T9999 is not in the public list",
            id="a technique that is not in ATLAS",
        ),
        pytest.param(
            HEAD + "references: {owasp: {2026: [LLM11]}}\n" + PHASES,
            "references.owasp.2026[0]: LLM11 is not in the list of 2026",
            id="an entry that is not in OWASP's list of that year",
        ),
        pytest.param(
            HEAD + "references: {owasp: {2019: [LLM01]}}\n" + PHASES,
            "references.owasp.2019: there is no list of 2019",
            id="a year without a list",
        ),
        pytest.param(
            HEAD + "references: {mit: ['9.1']}\n" + PHASES,
            "references.mit[0]: String should match pattern '^[1-7]\\.[1-9]$'",
            id="a subdomain that is none",
        ),
        pytest.param(
            HEAD + "evidence: [{id: raw_outputs, text: Outputs}]\n" + PHASES,
            "evidence[0].id: every type keeps raw_outputs already",
            id="evidence that every type keeps",
        ),
        pytest.param(
            HEAD + "evidence: [{id: a, text: A}, {id: a, text: B}]\n" + PHASES,
            "evidence[1].id: ids must be unique; given more than once: a",
            id="evidence given twice",
        ),
        pytest.param(
            HEAD + "interview: {it-rained: 2}\n" + PHASES,
            "interview.it-rained: is no answer of the interview",
            id="an answer that the interview does not have",
        ),
        pytest.param(
            HEAD + PHASES.replace("Keep the log, owner: Security", "Keep the log, owner: Security, after: [gone]"),
            "phases.evidence[0].after[0]: step keep waits for a step that is not there: gone",
            id="a gate that leads nowhere",
        ),
        pytest.param(
            HEAD
            + PHASES.replace("Keep the log, owner: Security", "Keep the log, owner: Security, after: [note]")
            + "  learn:\n    - {id: note, text: Note it, owner: Security, after: [keep]}\n",
            "phases.evidence[0].after: steps wait for each other: keep → note → keep",
            id="steps that wait for each other",
        ),
        pytest.param(
            HEAD + PHASES.replace("Stop the agent, owner: Security", "Stop the agent, owner: Security, after: [keep]"),
            "phases.contain[0].after: containment must not wait: stop",
            id="containment that waits",
        ),
        pytest.param(
            HEAD + MANY,
            "phases.evidence: has more steps or words than a Slack message holds",
            id="a phase longer than a message",
        ),
    ],
)
def test_what_a_runbook_names_has_to_be_there_and_fit(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, {"own.yml": text}) == [f"own.yml: {fault}"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        pytest.param(
            "levers.yml",
            "- {id: saw, title: Saw, text: Saw it off}\n",
            "[0].minutes: missing",
            id="a lever without minutes",
        ),
        pytest.param("levers.yml", "saw: off\n", "the whole file: must be a list", id="levers that are no list"),
        pytest.param(
            "evidence.yml",
            "- {id: a, text: A}\n- {id: a, text: B}\n",
            "[1].id: ids must be unique; given more than once: a",
            id="a row given twice",
        ),
        pytest.param("public.yml", "atlas: [AML.T0001]\n", "atlas: Input should be a valid dict", id="a list of ids"),
        pytest.param("public.yml", "- AML.T0001\n", "the whole file: must be a mapping", id="public lists as a list"),
    ],
)
def test_a_broken_row_of_the_data_is_told_by_its_place(tmp_path: Path, name: str, text: str, fault: str) -> None:
    told = faults(tmp_path, {f"data/{name}": text})

    assert len(told) == 1
    assert told[0].startswith(f"data/{name}: {fault}")


def test_every_fault_of_every_file_is_told_not_only_the_first(tmp_path: Path) -> None:
    broken = {
        "first.yml": HEAD.replace("owner: Security\n", "colour: red\n") + PHASES,
        "second.yml": HEAD + DOING % "kind: lever, levers: [hammer, saw]",
        "third.yml": "title: [unclosed\n",
        "data/levers.yml": "- {id: A b, title: T, text: X, minutes: 0}\n",
        "data/evidence.yml": "- {id: a}\n",
    }

    told = faults(tmp_path, broken, policy="update_evry: P1D\nchannel_prefix: 'A B'\n")

    assert [line.split(": ")[:2] for line in told] == [
        ["first.yml", "owner"],
        ["first.yml", "colour"],
        ["third.yml", "line 2, column 1"],
        ["data/levers.yml", "[0].id"],
        ["data/levers.yml", "[0].minutes"],
        ["data/evidence.yml", "[0].text"],
        ["policy.yml", "channel_prefix"],
        ["policy.yml", "update_evry"],
    ]


def test_what_runbooks_name_is_checked_in_the_files_that_can_be_read_while_others_cannot(tmp_path: Path) -> None:
    told = faults(
        tmp_path, {"broken.yml": "- just\n- a list\n", "own.yml": HEAD + DOING % "kind: lever, levers: [hammer]"}
    )

    assert [line.split(": ")[0] for line in told] == ["broken.yml", "own.yml"]


def test_an_organisation_adds_a_type_with_levers_evidence_and_references_of_its_own(tmp_path: Path) -> None:
    own = {
        "own.yml": HEAD + "references: {atlas: [AML.T9001]}\n" + DOING % "kind: lever, levers: [hammer, tool_off]",
        "data/levers.yml": "- {id: hammer, title: Hammer, text: Hit it, minutes: 1}\n",
        "data/evidence.yml": "- {id: cameras, text: What cameras saw}\n",
        "data/public.yml": "atlas: {AML.T9001: Found later}\n",
    }

    found = knowledge(tmp_path, own)

    catalogue = found.library.catalogue
    assert found.library.types()[-1].slug == "own"
    assert {"hammer", "tool_off"} <= {lever.id for lever in catalogue.levers}
    assert {"cameras", "raw_outputs"} <= {kind.id for kind in catalogue.evidence}
    assert catalogue.public.atlas["AML.T9001"] == "Found later"
    assert "AML.T0053" in catalogue.public.atlas


def test_an_organisations_row_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    slower = "- {id: tool_off, title: Tool off, text: Ask the platform team, minutes: 45}\n"

    lever = knowledge(tmp_path, {"data/levers.yml": slower}).library.catalogue.lever("tool_off")

    assert lever is not None
    assert lever.minutes == 45


def test_a_runbook_may_ask_for_a_group_that_the_policy_names(tmp_path: Path) -> None:
    own = {"own.yml": HEAD + DOING % "kind: notify, groups: [night_watch], message: Come"}

    found = knowledge(tmp_path, own, policy="groups: {night_watch: [S1]}\n")

    assert "own" in found.library.runbooks


def test_an_organisation_may_leave_phases_out(tmp_path: Path) -> None:
    assert "own" in knowledge(tmp_path, {"own.yml": HEAD + PHASES}).library.runbooks


def test_the_command_lists_every_fault_on_a_line_of_its_own_and_fails(tmp_path: Path) -> None:
    given(tmp_path, {"own.yml": HEAD + DOING % "kind: lever, levers: [hammer, saw]"})
    command = [Path(sys.executable).with_name("ai-incident"), "runbooks", "check"]

    done = subprocess.run(
        command, env={"AI_INCIDENT_RUNBOOKS": str(tmp_path / "runbooks")}, capture_output=True, text=True, check=False
    )

    own = tmp_path / "runbooks" / "own.yml"
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"{own}: phases.contain[0].work.levers[0]: hammer is no lever",
        f"{own}: phases.contain[0].work.levers[1]: saw is no lever",
    ]
