"""Makes the input of a ranker from a statement and its vectors: one for English, one that means the same in every language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from digest.records import Statement
from digest.summarise.candidates import Candidate
from digest.summarise.extractive.centring import centred
from digest.summarise.extractive.encoder import Embeddings, Vectors
from digest.summarise.extractive.features import Features, describe, similarity_columns
from digest.summarise.extractive.language_features import describe_any
from digest.summarise.extractive.ranker import RankerInput

SIMILARITY_SCALE = 5
"""Differences of cosines within a statement are near .05 where all sentences are near each other."""


def english_input(statement: Statement, sentences: Sequence[Candidate], embeddings: Embeddings) -> RankerInput:
    """The input of the English ranker; `embeddings` (1 + n rows) have the title first."""
    rows = embeddings.rows(slice(1, None))
    return RankerInput(rows, describe(statement, sentences, rows.final, title_of(statement, embeddings)))


def any_language_input(statement: Statement, sentences: Sequence[Candidate], embeddings: Embeddings) -> RankerInput:
    """The input of the ranker for every language: nothing in it tells in which language the statement is.

    The mean vector of a statement is taken off its sentences, since most of it is the language, and similarities are compared
    within the statement.
    """
    rows = embeddings.rows(slice(1, None))
    features = (describe_any(statement, sentences), _relative_similarity(rows.final, title_of(statement, embeddings)))
    return RankerInput(Embeddings(centred(rows.final), centred(rows.middle)), np.concatenate(features, axis=1))


def title_of(statement: Statement, embeddings: Embeddings) -> Vectors | None:
    """The final-layer vector of the title, (1, d); None if there is no title."""
    return embeddings.final[:1] if statement.title.strip() else None


def _relative_similarity(vectors: Vectors, title: Vectors | None) -> Features:
    columns = similarity_columns(vectors, title)
    result: Features = ((columns - columns.mean(axis=0)) * SIMILARITY_SCALE).astype(np.float32)
    return result
