"""Starting and ending quickly: what is loaded stays for good, so that looking through it for garbage is wasted."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Keep the garbage collector away, and have it never look at what was made meanwhile.

    Modules, models and templates are some hundred thousand objects. Without this, a third of a start's time goes by in
    searching them, and the end of the process takes as long again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
