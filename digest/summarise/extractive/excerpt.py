"""A text with parts left out that still knows where each of its characters stands in the original. Pure.

It decides nothing: `trim.py` says what may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.records import Span
from digest.summarise.candidates import count_words

_SPACE_BEFORE_STOP = re.compile(r" +(?=[,.;:!?](?:\s|$))")
_DOUBLE_SPACE = re.compile(r"(?<= ) +")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The characters of a text that are kept, and the offset of each in it."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def whole(cls, text: str) -> Excerpt:
        """All of a text."""
        return cls(text, tuple(range(len(text))))

    @property
    def words(self) -> int:
        """The number of words that are kept."""
        return count_words(self.text)

    def without(self, start: int, end: int) -> Excerpt:
        """The excerpt without `text[start:end]`."""
        return Excerpt(self.text[:start] + self.text[end:], self.offsets[:start] + self.offsets[end:])

    def tidied(self) -> Excerpt:
        """Without the spaces that a left-out part leaves: at the ends, doubled, and before a stop or comma."""
        made = self
        for pattern in (_DOUBLE_SPACE, _SPACE_BEFORE_STOP):
            for match in reversed(list(pattern.finditer(made.text))):
                made = made.without(*match.span())
        left = len(made.text) - len(made.text.lstrip())
        return made.without(len(made.text.rstrip()), len(made.text)).without(0, left)

    def left_out(self, length: int) -> Iterator[Span]:
        """The parts of the original, which has `length` characters, that are not kept."""
        start = 0
        for offset in (*self.offsets, length):
            if offset > start:
                yield Span(start, offset)
            start = offset + 1
