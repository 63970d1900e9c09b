"""Measures what is told of changes in the words: the shifts that a reader named, and phrases that came and went.

    python -m tests.quality.changes FOLDER [--predictions FILE]

FOLDER holds `shifts.jsonl`, `shifts_texts.jsonl.gz` (pairs of statements with the findings that a reader named),
`fomc_statements.jsonl.gz` and `fomc_known_shifts.jsonl` (rate decisions, and phrases with the dates between which they stood).
With --predictions the changes are written in the form that the scorer beside the data reads.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from digest.builders.cleaner_builder import build_cleaner
from digest.interfaces import Cleaner
from digest.records import Profile, RawStatement, Statement
from digest.relate.difference import TextDifference, difference

Row = dict[str, Any]
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measures what is told of changes in the words.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args()
    with build_cleaner(None) as cleaner:
        print(shifts(options.folder, cleaner, options.predictions))
        print(phrases(options.folder, cleaner))


def shifts(folder: Path, cleaner: Cleaner, predictions: Path | None) -> str:
    """The share of the named shifts that are told, and told first; with how many reports, and for how many quiet pairs."""
    texts = {row["id"]: cleaned(row, cleaner) for row in rows(folder / "shifts_texts.jsonl.gz")}
    pairs = list(rows(folder / "shifts.jsonl"))
    answers = [difference(texts[pair["earlier"][0]["id"]], texts[pair["later"]["id"]]) for pair in pairs]
    if predictions:
        lines = (json.dumps(_prediction(pair, answer)) for pair, answer in zip(pairs, answers, strict=True))
        predictions.write_text("\n".join(lines) + "\n", "utf-8")
    named = [(pair, answer) for pair, answer in zip(pairs, answers, strict=True) if pair["findings"]]
    findings = [(finding, answer) for pair, answer in named for finding in pair["findings"]]
    found = sum(_told(finding, _reports(answer)) for finding, answer in findings) / len(findings)
    first = sum(any(_told(finding, _reports(answer)[:1]) for finding in pair["findings"]) for pair, answer in named)
    alarms = sum(bool(answer.changes) for pair, answer in zip(pairs, answers, strict=True) if not pair["findings"])
    reports = sum(len(answer.changes) for answer in answers) / len(answers)
    return (
        f"shifts   told {found:.3f} of {len(findings)}, first {first} of {len(named)}, {reports:.1f} reports a pair, "
        f"alarms {alarms} of {len(pairs) - len(named)}"
    )


def phrases(folder: Path, cleaner: Cleaner) -> str:
    """How many of the dates at which a phrase came or went are told, by a change that has it on one side only."""
    meetings = sorted((row for row in rows(folder / "fomc_statements.jsonl.gz") if row["type"] == "meeting"), key=_day)
    texts = [cleaned(row, cleaner) for row in meetings]
    answers = [(one, two, difference(one, two)) for one, two in pairwise(texts)]
    edges = told = 0
    for row in rows(folder / "fomc_known_shifts.jsonl"):
        phrase = _fold(row["phrase"])
        for one, two, answer in answers:
            came = phrase in _fold(two.text)
            if (phrase in _fold(one.text)) != came:
                edges += 1
                told += any((phrase in _fold(each.later)) == came != (phrase in _fold(each.earlier)) for each in answer.changes)
    wrong = sum(_is_elsewhere(one, two, answer) for one, two, answer in answers)
    kinds = sum(str(answer.kind) == "series" for _, _, answer in answers)
    return (
        f"phrases  told {told} of {edges} edges; {kinds} of {len(answers)} pairs are of a series; "
        f"{wrong} sentences told as new or dropped stand in both texts"
    )


def _is_elsewhere(one: Statement, two: Statement, answer: TextDifference) -> int:
    """How many sentences that are told as new or dropped stand in the other text."""
    new = sum(_fold(change.later) in _fold(one.text) for change in answer.new)
    return new + sum(_fold(change.earlier) in _fold(two.text) for change in answer.dropped)


def _prediction(pair: Row, answer: TextDifference) -> Row:
    return {"earlier": pair["earlier"][0]["id"], "later": pair["later"]["id"], "findings": _reports(answer)}


def _reports(answer: TextDifference) -> list[Row]:
    return [{"earlier": change.earlier or None, "later": change.later or None} for change in answer.changes]


def _told(finding: Row, reports: Sequence[Row]) -> float:
    """The share of the sides of a finding whose words lie in a report."""
    sides = [(side, _fold(finding[f"formula_{side}"])) for side in ("earlier", "later") if finding[f"formula_{side}"]]
    return sum(any(words in _fold(report[side] or "") for report in reports) for side, words in sides) / len(sides)


def _fold(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("‑", "-").split())


def _day(row: Row) -> str:
    return str(row["date"]).strip()


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file, compressed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return (json.loads(line) for line in content.decode("utf-8").splitlines() if line.strip())


def cleaned(row: Row, cleaner: Cleaner) -> Statement:
    """The statement of a row with `title`, `date` and `text`."""
    published = datetime.fromisoformat(_day(row)).replace(tzinfo=UTC)
    raw = RawStatement("", row.get("id") or row["url"], "", row["text"].encode(), "text/plain", READ_AT)
    return cleaner.clean(replace(raw, charset="utf-8", title=row["title"], published=published), Profile())


if __name__ == "__main__":
    main()
