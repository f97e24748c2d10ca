"""How long what people write may be: what the forms let them type is what is taken, and what a refusal names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.ids import Field

SHORT: Final = 300
LONG: Final = 2000
LONGEST: Final[Mapping[Field, int]] = MappingProxyType(
    {
        Field.TITLE: 150,
        Field.SYSTEM: 80,
        Field.PURPOSE: SHORT,
        Field.AFFECTED: SHORT,
        Field.BLAST_RADIUS: SHORT,
        Field.REASON: SHORT,
        Field.UNWATCHED_REASON: SHORT,
        Field.KNOWN: LONG,
        Field.DOING: LONG,
        Field.IMPACT: LONG,
        Field.NOTE: LONG,
        Field.TEXT: LONG,
        Field.MESSAGE: 1000,
        Field.NOTICE_TEXT: LONG,
        Field.REFERENCE: 1000,
        Field.SHA256: 64,
        Field.LABEL: 80,
        Field.QUARANTINED: 3000,
        Field.QUERY: SHORT,
        Field.WHAT: SHORT,
        Field.FRAME: 150,
        Field.OUTPUTS_PASTED: 3000,
        Field.OUTPUTS_COLUMN: 80,
        Field.OUTCOME: 150,
        Field.WINDOW: 150,
        Field.GROUPS: LONG,
        Field.FAMILIES: LONG,
        Field.OWN_LEVER: 75,
        Field.SAID: SHORT,
        Field.LEFT_ON: SHORT,
        Field.OWNER_GROUP: 40,
        Field.ROLLBACK: 1000,
        Field.QUALITY_FLOOR: 120,
        Field.ERROR_THRESHOLD: 120,
        Field.LOG_RETENTION: 1000,
        Field.REGISTRY_MODEL: 75,
        Field.REGISTRY_ALIAS: 75,
        Field.BUNDLES: 3000,
        Field.RUNNING: 75,
        Field.TARGET: 75,
        Field.OTHER_TARGET: 75,
        Field.CRITERIA: SHORT,
    }
)
"""The most characters that each text may have; a system's name comes back as a choice, so it stays short."""
