"""Statements and an encoder for tests without a model: a sentence's vector is the bag of its words, hashed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from digest.records import Paragraph, Role, Span, Statement
from digest.summarise.candidates import words
from digest.summarise.device import Precision
from digest.summarise.extractive.encoder import Embeddings, Vectors

WIDTH = 384


class BagEncoder:
    """Vectors without weights: sentences that share words are near each other. `calls` counts the sentences of each call."""

    name = "bag"
    revision = "0"
    device = "cpu"
    precision: Precision = "float32"
    bfloat16 = False

    def __init__(self) -> None:
        self.calls: list[int] = []

    def encode_layers(self, sentences: Sequence[str]) -> Embeddings:
        """The same vectors for both layers."""
        vectors = self.encode(sentences)
        return Embeddings(vectors, vectors)

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """The normalised bag of hashed words of each sentence: (n, 384)."""
        self.calls.append(len(sentences))
        vectors = np.zeros((len(sentences), WIDTH), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            for word in words(sentence):
                vectors[row, zlib.crc32(word.encode()) % WIDTH] += 1
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return np.asarray(vectors / lengths, dtype=np.float32)


Line = tuple[str, Role] | str


def statement(*paragraphs: Sequence[str] | Line, title: str = "", language: str = "en", speaker: str = "") -> Statement:
    """A statement of paragraphs, each a sentence, several, or a sentence with its role."""
    text, bounds, sentences = "", [], []
    for given in paragraphs:
        lines, role = _lines(given)
        text += "\n\n" if text else ""
        start = len(text)
        for number, line in enumerate(lines):
            text += " " if number else ""
            sentences.append(Span(len(text), len(text) + len(line)))
            text += line
        bounds.append(Paragraph(start, len(text), speaker, role))
    return Statement("key", "source", "", title, text, tuple(bounds), tuple(sentences), language=language)


def _lines(given: Sequence[str] | Line) -> tuple[Sequence[str], Role]:
    if isinstance(given, str):
        return [given], Role.BODY
    if len(given) == 2 and isinstance(given[1], Role):
        return [given[0]], given[1]
    return [str(line) for line in given], Role.BODY
