"""Prints how well PDFs are read, and what damaged and hostile ones cost: `python -m tests.quality.pdf DATA [--more FOLDER]`.

DATA holds `pdf.jsonl` and the files that it names (see README.md in this folder); FOLDER holds further PDFs, which are read and
damaged, too. Prints tables and passes no judgement.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.builders.cleaner_builder import build_cleaner
from digest.errors import InputError
from digest.interfaces import Cleaner
from digest.records import Profile, RawStatement, Statement
from digest.text.unicode import normalised_line
from tests.hostile.pdf_bombs import BOMBS, damaged

NOW = datetime(2027, 1, 1, tzinfo=UTC)
DAMAGED = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one PDF: the statement or the reason why there is none, and the seconds it took."""

    statement: Statement | None
    reason: str
    seconds: float


def read(cleaner: Cleaner, name: str, content: bytes) -> Result:
    """The result for one PDF."""
    started = time.monotonic()
    raw = RawStatement("", name, f"https://a.example/{name}.pdf", content, "application/pdf", NOW)
    try:
        statement = cleaner.clean(raw, Profile())
    except InputError as error:
        return Result(None, str(error).removeprefix(f"{name}: "), time.monotonic() - started)
    return Result(statement, "", time.monotonic() - started)


def paragraphs_found(statement: Statement, gold: Iterable[str]) -> int:
    """How many of the paragraphs stand joined in one paragraph of the statement, after the one before."""
    paragraphs = [statement.text[part.start : part.end] for part in statement.paragraphs]
    found, after = 0, 0
    for text in gold:
        place = next((n for n, one in enumerate(paragraphs) if n >= after and normalised_line(text) in one), None)
        if place is not None:
            found, after = found + 1, place
    return found


def print_gold(cleaner: Cleaner, data: Path) -> None:
    """Print a row for each labelled PDF, and the sums."""
    total: Counter[str] = Counter()
    for row in map(json.loads, (data / "pdf.jsonl").read_text("utf-8").splitlines()):
        result = read(cleaner, row["id"], gzip.decompress((data / row["path"]).read_bytes()))
        if result.statement is None:
            print(f"{row['id']}: {result.reason}")
            continue
        lines = set(result.statement.text.split("\n\n"))
        figures = Counter(
            paragraphs=len(row["paragraphs"]),
            joined=paragraphs_found(result.statement, row["paragraphs"]),
            left=sum(line in lines for line in row["must_not"]),
        )
        total += figures
        print(f"{row['id']}: {_facts(row, result)}; {figures['joined']} of {figures['paragraphs']} paragraphs, "
              f"{figures['left']} of {len(row['must_not'])} header lines left")  # fmt: skip
    print(f"all: {total['joined']} of {total['paragraphs']} paragraphs joined and in order, {total['left']} header lines left")


def _facts(row: Mapping[str, Any], result: Result) -> str:
    statement = result.statement
    assert statement is not None
    title = "title right" if (row["title"] or "") == statement.title else f"title {statement.title!r}"
    day = statement.day or (statement.published.date() if statement.published else None)
    date = "date right" if row["date"] == (day and day.isoformat()) else f"date {day}"
    return f"{len({page.number for page in statement.pages})} pages, {result.seconds:.1f} s, {title}, {date}"


def print_costs(label: str, documents: Mapping[str, bytes], *, each: bool) -> None:
    """Print what `documents` cost, together or one by one."""
    ends: Counter[str] = Counter()
    slowest = 0.0
    with build_cleaner() as cleaner:
        for name, content in documents.items():
            result = read(cleaner, name, content)
            slowest = max(slowest, result.seconds)
            ends[_end(result)] += 1
            if each:
                what = f"read, {len(result.statement.text):,} characters" if result.statement else result.reason
                print(f"  {name}: {result.seconds:.1f} s, {what}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{label}: {len(documents)} files; {dict(ends)}; slowest {slowest:.1f} s; largest worker so far {peak:.0f} MiB")


def _end(result: Result) -> str:
    if result.statement:
        return "read"
    return next((end for end in ("ended its worker", "CPU time", "took more", "memory") if end in result.reason), "refused")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--more", type=Path, help="a folder of further PDFs")
    options = parser.parse_args()
    with build_cleaner() as cleaner:
        print_gold(cleaner, options.data)
    real = {path.name: gzip.decompress(path.read_bytes()) for path in sorted(options.data.glob("pdf/*.gz"))}
    real |= {path.name: path.read_bytes() for path in sorted(options.more.glob("*.pdf"))} if options.more else {}
    print_costs("real", real, each=bool(options.more))
    print_costs("damaged", {f"damaged {n}": one for n, one in enumerate(damaged(tuple(real.values()), DAMAGED))}, each=False)
    print_costs("bombs", {name: make() for name, make in BOMBS.items()}, each=True)


if __name__ == "__main__":
    main()
