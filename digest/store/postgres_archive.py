"""Archives of a schema: written by pg_dump, read by pg_restore. Both are programs of PostgreSQL that must be installed.

pg_restore only unpacks: its output is read as data, and no SQL of an archive is executed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from digest.errors import StoreError
from digest.records import PostgresPlace
from digest.store.database_file import create_private_file

_COPY = re.compile(rb"COPY \S+ \((?P<columns>[^()]*)\) FROM stdin;\n")
_END = b"\\.\n"


def write_archive(place: PostgresPlace, path: Path) -> None:
    """Write the schema of `place` into the new file `path`, as it is at one moment. Raise StoreError if that fails."""
    create_private_file(path)
    options = ("--format=custom", f"--schema={place.schema}", "--no-owner", "--no-privileges", f"--file={path}")
    password = place.password()
    environment = {**os.environ, "PGPASSWORD": password} if password else dict(os.environ)
    _run(place.name, "pg_dump", [*options, f"--dbname={place.url}"], environment)
    _run(str(path), "pg_restore", ["--list", str(path)])  # the table of contents is written last


def schema_version_of(archive: Path) -> str:
    """The migration that the tables in an archive are at. Raise StoreError if it holds no store."""
    with table_rows(archive, "alembic_version") as (_, lines):
        versions = [line.strip().decode() for line in lines]
    if len(versions) != 1:
        raise StoreError(f"{archive}: holds no tables of digest, so it is no backup of it")
    return versions[0]


@contextmanager
def table_rows(archive: Path, table: str) -> Iterator[tuple[Sequence[str], Iterator[bytes]]]:
    """The columns of a table in an archive, and its rows as COPY writes them; no columns if the archive lacks it.

    Read all rows: raise StoreError at the end if the archive is damaged.
    """
    command = [_program("pg_restore"), "--data-only", f"--table={table}", "--file=-", str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        columns: Sequence[str] = ()
        for line in process.stdout:
            if match := _COPY.fullmatch(line):
                columns = [name.strip(b' "').decode() for name in match["columns"].split(b",")]
                break
        yield columns, _rows(process.stdout)
        process.stdout.read()
        said = process.stderr.read().decode("utf-8", "replace")
    if process.returncode:
        raise StoreError(f"{archive}: pg_restore: {_one_line(said)}")


def _rows(output: IO[bytes]) -> Iterator[bytes]:
    for line in output:
        if line == _END:
            return
        yield line


def _run(name: str, program: str, arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run([_program(program), *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StoreError(f"{name}: {_one_line(done.stderr)}")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise StoreError(
            f"{name}: is not installed; backups of a store in PostgreSQL need its client programs (the package "
            "postgresql-client), in the version of the server or a newer one"
        )
    return found


def _one_line(said: str) -> str:
    return " ".join(said.split())
