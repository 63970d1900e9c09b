"""Decides what kind of word was changed between two texts: a number, a date, a name, a negation, or only the wording. Pure.

Similarity cannot tell a corrected copy from another statement: "$200 million" and "$800 million" differ in one word of a
thousand. The kind of the changed word can. In doubt a change is of the kind that keeps two statements apart: a word in a
script without capitals may be a name, and in languages but English every changed word counts, since negations and number
words are known in English only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.relate.compared_text import ComparedText, Word
from digest.relate.frame import is_frame
from digest.relate.spelling import is_misspelling, is_misspelling_in_any_language, is_misspelt_title
from digest.text.antonyms import antonym_swaps
from digest.text.date_words import date_words
from digest.text.lang.en import MODALS, NEGATIONS, NUMBER_SCALES, STEM_STOP_WORDS, UNITS
from digest.text.lang.en_changes import CONDITIONS, LIGHT_WORDS, QUANTIFIERS, RANK_MODIFIERS, RELATIVE_TIMES
from digest.text.numbers import VALUES, quantities
from digest.text.word_edits import Edit, word_edits

_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de")
_SIGNS = frozenset("%‰$€£¥₹₽₩₺₴")
_CONTEXT = 2  # words beside a change that may hold its unit or currency


class ChangeKind(StrEnum):
    """What a change is about. See `DIFFERING`."""

    TYPOGRAPHY = "typography"
    FRAME = "frame"
    SPELLING = "spelling"
    LIGHT = "light words"
    WORDING = "wording"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    CONDITION = "condition"
    WORD = "word"


DIFFERING = frozenset(
    {
        ChangeKind.NUMBER,
        ChangeKind.DATE,
        ChangeKind.NAME,
        ChangeKind.NEGATION,
        ChangeKind.OPPOSITE,
        ChangeKind.CONDITION,
        ChangeKind.WORD,
    }
)
"""The kinds of changes that keep two statements apart."""
UNSEEN = frozenset({ChangeKind.TYPOGRAPHY, ChangeKind.FRAME})
"""The kinds of changes that a reader need not be told of."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """A change from one text to the other: its kind, the words of both, as written, and how many words it changes."""

    kind: ChangeKind
    before: str
    after: str
    size: int


def word_changes(one: ComparedText, other: ComparedText) -> tuple[WordChange, ...]:
    """The changes from the text of `one` to that of `other`, in order."""
    return tuple(_changes(one.words, other.words, one.steady, other.steady, is_english=_is_english(one, other)))


def title_changes(one: ComparedText, other: ComparedText) -> tuple[WordChange, ...]:
    """The changes from the title of `one` to that of `other`, in order."""
    before, after = one.title_words, other.title_words
    return tuple(_changes(before, after, one.title, other.title, is_english=_is_english(one, other)))


def _is_english(one: ComparedText, other: ComparedText) -> bool:
    return one.language == "en" == other.language


def _changes(
    one: Sequence[Word], other: Sequence[Word], text: str, other_text: str, *, is_english: bool
) -> Iterator[WordChange]:
    lower = {word.form for word in (*one, *other) if word.written.islower()}
    for edit in word_edits([word.form for word in one], [word.form for word in other]):
        before, after = one[edit.start : edit.end], other[edit.other_start : edit.other_end]
        written = _written(before, text), _written(after, other_text)
        at_edge = (edit.start in (0, len(one)) or edit.end == len(one)) and not (before and after)
        at_edge = at_edge and (edit.end in (0, len(one)) or edit.start == 0)
        if at_edge and is_frame(" ".join(written).strip()):
            kind = ChangeKind.FRAME
        else:
            kind = _kind(before, after, _beside(one, other, edit), lower, is_english=is_english)
        if kind is ChangeKind.NUMBER:
            figures = _with_unit(one, edit.start, edit.end), _with_unit(other, edit.other_start, edit.other_end)
            written = _written(figures[0], text), _written(figures[1], other_text)
        yield WordChange(kind, *written, max(len(before), len(after)))


def _with_unit(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Changed words with the currency before and the scale or unit behind them: "$200 million" for "200"."""
    has_sign = start > 0 and words[start - 1].form in _SIGNS
    has_unit = end < len(words) and (_is_number(words[end].form) or words[end].form in UNITS)
    return words[start - has_sign : end + has_unit]


def _written(words: Sequence[Word], text: str) -> str:
    return text[words[0].start : words[-1].start + len(words[-1].written)] if words else ""


def _beside(one: Sequence[Word], other: Sequence[Word], edit: Edit) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words before and behind an edit: the same in both texts, but at their ends."""
    start = one[max(0, edit.start - _CONTEXT) : edit.start]
    behind, other_behind = one[edit.end : edit.end + _CONTEXT], other[edit.other_end : edit.other_end + _CONTEXT]
    return start, max(behind, other_behind, key=len)


def _kind(
    before: Sequence[Word],
    after: Sequence[Word],
    beside: tuple[Sequence[Word], Sequence[Word]],
    lower: set[str],
    *,
    is_english: bool,
) -> ChangeKind:
    forms, other_forms = [word.form for word in before], [word.form for word in after]
    changed = {*forms, *other_forms}
    has_number = any(map(_is_number, changed))
    if not has_number and _joined(forms) == _joined(other_forms):
        return ChangeKind.TYPOGRAPHY
    if has_number and forms == other_forms:
        return ChangeKind.TYPOGRAPHY
    if not is_english:
        return _kind_in_other_language(before, after, has_number=has_number)
    return _kind_in_english(before, after, beside, lower)


def _kind_in_other_language(before: Sequence[Word], after: Sequence[Word], *, has_number: bool) -> ChangeKind:
    if has_number:
        return ChangeKind.NUMBER
    is_lower = all(word.written.islower() for word in (*before, *after))
    if is_lower and len(before) == len(after) == 1 and is_misspelling_in_any_language(before[0].form, after[0].form):
        return ChangeKind.SPELLING
    return ChangeKind.WORD


def _kind_in_english(
    before: Sequence[Word], after: Sequence[Word], beside: tuple[Sequence[Word], Sequence[Word]], lower: set[str]
) -> ChangeKind:
    changed = {word.form for word in (*before, *after)}
    if any(map(_is_number, changed)):
        return ChangeKind.SPELLING if _same_figures(before, after, beside) else ChangeKind.NUMBER
    if (date := _date_kind(before, after)) is not None:
        return date
    if _negations(before) != _negations(after) or _modals(before) != _modals(after):
        return ChangeKind.NEGATION
    if _is_opposite(before, after):
        return ChangeKind.OPPOSITE
    if _conditions(before) != _conditions(after):
        return ChangeKind.CONDITION
    if len(before) == len(after) == 1 and _is_misspelt(before[0], after[0]):
        return ChangeKind.SPELLING
    if changed & RANK_MODIFIERS or _names(before, lower) != _names(after, lower):
        return ChangeKind.NAME
    if changed <= LIGHT_WORDS:
        return ChangeKind.LIGHT
    if _counted(before, after, beside):
        return ChangeKind.NUMBER
    return ChangeKind.WORDING


def _joined(forms: Sequence[str]) -> str:
    return "".join(character for form in forms for character in form if character.isalnum())


def _is_number(form: str) -> bool:
    return (
        any(unicodedata.category(character)[0] == "N" for character in form)
        or form in VALUES
        or form in _SIGNS
        or (form in NUMBER_SCALES and len(form) > 2)
        or form in QUANTIFIERS
    )


def _same_figures(before: Sequence[Word], after: Sequence[Word], beside: tuple[Sequence[Word], Sequence[Word]]) -> bool:
    start, behind = beside
    figures = [_figures((*start, *changed, *behind)) for changed in (before, after)]
    return bool(figures[0]) and figures[0] == figures[1] and _vague(before) == _vague(after)


def _vague(words: Sequence[Word]) -> list[str]:
    """The words for numbers that stand for no figure: "some", and "million" unless a figure is written beside it."""
    has_figure = any(word.form in VALUES or any(character.isdigit() for character in word.form) for word in words)
    scales = NUMBER_SCALES if has_figure else {}
    return sorted(word.form for word in words if word.form in QUANTIFIERS and word.form not in scales)


def _figures(words: Sequence[Word]) -> list[tuple[str, str]]:
    found = quantities(" ".join(word.written for word in words))
    return sorted((str(quantity.value.normalize()), quantity.unit) for quantity in found)


def _date_kind(before: Sequence[Word], after: Sequence[Word]) -> ChangeKind | None:
    """DATE if months, weekdays or times differ, SPELLING if one is only written otherwise, None if there is none."""
    dates = [date_words(" ".join(word.written for word in words)) for words in (before, after)]
    times = [{word.form.removesuffix("'s") for word in words} & RELATIVE_TIMES for words in (before, after)]
    if dates[0] != dates[1] or times[0] != times[1]:
        return ChangeKind.DATE
    return ChangeKind.SPELLING if dates[0] and len(before) == len(after) == 1 else None


def _negations(words: Sequence[Word]) -> list[str]:
    return ["not" for word in words if word.form in NEGATIONS]


def _conditions(words: Sequence[Word]) -> list[str]:
    return sorted(word.form for word in words if word.form in CONDITIONS)


def _modals(words: Sequence[Word]) -> list[str]:
    """The modal verbs, but for "will" and "shall", which the present tense can stand for."""
    return sorted(word.form for word in words if word.form in MODALS and word.form not in ("will", "shall"))


def _is_opposite(before: Sequence[Word], after: Sequence[Word]) -> bool:
    if antonym_swaps(" ".join(word.written for word in before), " ".join(word.written for word in after)):
        return True
    forms, others = {word.form for word in before}, {word.form for word in after}
    return any(prefix + form in others or prefix + form in forms for prefix in _NEGATIVE_PREFIXES for form in forms ^ others)


def _is_misspelt(before: Word, after: Word) -> bool:
    is_lower = before.written.islower() and after.written.islower()
    return (is_misspelling if is_lower else is_misspelt_title)(before.form, after.form)


def _names(words: Sequence[Word], lower: set[str]) -> list[str]:
    """The words that may be names, sorted: with a capital, unless they start a sentence and are common words."""
    return sorted(word.form for word in words if _may_be_name(word, lower))


def _may_be_name(word: Word, lower: set[str]) -> bool:
    if word.form in STEM_STOP_WORDS:
        return False
    if word.written[:1].upper() == word.written[:1].lower():  # a script without capitals
        return True
    if word.written.islower():
        return False
    return not (word.starts and word.form in lower and not word.written[1:].isupper())


def _counted(before: Sequence[Word], after: Sequence[Word], beside: tuple[Sequence[Word], Sequence[Word]]) -> bool:
    """Whether a word was changed that a number beside it counts: "20 soldiers" and "20 civilians"."""
    start, behind = beside
    neighbours = [*start[-1:], *behind[:1]]
    return any(any(unicodedata.category(c)[0] == "N" for c in word.form) or word.form in VALUES for word in neighbours)
