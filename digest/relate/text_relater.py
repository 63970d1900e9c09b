"""Implements `interfaces.Relater`: relates stored statements. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from digest.errors import InputError
from digest.records import SharedSample, ShingleSample, Statement, StatementRelation, StoredText
from digest.relate.bulk_relations import MIN_ESTIMATE
from digest.relate.compared_text import ComparedText
from digest.relate.pair_relation import relation_of
from digest.relate.shingles import sample, sampling_bits, shingle_words, shingles

_MAX_CHARACTERS = 1_000_000
"""A longer text is compared with none: the longest of the statements known to us has a fifth of that."""
_MAX_CANDIDATES = 60
"""Revisions that a revision is compared with word by word: those that share the most."""


class TextRelater:
    """Relates statements by their words, titles and dates."""

    def sample(self, statement: Statement) -> ShingleSample:
        """The sample of the shingles of a statement that an index keeps. Raise InputError if it is too long."""
        if len(statement.text) > _MAX_CHARACTERS:
            length, most = f"{len(statement.text):,}", f"{_MAX_CHARACTERS:,}"
            raise InputError(
                f"{statement.link or statement.key}: is not compared: it has {length} characters, the limit is {most}"
            )
        hashes = shingles(shingle_words(statement.text))
        return ShingleSample(len(hashes), sample(hashes))

    def candidates(self, own: ShingleSample, found: SharedSample) -> tuple[int, ...]:
        """The revisions that share enough to be compared, those that share the most first."""
        bits = sampling_bits(own.size)
        likely = [
            (count, number)
            for number, count, size in found.shared
            if count >= MIN_ESTIMATE * _expected(found.telling, bits, size)
        ]
        ranked = [number for _, number in sorted(likely, reverse=True)]
        return tuple(dict.fromkeys((*found.alike, *ranked)))[:_MAX_CANDIDATES]

    def relations(self, text: StoredText, others: Sequence[StoredText]) -> tuple[StatementRelation | None, ...]:
        """How a statement is related to each of `others`; None if it is not."""
        return tuple(self.relation(text, other) for other in others)

    def relation(self, one: StoredText, other: StoredText) -> StatementRelation | None:
        """How two statements are related; None if they are not."""
        return relation_of(_compared(one), _compared(other))


def _expected(telling: int, bits: int, other_size: int) -> int:
    """How many hashes two samples share if the smaller text stands in the other."""
    coarser = max(bits, sampling_bits(other_size))
    return min(telling >> (coarser - bits), other_size >> coarser)


def _compared(text: StoredText) -> ComparedText:
    statement = text.statement
    published = statement.published or text.seen
    return ComparedText(statement.key, statement.text, statement.title, published, statement.source, statement.parties)
