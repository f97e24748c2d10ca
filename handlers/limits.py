"""How long what people write may be, named in the refusal."""

from bot.errors import InvalidField
from bot.ids import Field

TITLE = 150
SYSTEM = 80
SHORT = 300
LONG = 2000


def titled(title: str, field: Field) -> str:
    """A title of a sensible length.

    Raises:
        InvalidField: it is too long.
    """
    if len(title) > TITLE:
        raise InvalidField(field=field, problem="too_long", limit=TITLE, length=len(title))
    return title
