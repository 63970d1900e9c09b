"""Quality report on news, where the engine was not made for: ROUGE on CNN/DailyMail beside the first three sentences.

    python -m tests.quality.news SUMMARIES [--train N] [--documents 1000]

SUMMARIES holds `cnndm_test_dev1000.jsonl.gz` and `cnndm_train.jsonl.gz`: articles as lists of sentences, so that every system
chooses from the same ones. Differences to the first three have the 95 % interval of a paired bootstrap over documents.
With `--train N` the same network is also trained on N news articles, whose labels are the sentences that a greedy search on
the reference finds: it shows what the network can do, and nothing of it is shipped. Needs rouge-score.
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
from digest.summarise.candidates import all_sentences, words
from digest.summarise.extractive.encoder import Readings, SentenceEncoder
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.features import describe
from digest.summarise.extractive.ranker import Ranker, save_ranker
from digest.text.lang.en import RANKER_STOP_WORDS
from tests.quality.keypoints import ours
from tests.quality.labelled import Labelled
from tests.quality.train_ranker import Training, scale_of, size_of, train_heads

POINTS = 3
MOST_SENTENCES = 60
MEASURES = ("rouge1", "rouge2", "rougeLsum")
ON_NEWS = Training(epochs=4, batch=32, hide_place=0.0)
HEADS = 3
AT_ONCE = 64
"""Articles whose sentences share the encoder's batches."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article and what its editors wrote above it."""

    name: str
    sentences: tuple[str, ...]
    summary: tuple[str, ...]


def articles(path: Path, most: int) -> list[Article]:
    """The first `most` articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, most)]
    return [Article(row["id"], tuple(row["article_sentences"][:MOST_SENTENCES]), _lines(row["summary"])) for row in rows]


def _lines(summary: str | list[str]) -> tuple[str, ...]:
    return tuple(line for line in (summary.split("\n") if isinstance(summary, str) else summary) if line.strip())


def statement(article: Article) -> Statement:
    """The article as a statement of one paragraph, cut where the data cuts it."""
    spans, start = [], 0
    for sentence in article.sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    text = " ".join(article.sentences)
    paragraph = Paragraph(0, len(text), Role.BODY)
    return Statement(article.name, "news", "", "", text, (paragraph,), tuple(spans))


def labelled(given: Sequence[Article], encoder: SentenceEncoder) -> Iterator[Labelled]:
    """The articles with the labels of a greedy search, encoded. No sentence is labelled as one that cannot stand alone."""
    for article, readings in _read(given, encoder):
        read = statement(article)
        draft = all_sentences(read)
        chosen = _greedy(article)
        overlaps = _overlaps(article)
        targets = np.zeros((len(draft), 5), dtype=np.float32)
        targets[:, 0] = targets[:, 1] = [i in chosen for i in range(len(draft))]
        targets[:, 3], targets[:, 4] = overlaps, overlaps > 0.35
        open_ = np.array([candidate.words >= 5 for candidate in draft])
        yield Labelled({}, read, draft, readings, describe(read, draft, readings.meaning, None), open_, targets)


def _read(given: Sequence[Article], encoder: SentenceEncoder) -> Iterator[tuple[Article, Readings]]:
    with tracker()("reading news", len(given)) as advance:
        for first in range(0, len(given), AT_ONCE):
            several = given[first : first + AT_ONCE]
            readings = encoder.read([sentence for article in several for sentence in article.sentences])
            starts = accumulate((len(article.sentences) for article in several), initial=0)
            for article, start in zip(several, starts, strict=False):
                advance()
                yield article, readings.rows(slice(start, start + len(article.sentences)))


def _greedy(article: Article) -> set[int]:
    """The sentences, at most three, that together share most words and word pairs with the reference (F1)."""
    wanted = _grams(" ".join(article.summary))
    bags = [_grams(sentence) for sentence in article.sentences]
    chosen: set[int] = set()
    held: set[object] = set()
    for _ in range(POINTS):
        best = max(range(len(bags)), key=lambda i: _f1(held | bags[i], wanted))
        if _f1(held | bags[best], wanted) <= _f1(held, wanted):
            break
        chosen.add(best)
        held |= bags[best]
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
    """The ranker of these articles, written to `folder` and read from it as the shipped one is."""
    documents = list(labelled(given, encoder))
    scale = scale_of(documents)
    heads = train_heads(documents, scale, range(HEADS), ON_NEWS)
    save_ranker(folder, heads, size_of(documents), scale, encoder.revision)
    return Ranker(folder)


def rouge(given: Sequence[Article], points: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
    """ROUGE-1, -2 and -Lsum F1 in hundredths, stemmed: (documents, 3)."""
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    rows = (scorer.score("\n".join(a.summary), "\n".join(p)) for a, p in zip(given, points, strict=True))
    return np.array([[100 * row[measure].fmeasure for measure in MEASURES] for row in rows])


def interval(differences: npt.NDArray[np.float64], draws: int = 2000) -> tuple[float, float]:
    """The middle 95 % of the mean over documents drawn with replacement (paired bootstrap)."""
    order = np.random.default_rng(0)
    means = [differences[order.integers(0, len(differences), len(differences))].mean() for _ in range(draws)]
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)


def show(name: str, rows: npt.NDArray[np.float64], lead: npt.NDArray[np.float64]) -> None:
    """One line of the table."""
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
        "shipped ranker (of statements)": ExtractiveSummariser(encoder),
    }
    for name, engine in engines.items():
        show(name, rouge(given, points(engine, given)), lead)
    if args.train:
        with tempfile.TemporaryDirectory() as folder:
            seen = articles(args.summaries / "cnndm_train.jsonl.gz", args.train)
            engine = ExtractiveSummariser(encoder, ranker=news_ranker(seen, encoder, Path(folder)))
            show(f"the same network on {len(seen)} articles", rouge(given, points(engine, given)), lead)


def points(engine: ExtractiveSummariser, given: Sequence[Article]) -> list[list[str]]:
    """Three points an article."""
    return ours(engine, (statement(article) for article in given), POINTS)


if __name__ == "__main__":
    main()
