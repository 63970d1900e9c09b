"""Tells edits that a reader need not know: dates that move with the calendar, spelling, articles and signs. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from digest.records import Statement
from digest.text.comparison import comparable_words
from digest.text.lang.en_changes import TELLING_SWAPS
from digest.text.month_names import base_language, month_number
from digest.text.word_diff import PieceEdit, WordPiece, word_diff
from digest.text.word_kinds import WordKind, differing_words, language_words

_MAX_HEADING_WORDS = 4
_NEAR = 24
"""Characters before a year in which its month stands: "March 6, 2023"."""


def years_apart(earlier: Statement, later: Statement) -> int:
    """Return by how many years a yearly statement moves its dates: as many as lie between the two, one if nobody knows."""
    if earlier.published is None or later.published is None:
        return 1
    return max(round((later.published - earlier.published).days / 365.25), 0)


def is_routine(earlier: str, later: str, language: str, years: int) -> bool:
    """Whether an edit changed nothing but spelling, articles and signs, or moved a day by as many `years` as the statement."""
    if not earlier or not later:
        return False
    earlier, later = _without_rolled_dates(earlier, later, language, years)
    gone, come = differing_words(earlier, later, language)
    is_light = all(kind <= WordKind.FUNCTION for _, kind in (*gone, *come))
    is_turned = _swaps({word for word, _ in gone}, {word for word, _ in come}) or _reorders(earlier, later, language)
    return is_light and not is_turned


def _swaps(gone: Set[str], come: Set[str]) -> bool:
    """Whether an English function word stands in the place of one that says another thing: "and", "or"."""
    return any((one in gone and other in come) or (other in gone and one in come) for one, other in TELLING_SWAPS)


def _reorders(earlier: str, later: str, language: str) -> bool:
    """Whether names, numbers or negations stand in another order: "Estavia attacked Corland"."""
    words = language_words(language)
    names = {form for text in (earlier, later) for form in _capitalised(text)}
    telling = (names - words.function_words - words.open_words) | words.negations
    before, after = (
        [word for word in comparable_words(text) if word in telling or word[0].isdigit()] for text in (earlier, later)
    )
    return before != after and Counter(before) == Counter(after)


def _capitalised(text: str) -> Iterator[str]:
    return (form for word in text.split() if word[:1].isupper() for form in comparable_words(word))


def is_heading(earlier: str, later: str, titles: str) -> bool:
    """Whether a line that came or went is one of few words that the titles have: "NOTICE"."""
    words = comparable_words(earlier or later)
    return not (earlier and later) and len(words) <= _MAX_HEADING_WORDS and set(words) <= set(comparable_words(titles))


def _without_rolled_dates(earlier: str, later: str, language: str, years: int) -> tuple[str, str]:
    """Return both wordings, each year of a day that moved by `years` replaced by the earlier one."""
    pieces = list(word_diff(earlier, later))
    for place, (deleted, inserted) in _replaced(pieces):
        before = "".join(piece.text for piece in pieces[:place] if piece.edit is not PieceEdit.DELETED)
        if years and _moved_by(deleted, inserted, years) and _ends_with_day(before[-_NEAR:], language):
            pieces[place + 1] = WordPiece(PieceEdit.INSERTED, deleted)
    return earlier, "".join(piece.text for piece in pieces if piece.edit is not PieceEdit.DELETED)


def _replaced(pieces: Sequence[WordPiece]) -> Iterator[tuple[int, tuple[str, str]]]:
    for place, (one, other) in enumerate(pairwise(pieces)):
        if one.edit is PieceEdit.DELETED and other.edit is PieceEdit.INSERTED:
            yield place, (one.text, other.text)


def _moved_by(deleted: str, inserted: str, years: int) -> bool:
    one, other = deleted.strip(), inserted.strip()
    return one.isdecimal() and other.isdecimal() and len(one) == len(other) == 4 and int(other) - int(one) == years


def _ends_with_day(before: str, language: str) -> bool:
    """Whether a month and a number stand before a year."""
    words = before.replace(",", " ").replace(".", " ").split()[-3:]
    code = base_language(language)
    has_month = any(month_number(word, code) is not None for word in words if word[:1].isalpha()) or "月" in before
    return has_month and any(word[:1].isdigit() for word in words)
