"""Which schema a database has, and the migrations that bring it to the newest one. Imports Alembic only to run them.

An empty database gets the newest tables at once, which takes a fifth of the time of all migrations. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import sqlalchemy as sa

from digest.errors import StoreError
from digest.store import schema

_OWN_TABLES = frozenset({"alembic_version", "statement", "revision", "edition", "outbox"})
"""Tables that every version of the schema has. alembic_version alone proves nothing: other programs use Alembic, too."""

_MAX_LISTED = 3


def check_tables(name: str, tables: Collection[str]) -> None:
    """Raise StoreError if the database `name` has tables, but not those of this program."""
    if tables and not set(tables) >= _OWN_TABLES:
        listed = ", ".join(sorted(tables)[:_MAX_LISTED]) + (", ..." if len(tables) > _MAX_LISTED else "")
        raise StoreError(f"{name}: is the database of another program (tables: {listed}); name another one as `store`")


def schema_version(connection: sa.Connection, name: str) -> str | None:
    """The migration that the database is at; None if it is empty. Raise StoreError for a database of another program."""
    tables = set(sa.inspect(connection).get_table_names())
    check_tables(name, tables)
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if tables else None


def is_newest(version: str | None) -> bool:
    """Whether `version` is that of the schema which the queries expect."""
    return version == schema.HEAD


def upgrade(connection: sa.Connection, name: str, version: str | None, *, migrate: bool, to: str = "head") -> None:
    """Run the missing migrations in the transaction of `connection`, up to the version `to`. An empty database gets tables.

    Raise StoreError if the database was made by a newer version of this program, or, without `migrate`, by an earlier one.
    """
    if version is None and migrate and to == "head":
        _make_tables(connection)
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    for wanted in {version or "head", to} - {"head", *known}:
        raise StoreError(f"{name}: made by a newer version of digest (schema {wanted}, this one knows {schema.HEAD})")
    if not migrate:
        raise StoreError(f"{name}: no database yet, or one of an earlier version: `digest run` creates or migrates it")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _make_tables(connection: sa.Connection) -> None:
    """Make the newest tables, and note their version as Alembic does."""
    schema.metadata.create_all(connection, checkfirst=False)
    of_alembic = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), nullable=False))
    of_alembic.append_constraint(sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"))
    of_alembic.create(connection)
    connection.execute(sa.insert(of_alembic).values(version_num=schema.HEAD))
