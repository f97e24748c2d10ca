"""Where a type stands in public catalogues, written out: each list with the version or year that its ids hold for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.domain.catalogue import PublicLists
from bot.domain.runbook import References


class Citation(NamedTuple):
    """Entries of one public list: `title` names the list with its version or year, `entries` are ids with names."""

    title: str
    entries: tuple[str, ...]

    @property
    def line(self) -> str:
        """Return it as one line."""
        return f"{self.title}: {'; '.join(self.entries)}"


def citations(references: References, public: PublicLists) -> Iterator[Citation]:
    """Yield one citation per list that the references name anything of."""
    atlas = f"MITRE ATLAS {public.atlas_version}"
    rows = (
        (f"{atlas}, techniques", references.atlas, public.atlas),
        (f"{atlas}, mitigations", references.mitigations, public.mitigations),
        (f"{atlas}, cases", references.cases, public.cases),
        *((f"OWASP Top 10 for LLM, {year}", ids, public.owasp.get(year, {})) for year, ids in references.owasp.items()),
        (public.agentic, references.asi, public.asi),
        ("AVID taxonomy", references.avid, public.avid),
        ("MIT AI Risk Repository, subdomains", references.mit, {}),
    )
    yield from (Citation(title, _named(ids, names)) for title, ids, names in rows if ids)


def _named(ids: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{one} {names[one]}" if one in names else one for one in ids)
