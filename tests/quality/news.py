"""Scores our engine on news, for which it was not made: ROUGE on CNN/DailyMail beside the first three sentences.

    python -m tests.quality.news SUMMARIES [--train N] [--documents 1000]

SUMMARIES holds `cnndm_test_dev1000.jsonl.gz` and `cnndm_train.jsonl.gz`: articles as lists of sentences, so that every system
chooses from the same ones. Differences to the first three sentences have the 95 % interval of a paired bootstrap over
documents. `--train N` also trains the same network on N news articles, labelled by a greedy search for the sentences nearest to
the reference: it shows what the network can learn, and nothing of it is packaged. Needs rouge-score.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped, import-not-found, unused-ignore]

from digest.cli.progress import tracker
from digest.records import Paragraph, Role, Span, Statement
from digest.summarise.candidates import MIN_WORDS, all_sentences, words
from digest.summarise.extractive.encoder import Embeddings, SentenceEncoder
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.features import describe
from digest.summarise.extractive.ranker import Ranker
from digest.text.lang.en import RANKER_STOP_WORDS
from tests.quality.keypoints import ours
from tests.quality.labelled import Labelled
from tests.quality.train_ranker import Training, config_of, save_ranker, scale_of, train_models

POINTS = 3
MAX_SENTENCES = 60
MEASURES = ("rouge1", "rouge2", "rougeLsum")
ON_NEWS = Training(epochs=4, batch=32, hide_position=0.0)
MODELS = 3
WINDOW_ARTICLES = 64
"""Articles whose sentences share the encoder's batches."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, and its editors' highlights as the reference summary."""

    name: str
    sentences: tuple[str, ...]
    summary: tuple[str, ...]


def articles(path: Path, count: int) -> list[Article]:
    """The first `count` articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, count)]
    return [Article(row["id"], tuple(row["article_sentences"][:MAX_SENTENCES]), _lines(row["summary"])) for row in rows]


def _lines(summary: str | list[str]) -> tuple[str, ...]:
    return tuple(line for line in (summary.split("\n") if isinstance(summary, str) else summary) if line.strip())


def statement(article: Article) -> Statement:
    """The article as a statement of one paragraph, with the sentences of the data."""
    spans, start = [], 0
    for sentence in article.sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    text = " ".join(article.sentences)
    paragraph = Paragraph(0, len(text), Role.BODY)
    return Statement(article.name, "news", "", "", text, (paragraph,), tuple(spans))


def labelled(given: Sequence[Article], encoder: SentenceEncoder) -> Iterator[Labelled]:
    """The articles with the labels of a greedy search, encoded. No sentence is labelled as an orphan."""
    for article, embeddings in _encoded(given, encoder):
        made = statement(article)
        sentences = all_sentences(made)
        chosen = _greedy(article)
        overlaps = _overlaps(article)
        targets = np.zeros((len(sentences), 5), dtype=np.float32)
        targets[:, 0] = targets[:, 1] = [i in chosen for i in range(len(sentences))]
        targets[:, 3], targets[:, 4] = overlaps, overlaps > 0.35
        features = describe(made, sentences, embeddings.final, None)
        eligible = np.array([candidate.words >= MIN_WORDS for candidate in sentences])
        yield Labelled({}, made, sentences, embeddings, features, eligible, targets)


def _encoded(given: Sequence[Article], encoder: SentenceEncoder) -> Iterator[tuple[Article, Embeddings]]:
    with tracker()("encoding news", len(given)) as advance:
        for first in range(0, len(given), WINDOW_ARTICLES):
            several = given[first : first + WINDOW_ARTICLES]
            embeddings = encoder.encode_layers([sentence for article in several for sentence in article.sentences])
            starts = accumulate((len(article.sentences) for article in several), initial=0)
            for article, start in zip(several, starts, strict=False):
                advance()
                yield article, embeddings.rows(slice(start, start + len(article.sentences)))


def _greedy(article: Article) -> set[int]:
    """The indices of at most three sentences that together share most words and word pairs with the reference (F1)."""
    wanted = _grams(" ".join(article.summary))
    bags = [_grams(sentence) for sentence in article.sentences]
    chosen: set[int] = set()
    covered: set[object] = set()
    for _ in range(POINTS):
        best = max(range(len(bags)), key=lambda i: _f1(covered | bags[i], wanted))
        if _f1(covered | bags[best], wanted) <= _f1(covered, wanted):
            break
        chosen.add(best)
        covered |= bags[best]
    return chosen


def _grams(text: str) -> set[object]:
    found = words(text)
    return {*found, *pairwise(found)}


def _f1(one: set[object], other: set[object]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _overlaps(article: Article) -> npt.NDArray[np.float32]:
    bags = [set[object](words(line)) - RANKER_STOP_WORDS for line in article.summary]
    rows = [set[object](words(sentence)) - RANKER_STOP_WORDS for sentence in article.sentences]
    return np.array([max((_f1(row, bag) for bag in bags), default=0.0) for row in rows], dtype=np.float32)


def news_ranker(given: Sequence[Article], encoder: SentenceEncoder, folder: Path) -> Ranker:
    """A ranker trained on these articles, written to `folder` and read back as the packaged one is."""
    documents = list(labelled(given, encoder))
    scale = scale_of(documents)
    models = train_models(documents, scale, range(MODELS), ON_NEWS)
    save_ranker(folder, models, config_of(documents), scale, encoder.revision)
    return Ranker(folder)


def rouge(given: Sequence[Article], points: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
    """ROUGE-1, -2 and -Lsum F1 of each document, times 100, stemmed: (documents, 3)."""
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    rows = (scorer.score("\n".join(a.summary), "\n".join(p)) for a, p in zip(given, points, strict=True))
    return np.array([[100 * row[measure].fmeasure for measure in MEASURES] for row in rows])


def interval(differences: npt.NDArray[np.float64], draws: int = 2000) -> tuple[float, float]:
    """The 95 % interval of the mean over documents drawn with replacement (paired bootstrap)."""
    order = np.random.default_rng(0)
    means = [differences[order.integers(0, len(differences), len(differences))].mean() for _ in range(draws)]
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)


def show(name: str, rows: npt.NDArray[np.float64], lead: npt.NDArray[np.float64]) -> None:
    """Print one line of the table."""
    cells = []
    for column in range(len(MEASURES)):
        low, high = interval(rows[:, column] - lead[:, column])
        cells.append(f"{rows[:, column].mean():7.2f} {(rows - lead)[:, column].mean():+6.2f} [{low:+.2f}, {high:+.2f}]")
    print(f"{name:36}" + "  ".join(cells), flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("summaries", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--train", type=int, default=0, metavar="N")
    args = parser.parse_args()
    given = articles(args.summaries / "cnndm_test_dev1000.jsonl.gz", args.documents)
    encoder = SentenceEncoder(device="cpu", precision="auto")
    lead = rouge(given, [article.sentences[:POINTS] for article in given])
    print(f"{len(given)} articles, {POINTS} sentences of each; value, difference to the first three, its 95 % interval")
    print(f"{'':36}" + "  ".join(f"{measure:<30}" for measure in MEASURES))
    show("first three sentences", lead, lead)
    engines = {
        "position, centroid, MMR": ExtractiveSummariser(encoder, trained=False),
        "packaged ranker (of statements)": ExtractiveSummariser(encoder),
    }
    for name, engine in engines.items():
        show(name, rouge(given, points(engine, given)), lead)
    if args.train:
        with tempfile.TemporaryDirectory() as folder:
            seen = articles(args.summaries / "cnndm_train.jsonl.gz", args.train)
            engine = ExtractiveSummariser(encoder, ranker=news_ranker(seen, encoder, Path(folder)))
            show(f"the same network on {len(seen)} articles", rouge(given, points(engine, given)), lead)


def points(engine: ExtractiveSummariser, given: Sequence[Article]) -> list[list[str]]:
    """Three key points for each article."""
    return ours(engine, (statement(article) for article in given), POINTS)


if __name__ == "__main__":
    main()
