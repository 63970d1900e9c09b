"""Recomputes which share of our key points an editor would print as they stand, from verdicts on single points.

    python -m tests.quality.printable [VERDICTS] [--results RESULTS]

VERDICTS (`labels/printable.jsonl`) has one verdict a line: the draw, whether the point was made before or after the change, the
id and the type of the document, the sha256 of the point's text (16 digits), the verdict ("print", or "no" with a reason). It
holds no text. `--results` reads what `digest summarise --jsonl` makes of the same documents now, and says how many of its
points have a verdict, and which. The verdicts are by a large language model that read long documents in part, as
a strict editor would; no human editor has checked them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

VERDICTS = Path(__file__).parent / "labels" / "printable.jsonl"
Row = Mapping[str, str]


def point_hash(text: str) -> str:
    """What stands for the text of a point."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def share(rows: Iterable[Row]) -> str:
    """The share of the verdicts that are "print", and their number."""
    verdicts = [row["verdict"] for row in rows]
    return f"{verdicts.count('print') / max(1, len(verdicts)):.2f} of {len(verdicts)}"


def show(title: str, rows: list[Row]) -> None:
    """Print the share of all, by type, and the reasons of what would not be printed."""
    print(f"{title}: {share(rows)} points of {len({row['id'] for row in rows})} documents")
    for kind in sorted({row["type"] for row in rows}):
        print(f"  {kind:16}{share(row for row in rows if row['type'] == kind)}")
    reasons = Counter(row["reason"] for row in rows if row["verdict"] == "no")
    print("  " + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))


def show_results(path: Path, rows: list[Row]) -> None:
    """Print the verdicts on the points of `digest summarise --jsonl`, as far as there are any."""
    known = {(row["id"], row["point"]): row for row in rows}
    judged = {row["id"] for row in rows}
    made = [json.loads(line) for line in path.open(encoding="utf-8")]
    points = [
        (each["id"], point_hash(point["text"])) for each in made if each["id"] in judged for point in each.get("points", ())
    ]
    show(f"{path.name}: {len(points)} points, with a verdict", [known[point] for point in points if point in known])


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verdicts", type=Path, nargs="?", default=VERDICTS)
    parser.add_argument("--results", type=Path, help="of `digest summarise --jsonl`")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.verdicts.open(encoding="utf-8")]
    for draw, phase in dict.fromkeys((row["draw"], row["phase"]) for row in rows):
        show(f"{draw} draw, {phase}", [row for row in rows if (row["draw"], row["phase"]) == (draw, phase)])
    if args.results:
        show_results(args.results, rows)


if __name__ == "__main__":
    main()
