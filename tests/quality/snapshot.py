"""Writes down what the cleaner makes of every statement of the data, and compares two such files.

    python -m tests.quality.snapshot DATA OUT.jsonl.gz
    python -m tests.quality.snapshot --compare BEFORE.jsonl.gz AFTER.jsonl.gz

Cleans the statements of the collection (those of sources with a container once more as pages of unknown make), the labelled
statements, the pages of the public benchmark and, where DATA has them, the documents of other publishers. OUT holds one JSON
object a statement with every field of it. The comparison prints how many statements differ in which field, with the first
examples, and ends with 1 if any does: a change of the code that should not change the result is checked this way.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.clean.cleaner import StatementCleaner
from digest.errors import InputError
from digest.records import Profile, RawStatement, Statement
from tests.quality.clean import FEEDS, PROFILES, cleaner, documents

FETCHED = datetime(2027, 1, 1, tzinfo=UTC)  # after every statement of the data: nothing ahead of it is a date
EXAMPLES = 5  # shown for each field
SHOWN = 160  # characters of a value
Json = dict[str, Any]


def given(data: Path) -> Iterator[tuple[str, RawStatement, Profile]]:
    """Each document with a name of its own and the profile to clean it with."""
    yield from _collection(data)
    for name in ("train", "dev"):
        yield from _labelled(data / "statements" / f"keypoints_{name}_input.jsonl")
    for path in sorted((data / "extraction" / "html").glob("*.html.gz")):
        yield f"page {path.name}", _raw(path.name, gzip.decompress(path.read_bytes()), "text/html"), Profile()
    yield from _publishers(data / "publishers")


def _collection(data: Path) -> Iterator[tuple[str, RawStatement, Profile]]:
    for document in documents(data):
        fields = {"source": document.source, "link": document.link, "title": document.title}
        raw = _raw(document.id, document.content, document.media_type, fragment=document.source in FEEDS, **fields)
        yield document.id, raw, PROFILES.get(document.source, Profile())
        if document.source in PROFILES:
            yield f"{document.id} as unknown", raw, Profile()


def _labelled(path: Path) -> Iterator[tuple[str, RawStatement, Profile]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        fields = {"source": row["source"], "link": row["url"], "title": row["title"], "charset": "utf-8"}
        yield f"label {row['id']}", _raw(row["id"], row["content"].encode(), row["media_type"], **fields), Profile()


def _publishers(folder: Path) -> Iterator[tuple[str, RawStatement, Profile]]:
    gold = folder / "gold.jsonl"
    for line in gold.read_text("utf-8").splitlines() if gold.exists() else ():
        row = json.loads(line)
        content = (folder / row["path"]).read_bytes()
        content = gzip.decompress(content) if row["path"].endswith(".gz") else content
        yield f"publisher {row['id']}", _raw(row["id"], content, row["media_type"], link=row["url"]), Profile()


def _raw(key: str, content: bytes, media_type: str, *, fragment: bool = False, **fields: str) -> RawStatement:
    said: Json = {"source": "", "link": "", **fields}
    return RawStatement(key=key, content=content, media_type=media_type, fetched=FETCHED, fragment=fragment, **said)


def row_of(name: str, clean: StatementCleaner, raw: RawStatement, profile: Profile) -> Json:
    """What the cleaner makes of one document, ready for JSON: the fields of the Statement, or why it was refused."""
    try:
        return {"id": name} | _fields(clean.clean(raw, profile))
    except InputError as error:
        return {"id": name, "refused": str(error)}


def _fields(statement: Statement) -> Json:
    fields: Json = json.loads(json.dumps(asdict(statement), default=str))
    return fields


def write(data: Path, out: Path) -> int:
    """Clean everything under `data` into `out`; the number of documents."""
    clean = cleaner()
    count = 0
    with gzip.open(out, "wt", encoding="utf-8") as file:
        for name, raw, profile in given(data):
            file.write(json.dumps(row_of(name, clean, raw, profile), ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> dict[str, Json]:
    """The rows of a file that `write` made, by name."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def differences(before: Mapping[str, Json], after: Mapping[str, Json]) -> Iterator[tuple[str, str, object, object]]:
    """Name of the statement, field, value before and after, for every field that differs."""
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield name, "(in one file only)", old is not None, new is not None
            continue
        for field in old | new:
            if old.get(field) != new.get(field):
                yield name, field, old.get(field), new.get(field)


def _excerpts(old: object, new: object) -> tuple[str, str]:
    """Both values around the first character in which they differ."""
    one, other = json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - SHOWN // 2)
    return one[start : start + SHOWN], other[start : start + SHOWN]


def compare(before: Path, after: Path) -> int:
    """Print in how many statements each field differs, with examples; the number of statements that differ."""
    old, new = read(before), read(after)
    found = list(differences(old, new))
    names = {name for name, *_ in found}
    print(f"{len(old)} statements before, {len(new)} after, {len(names)} differ")
    for field, times in Counter(field for _, field, *_ in found).most_common():
        print(f"\n{field}: {times}")
        for name, _, was, now in [row for row in found if row[1] == field][:EXAMPLES]:
            print(f"  {name[:120]}\n    - {_excerpts(was, now)[0]}\n    + {_excerpts(was, now)[1]}")
    return len(names)


def main() -> int:
    """Write a snapshot, or compare two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compare", action="store_true", help="compare two files instead of writing one")
    parser.add_argument("paths", nargs=2, type=Path, metavar="PATH", help="DATA and OUT, or BEFORE and AFTER")
    options = parser.parse_args()
    if options.compare:
        return 1 if compare(*options.paths) else 0
    print(f"{write(*options.paths)} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
