"""Program: how good the lead of a day is, on days whose leads are labelled.

    python -m tests.quality.lead DATA [--points FILE] [--out FILE]

DATA is a folder with lead_days.jsonl (a day a line: documents, lead, worthy, routine, same_story, buried) and
lead_texts.jsonl.gz (id, title, text). FILE of --points is the result of `digest summarise --jsonl` of these texts: then the key
points are those, as in an edition, else the first sentences, as for `digest lead`. --out writes the chosen ids of each day.

lead: share of the first three that are leads of the labels. worthy: leads, or acceptable, one of each story. routine: share of
those put into a lead that are routine. first: days whose first is a lead. The chosen are compared with three by title patterns.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.builders.cleaner_builder import build_cleaner
from digest.cli.documents import bulk_documents, clean_all
from digest.cli.lead_command import entry_of_first_sentences
from digest.compile.lead import lead_entries, ranked
from digest.records import Entry, KeyPoint, Model, Span, Summary

Day = dict[str, Any]
SHOWN = 3


def main() -> int:
    """Print the figures of all days."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--points", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    days = [json.loads(line) for line in (options.data / "lead_days.jsonl").read_text("utf-8").splitlines()]
    entries = _entries(options.data, days, options.points)
    chosen = {day["day"]: choose(day, entries) for day in days}
    if options.out:
        lines = [json.dumps({"day": day, "lead": ids}) for day, ids in chosen.items()]
        options.out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(days)} days, {sum(len(day['documents']) for day in days)} statements")
    figures = [score(day, chosen[day["day"]][:SHOWN]) for day in days]
    shown = sum(len(chosen[day["day"]][:SHOWN]) for day in days)
    for name in ("lead", "worthy", "first"):
        print(f"{name:8} {statistics.mean(figure[name] for figure in figures):.3f}")
    print(f"routine  {sum(figure['routine'] for figure in figures) / max(shown, 1):.3f}")
    print(f"repeats  {sum(figure['repeats'] for figure in figures) / max(shown, 1):.3f}")
    print(f"days of which nothing stands out: {sum(not ids for ids in chosen.values())}")
    return 0


def choose(day: Day, entries: Mapping[str, Entry]) -> list[str]:
    """The ids of the lead of a day, best first."""
    known = [(document["id"], entries[document["id"]]) for document in day["documents"] if document["id"] in entries]
    names = {entry.statement.key: name for name, entry in known}
    return [names[each.entry.statement.key] for each in lead_entries(ranked([entry for _, entry in known]))]


def score(day: Day, chosen: Sequence[str]) -> dict[str, float]:
    """The figures of one day."""
    story = {document["id"]: document["id"] for document in day["documents"]}
    for group in day.get("same_story", ()):
        story |= dict.fromkeys(group, story[group[0]])
    slots = min(SHOWN, max(len(chosen), len(day["lead"]))) or 1
    seen: set[str] = set()
    good = repeats = 0
    for one in chosen:
        repeats += story[one] in seen
        good += one in {*day["lead"], *day["worthy"]} and story[one] not in seen
        seen.add(story[one])
    return {
        "lead": sum(one in day["lead"] for one in chosen) / slots,
        "worthy": good / slots,
        "first": float(bool(chosen) and chosen[0] in day["lead"]),
        "routine": sum(one in day["routine"] for one in chosen),
        "repeats": repeats,
    }


def _entries(data: Path, days: Sequence[Day], points: Path | None) -> dict[str, Entry]:
    with gzip.open(data / "lead_texts.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {row["id"]: row for row in map(json.loads, lines)}
    rows = [_row(document, texts[document["id"]]["text"]) for day in days for document in day["documents"]]
    bulk = io.BytesIO("".join(f"{json.dumps(row)}\n" for row in rows).encode())
    with build_cleaner(None) as cleaner:
        results = list(clean_all(bulk_documents(bulk, datetime(2026, 1, 1, tzinfo=UTC)), cleaner))
    found = {result.name: entry_of_first_sentences(result.cleaned) for result in results if result.statement}
    return _with_points(found, points) if points else found


def _row(document: Mapping[str, Any], text: str) -> dict[str, str]:
    fields = {"id": document["id"], "content": text, "media_type": "text/plain", "language": "en"}
    return fields | {name: document[name] for name in ("title", "url", "published", "source")}


def _with_points(entries: Mapping[str, Entry], path: Path) -> dict[str, Entry]:
    """The entries with the key points of a file of `digest summarise --jsonl`; those that the file has not are left out."""
    found: dict[str, Entry] = {}
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        if "points" in row and row["id"] in entries:
            points = tuple(
                KeyPoint(point["text"], tuple(Span(place["start"], place["end"]) for place in point["evidence"]))
                for point in row["points"]
            )
            found[row["id"]] = replace(entries[row["id"]], summary=Summary(points, Model(row["model"]["name"], "")))
    return found


if __name__ == "__main__":
    sys.exit(main())
