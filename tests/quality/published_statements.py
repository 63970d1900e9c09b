"""Reads published statements from a folder with `core/` and `more/`. A helper of the programs here.

Each of the two holds `index.jsonl` and the documents, in `more/` as archives.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.builders.cleaner_builder import build_cleaner
from digest.errors import InputError
from digest.records import Profile, RawStatement, Statement

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)
MEDIA = {".html": "text/html", ".md": "text/markdown", ".txt": "text/plain"}

Row = dict[str, Any]


def json_rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file."""
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def documents(folder: Path, sources: Sequence[str]) -> Iterator[tuple[Row, bytes]]:
    """The index rows of the sources whose names begin with one of `sources`, with their documents."""
    for row in json_rows(folder / "core" / "index.jsonl"):
        if row["source"].startswith(tuple(sources)):
            yield row, (folder / "core" / row["path"]).read_bytes()
    wanted = {row["path"].rpartition("/")[2]: row for row in json_rows(folder / "more" / "index.jsonl")}
    for archive in sorted(path for source in sources for path in (folder / "more").glob(f"{source}*.tar.gz")):
        with tarfile.open(archive) as members:
            for member in members:
                row, file = wanted.get(member.name.rpartition("/")[2]), members.extractfile(member)
                if row and file and row["source"].startswith(tuple(sources)):
                    yield row, file.read()


def raw_of(row: Row, content: bytes) -> RawStatement:
    """A document as a source gives it; its key is its link."""
    raw = RawStatement(
        row["source"], row["url"], row["url"], content, MEDIA[Path(row["path"]).suffix], READ_AT, title=row["title"]
    )
    published = datetime.fromisoformat(row["date"])
    published = published if published.tzinfo else published.replace(tzinfo=UTC)
    return replace(raw, fragment="fragment" in row["kind"], published=published)


def published_statements(folder: Path, sources: Sequence[str]) -> list[Statement]:
    """The statements of these sources, one for each link, the oldest first."""
    found: dict[str, Statement] = {}
    with build_cleaner(None) as cleaner:
        for row, content in documents(folder, sources):
            try:
                found[row["url"]] = cleaner.clean(raw_of(row, content), Profile())
            except InputError:
                continue
    return sorted(found.values(), key=lambda each: (each.published or READ_AT, each.key))
