"""Alembic, driven from the program: the revisions travel inside the package."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

MIGRATIONS: Final = Path(__file__).parent / "migrations"

_LOCK: Final = 0x41492D49
"""Key of the advisory lock that keeps two replicas from migrating at once; any number that others do not use."""


def config_for(connection: Connection | None = None) -> Config:
    """Build Alembic's configuration, with the connection that it is to use."""
    config = Config(attributes={} if connection is None else {"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """Apply the revisions that the database lacks, within the connection's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    command.upgrade(config_for(connection), "head")


def revision_of(connection: Connection) -> str | None:
    """Name the revision that the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Name the revision that this version of the program needs."""
    return ScriptDirectory.from_config(config_for()).get_current_head()
