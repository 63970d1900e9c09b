"""Measures how many parties of joint statements are named: those of State Department items whose parties were read.

    python -m tests.quality.parties STATEMENTS

STATEMENTS holds `core/` and `more/`, each with `index.jsonl` and the documents, in `more/` as archives. The labels are
`labels/parties.jsonl`: addresses, and who makes the statement by its title and lead.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.builders.cleaner_builder import build_cleaner
from digest.records import Profile, RawStatement

LABELS = Path(__file__).with_name("labels") / "parties.jsonl"
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print how many parties are named, and how many names are no party."""
    labels = {(row["url"], row["date"]): row["parties"] for row in _rows(LABELS)}
    named = total = wrong = exact = read = 0
    with build_cleaner(None) as cleaner:
        for row, content in documents(Path(sys.argv[1])):
            expected = labels.get((row["url"], row["date"][:10]))
            if expected is None:
                continue
            is_fragment = "fragment" in row["kind"]
            raw = RawStatement(
                row["source"], row["id"], row["url"], content, "text/html", READ_AT, fragment=is_fragment, title=row["title"]
            )
            found = cleaner.clean(raw, Profile()).parties
            named += len(set(found) & set(expected))
            wrong += len(set(found) - set(expected))
            total += len(expected)
            exact += list(found) == expected or set(found) == set(expected)
            read += 1
    print(f"named {named} of {total} parties, {wrong} names that are none; {exact} of {read} statements without a difference")


def documents(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The index rows of the State Department with their documents."""
    for row in _rows(folder / "core" / "index.jsonl"):
        if row["source"].startswith("state_gov"):
            yield row, (folder / "core" / row["path"]).read_bytes()
    wanted = {row["path"].rpartition("/")[2]: row for row in _rows(folder / "more" / "index.jsonl")}
    for archive in sorted((folder / "more").glob("state_gov*.tar.gz")):
        with tarfile.open(archive) as members:
            for member in members:
                row, file = wanted.get(member.name.rpartition("/")[2]), members.extractfile(member)
                if row and file and row["source"].startswith("state_gov"):
                    yield row, file.read()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines())


if __name__ == "__main__":
    main()
