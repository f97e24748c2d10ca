"""What can go wrong between the store and its database, in the store's own words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

_TRY_AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for a transaction that would succeed when repeated: serialization failure, deadlock."""


class StoreUnavailable(Exception):
    """The database does not answer; nothing was written."""


class Overtaken(StoreUnavailable):
    """Another transaction was faster; this one must be run again."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise the store's exceptions where the driver raises its own; a mistake in a statement stays what it is.

    Raises:
        StoreUnavailable: the connection is gone, or SQLite's lock could not be had in time.
        Overtaken: the transaction lost a race that it wins when repeated.
    """
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in _TRY_AGAIN:
            raise Overtaken from error
        if error.connection_invalidated or type(error).__name__ in {"OperationalError", "InterfaceError"}:
            raise StoreUnavailable(str(error.orig)) from error
        raise
