"""Loads statements with reference labels: cleans them with our cleaner and maps the labels to our sentences.

The labels were made by a large language model that read each document in full, not by human editors. They number the sentences
of the document as published. Ours are split by our cleaner, so one of ours may contain several of theirs, or a part of one.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from digest.builders.cleaner_builder import build_cleaner
from digest.cli.documents import bulk_documents
from digest.errors import DigestError
from digest.records import Profile, Statement
from digest.summarise.candidates import Candidate, all_sentences, candidates
from digest.summarise.extractive.encoder import Embeddings, SentenceEncoder, Vectors
from digest.summarise.extractive.features import Features
from digest.summarise.extractive.ranker import RankerInput
from digest.summarise.extractive.ranker_input import english_input
from digest.text.lang.en import RANKER_STOP_WORDS

Labels = npt.NDArray[np.float32]
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)
MakeInput = Callable[[Statement, tuple[Candidate, ...], Embeddings], RankerInput]
"""Makes the input of a ranker; the first row of the embeddings is the title."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One statement with its labels, one row per sentence of ours.

    `eligible` marks the sentences that may become key points. The columns of `targets` are the outputs of the ranker
    (`ranker_model.OUTPUTS`): whether the sentence is must or useful, whether it is must, whether it is an orphan, its best word
    overlap (F1) with a reference point, and whether a reference point rests on it.
    """

    gold: Mapping[str, Any]
    statement: Statement
    sentences: tuple[Candidate, ...]
    embeddings: Embeddings  # n rows
    features: Features  # (n, f)
    eligible: npt.NDArray[np.bool_]
    targets: Labels  # (n, 5)

    @property
    def vectors(self) -> Vectors:
        """The final-layer vector of each sentence: (n, d)."""
        return self.embeddings.final


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
    """The raw documents of a labels file: `X_input.jsonl` for `X.jsonl`, `X_input.jsonl.xz` for `X.jsonl.xz`."""
    return labels.with_name(labels.name.replace(".jsonl", "_input.jsonl"))


def clean_all(paths: Iterable[Path]) -> Iterator[tuple[str, Statement]]:
    """(id, statement) for every raw document of bulk input files, cleaned by our cleaner; skips those without text."""
    cleaner = build_cleaner()
    for path in paths:
        with opened(path) as lines:
            for document in bulk_documents(lines, READ_AT):
                try:
                    yield document.name, cleaner.clean(document.open(), Profile())
                except DigestError as error:
                    print(f"skipped: {error}")


def load_labelled(
    labels: Sequence[Path], encoder: SentenceEncoder, scorer: ModuleType, make_input: MakeInput = english_input
) -> list[Labelled]:
    """The labelled statements of `labels`, each `X.jsonl` beside its raw documents `X_input.jsonl`, encoded."""
    cleaned = dict(clean_all(map(documents_of, labels)))
    gold = [document for document in load_gold(labels) if document["id"] in cleaned]
    sentences = [all_sentences(cleaned[document["id"]]) for document in gold]
    texts = [[cleaned[d["id"]].title, *(s.text for s in of_one)] for d, of_one in zip(gold, sentences, strict=True)]
    embeddings = encoder.encode_layers([text for of_one in texts for text in of_one])
    found, start = [], 0
    for document, of_one in zip(gold, sentences, strict=True):
        rows = embeddings.rows(slice(start, start + 1 + len(of_one)))
        start += 1 + len(of_one)
        found.append(
            _labelled(document, cleaned[document["id"]], of_one, make_input(cleaned[document["id"]], of_one, rows), scorer)
        )
    return found


def _labelled(
    gold: Mapping[str, Any], statement: Statement, sentences: tuple[Candidate, ...], given: RankerInput, scorer: ModuleType
) -> Labelled:
    eligible = {candidate.index for candidate in candidates(statement)}
    return Labelled(
        gold,
        statement,
        sentences,
        given.embeddings,
        given.features,
        np.array([sentence.index in eligible for sentence in sentences]),
        targets_of(gold, sentences, scorer),
    )


def targets_of(gold: Mapping[str, Any], sentences: tuple[Candidate, ...], scorer: ModuleType) -> Labels:
    """The labels of our sentences, by those of the sentences that they hold: (n, 5)."""
    theirs = {s["id"]: s["text"] for line in gold["lines"] for s in line["sentences"]}
    must, useful, orphans = (set(gold[key]) for key in ("must", "useful", "orphans"))
    supporting = {i for point in gold["points"] for i in point["sentences"]}
    points = [point["text"] for point in gold["points"]]
    rows = []
    for sentence in sentences:
        ids = set(scorer.matched(sentence.text, theirs))
        is_orphan = bool(ids) and ids <= orphans
        overlap = _best_overlap(sentence.text, points, scorer)
        rows.append((bool(ids & (must | useful)), bool(ids & must), is_orphan, overlap, bool(ids & supporting)))
    return np.array(rows, dtype=np.float32)


def _best_overlap(sentence: str, points: Iterable[str], scorer: ModuleType) -> float:
    """The best F1 of content words with any of the points."""
    ours = set(scorer.words(sentence)) - RANKER_STOP_WORDS
    bags = [set(scorer.words(point)) - RANKER_STOP_WORDS for point in points]
    return max((2 * len(ours & bag) / max(1, len(ours) + len(bag)) for bag in bags), default=0.0)
