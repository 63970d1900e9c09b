"""Statements with reference labels, as our own cleaner reads them: the labels carried over to our sentences.

The labels were made by a large language model that read each document in full, not by human editors. They number the
sentences of the document as published; ours are cut by our cleaner, so one of ours may hold several of theirs or a part of one.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from digest.app import build_cleaner
from digest.cli.documents import bulk_documents
from digest.errors import DigestError
from digest.records import Profile, Statement
from digest.summarise.candidates import Candidate, all_sentences, candidates
from digest.summarise.extractive.encoder import Readings, SentenceEncoder, Vectors
from digest.summarise.extractive.features import Features, describe
from digest.text.lang.en import RANKER_STOP_WORDS

Labels = npt.NDArray[np.float32]
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One statement with its labels, a row a sentence of ours.

    `open` marks the sentences that may become points. `targets` are what the head is asked (see head.py): whether a sentence is
    must or useful, must, an orphan, its best word overlap (F1) with a reference point, and whether one rests on it.
    """

    gold: Mapping[str, Any]
    statement: Statement
    sentences: tuple[Candidate, ...]
    readings: Readings  # n rows
    features: Features  # (n, f)
    open: npt.NDArray[np.bool_]
    targets: Labels  # (n, 5)

    @property
    def vectors(self) -> Vectors:
        """The meaning of each sentence: (n, d)."""
        return self.readings.meaning

    @property
    def grade(self) -> Labels:
        """2 for a sentence that must be in, 1 for a useful one: (n,)."""
        return self.targets[:, 0] + self.targets[:, 1]


def load_scorer(path: Path) -> ModuleType:
    """The scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score_keypoints", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_gold(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The labelled documents of JSON-lines files."""
    return [json.loads(line) for path in paths for line in opened(path)]


def opened(path: Path) -> IO[bytes]:
    """A file of lines, packed by xz or not."""
    return lzma.open(path, "rb") if path.suffix == ".xz" else path.open("rb")


def documents_of(labels: Path) -> Path:
    """The raw documents that belong to a file of labels: `X_input.jsonl` to `X.jsonl`, `X_input.jsonl.xz` to `X.jsonl.xz`."""
    return labels.with_name(labels.name.replace(".jsonl", "_input.jsonl"))


def clean_all(paths: Iterable[Path]) -> Iterator[tuple[str, Statement]]:
    """Every raw document of bulk input files through our own cleaner; those without text are left out."""
    cleaner = build_cleaner()
    for path in paths:
        with opened(path) as lines:
            for document in bulk_documents(lines, READ_AT):
                try:
                    yield document.name, cleaner.clean(document.open(), Profile())
                except DigestError as error:
                    print(f"left out: {error}")


def load_labelled(labels: Sequence[Path], encoder: SentenceEncoder, scorer: ModuleType) -> list[Labelled]:
    """The labelled statements of `labels`, each `X.jsonl` beside its raw documents `X_input.jsonl`, encoded."""
    cleaned = dict(clean_all(map(documents_of, labels)))
    gold = [document for document in load_gold(labels) if document["id"] in cleaned]
    drafts = [all_sentences(cleaned[document["id"]]) for document in gold]
    texts = [[cleaned[d["id"]].title, *(s.text for s in draft)] for d, draft in zip(gold, drafts, strict=True)]
    readings = encoder.read([text for document in texts for text in document])
    found, start = [], 0
    for document, draft in zip(gold, drafts, strict=True):
        rows = readings.rows(slice(start, start + 1 + len(draft)))
        start += 1 + len(draft)
        found.append(_labelled(document, cleaned[document["id"]], draft, rows, scorer))
    return found


def _labelled(
    gold: Mapping[str, Any], statement: Statement, sentences: tuple[Candidate, ...], rows: Readings, scorer: ModuleType
) -> Labelled:
    theirs = {s["id"]: s["text"] for line in gold["lines"] for s in line["sentences"]}
    local_model = [set(scorer.matched(sentence.text, theirs)) for sentence in sentences]
    must, useful, orphans = (set(gold[key]) for key in ("must", "useful", "orphans"))
    supporting = {i for point in gold["points"] for i in point["sentences"]}
    points = [point["text"] for point in gold["points"]]
    open_ = {candidate.index for candidate in candidates(statement)}
    rows_of = zip(sentences, local_model, strict=True)
    targets = [
        (
            bool(ids & (must | useful)),
            bool(ids & must),
            bool(ids) and ids <= orphans,
            _overlap(s.text, points, scorer),
            bool(ids & supporting),
        )
        for s, ids in rows_of
    ]
    return Labelled(
        gold,
        statement,
        sentences,
        rows.rows(slice(1, None)),
        describe(statement, sentences, rows.meaning[1:], rows.meaning[:1] if statement.title.strip() else None),
        np.array([s.index in open_ for s in sentences]),
        np.array(targets, dtype=np.float32),
    )


def _overlap(sentence: str, points: Iterable[str], scorer: ModuleType) -> float:
    """The best F1 of content words with any of the points."""
    ours = set(scorer.words(sentence)) - RANKER_STOP_WORDS
    bags = [set(scorer.words(point)) - RANKER_STOP_WORDS for point in points]
    return max((2 * len(ours & bag) / max(1, len(ours) + len(bag)) for bag in bags), default=0.0)
