"""Regression check: writes every result of the extractive engine and of the gate, and compares two such files.

    python -m tests.quality.snapshot_summaries corpus CORPUS LABELS [LABELS ...] [--every N]
    python -m tests.quality.snapshot_summaries write RESULTS CORPUS [--faithfulness FAITHFULNESS.jsonl.gz]
        [--without-encoder]
    python -m tests.quality.snapshot_summaries compare RESULTS RESULTS

Run `corpus` and `write` before a change, `write` again after it, then `compare`. CORPUS holds the cleaned statements, so that a
change of the cleaner does not show as a change of the gate. All files are JSON lines packed by gzip. The results hold the key
points of three engines (trained, untrained, by position), the gate's answers to labelled points, planted errors and honest
shortenings, and its answers to the claims of FAITHFULNESS. Every second statement goes through a gate without an encoder;
with `--without-encoder` all do, and only the engine that ranks by position runs, which is much faster.

It measures no quality: `keypoints.py` and `gate.py` do.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from digest.records import Span, Statement, Summary
from digest.serialise.statement_json import statement_from_json, statement_to_json
from digest.serialise.summary_json import summary_to_json
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.features import describe
from digest.summarise.faithfulness.gate import EncoderSimilarity, Gate
from tests.quality.gate import as_statement, cited_spans, examples
from tests.quality.labelled import clean_all, documents_of, load_gold
from tests.quality.planted_errors import CHANGES, shortenings
from tests.summarise.evidence import claim_score

SEED = 20261124
SENTENCES = 3
"""Sentences of a statement in which errors are planted."""
MAX_DIFFERENCES = 20
"""Differences that are printed."""

Json = dict[str, Any]
Row = tuple[str, Any]
"""The name of one result, and the result as JSON."""


def write_lines(path: Path, rows: Iterable[Any]) -> None:
    """Write one JSON value a line, packed by gzip."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_lines(path: Path) -> Iterator[Any]:
    """The JSON values of a file, one a line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def make_corpus(labels: Sequence[Path], every: int) -> Iterator[Json]:
    """Every `every`-th labelled statement, cleaned, with the labeller's points and the spans that each of them names."""
    for path in labels:
        cleaned = dict(clean_all([documents_of(path)]))
        gold = [document for document in load_gold([path]) if document["id"] in cleaned]
        for document in gold[::every]:
            statement = cleaned[document["id"]]
            points = [[point["text"], _pairs(cited_spans(document, point, statement))] for point in document["points"]]
            yield {"id": document["id"], "statement": statement_to_json(statement), "points": points}


def summary_rows(names: Sequence[str], statements: Sequence[Statement], encoder: SentenceEncoder | None) -> Iterator[Row]:
    """The summaries by the engine with the trained ranker, with the untrained baseline, and by position alone."""
    engines = {"position": ExtractiveSummariser(encoder or SentenceEncoder(device="cpu"), languages=frozenset({"xx"}))}
    if encoder:
        engines |= {"trained": ExtractiveSummariser(encoder), "untrained": ExtractiveSummariser(encoder, trained=False)}
    for engine, summariser in engines.items():
        for name, answer in zip(names, summariser.summarise(statements), strict=True):
            body = summary_to_json(answer) if isinstance(answer, Summary) else {"failure": answer.reason}
            yield f"summary/{engine}/{name}", body


def feature_rows(names: Sequence[str], statements: Sequence[Statement]) -> Iterator[Row]:
    """The sha256 of the features of each statement that need no vectors."""
    for name, statement in zip(names, statements, strict=True):
        sentences = all_sentences(statement)
        if sentences:
            features = describe(statement, sentences, np.zeros((len(sentences), 2), dtype=np.float32), None)
            yield f"features/{name}", hashlib.sha256(features.tobytes()).hexdigest()


def gate_rows(name: str, statement: Statement, points: Sequence[Any], gate: Gate) -> Iterator[Row]:
    """The gate's answers to the labeller's points and to sentences, each as it is, shortened, and with planted errors."""
    chance = random.Random(f"{SEED}/{name}")
    for number, (point, spans) in enumerate(points):
        cited = tuple(Span(*pair) for pair in spans)
        for kind, text in _versions(point, statement, chance):
            yield f"point/{name}/{number}/{kind}", _answer(text, statement, gate, cited)
    sentences = [s for span in statement.sentences if 8 <= len((s := span.of(statement.text)).split()) <= 60]
    chance.shuffle(sentences)
    for number, sentence in enumerate(sentences[:SENTENCES]):
        for kind, text in _versions(sentence, statement, chance):
            yield f"sentence/{name}/{number}/{kind}", _answer(text, statement, gate)


def claim_rows(path: Path, gate: Gate) -> Iterator[Row]:
    """The gate's answer and the score for each claim with a human label."""
    for number, (name, document, claim, _) in enumerate(examples(path)):
        statement = as_statement(document)
        sentences = [span.of(document) for span in statement.sentences]
        yield f"claim/{name}/{number}", _answer(claim, statement, gate) | {"score": claim_score(claim, sentences)}


def result_rows(corpus: Path, faithfulness: Path | None, encoder: SentenceEncoder | None) -> Iterator[Row]:
    """All results, in a fixed order; without `encoder` those that need none."""
    documents = list(read_lines(corpus))
    names = [document["id"] for document in documents]
    statements = [statement_from_json(document["id"], "", document["statement"]) for document in documents]
    yield from feature_rows(names, statements)
    yield from summary_rows(names, statements, encoder)
    gates = Gate(EncoderSimilarity(encoder) if encoder else None), Gate()
    for number, (document, statement) in enumerate(zip(documents, statements, strict=True)):
        yield from gate_rows(document["id"], statement, document["points"], gates[number % 2])
    if faithfulness:
        yield from claim_rows(faithfulness, gates[0])


def _versions(text: str, statement: Statement, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "as it is", text
    yield from ((f"shortened {number}", shorter) for number, shorter in enumerate(shortenings(text)))
    for change in CHANGES:
        changed = change(text, statement, chance)
        if changed and changed != text:
            yield change.__name__, changed


def _answer(text: str, statement: Statement, gate: Gate, cited: tuple[Span, ...] = ()) -> Json:
    result = gate.check(text, statement, cited)
    if result is None:
        return {"asked": text, "point": None}
    point = result.point
    return {
        "asked": text,
        "point": [point.text, _pairs(point.evidence), point.speaker, point.verbatim, point.replaced],
        "reasons": [[each.message, each.detail, each.detail_is_safe] for each in result.violations],
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def compare(before: Path, after: Path) -> int:
    """Print what differs between two files of results; the number of differences."""
    old, new = (dict(read_lines(path)) for path in (before, after))
    differing = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    for name in sorted(differing)[:MAX_DIFFERENCES]:
        print(f"{name}\n  before {json.dumps(old.get(name))}\n  after  {json.dumps(new.get(name))}")
    print(f"{len(old)} results before, {len(new)} after, {len(differing)} differ")
    return len(differing)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    corpus = commands.add_parser("corpus")
    corpus.add_argument("out", type=Path)
    corpus.add_argument("labels", nargs="+", type=Path)
    corpus.add_argument("--every", type=int, default=1, metavar="N")
    write = commands.add_parser("write")
    write.add_argument("out", type=Path)
    write.add_argument("corpus", type=Path)
    write.add_argument("--faithfulness", type=Path)
    write.add_argument("--without-encoder", action="store_true")
    both = commands.add_parser("compare")
    both.add_argument("results", nargs=2, type=Path)
    return parser.parse_args()


def main() -> int:
    """Run one of the three commands; exit code 1 if the results differ."""
    args = arguments()
    if args.command == "compare":
        return min(1, compare(*args.results))
    if args.command == "corpus":
        write_lines(args.out, make_corpus(args.labels, args.every))
    else:
        encoder = None if args.without_encoder else SentenceEncoder(device="cpu")
        write_lines(args.out, result_rows(args.corpus, args.faithfulness, encoder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
