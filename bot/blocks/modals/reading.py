"""Modals that are only read: a hint about words of blame, and a notice."""

from collections.abc import Sequence
from typing import Final, Protocol

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.parts import section
from bot.blocks.text import said, said_in_line, shortened
from bot.ids import View
from bot.messages import Context, Modal

_MOST_FINDINGS: Final = 10
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
    blocks: list[Block] = [section(_INTRODUCTION), *(section(hint(found)) for found in findings[:_MOST_FINDINGS])]
    return modal(View.BLAME, Texts("About the system", close="Close"), blocks, Context())


def notice(title: str, text: str) -> Modal:
    """Return a plain message; `text` is shown as it is, without any markup."""
    blocks = [section(said(text, 2900))]
    return modal(View.NOTICE, Texts(shortened(title, _LONGEST_TITLE), close="Close"), blocks, Context())


def hint(found: Blaming) -> str:
    """Return one finding as mrkdwn."""
    rewrite = f"\n*Instead:* {said(found.rewrite, 800)}" if found.rewrite else ""
    return f"“{said_in_line(found.words, 500)}”\n{said_in_line(found.why, 500)}{rewrite}"
