"""Events that are defined by areas of their own, each worded in the area's module."""

from bot.wording.verifying import Verifying, verifying
from bot.wording.voice import Voice

Area = Verifying


def of_area(event: Area, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    return verifying(event, voice)
