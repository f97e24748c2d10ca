"""What an app may answer when it is asked for the options of a menu (docs.slack.dev, block_suggestion payloads)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.blockkit.elements import OPTION, OPTION_GROUP, all_options
from sandbox.blockkit.rules import ListOf, fault

MOST = 100
# None at all is an answer too: nothing was found.
FORMS = {"options": ListOf(OPTION, MOST, 0), "option_groups": ListOf(OPTION_GROUP, MOST, 0)}


def suggestion_faults(answer: Any) -> Iterator[str]:
    """What is wrong with an answer, as Block Kit's refusals say it; nothing if it can be shown."""
    given = [form for form in FORMS if isinstance(answer, dict) and answer.get(form) is not None]
    if len(given) != 1:
        yield fault("must provide either options or option_groups", "/")
        return
    [form] = given
    found = list(FORMS[form].faults(answer[form], f"/{form}"))
    yield from found
    if not found and len({option["value"] for option in all_options(answer)}) < len(all_options(answer)):
        yield fault("option values must be unique", f"/{form}")
