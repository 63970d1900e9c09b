"""The value of `store`: a file, or the address of a PostgreSQL database. Opens neither."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import PlainValidator

from digest.records import PostgresPlace

StorePlace: TypeAlias = Path | PostgresPlace

DEFAULT_SCHEMA = "digest"
"""The schema of the database in which the tables are, unless the address names another one."""

_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,39}")


def as_store(value: object) -> StorePlace:
    """The place that a text names. Raise ValueError if it names none; the message repeats no password."""
    if isinstance(value, Path | PostgresPlace):
        return value
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the store is the path of a file, or an address such as postgresql://digest@db.example/digest")
    text = value.strip()
    return _postgres_place(text) if "://" in text else Path(text)


def _postgres_place(text: str) -> PostgresPlace:
    scheme, place, path, query, _ = urlsplit(text)
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    if scheme not in ("postgresql", "postgres"):
        raise ValueError("the store is the path of a file, or an address that begins with postgresql://")
    if ":" in place.rpartition("@")[0] or "password" in parameters:
        raise ValueError("the address of the store holds a password: name the place of the password by store_password_file")
    if not path.strip("/") and "dbname" not in parameters:
        raise ValueError("the address of the store names no database, as in postgresql://digest@db.example/digest")
    schema = parameters.pop("schema", DEFAULT_SCHEMA)
    if not _SCHEMA_NAME.fullmatch(schema):
        raise ValueError(f"{schema!r} is no name of a schema: use a-z, 0-9 and _, at most 40 characters")
    return PostgresPlace(f"postgresql://{place}{path}{'?' if parameters else ''}{urlencode(parameters)}", schema)


AnyStore = Annotated[StorePlace, PlainValidator(as_store)]
