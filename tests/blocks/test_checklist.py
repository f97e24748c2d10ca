from collections.abc import Callable
from typing import Any

import pytest

from bot.blocks.standing import Standing, checklist_slot
from bot.domain import checklist as runbook
from bot.domain.checklist import Finding, Item
from bot.domain.incident import Incident, Status
from bot.domain.runbook import Phase
from bot.domain.taxonomy import Severity
from bot.library import Library
from bot.messages import Context, Rendered

Shown = Callable[[Rendered | None], str]


def labels(message: Rendered | None, step: str) -> list[str]:
    """The buttons of one step."""
    found: list[str] = []
    for block in message.blocks if message else ():
        if block.get("block_id", "").endswith(f":{step}"):
            parts: list[dict[str, Any]] = [*block.get("elements", ()), *filter(None, [block.get("accessory")])]
            found += [part["text"]["text"] for part in parts]
    return found


def stands(standing: Standing, incident: Incident, phase: Phase = Phase.EVIDENCE) -> Rendered | None:
    return standing.stand(incident, checklist_slot(incident.checklist.runbook, phase))


def first(incident: Incident) -> str:
    return incident.checklist.items[0].step_id


def counted(incident: Incident, done: int) -> str:
    here, all_in = len(runbook.of_phase(incident.checklist)), len(incident.checklist.items)
    return f"Evidence: {done} of {here} done ({done} of {all_in} in all)"


def test_an_open_step_can_be_done_skipped_or_assigned(standing: Standing, incident: Incident, shown: Shown) -> None:
    message = stands(standing, incident)

    assert counted(incident, 0) in shown(message)
    assert labels(message, first(incident)) == ["Done", "Done, with note", "Skip", "Assign to me"]


def test_a_step_that_is_done_says_who_and_when_and_can_be_undone(
    standing: Standing, incident: Incident, shown: Shown
) -> None:
    found = Finding(note="kept in a bucket")
    done = runbook.complete(incident.checklist, first(incident), "U0DOER", incident.declared_at, found)

    message = stands(standing, incident.having(checklist=done))

    assert counted(incident, 1) in shown(message)
    assert "done by <@U0DOER> <!date^1745773200^" in shown(message)
    assert "kept in a bucket" in shown(message)
    assert labels(message, first(incident)) == ["Undo"]


def test_a_step_says_why_what_to_write_down_and_where_to_read_more(
    standing: Standing, incident: Incident, library: Library, shown: Shown
) -> None:
    injected = runbook.advance(runbook.start(library.runbook("prompt_injection"), Severity.P0))

    words = shown(stands(standing, incident.having(checklist=injected), Phase.CONFIRM))

    assert "Who can write there decides what to cut off." in words
    assert "Write down: Which document, address, connector or tool" in words
    assert "<https://github.com/GenAI-Security-Project/GenAI-LLM-Top10|OWASP Top 10 for LLM applications>" in words


def test_a_skipped_step_gives_its_reason(standing: Standing, incident: Incident, shown: Shown) -> None:
    skipped = runbook.skip(incident.checklist, first(incident), "U0DOER", incident.declared_at, "no logs <here>")

    message = stands(standing, incident.having(checklist=skipped))

    assert "skipped by <@U0DOER>" in shown(message)
    assert "no logs &lt;here&gt;" in shown(message)


def test_an_assigned_step_names_its_assignee(standing: Standing, incident: Incident, shown: Shown) -> None:
    assigned = runbook.assign(incident.checklist, first(incident), "U0DOER")

    message = stands(standing, incident.having(checklist=assigned))

    assert "assigned to <@U0DOER>" in shown(message)


def test_only_the_current_phase_leads_to_the_next(standing: Standing, incident: Incident, shown: Shown) -> None:
    moved = incident.having(checklist=runbook.advance(incident.checklist))

    current, past = stands(standing, moved, Phase.CONFIRM), stands(standing, moved, Phase.EVIDENCE)

    assert "Next phase" in shown(current)
    assert "Next phase" not in shown(past)
    assert labels(past, first(incident)) == []


def test_the_next_phase_button_says_which_phase_it_leaves(standing: Standing, incident: Incident) -> None:
    message = stands(standing, incident)

    assert message is not None
    button = next(block for block in message.blocks if block.get("block_id") == "phase")["elements"][0]
    assert Context.model_validate_json(button["value"]) == Context(incident=7, step="evidence")


def test_what_earlier_phases_left_open_stays_within_reach(standing: Standing, incident: Incident, shown: Shown) -> None:
    moved = incident.having(checklist=runbook.advance(incident.checklist))

    message = stands(standing, moved, Phase.CONFIRM)

    assert "Still open from earlier phases" in shown(message)
    assert labels(message, first(incident)) == ["Done", "Done, with note", "Skip", "Assign to me"]


def test_a_step_done_under_another_type_can_still_be_undone(
    standing: Standing, incident: Incident, library: Library, shown: Shown
) -> None:
    done = runbook.complete(incident.checklist, first(incident), "U0DOER", incident.declared_at)
    swapped = runbook.swapped(done, library.runbook("data_poisoning"), Severity.P0)

    old = standing.stand(incident.having(checklist=swapped), checklist_slot("bias_detection", Phase.EVIDENCE))

    assert "done by <@U0DOER>" in shown(old)
    assert labels(old, first(incident)) == ["Undo"]


def test_what_was_skipped_is_not_counted_as_done(standing: Standing, incident: Incident, shown: Shown) -> None:
    first_one, second, *_ = (item.step_id for item in runbook.of_phase(incident.checklist))
    work = runbook.complete(incident.checklist, first_one, "U0DOER", incident.declared_at)
    work = runbook.skip(work, second, "U0DOER", incident.declared_at, "Nothing is deployed")

    message = standing.stand(incident.having(checklist=work), checklist_slot("bias_detection", Phase.EVIDENCE))

    here, all_in = len(runbook.of_phase(work)), len(work.items)
    assert f"Evidence: 1 of {here} done, 1 skipped (1 of {all_in}, 1 skipped in all)" in shown(message)


def test_once_the_incident_is_over_nothing_of_its_checklist_can_be_pressed(
    standing: Standing, incident: Incident, library: Library, shown: Shown
) -> None:
    work = runbook.complete(incident.checklist, first(incident), "U0DOER", incident.declared_at)
    swapped = runbook.swapped(work, library.runbook("data_poisoning"), Severity.P0)
    over = [incident.having(checklist=each, status=Status.RESOLVED) for each in (work, swapped)]

    messages = [standing.stand(each, checklist_slot("bias_detection", Phase.EVIDENCE)) for each in over]

    assert all("done by <@U0DOER>" in shown(message) for message in messages)
    assert not any("action_id" in message.model_dump_json() for message in messages if message)


def test_a_replaced_runbook_of_which_nothing_is_left_shows_nothing(
    standing: Standing, incident: Incident, library: Library
) -> None:
    swapped = runbook.swapped(incident.checklist, library.runbook("data_poisoning"), Severity.P0)

    old = standing.stand(incident.having(checklist=swapped), checklist_slot("bias_detection", Phase.EVIDENCE))

    assert old is None


def grown(incident: Incident, steps: int, phase: Phase = Phase.EVIDENCE) -> Incident:
    """An incident with a phase of very long steps."""
    many = tuple(
        Item(step_id=f"s{n}", phase=phase, text="&" * 300, why="<" * 300, owner="ML on-call", runbook="bias_detection")
        for n in range(steps)
    )
    return incident.having(checklist=incident.checklist.model_copy(update={"items": many}))


@pytest.mark.parametrize("steps", [1, 10, 16, 24, 47, 60, 200])
def test_however_many_steps_a_phase_has_slack_takes_it(
    standing: Standing, incident: Incident, shown: Shown, steps: int
) -> None:
    message = stands(standing, grown(incident, steps))

    assert shown(message)
    assert labels(message, "s0")[0] == "Done"


@pytest.mark.parametrize("steps", [60, 200])
def test_steps_that_do_not_fit_are_counted(standing: Standing, incident: Incident, shown: Shown, steps: int) -> None:
    message = stands(standing, grown(incident, steps))

    assert "more steps do not fit here" in shown(message)


def test_every_phase_of_every_runbook_is_shown_whole(standing: Standing, library: Library, incident: Incident) -> None:
    for book in library.runbooks.values():
        work = runbook.start(book, Severity.P0)
        for phase in book.phases:
            current = incident.having(checklist=work.model_copy(update={"phase": phase}))

            message = stands(standing, current, phase)

            assert message is not None
            assert all(labels(message, item.step_id) for item in runbook.of_phase(work, phase))


def test_a_step_that_copies_content_says_that_it_is_off_while_the_incident_is_restricted(
    standing: Standing, incident: Incident, shown: Shown, library: Library
) -> None:
    work = runbook.start(library.runbook("safety_bypass"), Severity.P0)

    free = stands(standing, incident.having(checklist=work))
    closed = stands(standing, incident.having(checklist=work, restricted=True))

    assert "Off while restricted" not in shown(free)
    assert "Off while restricted, skip it: Collect and quarantine" in shown(closed)
    assert "Quarantine" not in " ".join(labels(closed, "quarantine-prompts"))
