"""Refusals in words: what cannot be, and what to do instead."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bot.errors import BotError
from bot.ids import COMMAND

CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "refused": "That cannot be done now. {command} help says what can.",
        "unknown_command": "There is no {command} {word}. Did you mean {command} {nearest}? A longer text is a title.",
        "not_an_incident": "{command_given} works in the channel of an incident. {command} list shows where those are.",
        "unknown_step": "This step is no longer on the checklist. The message of the current phase says what is.",
        "step_already": "This step is {state} already{by}. The checklist shows it; Undo opens a settled step again.",
        "step_gated": "Something comes first: {first} Settle that, or skip it with a reason.",
        "answered_already": "This has been answered already{by}: the first answer stands, and the step can go on.",
        "not_a_reader": "What is quarantined is shown only to {readers}.",
        "evidence_unanswered": "This step alters the system. Press Evidence held or Not held first: both let it go on.",
        "unknown_lever": "This lever is not on the board. The message with the levers shows which are.",
        "lever_already": "{title} is {state} already. The message with the levers shows how each of them stands.",
        "too_many_levers": "At most {limit} levers can be set at a time. Remove or adopt one of those that are.",
        "not_the_commander": "Only {commander} may do this. Ask them, or ask them for command: Hand over, on the card.",
        "no_commander": "Nobody commands this incident yet. Press Take command on the card first.",
        "already_commander": "{commander} commands already. Command changes hands with Hand over, on the card.",
        "not_the_successor": "Command was offered to {successor}. The commander can offer it to you with Hand over.",
        "restricted": "This incident is restricted: its content may be illegal to possess. Nothing of it is sampled, "
        "replayed, quarantined, hashed or attached here. Legal decides what is kept, and by whom.",
        "rollback_under_way": "A rollback from {before} to {after} is under way. Its message shows what is next; give "
        "it up there before another begins.",
        "not_legal_counsel": "It takes the commander and, as a second person, the legal counsel. {command} role names "
        "one.",
        "not_their_sample": "Only {keeper} or the incident commander may do this.",
        "not_the_owner": "The owner of the system signs here: who was named when the watch began, else who is ML "
        "on-call ({command} role).",
        "undo_too_late": "A resolution can be undone for {limit} minutes. Use {command} reopen now.",
        "filed_system": "What is on record of {system} stands in the file {file}. Change it there.",
        "unknown_system": "Nothing is on record of {system} yet. {command} system puts it on record.",
        "nothing_to_show": "There is nothing to show: no {what}. {command} opens an incident.",
        "bad_file": "The file {path} cannot be used, at {place}: {reason}",
        "bad_setting": "The setting {name} cannot be used: {reason}",
    }
)

PROBLEMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty": "Please fill this in.",
        "too_long": "At most {limit} characters, please; these are {length}.",
        "in_the_future": "This lies in the future. Choose when it happened.",
        "in_the_past": "This has passed already. Choose a later time.",
        "not_a_number": "Please type a number, such as 12.5.",
        "not_offered": "Please choose one of what is offered.",
        "cannot_act": "Nobody is behind this account: it is an app's, or deactivated. Choose a person.",
        "command_is_taken": "Command is not assigned: it is taken with Take command, or passed on with Hand over.",
        "commands_already": "This person commands already. Choose somebody else.",
        "same_bundle": "This is the bundle that it goes back to as well. Check both.",
        "restricted_is_p0": "A restricted incident stays at P0. {command} unrestrict asks Legal to lift that.",
        "not_watched": "Tick one of these, or come back when the watch is over and signed off.",
        "unwatched_reason": "Say in a few words why it is closed without them.",
        "override_reason": "Suggested is {suggested}. Say in a few words why it should be another.",
        "severity_reason": "Say in a few words why the severity changes.",
        "lowered_too_early": "Until {until} UTC only the incident commander may lower it from {severity}. Ask them to.",
        "lowered_without_commander": "Until {until} UTC only a commander may lower it from {severity}, and nobody "
        "commands yet. Press Take command on the card first.",
        "is_set_already": "It is set to this already. Choose another, or close the form.",
        "confirm": "Please tick this: what is listed above stays as it is.",
        "unit_needed": "Please say which: percentage points, or per cent of the value before.",
        "system_needed": "Please name the AI system, or choose one.",
        "before_it_began": "This lies before it began. Check both times.",
        "bad_line": "Line {line} cannot be read. Write the name and the numbers, with commas between them.",
        "bad_name": "The name in line {line} is too long, or it is given twice.",
        "too_many_lines": "At most {limit} lines, please; these are {length}.",
        "one_group": "There is nothing to compare it with: add a second group.",
        "more_than_all": "These are more than all. Check both numbers.",
        "more_than_all_in": "Check the numbers of {name}: there must be some in all, and no part is larger than all.",
        "not_a_count": "Please type a whole number of at least {least}.",
        "reference_or_reason": "Please give a reference, or say why there is none: one of the two.",
        "not_a_sha256": "A SHA-256 has 64 digits, 0 to 9 and a to f.",
        "is_held": "Something of this kind is held already. /ai-incident evidence list shows it.",
        "not_a_rate": "Please type a rate in per cent, above 0 and below 100.",
        "too_few_variations": "These are {count} of at least {least} variations. Add some, or say why they suffice.",
        "lever_unanswered": "{title} was set meanwhile. Close this form and open it again, to say what becomes of it.",
        "left_on_reason": "Say in a few words why levers stay on.",
        "not_stricter": "Not stricter: you said that {stricter} is. Check the direction and both numbers.",
        "lever_needed": "Choose a lever, or name another one.",
        "one_of_both": "One at a time, please: the lever that is chosen, or this one.",
        "score_needed": "Please say which direction is stricter, and both numbers.",
        "evidence_first": "{title} alters the system. Say whether the evidence is held: either answer lets you go on.",
        "not_minutes": "Please type whole minutes, from 1 to {limit}.",
        "bad_bundle": "Line {line} cannot be read. Write: label; minutes to deploy; part: version; part: version.",
        "bad_part": "Line {line}: {name} is no part. Parts are {parts}.",
        "same_label": "Line {line}: another bundle has this label already.",
        "bad_retention": "Line {line} cannot be read. Write the log and how long it is kept, such as: traces: 30 days.",
        "bad_trigger": "Please write what is measured and the limit, such as: groundedness below 0.8.",
        "not_a_group": "Please type the id of a user group (S…), or choose a person above.",
        "alone": "Please fill in the model as well: an alias alone points nowhere.",
        "no_outputs": "Paste outputs, or attach a file with some.",
        "outputs_twice": "Paste the outputs or attach them in a file, not both.",
        "too_many_outputs": "At most {limit} outputs, please; these are {length}. Draw that many of them at random.",
        "bad_file_type": "Please attach a file whose name ends in .txt, .csv or .jsonl.",
        "no_such_column": "There is no column or key of this name. Say which one holds the outputs.",
        "unreadable_file": "This file cannot be read as what its name says, in UTF-8.",
        "unlabelled": "Tick this to finish although outputs have no label: {count}.",
        "unknown_type": "There is no such type any more. Choose one of the list.",
    }
)

STALE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_hand_over": "The hand-over is not waiting for an answer any more. The card says who commands.",
        "no_watch": "Policy asks for no watch at this severity. {command} resolve closes the incident.",
        "is_watched": "The watch is under way: its message says until when.",
        "is_signed": "This is signed already.",
        "not_watched": "Nothing is watched any more: the card says where the incident stands.",
        "not_restricted": "This is settled already: the card says whether the incident is restricted.",
        "phase": "The checklist has moved on to {phase}. Use the message of that phase.",
    }
)

SAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "none": "There is no sample any more. Draw one with the button of the step.",
        "drawn": "A sample is drawn for this step already. Label it, or discard it first.",
        "reading": "The attached file is still being read. Its message will say when the outputs can be labelled.",
        "removed": "The outputs of this sample were removed; only their labels are left.",
        "labelling": "This sample is still being labelled. Finish it, or discard it.",
        "unlabelled": "Nobody has labelled an output yet. Label some first, or discard the sample.",
    }
)

REGISTRY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_answer": "MLflow did not answer. Look there yourself, or try again in a minute.",
        "not_found": "MLflow does not know this model. Check its name in the record of the system.",
        "not_allowed": "MLflow does not let me read this. Whoever runs me can check AI_INCIDENT_MLFLOW_TOKEN.",
        "refused": "MLflow refused to say ({detail}). Look there yourself.",
        "unreadable": "What answers at AI_INCIDENT_MLFLOW_URL is not MLflow. Whoever runs me can check it.",
    }
)

STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "resolved": "The incident is resolved. {command} reopen opens it again.",
        "mitigated": "The incident is mitigated, not resolved: nothing to reopen or undo. {command} resolve closes it.",
        "mitigated, wanted open": "The incident is mitigated already. {command} resolve closes it.",
        "open, wanted mitigated": "The incident is open: say first, with Mitigated, what stopped the harm.",
        "open": "The incident is open. There is nothing to reopen or to undo.",
    }
)

SLACK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "expired_trigger_id": "Slack gave up waiting before the form could open. Please try again.",
        "no_answer": "Slack did not answer. If nothing has opened, please try again.",
        "ratelimited": "Slack takes no more calls for a moment. Please try again in a minute.",
        "hash_conflict": "The form changed while you were working. Please try again.",
        "missing_scope": "The app may not do this in your workspace. Ask an admin to install it from its manifest.",
    }
)

# Words beside a field are plain text, where a mention would show as an id: people stand by their part unless named.
_UNNAMED: Final = {
    "commander": "the incident commander",
    "successor": "somebody else",
    "by": "somebody",
    "keeper": "who drew the sample",
}
_OUT_OF_DATE: Final = "This button is out of date. The newest messages of the channel have what holds."
_MARKUP: Final = re.compile(r"[&<>]")


def refusal(error: BotError, who: Callable[[str], str] | None = None) -> str:
    """Return what cannot be done and what to do instead, without markup unless `who` makes some.

    Args:
        error: What was refused.
        who: From a Slack user id to a mention, where the words stand in a message.
    """
    values = defaultdict(str, {name: _MARKUP.sub("", value) for name, value in error.values.items()})
    values |= {name: _person(name, values[name], who) for name in _UNNAMED if name in values}
    if "readers" in values:
        values["readers"] = _readers(values["readers"], who)
    values["command_given"] = _given(values["command"])
    values["command"] = COMMAND
    sentence = _words(error, values).format_map(values)
    return sentence[0].upper() + sentence[1:]


def slack_refused(code: str) -> str:
    """Return what to do after Slack refused a call, by its error code."""
    unknown = f"Slack did not allow this ({_MARKUP.sub('', code)}). Please try again; if it stays, ask an admin."
    return SLACK.get(code, unknown)


def store_away() -> str:
    """Return what a person is told while the database does not answer."""
    return "My database does not answer, so nothing was changed. Please try again in a minute."


def broken() -> str:
    """Return what a person is told about a bug."""
    return "Something went wrong on our side, and it has been logged. Nothing was changed; please try again."


def _words(error: BotError, values: Mapping[str, str]) -> str:
    match error.code:
        case "invalid_field":
            return PROBLEMS.get(values["problem"], PROBLEMS["not_offered"])
        case "stale_button":
            return STALE.get(values["now"], _OUT_OF_DATE)
        case "sample_state":
            return SAMPLES[values["now"]]
        case "registry_failed":
            return REGISTRY[values["problem"]]
        case "wrong_status":
            status = values["status"]
            return STATUSES.get(f"{status}, wanted {values['wanted']}", STATUSES[status])
        case code:
            return CODES[code]


def _person(name: str, person: str, who: Callable[[str], str] | None) -> str:
    """A step's `by` ends its sentence, and is empty where nobody is known."""
    if name == "by":
        return f" (by {who(person)})" if who and person else ""
    return who(person) if who else _UNNAMED[name]


def _readers(ids: str, who: Callable[[str], str] | None) -> str:
    """Whom policy names; that it names nobody is said."""
    if not ids:
        return "those whom policy names, and it names nobody: neither quarantine readers nor security, trust and safety"
    return " ".join(map(who, ids.split()[:20])) if who else "those whom policy names for it"


def _given(command: str) -> str:
    """A sub-command is shown as it is typed, a shortcut by its name."""
    return command if " " in command or not command.islower() else f"{COMMAND} {command}"
