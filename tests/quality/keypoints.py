"""Quality report: our key points against the reference labels, beside simpler systems on the same cleaned text.

    python -m tests.quality.keypoints STATEMENTS --scorer score_keypoints.py [--ranker FOLDER] [--held LABELS ...] [--worst N]
        [--cross-validate]

STATEMENTS holds `keypoints_{train,dev}.jsonl` and their `_input.jsonl`, which go through our own cleaner. The ranker of
FOLDER, or the shipped one, was trained on other statements (see `labels`), so that all of these are new to it. With `--cross-
validate` a ranker is also trained on four fifths of these alone and scored on the rest, five times, and one on train alone
and scored on dev: what their own labels are good for. sumy's rows appear where sumy is installed, bert-extractive-
summarizer's with `--peer PYTHON` (see jobs/peers). The labels were made by a large language model reading each document in
full, not by human editors.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

from digest.records import Statement, Summary
from digest.summarise.candidates import candidates, words
from digest.summarise.extractive.baseline import centrality
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.mmr import how_many, select
from digest.summarise.extractive.ranker import Described, Ranker, save_ranker
from digest.text.sentences import sentences_of
from tests.quality.bert_extractive import Peer
from tests.quality.cache import KeptReadings
from tests.quality.labelled import Labelled, load_labelled, load_scorer
from tests.quality.train_ranker import scale_of, size_of, train_heads

FOLDS = 5
MEASURES = ("gain", "must", "good", "orphan", "boilerplate", "unmatched", "points")
SUMY = {
    "sumy TextRank": "text_rank.TextRankSummarizer",
    "sumy LexRank": "lex_rank.LexRankSummarizer",
    "sumy LSA": "lsa.LsaSummarizer",
}

Points = list[list[str]]
System = Callable[[Sequence[Labelled]], Points]


def first_sentences(documents: Sequence[Labelled]) -> Points:
    """As many sentences from the top as we would give."""
    return [[c.text for c in candidates(d.statement)[: how_many(d.statement.text)]] for d in documents]


def centroid(documents: Sequence[Labelled]) -> Points:
    """The sentences nearest to the mean vector, without repetitions."""
    points = []
    for document in documents:
        rows = np.flatnonzero(document.open)
        draft, vectors = [document.sentences[row] for row in rows], document.vectors[rows]
        chosen = select(draft, centrality(vectors), vectors, how_many(document.statement.text))
        points.append([draft[i].text for i in chosen])
    return points


def ours(summariser: ExtractiveSummariser, statements: Iterable[Statement], most: int | None = None) -> Points:
    """The points of our own engine: `most` a statement, or as many as it finds right."""
    answers = summariser.summarise(statements, most)
    return [[point.text for point in answer.points] if isinstance(answer, Summary) else [] for answer in answers]


class Tokens:
    """What sumy asks of a tokenizer, by our own sentences and words: its own wants data from the network."""

    def to_sentences(self, paragraph: str) -> list[str]:
        """The sentences of a paragraph."""
        return sentences_of(paragraph)

    def to_words(self, sentence: str) -> list[str]:
        """The words of a sentence."""
        return words(sentence)


def sumy(name: str) -> System | None:
    """One of sumy's summarisers on our cleaned text, sentences and number of points; None where sumy is not installed."""
    if importlib.util.find_spec("sumy") is None:
        return None
    module, _, kind = SUMY[name].partition(".")
    summarise = getattr(importlib.import_module(f"sumy.summarizers.{module}"), kind)()
    parser = importlib.import_module("sumy.parsers.plaintext").PlaintextParser

    def system(documents: Sequence[Labelled]) -> Points:
        texts = [parser.from_string(d.statement.text, Tokens()).document for d in documents]
        return [[str(s) for s in summarise(t, how_many(d.statement.text))] for d, t in zip(documents, texts, strict=True)]

    return system


def bert_extractive(python: Path, encoder: SentenceEncoder, documents: Sequence[Labelled]) -> Points:
    """bert-extractive-summarizer with our encoder, on our cleaned text and number of points."""
    texts = [document.statement.text for document in documents]
    return Peer(python, encoder.path).summarise(texts, [how_many(text) for text in texts])[0]


def trained(documents: Sequence[Labelled], encoder: SentenceEncoder, heads: int, seed: int) -> ExtractiveSummariser:
    """Our engine with a ranker trained on `documents`, by way of the files that are shipped."""
    scale = scale_of(documents)
    made = train_heads(documents, scale, range(seed, seed + heads))
    with tempfile.TemporaryDirectory() as folder:
        save_ranker(Path(folder), made, size_of(documents), scale, encoder.revision)
        ranker = Ranker(Path(folder))
        ranker.judge([Described(documents[0].readings, documents[0].features)])
    return ExtractiveSummariser(encoder, ranker=ranker)


def cross_validated(documents: Sequence[Labelled], encoder: SentenceEncoder, heads: int, seed: int) -> Points:
    """Points of every document by a ranker that was trained on the other folds."""
    order = np.random.default_rng(seed).permutation(len(documents))
    points: Points = [[] for _ in documents]
    for fold in range(FOLDS):
        local_model = [int(i) for i in order[fold::FOLDS]]
        seen = [document for i, document in enumerate(documents) if i not in set(local_model)]
        engine = trained(seen, encoder, heads, seed)
        for i, made in zip(local_model, ours(engine, (documents[i].statement for i in local_model)), strict=True):
            points[i] = made
    return points


def scores(documents: Sequence[Labelled], points: Points, scorer: ModuleType) -> list[Mapping[str, float]]:
    """One row of measures a document."""
    return [scorer.score(document.gold, made, None) for document, made in zip(documents, points, strict=True)]


def show(name: str, rows: Sequence[Mapping[str, float]]) -> None:
    """One line of the table."""
    means = (sum(row[measure] for row in rows) / len(rows) for measure in MEASURES)
    print(f"{name:34}{len(rows):5}" + "".join(f"{mean:12.3f}" for mean in means), flush=True)


def worst(documents: Sequence[Labelled], points: Points, rows: Sequence[Mapping[str, float]], most: int) -> None:
    """The documents with the least gain: what was given, and which sentences were missed."""
    for i in sorted(range(len(documents)), key=lambda i: rows[i]["gain"])[:most]:
        gold = documents[i].gold
        print(f"\n{rows[i]['gain']:.2f} {gold['type']} {gold['id']}")
        sentences = {s["id"]: s["text"] for line in gold["lines"] for s in line["sentences"]}
        print(*(f"  given   {text[:150]}" for text in points[i]), sep="\n")
        print(*(f"  wanted  {sentences[number][:150]}" for number in gold["must"]), sep="\n")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--peer", type=Path, metavar="PYTHON", help="of the environment that jobs/peers makes")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--ranker", type=Path, metavar="FOLDER")
    parser.add_argument("--heads", type=int, default=3)
    parser.add_argument("--readings", type=Path, metavar="FOLDER", default=Path("var/readings"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held", type=Path, nargs="*", default=(), metavar="LABELS", help="more that nothing was trained on")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    args = parser.parse_args()
    encoder, scorer = KeptReadings(args.readings), load_scorer(args.scorer)
    train, dev = (load_labelled([args.statements / f"keypoints_{part}.jsonl"], encoder, scorer) for part in ("train", "dev"))
    both = [*train, *dev]
    print("labels made by a large language model, not by human editors; raw documents through our own cleaner")
    print(f"{'':34}{'n':>5}" + "".join(f"{measure:>12}" for measure in MEASURES))
    untrained = ExtractiveSummariser(encoder, trained=False)
    show("first sentences", scores(both, first_sentences(both), scorer))
    show("centroid, MMR", scores(both, centroid(both), scorer))
    show("position, centroid, title, MMR", scores(both, ours(untrained, (d.statement for d in both)), scorer))
    for name in SUMY:
        if system := sumy(name):
            show(name, scores(both, system(both), scorer))
    if args.peer:
        show("bert-extractive-summarizer", scores(both, bert_extractive(args.peer, encoder, both), scorer))
    ranker = Ranker(args.ranker or Path("digest/summarise"))
    points = ours(ExtractiveSummariser(encoder, ranker=ranker), (d.statement for d in both))
    rows = scores(both, points, scorer)
    show("trained ranker", rows)
    show("trained ranker, on dev", rows[len(train) :])
    for path in args.stored_revision:
        local_model = load_labelled([path], encoder, scorer)
        name = path.name.partition(".")[0]
        show(f"first sentences, {name}", scores(local_model, first_sentences(local_model), scorer))
        made = ours(ExtractiveSummariser(encoder, ranker=ranker), (d.statement for d in local_model))
        show(f"trained ranker, {name}", scores(local_model, made, scorer))
    halved = ExtractiveSummariser(SentenceEncoder(device="cpu", precision="bfloat16"))
    show("shipped ranker in bfloat16", scores(both, ours(halved, (d.statement for d in both)), scorer))
    worst(both, points, rows, args.worst)
    if args.cross_validate:
        made = cross_validated(both, encoder, args.heads, args.seed)
        show(f"ranker of these alone, {FOLDS} folds", scores(both, made, scorer))
        on_dev = ours(trained(train, encoder, args.heads, args.seed), (d.statement for d in dev))
        show("ranker of train alone, on dev", scores(dev, on_dev, scorer))


if __name__ == "__main__":
    main()
