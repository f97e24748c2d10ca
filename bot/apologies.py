"""What a person is told when Slack refuses for good what the bot wanted to do: what did not work, and what to do."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bot.blocks.text import escape, mention
from bot.messages import Rendered

_WHAT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "open_channel": "open the channel of {incident}",
        "invite": "invite people into the channel of {incident}",
        "set_topic": "set the topic of the channel of {incident}",
        "add_bookmark": "bookmark the card of {incident}",
        "stand": "show the current state of {incident}",
        "remove": "remove an outdated message of {incident}",
        "take_back": "remove an outdated message of {incident}",
        "pin": "pin the card of {incident}",
        "post": "post a message about {incident}",
        "whisper": "answer somebody about {incident}",
        "upload": "share a file about {incident}",
        "tell_group": "tell a user group about {incident}",
        "fetch_outputs": "read the file with the outputs to label of {incident}",
        "look_up": "look up a member of {incident}",
        "publish_home": "show a Home",
    }
)
"""By the call of the message; each completes "I could not …"."""

_ADVICE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "missing_scope": "The app lacks a permission. A workspace admin can reinstall it from its manifest.",
        "restricted_action": "A workspace setting forbids it. A workspace admin can allow it for this app.",
        "no_permission": "A workspace setting forbids it. A workspace admin can allow it for this app.",
        "access_denied": "A workspace setting forbids it. A workspace admin can allow it for this app.",
        "cannot_create_channel": "A workspace setting forbids apps to make channels. A workspace admin can allow it.",
        "name_taken": "Every channel name that I tried is taken. Rename or archive old channels with this name.",
        "channel_not_found": "The channel does not exist, or it is private and I am not in it: invite me there.",
        "not_in_channel": "I am not in that channel any more: invite me again.",
        "is_archived": "The channel is archived: unarchive it, or carry on in another one.",
        "user_not_in_channel": "That person is not in the channel: invite them first.",
        "user_not_found": "There is no such person, or their account is deactivated: check the policy file.",
        "no_such_subteam": "There is no such user group: check the policy file.",
        "plan_upgrade_required": "User groups need a paid plan of Slack: name people in the policy file instead.",
        "too_many_pins": "The channel has as many pins as Slack allows: unpin something.",
        "invalid_auth": "Slack refuses the app's token. A workspace admin can check its installation.",
        "token_revoked": "The app was removed from the workspace. A workspace admin can install it again.",
        "account_inactive": "The app was removed from the workspace. A workspace admin can install it again.",
        "file_not_readable": "Slack does not let me read it. An admin can reinstall the app from its manifest; "
        "or paste the outputs.",
        "file_too_large": "It is larger than 1 MB. Attach a smaller file.",
        "not_from_slack": "It is not kept in Slack. Attach a file that is.",
        "unreadable_file": "It is not what its name says, or not UTF-8. Attach another file.",
        "no_such_column": "It has no such column or key. Say which one holds the outputs.",
        "no_outputs": "There is no output in it. Attach another file.",
        "too_many_outputs": "It has more than 200 outputs. Attach 200 of them, at random.",
        "took_too_long": "Slack did not take it within an hour, so I stopped trying.",
        "bug": "The fault is mine. It is in my log; please tell whoever runs me.",
    }
)
"""By Slack's error code, or the bot's own; what is not here is told as Slack says it."""

_LONGEST_PART: Final = 3000
"""Characters; escaping may lengthen them, and Slack shows about 4,000 well."""

PRIVATE_NOT_MADE: Final = (
    "It had to be private, so I did not open a public one instead. Make a private channel by hand, and declare again "
    "once the cause is gone. I have closed this one: its clocks would call people to nowhere."
)
CLOSED: Final = "I have closed it: its clocks would call people to nowhere. Declare it again once the cause is gone."
GOES_ON_IN_PUBLIC: Final = (
    "It had to be private and cannot be: it goes on in its public channel, which anybody may read. Make a private "
    "channel by hand for what must not be said there."
)


def apology(call: str, code: str, incident: int | None, detail: str = "") -> Rendered:
    """Say that a call will not be made, why, and what helps.

    Args:
        call: The `call` of the message that could not be sent.
        code: Slack's error code, or the bot's own.
        incident: The incident's number, where it belongs to one.
        detail: What else Slack said.
    """
    told = _ADVICE.get(code) or f"Slack answers `{escape(code)}`{_in_brackets(detail)}."
    return Rendered(text=f":warning: I could not {_what(call, incident)}. {told}")


def not_shared(code: str, incident: int | None, detail: str = "") -> Rendered:
    """Say that a file is not shared, and where its text is instead."""
    return Rendered(text=f"{apology('upload', code, incident, detail).text} Its text is posted as messages instead.")


def as_messages(title: str, content: str) -> tuple[Rendered, ...]:
    """Turn a text file into messages, cut between lines; as fixed-width text, which keeps tables legible."""
    parts = list(_parts(content.replace("```", "'''")))
    return tuple(
        Rendered(text=f"*{escape(title)}* ({number} of {len(parts)})\n```\n{escape(part)}\n```")
        for number, part in enumerate(parts, 1)
    )


def no_channel(code: str, incident: int, *, private: bool, goes_on: bool = False) -> Rendered:
    """Say that an incident has no channel and is closed, or that it goes on in the public one where it was."""
    told = apology("open_channel", code, incident).text
    if goes_on:
        return Rendered(text=f"{told} {GOES_ON_IN_PUBLIC}")
    return Rendered(text=f"{told} {PRIVATE_NOT_MADE if private else CLOSED}")


def not_invited(refused: Iterable[tuple[str, str]], incident: int) -> Rendered:
    """Say who could not be let into the incident's channel; pairs of user id and Slack's code."""
    who = ", ".join(f"{mention(one)} (`{escape(code)}`)" for one, code in refused)
    return Rendered(text=f":warning: I could not invite {who} to incident {incident}. Reach them another way.")


def _what(call: str, incident: int | None) -> str:
    return _WHAT[call].format(incident="what you asked for" if incident is None else f"incident {incident}")


def _in_brackets(detail: str) -> str:
    return f" ({escape(detail)})" if detail else ""


def _parts(content: str) -> Iterator[str]:
    """Cut between lines; a line that is too long by itself is cut where it must be."""
    part = ""
    for whole in content.splitlines():
        for line in textwrap.wrap(whole, _LONGEST_PART, replace_whitespace=False, drop_whitespace=False) or [""]:
            if len(part) + len(line) >= _LONGEST_PART:
                yield part.strip("\n")
                part = ""
            part += f"{line}\n"
    yield part.strip("\n")
