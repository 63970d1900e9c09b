"""Measures how statements are related: labelled pairs, pairs with a planted change, and events in the news.

    python -m tests.quality.relate RELATE [--statements FILE...] [--planted 15] [--seed 99] [--without-events]

RELATE is the folder `shared/data/relate`: `near_duplicate_pairs.jsonl.gz` (labels by a language model, not by an editor) and
`ecbplus_docs.jsonl.gz`. Each of FILE holds statements with a `text`, in which one change is planted; without it the White House
series of RELATE are taken. Events: B-cubed F1, with the threshold from the other half of the topics.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from digest.records import RelationKind
from digest.relate.compared_text import ComparedText
from digest.relate.events import complete_link, similarities
from digest.relate.pair_relation import relation_of
from tests.quality.planted_pairs import FACTS, HARMLESS, Plant

ONE_ENTRY = frozenset({"same", "corrected"})
APART = frozenset({"same_event", "companion", "contained", "occasion", "template"})
LINKED = frozenset({"same_event", "companion", "contained"})
THRESHOLDS = tuple(round(0.04 + 0.01 * step, 2) for step in range(30))
DAY = datetime(2026, 3, 2, 15, tzinfo=UTC)


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines, which may be compressed."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def print_pairs(pairs: Sequence[Mapping[str, Any]]) -> None:
    """Print how many labelled pairs are one entry that should be, or should not; and how many are linked."""
    found: Counter[str] = Counter()
    for pair in pairs:
        relation = relation_of(*(_document(pair[side]) for side in ("a", "b")))
        is_one = relation is not None and relation.kind.is_one_entry
        label = pair["label"]
        found["one entry, found"] += is_one and label in ONE_ENTRY
        found["wrongly merged"] += is_one and label in APART
        found["told as corrected"] += relation is not None and label == relation.kind == RelationKind.CORRECTED
        found["linked"] += relation is not None and not is_one and label in LINKED
        found["wrongly linked"] += relation is not None and not is_one and label == "template"
    labels = Counter(pair["label"] for pair in pairs)
    one, linked = (sum(labels[label] for label in kinds) for kinds in (ONE_ENTRY, LINKED))
    print(
        f"{len(pairs)} labelled pairs: {one} are one entry, {labels['corrected']} of them corrected; {linked} belong together"
    )
    print("   " + ", ".join(f"{name} {number}" for name, number in found.items()))


def _document(document: Mapping[str, Any]) -> ComparedText:
    published = datetime.fromisoformat(document["published"].replace("Z", "+00:00"))
    return ComparedText(document["id"], document["text"], document["title"], published, document["url"].split("/")[2])


def print_planted(texts: Sequence[tuple[str, str]], each: int, seed: int) -> None:
    """Print how many pairs with a harmless change are one entry, and how many with a changed fact are."""
    random = Random(seed)
    for title, kinds in (("harmless change: one entry", HARMLESS), ("changed fact: one entry, which is wrong", FACTS)):
        merged: Counter[str] = Counter()
        tried: Counter[str] = Counter()
        for name, plant in kinds.items():
            for one, other in _planted(texts, plant, each, random, is_same=name == "nothing"):
                relation = relation_of(one, other)
                tried[name] += 1
                merged[name] += relation is not None and relation.kind.is_one_entry
        print(f"{title} {merged.total()} of {tried.total()}")
        print("   " + ", ".join(f"{name} {merged[name]}/{tried[name]}" for name in kinds))


def _planted(
    texts: Sequence[tuple[str, str]], plant: Plant, each: int, random: Random, *, is_same: bool
) -> Iterator[tuple[ComparedText, ComparedText]]:
    """`each` pairs of a text and the same with a change, in either order, for texts that have a place for it."""
    for title, text in random.sample(texts, len(texts)):
        if each and ((changed := plant(text, random)) != text or is_same):
            each -= 1
            pair = [ComparedText("a", text, title, DAY, "x"), ComparedText("b", changed, title, DAY + timedelta(hours=3), "x")]
            random.shuffle(pair)
            yield pair[0], pair[1]


def print_events(documents: Sequence[Mapping[str, Any]]) -> None:
    """Print B-cubed precision, recall and F1 of groups of news on one event, for each half of the topics."""
    topics = sorted({document["topic"] for document in documents})
    scores = [_scores([one for one in documents if topics.index(one["topic"]) % 2 == half]) for half in (0, 1)]
    chosen = [max(THRESHOLDS, key=lambda bar, other=other: other[bar][2]) for other in reversed(scores)]
    for half, (bar, found) in enumerate(zip(chosen, scores, strict=True)):
        precision, recall, f1 = found[bar]
        print(f"events, half {half}, threshold of the other half {bar:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    print(f"   mean F1 {np.mean([found[bar][2] for bar, found in zip(chosen, scores, strict=True)]):.3f}")


def _scores(documents: Sequence[Mapping[str, Any]]) -> dict[float, tuple[float, float, float]]:
    similarity = similarities([ComparedText(one["id"], " ".join(one["sentences"])) for one in documents])
    events = [one["event"] for one in documents]
    return {bar: b_cubed(complete_link(similarity, bar), events) for bar in THRESHOLDS}


def b_cubed(labels: Sequence[int], gold: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of groups, averaged over documents (Bagga and Baldwin, 1998)."""
    ours, theirs, both = Counter(labels), Counter(gold), Counter(zip(labels, gold, strict=True))
    pairs = list(zip(labels, gold, strict=True))
    precision = float(np.mean([both[pair] / ours[pair[0]] for pair in pairs]))
    recall = float(np.mean([both[pair] / theirs[pair[1]] for pair in pairs]))
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, metavar="RELATE")
    parser.add_argument("--statements", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--planted", type=int, default=15, metavar="N", help="pairs for each kind of change")
    parser.add_argument("--seed", type=int, default=99)
    parser.add_argument("--without-events", action="store_true")
    options = parser.parse_args()
    print_pairs(rows(options.data / "near_duplicate_pairs.jsonl.gz"))
    files = options.statements or [options.data / "whitehouse_series.jsonl.gz"]
    found = [(row.get("title") or "", row.get("text") or row.get("content") or "") for file in files for row in rows(file)]
    usable = [(title, text) for title, text in found if 60 < len(text.split()) < 1500 and not text.startswith("---")]
    print_planted(usable, options.planted, options.seed)
    if not options.without_events:
        print_events(rows(options.data / "ecbplus_docs.jsonl.gz"))


if __name__ == "__main__":
    main()
