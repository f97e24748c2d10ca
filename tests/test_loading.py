"""Starting quickly: what is loaded is not searched for garbage, and nothing is loaded that a command does not need."""

import gc
import subprocess
import sys

from bot.loading import loading


def test_what_was_loaded_is_never_searched_for_garbage_and_what_comes_after_is() -> None:
    frozen = gc.get_freeze_count()

    with loading():
        searched_meanwhile = gc.isenabled()
    searched_afterwards, kept_out = gc.isenabled(), gc.get_freeze_count() - frozen
    gc.unfreeze()

    assert not searched_meanwhile
    assert searched_afterwards
    assert kept_out > 0


def test_the_command_line_alone_loads_neither_slack_nor_database_nor_stand_in() -> None:
    heavy = {"slack_bolt", "sqlalchemy", "aiohttp", "sandbox", "bot.app"}
    asked = "import sys, bot.__main__; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert "bot.__main__" in loaded.stdout.split()
    assert heavy.isdisjoint(loaded.stdout.split())
