"""Compares two wordings of a sentence word by word. Pure.

The pieces can be put together again: those that stayed and those that were deleted are the earlier wording, those that stayed
and those that were inserted are the later one, but for white space and for typography, in which the later one is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.text.comparison import spelling_form
from digest.text.word_edits import word_edits

_MAX_ISLAND = 2
"""Short words and signs that stayed between two changes and are told as changed, too: "of the" tells nothing alone."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# A number with its signs, a word with its apostrophes and hyphens, a character of a script without spaces, or one other sign.
_TOKEN = re.compile(
    rf"[$€£¥₹]?\d+(?:[.,:/’'\u2010\u2011-]\d+)*%?|[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+(?:[’'\u2010\u2011-][^\W_{_UNSPACED}]+)*|\s+|."
)


class PieceEdit(StrEnum):
    """What became of a piece of the earlier wording."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A run of words that stayed, was deleted or was inserted."""

    edit: PieceEdit
    text: str


def tokens_of(text: str) -> list[str]:
    """Return the words, numbers, signs and spaces of `text`, which together are the text with single spaces."""
    return _TOKEN.findall(" ".join(text.split()))


def word_diff(earlier: str, later: str) -> tuple[WordPiece, ...]:
    """Return the pieces of the two wordings in order; what was deleted comes before what stands in its place."""
    old, new = tokens_of(earlier), tokens_of(later)
    found: list[WordPiece] = []
    for old_start, old_end, new_start, new_end, same in _with_islands(_ranges(old, new), new):
        if same:
            found.append(WordPiece(PieceEdit.SAME, "".join(new[new_start:new_end])))
            continue
        deleted, inserted = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        found += [WordPiece(PieceEdit.DELETED, deleted)] if deleted else []
        found += [WordPiece(PieceEdit.INSERTED, inserted)] if inserted else []
    return tuple(found)


_Range = tuple[int, int, int, int, bool]


def _ranges(old: Sequence[str], new: Sequence[str]) -> Iterator[_Range]:
    """Yield the ranges of both sides in order, and whether they are the same."""
    at = at_new = 0
    for edit in word_edits([_form(token) for token in old], [_form(token) for token in new]):
        if edit.start > at:
            yield at, edit.start, at_new, edit.other_start, True
        yield edit.start, edit.end, edit.other_start, edit.other_end, False
        at, at_new = edit.end, edit.other_end
    if at < len(old):
        yield at, len(old), at_new, len(new), True


def _form(token: str) -> str:
    return spelling_form(token) if not token.isspace() else " "


def _with_islands(ranges: Iterable[_Range], new: Sequence[str]) -> Iterator[_Range]:
    """Yield the ranges, those of short words between two changes joined to these."""
    row = list(ranges)
    place = 0
    while place < len(row):
        current = row[place]
        while not current[4] and place + 2 < len(row) and _is_island(new[row[place + 1][2] : row[place + 1][3]]):
            after = row[place + 2]
            current = (current[0], after[1], current[2], after[3], False)
            place += 2
        yield current
        place += 1


def _is_island(tokens: Sequence[str]) -> bool:
    """Whether a run that stayed is too short to help a reader: a space, or one or two short words."""
    words = [token for token in tokens if not token.isspace()]
    return len(words) <= _MAX_ISLAND and all(len(word) <= 3 and (word.islower() or not word[0].isalnum()) for word in words)
