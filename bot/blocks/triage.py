"""Which type it is, in blocks: what else it may be, when it is how grave, and everything about a type on request."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block, SectionBlock

from bot.blocks.parts import context, header, section
from bot.blocks.text import escape, said
from bot.domain.catalogue import PublicLists
from bot.domain.interview import telling_question
from bot.domain.references import citations
from bot.domain.runbook import Runbook

_LONGEST: Final = 2900


def also_suspected(book: Runbook, others: Sequence[Runbook]) -> Iterator[Block]:
    """Yield what else it may be, and the questions that tell; nothing where nothing else is suspected."""
    if others:
        titles = ", ".join(other.title for other in others)
        words = "\n".join((f"*Also suspected:* {titles}", *_telling(book, others)))
        yield section(said(words, _LONGEST), block_id="suspected")


def _telling(book: Runbook, others: Sequence[Runbook]) -> Iterator[str]:
    for other in others:
        question = telling_question(book, other)
        if question:
            yield f"• To tell {other.title} from it: {question}"


def severity_hints(book: Runbook) -> str | None:
    """Return at which severity this type is what; None where its runbook does not say."""
    if not book.severity_hints:
        return None
    rows = (f"• *{severity}*: {escape(hint)}" for severity, hint in sorted(book.severity_hints.items()))
    return "*For this type*\n" + "\n".join(rows)


def details(book: Runbook, public: PublicLists) -> Iterator[Block]:
    """Yield everything that its runbook says about a type, with the public references."""
    yield header(book.title)
    yield section(f"{escape(book.definition)}\n*Owner:* {escape(book.owner)}")
    yield _listed("How it shows", (f"• {signal}" for signal in book.signals))
    if book.look_alikes:
        yield _listed("What it is taken for", (f"• {one.text}\n    {one.question}" for one in book.look_alikes))
    hints = severity_hints(book)
    if hints:
        yield section(hints)
    yield from (section(said(cited.line, _LONGEST)) for cited in citations(book.references, public))
    if book.references.note:
        yield context(escape(book.references.note))
    yield context("One of the eight types of the practice" if book.origin == "brief" else "A type of our own")


def _listed(title: str, lines: Iterable[str]) -> SectionBlock:
    """An organisation's own runbook may list more than a section holds."""
    return section(said("\n".join((f"*{title}*", *lines)), _LONGEST))
