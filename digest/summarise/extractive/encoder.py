"""Sentences -> vectors: batches sentences for the network, and puts its answers back in order.

Imports torch only when the first sentence is encoded, through `network.py`; where the weights are and whether they are whole
is known without it, in `weights.py`. Decides nothing about which sentence matters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from digest.errors import ModelError
from digest.summarise.device import Precision, native_bfloat16
from digest.summarise.extractive.packaged_model import NAME, SHA256, check_weights, is_packaged, packaged_model
from digest.summarise.model_files import ModelRef, locate

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

    from digest.summarise.extractive.encoder_model import Network

Vectors = npt.NDArray[np.float32]

MAX_TOKENS = 256
"""Tokens the model was made for (its sentence_bert_config.json); a longer sentence is read in pieces of this size."""

LONGEST_SENTENCE = 20_000
"""Characters of a sentence that are read: the longest of 76,420 real ones has 3,143, and an endless megabyte takes 27 s."""

BATCH_TOKENS = 1024
"""Padded tokens a batch: on CPUs more gains nothing once the activations leave the cache (see tests/bench/summarise.py)."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What the network makes of sentences, a row each, both L2-normalised.

    `meaning` is near that of a sentence which says the same. `form` comes from the middle of the network, which still knows
    how a sentence is built: it tells the ranker more of what can stand alone than the meaning does.
    """

    meaning: Vectors  # (n, d)
    form: Vectors  # (n, d)

    def rows(self, wanted: slice | list[int]) -> Readings:
        """Those of some of the sentences."""
        return Readings(self.meaning[wanted], self.form[wanted])

    @property
    def joined(self) -> Vectors:
        """Both side by side: (n, 2d)."""
        return np.concatenate([self.meaning, self.form], axis=1)


def batches(lengths: Sequence[int], limit: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Positions in `lengths`, longest first, in groups of at most `limit` tokens when padded to their longest."""
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    start = 0
    while start < len(order):
        size = max(1, limit // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


class SentenceEncoder:
    """Sentence vectors from a BERT-like encoder with mean pooling, on the best device that is there.

    `device` is "auto" (cuda, mps, cpu in this order) or a name that torch knows. Nothing is loaded before the first sentence
    is read.
    """

    def __init__(self, model: Path | ModelRef | None = None, device: str = "auto", precision: Precision = "float32") -> None:
        self._model = model
        self.wanted = device
        self.precision = precision
        self._revision = ""
        self._tokenizer: Tokenizer | None = None
        self._network: Network | None = None

    @cached_property
    def path(self) -> Path:
        """The folder of the model: `model`, or the packaged one. Raise ModelError if it is not on this machine."""
        if isinstance(self._model, ModelRef):
            return locate(self._model)
        return self._model or packaged_model()

    @property
    def name(self) -> str:
        """What readers call the model."""
        if isinstance(self._model, ModelRef):
            return self._model.display_name
        return NAME if is_packaged(self.path) else self.path.name

    @property
    def revision(self) -> str:
        """The fingerprint of the weights. Raise ModelError if they are missing or damaged."""
        self._revision = self._revision or (SHA256 if is_packaged(self.path) else check_weights(self.path))
        return self._revision

    @property
    def device(self) -> str:
        """The device in use once the network is loaded; until then the one that was asked for."""
        return self._network.device if self._network else self.wanted

    @cached_property
    def bfloat16(self) -> bool:
        """Whether the network calculates in bfloat16 on its device. Raise ModelError if the device is absent."""
        return self.precision == "bfloat16" or (self.precision == "auto" and native_bfloat16(self.wanted))

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """One L2-normalised vector a sentence: (n, 384) float32 for the packaged model. As `read`, its meaning alone."""
        return self.read(sentences).meaning

    def read(self, sentences: Sequence[str]) -> Readings:
        """Meaning and form of each sentence: (n, 384) float32 each for the packaged model, in the order given.

        Equal sentences are encoded once. A vector does not depend on the other sentences, up to the rounding of a matrix
        product. Raise ModelError if the model cannot be loaded.
        """
        network = self._load()
        unique = list(dict.fromkeys(sentences))
        if not unique:
            return Readings(*np.zeros((2, 0, network.width), dtype=np.float32))
        rows = {sentence: row for row, sentence in enumerate(unique)}
        form, meaning = _normalised(self._encode(unique, network)).swapaxes(0, 1)  # (u, width) each
        return Readings(meaning, form).rows([rows[sentence] for sentence in sentences])

    def tokens(self, sentences: Sequence[str]) -> list[list[int]]:
        """The token ids that the network sees, one list a piece of at most 256 tokens."""
        return [list(piece.ids) for _, piece in self._pieces(sentences)]

    def _encode(self, unique: Sequence[str], network: Network) -> Vectors:
        pieces = self._pieces(unique)
        sentence = np.array([row for row, _ in pieces])
        ids = [piece.ids for _, piece in pieces]
        lengths = np.array([len(piece) for piece in ids])
        weighted = np.empty((len(pieces), 2, network.width), dtype=np.float32)
        for batch in batches(lengths.tolist()):
            means = network.forward([ids[i] for i in batch])  # (b, 2, width)
            weighted[batch] = means * lengths[batch, None, None]
        firsts = np.flatnonzero(np.diff(sentence, prepend=-1))
        sums: Vectors = np.add.reduceat(weighted, firsts, axis=0)  # the pieces of a sentence stand side by side
        return sums

    def _pieces(self, sentences: Sequence[str]) -> list[tuple[int, Encoding]]:
        """Each sentence in pieces that the model can read, with the position of the sentence."""
        tokenizer = self._load_tokenizer()
        encodings = tokenizer.encode_batch_fast([_readable(sentence) for sentence in sentences])
        return [(i, piece) for i, first in enumerate(encodings) for piece in (first, *first.overflowing)]

    def _load_tokenizer(self) -> Tokenizer:
        if self._tokenizer is None:
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(self.path / "tokenizer.json"))
            tokenizer.no_padding()
            tokenizer.enable_truncation(MAX_TOKENS)
            self._tokenizer = tokenizer
        return self._tokenizer

    def _load(self) -> Network:
        if self._network is None:
            check_weights(self.path)
            _check_pooling(self.path)
            from digest.summarise.extractive.encoder_model import Network

            self._network = Network(self.path, self.wanted, bfloat16=self.bfloat16)
        return self._network


def _check_pooling(path: Path) -> None:
    """Vectors of a model that does not average its tokens would be nonsense here."""
    config = path / "1_Pooling" / "config.json"
    if config.is_file() and not json.loads(config.read_text("utf-8")).get("pooling_mode_mean_tokens", True):
        raise ModelError(f"model {str(path)!r}: only models with mean pooling can be used")


def _readable(sentence: str) -> str:
    """What is read of a sentence. Lone surrogates cannot be tokenised."""
    return sentence[:LONGEST_SENTENCE].encode("utf-8", "replace").decode("utf-8")


def _normalised(vectors: Vectors) -> Vectors:
    lengths = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    result: Vectors = (vectors / lengths).astype(np.float32)
    return result
