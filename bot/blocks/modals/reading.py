"""Modals that are only read: a hint about words of blame, and a notice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, Protocol

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.parts import section
from bot.blocks.text import said, said_in_line, shortened
from bot.ids import View
from bot.messages import Context, Modal

_MOST_FINDINGS: Final = 10
_MOST_ALIKE: Final = 3
_LONGEST_TITLE: Final = 24
_INTRODUCTION: Final = (
    "Saved. Only you see this: some of your words point at people. A post-mortem looks at the system, "
    "so the document will leave them out or put them otherwise. You may want to say it like this."
)


class Blaming(Protocol):
    """Words of blame, why they do not help, and another way to say it."""

    @property
    def words(self) -> str:
        """What was written."""
        ...

    @property
    def why(self) -> str:
        """Why it does not help."""
        ...

    @property
    def rewrite(self) -> str | None:
        """Another way to say it, where there is one."""
        ...


def blame(findings: Sequence[Blaming]) -> Modal:
    """Return the hint to the author of words of blame."""
    blocks: list[Block] = [section(_INTRODUCTION), *map(section, islice(_hints(findings), _MOST_FINDINGS))]
    return modal(View.BLAME, Texts("About the system", close="Close"), blocks, Context())


def notice(title: str, text: str) -> Modal:
    """Return a plain message; `text` is shown as it is, without any markup."""
    blocks = [section(said(text, 2900))]
    return modal(View.NOTICE, Texts(shortened(title, _LONGEST_TITLE), close="Close"), blocks, Context())


def help_page(parts: Sequence[str]) -> Modal:
    """Return what the bot can be asked, from paragraphs of mrkdwn."""
    return modal(View.NOTICE, Texts("Help", close="Close"), [section(part) for part in parts], Context())


def _hints(findings: Sequence[Blaming]) -> Iterator[str]:
    """Return findings as mrkdwn; words that the same is said about stand together."""
    alike: defaultdict[tuple[str, str | None], list[str]] = defaultdict(list)
    for found in findings:
        alike[found.why, found.rewrite].append(f"“{said_in_line(found.words, 500)}”")
    for (why, rewrite), words in alike.items():
        instead = f"\n*Instead:* {said(rewrite, 800)}" if rewrite else ""
        yield f"{', '.join(tuple(dict.fromkeys(words))[:_MOST_ALIKE])}\n{said_in_line(why, 500)}{instead}"
