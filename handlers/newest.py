"""Which of several quick clicks in one modal is the newest: an older one must not overwrite what it showed."""

from collections import OrderedDict

_REMEMBERED = 1000


class Newest:
    """The newest action of each open modal, by view id; modals long closed are forgotten."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, float] = OrderedDict()

    def arrived(self, view: str, action_ts: str) -> bool:
        """Note an action; False when a newer one of the same modal came before."""
        ts = float(action_ts)
        if ts < self._seen.get(view, 0.0):
            return False
        self._seen[view] = ts
        self._seen.move_to_end(view)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True

    def is_newest(self, view: str, action_ts: str) -> bool:
        """Whether nothing newer has come meanwhile."""
        return float(action_ts) >= self._seen.get(view, 0.0)
