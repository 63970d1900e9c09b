"""Decides whether one word is a misspelling of another. Pure; uses no dictionary, only the words that code must tell apart."""

from __future__ import annotations

from digest.text.lang.en import MODALS, NEGATIONS, NOT_NAMES, NUMBER_SCALES

_MIN_LETTERS = 5
_MIN_LONG_LETTERS, _SAME_START, _SAME_END = 8, 2, 3
_KEPT_APART = frozenset({*MODALS, *NEGATIONS, *NUMBER_SCALES})


def is_misspelling(one: str, other: str) -> bool:
    """Whether two English words, no names, differ in one letter: missing, added, changed, or swapped with its neighbour."""
    if not (one.isalpha() and other.isalpha()) or {one, other} & _KEPT_APART:
        return False
    return min(len(one), len(other)) >= _MIN_LETTERS and _is_one_letter_apart(one, other)


def is_misspelt_title(one: str, other: str) -> bool:
    """Whether one word is a title such as "minister", and the other no word that is known. "Iran" and "Iraq" are neither."""
    return is_misspelling(one, other) and (one in NOT_NAMES) != (other in NOT_NAMES)


def is_misspelling_in_any_language(one: str, other: str) -> bool:
    """Whether two long words differ in one letter that is neither at their beginning nor at their end, where words inflect."""
    if one[:_SAME_START] != other[:_SAME_START] or one[-_SAME_END:] != other[-_SAME_END:]:
        return False
    return min(len(one), len(other)) >= _MIN_LONG_LETTERS and is_misspelling(one, other)


def _is_one_letter_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        first = places[0] if places else 0
        is_swap = len(places) == 2 and places[1] == first + 1 and one[first : first + 2] == other[first : first + 2][::-1]
        return len(places) == 1 or is_swap
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
