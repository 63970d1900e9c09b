"""Store methods for what sources and digests are called: what the store knows, and the change of a name in all tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from digest.records import Identity, IdentityKind, Renaming
from digest.store import schema
from digest.store.database import Database
from digest.store.dialects import upsert

_OWNERS = {IdentityKind.SOURCE: schema.source, IdentityKind.DIGEST: schema.digest}
_OF_SOURCE = "source:"
"""How the publisher of a text begins that a source says on its own account."""
_KEYS = {"key", "document"}
"""Columns with keys of documents."""
_KEYS_WITH_SOURCE = ("file", "item")
"""Schemes of keys that begin with the name of a source: "file:NAME/PATH"."""


class IdentitiesMixin(Database):
    """Sources and digests by their names. All other tables use the names of the configuration."""

    def identities(self, kind: IdentityKind) -> tuple[Identity, ...]:
        """All that the store knows, also what the configuration no longer has."""
        owner, identity = _OWNERS[kind], schema.identity.c
        with self._transaction("reading names") as connection:
            rows = connection.execute(sa.select(schema.identity).where(identity.kind == str(kind)).order_by(identity.name))
            known = {row.name: Identity(row.name, row.id, frozenset(row.places)) for row in rows}
            names = connection.execute(sa.select(owner.c.name).order_by(owner.c.name)).scalars()
            return tuple(({name: Identity(name) for name in names} | known).values())

    def save_identities(
        self, kind: IdentityKind, current: Sequence[Identity], renamed: Sequence[Renaming], moved: Sequence[str], now: datetime
    ) -> None:
        """Give everything its name of today, in one transaction. `moved` are names of today of sources with a new address.

        What has a name that another one gets now keeps its rows under a name with a time.
        """
        names = {each.old: each.new for each in renamed if each.old != each.new}
        with self._transaction("storing names") as connection:
            taken = set(names.values()) - set(names)
            retired = {name: f"{name} (until {now:%Y-%m-%d %H:%M:%S})" for name in taken}
            _rename_all(connection, kind, retired | names)
            for each in current:
                values = {"id": each.id, "places": sorted(each.places)}
                upsert(connection, schema.identity, {"kind": str(kind), "name": each.name}, values)
            for change in renamed:
                texts = {"kind": str(kind), "old": change.old, "new": change.new, "why": change.why}
                connection.execute(sa.insert(schema.renaming).values(**texts, at=change.at))
            # What one server says of a document means nothing at another address.
            fresh = sa.update(schema.source).values(etag="", last_modified="", retry_at=None)
            for name in moved:
                connection.execute(fresh.where(schema.source.c.name == name))

    def renamings(self) -> tuple[Renaming, ...]:
        """Every change of a name or an address, oldest first."""
        with self._transaction("reading names") as connection:
            rows = connection.execute(sa.select(schema.renaming).order_by(schema.renaming.c.id))
            return tuple(Renaming(IdentityKind(row.kind), row.old, row.new, row.why, row.at) for row in rows)

    def name_today(self, kind: IdentityKind, name: str) -> str:
        """What `name` of an earlier time, such as that in the link of an old mail, is called today."""
        for each in self.renamings():
            if each.kind is kind and each.old == name:
                name = each.new
        return name


def _rename_all(connection: sa.Connection, kind: IdentityKind, names: Mapping[str, str]) -> None:
    """Change names everywhere. In two steps: names may be exchanged."""
    for old in names:
        _rename(connection, kind, old, f"\n{old}")
    for old, new in names.items():
        _rename(connection, kind, f"\n{old}", new)
    if kind is IdentityKind.SOURCE and names:
        _rename_in_editions(connection, names)


def _rename(connection: sa.Connection, kind: IdentityKind, old: str, new: str) -> None:
    owner = _OWNERS[kind]
    connection.execute(sa.update(owner).where(owner.c.name == old).values(name=new))
    identity = schema.identity.c
    mine = (identity.kind == str(kind)) & (identity.name == old)
    connection.execute(sa.update(schema.identity).where(mine).values(name=new))
    for table in schema.metadata.tables.values():
        if str(kind) in table.c:
            column = table.c[str(kind)]
            if kind is IdentityKind.SOURCE:
                _rename_in_values(connection, table, old, new)
            connection.execute(sa.update(table).where(column == old).values({column: new}))


def _rename_in_values(connection: sa.Connection, table: sa.Table, old: str, new: str) -> None:
    """Change the name of a source in keys of its documents, and in failures of the source as a whole."""
    mine = table.c.source == old
    if "subject" in table.c:
        connection.execute(sa.update(table).where(mine, table.c.subject == old).values(subject=new))
    if "publisher" in table.c:
        own = table.c.publisher == f"{_OF_SOURCE}{old}"
        connection.execute(sa.update(table).where(own).values(publisher=f"{_OF_SOURCE}{new}"))
    for name in _KEYS & set(table.c.keys()):
        for scheme in _KEYS_WITH_SOURCE:
            before, after = f"{scheme}:{old}/", f"{scheme}:{new}/"
            is_key = mine & (sa.func.substr(table.c[name], 1, len(before)) == before)
            change = {name: sa.literal(after) + sa.func.substr(table.c[name], len(before) + 1)}
            connection.execute(sa.update(table).where(is_key).values(change))


def _rename_in_editions(connection: sa.Connection, names: Mapping[str, str]) -> None:
    """Change the names of sources in what editions say of them. Bytes that were sealed do not change."""
    for row in connection.execute(sa.select(schema.edition.c.id, schema.edition.c.body)).all():
        body = dict(row.body)
        for section in ("sources", "failures"):
            body[section] = [each | {"source": names.get(each["source"], each["source"])} for each in body[section]]
        if body != row.body:
            connection.execute(sa.update(schema.edition).where(schema.edition.c.id == row.id).values(body=body))
