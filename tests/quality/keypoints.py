"""Scores our key points against reference labels, beside simpler systems on the same cleaned text.

    python -m tests.quality.keypoints STATEMENTS --scorer score_keypoints.py [--peer PYTHON] [--ranker FOLDER]
        [--held LABELS ...] [--worst N] [--cross-validate]

STATEMENTS holds `keypoints_{train,dev}.jsonl` and their `_input.jsonl`, which our cleaner cleans. The ranker of FOLDER, or the
packaged one, was trained on other statements (`labels/`), so all of these are new to it. `--held` scores it on more labelled
statements that it was not trained on. `--cross-validate` also trains a ranker on four fifths of these statements alone and
scores it on the rest, five times, and one on train alone, scored on dev: this shows what their own labels are worth. sumy's
rows appear if sumy is installed, bert-extractive-summarizer's with `--peer PYTHON` (see jobs/peers). The labels were made by a
large language model reading each document in full, not by human editors.
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
from digest.summarise.extractive.mmr import point_count, select
from digest.summarise.extractive.ranker import Ranker, RankerInput, packaged_ranker
from digest.text.sentences import sentences_of
from tests.quality.bert_extractive import Peer
from tests.quality.cache import CachedEncoder
from tests.quality.labelled import Labelled, load_labelled, load_scorer
from tests.quality.train_ranker import config_of, save_ranker, scale_of, train_models

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
    """The first candidates, as many as our engine would choose."""
    return [[c.text for c in candidates(d.statement)[: point_count(d.statement.text)]] for d in documents]


def centroid(documents: Sequence[Labelled]) -> Points:
    """The sentences nearest to the mean vector, without repetitions."""
    points = []
    for document in documents:
        rows = np.flatnonzero(document.eligible)
        sentences, vectors = [document.sentences[row] for row in rows], document.vectors[rows]
        chosen = select(sentences, centrality(vectors), vectors, point_count(document.statement.text))
        points.append([sentences[i].text for i in chosen])
    return points


def ours(summariser: ExtractiveSummariser, statements: Iterable[Statement], points: int | None = None) -> Points:
    """The key points of our engine: `points` per statement, or the number that follows from its length."""
    answers = summariser.summarise(statements, points)
    return [[point.text for point in answer.points] if isinstance(answer, Summary) else [] for answer in answers]


class Tokens:
    """A tokenizer for sumy with our sentences and words: its own needs data from the network."""

    def to_sentences(self, paragraph: str) -> list[str]:
        """The sentences of a paragraph."""
        return sentences_of(paragraph)

    def to_words(self, sentence: str) -> list[str]:
        """The words of a sentence."""
        return words(sentence)


def sumy(name: str) -> System | None:
    """One of sumy's summarisers on our cleaned text, sentences and number of points; None if sumy is not installed."""
    if importlib.util.find_spec("sumy") is None:
        return None
    module, _, kind = SUMY[name].partition(".")
    summarise = getattr(importlib.import_module(f"sumy.summarizers.{module}"), kind)()
    parser = importlib.import_module("sumy.parsers.plaintext").PlaintextParser

    def system(documents: Sequence[Labelled]) -> Points:
        texts = [parser.from_string(d.statement.text, Tokens()).document for d in documents]
        return [[str(s) for s in summarise(t, point_count(d.statement.text))] for d, t in zip(documents, texts, strict=True)]

    return system


def bert_extractive(python: Path, encoder: SentenceEncoder, documents: Sequence[Labelled]) -> Points:
    """bert-extractive-summarizer with our encoder, on our cleaned text and number of points."""
    texts = [document.statement.text for document in documents]
    return Peer(python, encoder.path).summarise(texts, [point_count(text) for text in texts])[0]


def trained(documents: Sequence[Labelled], encoder: SentenceEncoder, models: int, seed: int) -> ExtractiveSummariser:
    """Our engine with a ranker trained on `documents`, written to files and read back as the packaged one is."""
    scale = scale_of(documents)
    networks = train_models(documents, scale, range(seed, seed + models))
    with tempfile.TemporaryDirectory() as folder:
        save_ranker(Path(folder), networks, config_of(documents), scale, encoder.revision)
        ranker = Ranker(Path(folder))
        ranker.predict([RankerInput(documents[0].embeddings, documents[0].features)])  # reads the weights
    return ExtractiveSummariser(encoder, ranker=ranker)


def cross_validated(documents: Sequence[Labelled], encoder: SentenceEncoder, models: int, seed: int) -> Points:
    """The key points of every document by a ranker trained on the other folds."""
    order = np.random.default_rng(seed).permutation(len(documents))
    points: Points = [[] for _ in documents]
    for fold in range(FOLDS):
        held_out = [int(i) for i in order[fold::FOLDS]]
        seen = [document for i, document in enumerate(documents) if i not in set(held_out)]
        engine = trained(seen, encoder, models, seed)
        for i, made in zip(held_out, ours(engine, (documents[i].statement for i in held_out)), strict=True):
            points[i] = made
    return points


def scores(documents: Sequence[Labelled], points: Points, scorer: ModuleType) -> list[Mapping[str, float]]:
    """The measures of each document."""
    return [scorer.score(document.gold, made, None) for document, made in zip(documents, points, strict=True)]


def show(name: str, rows: Sequence[Mapping[str, float]]) -> None:
    """Print one line of the table: the mean of each measure."""
    means = (sum(row[measure] for row in rows) / len(rows) for measure in MEASURES)
    print(f"{name:34}{len(rows):5}" + "".join(f"{mean:12.3f}" for mean in means), flush=True)


def show_worst(documents: Sequence[Labelled], points: Points, rows: Sequence[Mapping[str, float]], count: int) -> None:
    """Print the documents with the lowest gain: the sentences that were chosen and those that must be chosen."""
    for i in sorted(range(len(documents)), key=lambda i: rows[i]["gain"])[:count]:
        gold = documents[i].gold
        print(f"\n{rows[i]['gain']:.2f} {gold['type']} {gold['id']}")
        sentences = {s["id"]: s["text"] for line in gold["lines"] for s in line["sentences"]}
        print(*(f"  chosen  {text[:150]}" for text in points[i]), sep="\n")
        print(*(f"  wanted  {sentences[number][:150]}" for number in gold["must"]), sep="\n")


def show_others(documents: Sequence[Labelled], encoder: SentenceEncoder, scorer: ModuleType, peer: Path | None) -> None:
    """Print the lines of the simpler systems and of other libraries."""
    untrained = ExtractiveSummariser(encoder, trained=False)
    show("first sentences", scores(documents, first_sentences(documents), scorer))
    show("centroid, MMR", scores(documents, centroid(documents), scorer))
    show("position, centroid, title, MMR", scores(documents, ours(untrained, (d.statement for d in documents)), scorer))
    for name in SUMY:
        if system := sumy(name):
            show(name, scores(documents, system(documents), scorer))
    if peer:
        show("bert-extractive-summarizer", scores(documents, bert_extractive(peer, encoder, documents), scorer))


def show_held(path: Path, engine: ExtractiveSummariser, encoder: SentenceEncoder, scorer: ModuleType) -> None:
    """Print the lines of one file of held-out statements."""
    held = load_labelled([path], encoder, scorer)
    name = path.name.partition(".")[0]
    show(f"first sentences, {name}", scores(held, first_sentences(held), scorer))
    show(f"trained ranker, {name}", scores(held, ours(engine, (d.statement for d in held)), scorer))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--peer", type=Path, metavar="PYTHON", help="of the environment that jobs/peers makes")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--ranker", type=Path, metavar="FOLDER", default=packaged_ranker())
    parser.add_argument("--models", type=int, default=3, help="networks of a ranker that --cross-validate trains")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", default=Path("var/embeddings"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held", type=Path, nargs="*", default=(), metavar="LABELS", help="labels that nothing was trained on")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    args = arguments()
    encoder, scorer = CachedEncoder(args.cache), load_scorer(args.scorer)
    train, dev = (load_labelled([args.statements / f"keypoints_{part}.jsonl"], encoder, scorer) for part in ("train", "dev"))
    both = [*train, *dev]
    print("labels made by a large language model, not by human editors; raw documents cleaned by our cleaner")
    print(f"{'':34}{'n':>5}" + "".join(f"{measure:>12}" for measure in MEASURES))
    show_others(both, encoder, scorer, args.peer)
    engine = ExtractiveSummariser(encoder, ranker=Ranker(args.ranker))
    points = ours(engine, (d.statement for d in both))
    rows = scores(both, points, scorer)
    show("trained ranker", rows)
    show("trained ranker, on dev", rows[len(train) :])
    for path in args.held:
        show_held(path, engine, encoder, scorer)
    halved = ExtractiveSummariser(SentenceEncoder(device="cpu", precision="bfloat16"))
    show("packaged ranker in bfloat16", scores(both, ours(halved, (d.statement for d in both)), scorer))
    show_worst(both, points, rows, args.worst)
    if args.cross_validate:
        made = cross_validated(both, encoder, args.models, args.seed)
        show(f"ranker of these alone, {FOLDS} folds", scores(both, made, scorer))
        on_dev = ours(trained(train, encoder, args.models, args.seed), (d.statement for d in dev))
        show("ranker of train alone, on dev", scores(dev, on_dev, scorer))


if __name__ == "__main__":
    main()
