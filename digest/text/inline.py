"""Reads the pieces of one line: raised figures, struck-out words, quotation marks and bullets get their meaning. Pure.

Knows neither HTML nor Markdown: the parsers tell the kind of each piece. Does not split a text into lines.

A raised text is one of three things:

- An ending or words ("21st", "XXIe", "Mme", "n.º"): it stays, so that no word is lost.
- A power ("10⁻³", "km²"): superscript characters. A figure behind a plain number is written in the same way where nothing shows
  whether it is a power or a note mark: "14²" is right for both, "142" is wrong for both.
- A note mark: left out and recorded. It is one if it cannot be a power: it is linked, in brackets, a star or a dagger, several
  figures, behind a long word or punctuation, or behind a year, an amount of money or a number with separators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from digest.records import Removal
from digest.text.unicode import normalised_line

NOTE_MARK = "note-mark"
"""The rule id of marks that point to a footnote."""

STRUCK_OUT = "struck-out"
"""The rule id of words that the publisher has struck out."""


class Kind(Enum):
    """What a piece of a line is."""

    TEXT = auto()
    RAISED = auto()
    LOWERED = auto()
    STRUCK = auto()
    OPENING = auto()
    CLOSING = auto()
    BULLET = auto()
    NOTE_LINK = auto()


class Piece(NamedTuple):
    """A run of characters of one kind and style. `linked`: it is in a link."""

    text: str
    kind: Kind = Kind.TEXT
    bold: bool = False
    linked: bool = False


_SUPERSCRIPTS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TRADE_MARKS = {"TM": "™", "SM": "℠", "(R)": "®", "(C)": "©", "R": "®"}
_INDICATORS = {"o": "º", "a": "ª"}
_OPENING_CHARACTERS = "([{“„«‘‚‹「『\"'$€£¥₹"
_SPACED_SIGN = re.compile(r"\s[%‰]")
_CLOSING_CHARACTERS = ".,;:!?%‰)]}”’»›」』\"'…"
_BRACKETS = {"[": "]", "(": ")"}
_ELISION = re.compile(r"[^\W\d_]['’]$")  # "d’<q>"
_OPENING_QUOTATION_MARKS = "“„«‚‹「『"
_QUOTATION_MARKS = "“”„«»‘’‚‹›「」『』\"'"

_NOTE_MARK = re.compile(r"[\[({]\s*[^\W_]{1,4}\s*[\])}]|[*†‡§¶#]{1,4}|\d[\d\s,;–-]{0,20}[,;–-]\s?\d{1,3}|\d{1,3}\)")
_FIGURE = re.compile(r"\d{1,3}")
_EXPONENT = re.compile(r"[+−–-]?\d{1,3}|\d?[+−–-]")
_NOTE_LETTER = re.compile(r"[a-z]|[ivx]{2,4}")
_ENDINGS = frozenset("eoadrshm")  # of ordinals and hours as one letter: 2e, 1o, 1a, 2d, 1r, 1990s, 10h
_VARIABLES = frozenset("nkxyti")
_NUMBER = re.compile(r"(?P<currency>[$€£¥₹]\s?)?(?P<number>\d+(?:[.,\u00a0\u202f]\d+)*)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(r"\d\s?[–/-]\s?\d{1,6}$")
_MAX_ORDINAL = 999
_WORD = re.compile(r"(?P<counted>\d\s+)?(?P<word>[^\W\d_]+)$")
_SQUARE_OR_CUBE = frozenset("23")
_MIN_NOTED_WORD = 4  # letters; a shorter word can be a unit or a variable: km², mc²
# Isotopes that statements name: "¹³⁷Cs"
_ISOTOPE = re.compile(r"(?:Am|C|Co|Cs|H|I|K|Kr|N|O|Po|Pu|Ra|Rn|Sr|Tc|Th|U|Xe)(?![^\W\d_])")
_FRACTION_BAR = re.compile(r"\s*[/⁄∕]\s*\d")
_MAX_CONTEXT = 40  # characters before a raised text that tell what it is
_RUNS_AFTER = 2  # runs behind it that do: "/" and the lower figure of a fraction


class InlineText(NamedTuple):
    """The text of a line, not yet normalised, and what was left out of it."""

    text: str
    removed: tuple[Removal, ...] = ()


def read_inline(pieces: Sequence[Piece]) -> InlineText:
    """Return what the pieces of a line say."""
    if all(piece.kind is Kind.TEXT for piece in pieces):
        return InlineText("".join(piece.text for piece in pieces))
    line = _Line()
    runs = [_Run(kind, "".join(part.text for part in run), _is_linked(kind, run)) for kind, run in _grouped(pieces)]
    for number, run in enumerate(runs, start=1):
        line.add(run, "".join(other.text for other in runs[number : number + _RUNS_AFTER]))
    return InlineText(line.text, tuple(line.removed))


def _is_linked(kind: Kind, run: Sequence[Piece]) -> bool:
    return kind is Kind.NOTE_LINK or any(part.linked for part in run)


class _Run(NamedTuple):
    """Neighbouring pieces of one kind."""

    kind: Kind
    text: str
    linked: bool


def _grouped(pieces: Sequence[Piece]) -> list[tuple[Kind, list[Piece]]]:
    marks = (Kind.OPENING, Kind.CLOSING)
    groups = groupby(enumerate(pieces), key=lambda part: (part[1].kind, part[0] if part[1].kind in marks else -1))
    return [(kind, [piece for _, piece in run]) for (kind, _), run in groups]


class _Line:
    """The text of a line as it grows, run by run."""

    def __init__(self) -> None:
        self.text = ""
        self.removed: list[Removal] = []
        self._joins = False  # white space and punctuation that follow belong to what was before the words left out
        self._bracket = ""  # that closes around a note mark that was left out
        self._marked: list[bool] = []  # for each open quotation, whether its opening mark was written

    def add(self, run: _Run, after: str) -> None:
        """Add a run; `after` is the text behind it."""
        if run.kind is Kind.STRUCK:
            self._strike(run.text)
        elif run.kind is Kind.OPENING:
            self._open(run.text, after)
        elif run.kind is Kind.CLOSING:
            self._close(run.text)
        elif run.kind is Kind.RAISED or (run.kind is Kind.NOTE_LINK and self.text[-1:].strip()):
            self._raise(run, after)
        elif run.kind is Kind.LOWERED:
            self._write(_lowered(self.text[-_MAX_CONTEXT:], run.text))
        elif run.kind is Kind.BULLET and not self.text.strip():
            self._write("• ")
        else:
            self._write(run.text)

    def _write(self, text: str) -> None:
        if self._bracket and text.lstrip().startswith(self._bracket):
            text = text.lstrip().removeprefix(self._bracket)
            self.text = self.text.rstrip()[:-1].rstrip()
        self._bracket = self._bracket if not text.strip() else ""
        if self._joins:
            text = text.lstrip() if self.text[-1:].isspace() or self.text[-1:] in _OPENING_CHARACTERS else text
            if text[:1] and text.lstrip()[:1] in _CLOSING_CHARACTERS and not _SPACED_SIGN.match(text):
                self.text, text = self.text.rstrip(), text.lstrip()
            self._joins = not text
        self.text += text

    def _strike(self, text: str) -> None:
        self._remove(STRUCK_OUT, text)
        if text[:1].isspace() or text[-1:].isspace():
            self.text += " "
        self._joins = True

    def _remove(self, rule: str, text: str) -> None:
        if words := normalised_line(text):
            self.removed.append(Removal(rule, words))

    def _open(self, mark: str, inside: str) -> None:
        is_elision = _ELISION.search(self.text[-_MAX_CONTEXT:])
        is_marked = self.text[-1:] in tuple(_QUOTATION_MARKS) and not is_elision
        before = is_marked or self.text.rstrip()[-1:] in tuple(_OPENING_QUOTATION_MARKS)
        has_own = before or inside.lstrip()[:1] in tuple(_QUOTATION_MARKS)
        self._marked.append(not has_own)
        self._write("" if has_own else mark)

    def _close(self, mark: str) -> None:
        if self._marked and self._marked.pop():
            self.text = f"{self.text.rstrip()}{mark}{' ' if self.text[-1:].isspace() else ''}"

    def _raise(self, run: _Run, after: str) -> None:
        before, mark = self.text[-_MAX_CONTEXT:], run.text.strip()
        if _is_note_mark(before, mark, after, linked=run.linked):
            self._remove(NOTE_MARK, mark)
            self._bracket = _BRACKETS.get(before.rstrip()[-1:], "")
            self.text += " " if self.text[-1:].strip() and after[:1].isalnum() else ""
            self._joins = True
        else:
            if _is_power(before, mark, after):
                self.text = self.text.rstrip()
            self._write(_raised(before.rstrip(), run.text, after))


def _is_note_mark(before: str, mark: str, after: str, *, linked: bool) -> bool:
    """Whether a raised `mark` between `before` and `after` points to a note: the rule in the docstring of the module."""
    if not mark or mark in _TRADE_MARKS:
        return False
    if _NOTE_MARK.fullmatch(mark):
        return True
    base = before.rstrip()
    if _FIGURE.fullmatch(mark):
        is_other = _FRACTION_BAR.match(after) or _is_isotope(before, after)
        return not is_other and (linked or _is_note_figure(base, mark, after))
    return _NOTE_LETTER.fullmatch(mark) is not None and (linked or _is_note_letter(base, mark))


def _is_power(before: str, mark: str, after: str) -> bool:
    """Whether `mark`, which is no note mark, belongs to what is before it even behind a space."""
    is_other = _FRACTION_BAR.match(after) or _is_isotope(before, after)
    return _EXPONENT.fullmatch(mark) is not None and not is_other


def _is_note_figure(base: str, mark: str, after: str) -> bool:
    if not base or base[-1] in _CLOSING_CHARACTERS:
        return True
    if number := _NUMBER.search(base):
        written = number["number"]
        is_range = _RANGE.search(base) is not None  # "2023–24"
        is_plain = written.isdigit() and not _YEAR.fullmatch(written) and not number["currency"] and not is_range
        return not is_plain or after.lstrip()[:1] in ("%", "‰")
    if word := _WORD.search(base):
        is_unit = word["counted"] and mark in _SQUARE_OR_CUBE
        return len(word["word"]) >= _MIN_NOTED_WORD and not is_unit
    return False


def _is_note_letter(base: str, mark: str) -> bool:
    if not base:
        return False
    if number := _NUMBER.search(base):
        is_ordinal = number["number"].isdigit() and int(number["number"]) <= _MAX_ORDINAL
        return mark not in _VARIABLES and not (is_ordinal and mark in _ENDINGS)
    word = _WORD.search(base)
    return base[-1] in _CLOSING_CHARACTERS if word is None else len(word["word"]) >= _MIN_NOTED_WORD


def _raised(base: str, raised: str, after: str) -> str:
    """Return a raised text that is no note mark as it is written behind `base` in plain text."""
    mark = raised.strip()
    if _FIGURE.fullmatch(mark) and _FRACTION_BAR.match(after):
        return f" {mark}" if base[-1:].isdigit() else raised
    if _EXPONENT.fullmatch(mark) and mark != "+":
        return raised.replace(mark, mark.translate(_SUPERSCRIPTS))
    if mark in _TRADE_MARKS and base[-1:].isalpha():
        return raised.replace(mark, _TRADE_MARKS[mark])
    if mark in _INDICATORS and (base[-1:].isdigit() or base[-1:] == "."):
        return raised.replace(mark, _INDICATORS[mark])
    is_exponent = mark in _VARIABLES or (len(mark) <= 2 * _MIN_NOTED_WORD and any(map(str.isdigit, mark)))
    if base[-1:].isalnum() and is_exponent:
        return f"^{mark}" if mark.isalnum() else f"^({mark})"
    return raised


def _lowered(before: str, lowered: str) -> str:
    """Return a lowered text behind `before`: "CO2", but never a figure glued to a number."""
    mark = lowered.strip()
    return lowered.translate(_SUBSCRIPTS) if mark.isdigit() and before[-1:].isdigit() else lowered


def _is_isotope(before: str, after: str) -> bool:
    return before[-1:].strip() == "" and _ISOTOPE.match(after) is not None
