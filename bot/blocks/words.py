"""Running text of messages, printed from the templates that travel with the program."""

from functools import cache
from typing import Final

from bot.library import data_folder
from bot.printing import Printer

_FOLDER: Final = "slack"


def printed(template: str, **values: object) -> str:
    """Return a template of `templates/slack/` as mrkdwn; whatever stands in the values is escaped by it."""
    return _printer().mrkdwn(f"{_FOLDER}/{template}", **values).strip()


@cache
def _printer() -> Printer:
    return Printer((data_folder("templates"),))
