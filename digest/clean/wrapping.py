"""Joins the rows of a text that was wrapped at some column, and leaves lists, verses, addresses and tables alone. Pure.

A break is forced if the next word would not have fitted into the width of the text. A text is wrapped if most of its breaks are
forced and many of them stand inside a sentence; verses and addresses have breaks that are neither. The width is that of the
whole text, or of one paragraph where the text has several.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.clean.document import BULLETS
from digest.text.lang import LANGUAGES
from digest.text.lang.en import COMPOUND_PARTS
from digest.text.language import language_of
from digest.text.month_names import month_number
from digest.text.unicode import is_unspaced, normalise, split_rows

LIST_START = re.compile(
    "(?:[" + BULLETS + r"\uf000-\uf0ff]|[-–—*]\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s|\((?:[a-z]{1,5}|[A-Z]{1,2})\)\s?)"
)
"""A row that may begin the item of a list."""

_LABEL = re.compile(r"[A-Z][A-Z .'’-]{1,40}:|[QA](?:[:)\]]|$)")  # who speaks
_LABEL_BEHIND_STOP = re.compile(r"[QA]\.\s|Q [A-Z]")  # inside a sentence, "A. Berg" is a name and "Q fever" a word
_QUOTED = re.compile(r"(?:>\s?)+")
_CELLS = re.compile(r"\S(?:\t| {3})\s*\S")
_LONG_TOKEN = 40  # characters; an address, which stands in a row of its own, however wide the text is
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_SOFT_HYPHEN = re.compile("\u00ad[ \t]*(?:\r\n?|\n)[ \t]*(?=\\w)")
_HYPHEN = "\u2010"
_HYPHEN_AT_END = re.compile(rf"(?<=[^\W_]){_HYPHEN}$")
_STOPS = frozenset(".!?:;。！？：；।؟۔")
_MARKS = _STOPS | frozenset(",،、，")
_OPENING_MARKS = "([{“„«\"'‘「『"
_MIN_WIDTH = 20  # characters; in narrower columns every row is a word or two
_TYPEWRITER_WIDTHS = range(50, 101)  # mail and typewriter text: rows near such a width were wrapped, however ragged they are
_FULL_ROW_SHARE = 0.75  # of the width
_MIN_FORCED_SHARE = 0.8  # of the breaks
_MIN_INNER_SHARE = 0.3  # of the breaks that stand inside a sentence; in wrapped prose more than half do
_MAX_MARKED_SHARE = 0.6  # of the breaks behind a punctuation mark; more are in verses
_MIN_SINGLE_ROW = 40  # characters before the only break of a text
_MIN_DOUBLE_SPACED = 4  # rows
_INDENT = 2  # spaces before the first row of a paragraph

_BROKEN_WORD = re.compile(r"(?P<left>[^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CONJUNCTIONS = frozenset(word for language in LANGUAGES for word in language.conjunctions)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a text without the spaces around it; `gap` is the number of empty rows before it.

    `indent`: the spaces before it. `has_cells`: wide spaces inside it, as between the cells of a table.
    """

    text: str
    gap: int = 0
    indent: int = 0
    has_cells: bool = False


def read_rows(text: str) -> list[Row]:
    """Return the rows of a plain text that are not empty, without the marks of a quotation in a mail ("> ")."""
    written = _unquoted([row.rstrip() for row in split_rows(_SOFT_HYPHEN.sub("", text))])
    rows: list[Row] = []
    gap = 0
    for row in written:
        words = normalise(row).strip()
        if words.endswith(_HYPHEN):
            words = _HYPHEN_AT_END.sub("-", words)
        if words:
            has_cells = ("\t" in row or "   " in row) and _CELLS.search(row) is not None
            rows.append(Row(words, gap, len(row) - len(row.lstrip()), has_cells))
        gap = 0 if words else gap + 1
    return rows


def paragraphs_of(rows: Sequence[Row]) -> list[list[str]]:
    """Return the paragraphs of each block, a block being rows without an empty one between them; wrapped rows are joined."""
    blocks = _blocks(rows)
    width = _width(blocks)
    is_wrapped = _is_wrapped([pair for block in blocks for pair in pairwise(block)], width)
    known = _whole_words(row.text for row in rows) if any(_broken_word(row.text) for row in rows) else frozenset()
    open_words = _open_words(" ".join(row.text for row in rows)) if any(_open_end(row.text) for row in rows) else frozenset()
    return [_paragraphs(block, _width_of_block(block, width if is_wrapped else 0), known, open_words) for block in blocks]


def ends_inside(rows: Sequence[str]) -> list[bool]:
    """Return for each row but the last whether its sentence goes on in the next one: for rows that a page breaks itself.

    Pages break lines on purpose more often than texts, so only breaks before lower case tell that rows are wrapped. A row also
    goes on in lower case, or behind a word that ends no line: "The Ministry of".
    """
    found = [Row(text) for text in rows]
    pairs = list(pairwise(found))
    width = _width([found])
    lower = sum(after.text[0].islower() for _, after in pairs)
    is_wrapped = (
        lower >= _MIN_INNER_SHARE * len(pairs)
        and len(pairs) > 1
        and not any(_ADDRESS.search(row) for row in rows)
        and _is_wrapped(pairs, width, ragged=False)
    )
    open_words = _open_words(" ".join(rows)) if any(map(_open_end, rows[:-1])) else frozenset()
    return [
        not _is_item(after.text)
        and (
            _open_end(row.text) in open_words
            or _continues(row.text, after.text)
            or (is_wrapped and _is_forced(row, after, width) and not _begins(row, after, found))
        )
        for row, after in pairs
    ]


def _continues(before: str, text: str) -> bool:
    """Whether a row in lower case continues one without a stop. Addresses are in lower case anyway."""
    ends_inside_sentence = before[-1].isalnum() or before[-1] in ",-–"
    return text[0].islower() and ends_inside_sentence and not _ADDRESS.search(text)


def join(left: str, right: str, known: Collection[str] = ()) -> str:
    """Return two rows as one: without a space in scripts that have none, and with a word whole that was broken at its end.

    `known` are the words of the text: they tell whether a word is spelled with a hyphen.
    """
    if (is_unspaced(left[-1]) and (is_unspaced(right[0]) or right[0].isdigit())) or (
        left[-1].isdigit() and is_unspaced(right[0])
    ):
        return left + right
    broken, rest = _broken_word(left), _FIRST_WORD.match(right)
    if broken and rest:
        if rest[0].lower() in _CONJUNCTIONS:
            return f"{left} {right}"
        return (left if _has_hyphen(broken["left"], rest[0], known) else left[:-1]) + right
    is_glued = len(left) > 1 and left[-1] in "—/-" and not left[-2].isspace() and right[0].isalnum()
    return left + right if is_glued else f"{left} {right}"


def _unquoted(rows: list[str]) -> list[str]:
    """Return the rows without ">" where two or more rows of a quotation stand together. One alone may be "> 5 %"."""
    quoted = [row.startswith(">") for row in rows]
    if not any(quoted):
        return rows
    words = [row.lstrip("> ") for row in rows]
    beside = [any(quoted[n] for n in (number - 1, number + 1) if 0 <= n < len(rows)) for number in range(len(rows))]
    return [
        _QUOTED.sub("", row, count=1) if is_quoted and (is_beside or not word) else row
        for row, word, is_quoted, is_beside in zip(rows, words, quoted, beside, strict=True)
    ]


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each block. In a text with an empty row behind each row, two empty rows separate blocks."""
    least = min((row.gap for row in rows[1:]), default=0)
    is_double_spaced = least and len(rows) >= _MIN_DOUBLE_SPACED and _is_wrapped(list(pairwise(rows[1:])), _width([rows[1:]]))
    blocks: list[list[Row]] = []
    for number, row in enumerate(rows):
        if not number or row.gap > (least if is_double_spaced else 0):
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _width(blocks: Sequence[Sequence[Row]]) -> int:
    """Return the length of the longest row that has a row behind it in its block."""
    rows = sorted((row.text for block in blocks for row in block[:-1]), key=len, reverse=True)
    return next((len(row) for row in rows if not _has_long_token(row)), 0)


def _width_of_block(block: Sequence[Row], width: int) -> int:
    """Return the width at which a block was wrapped: that of the text, or its own; 0 if each row is a paragraph."""
    pairs = list(pairwise(block))
    own = _width([block])
    if not pairs or not own or (width and 2 * sum(_is_forced(*pair, width) for pair in pairs) >= len(pairs)):
        return width
    return own if len(pairs) > 1 and _is_wrapped(pairs, own, ragged=False) else width


def _is_wrapped(pairs: Sequence[tuple[Row, Row]], width: int, *, ragged: bool = True) -> bool:
    """Whether most breaks between rows are there because the next word did not fit into `width`."""
    if width < _MIN_WIDTH or not any(_goes_on(*pair) for pair in pairs):
        return False
    pairs = [pair for pair in pairs if not _has_long_token(pair[0].text) and not _is_item(pair[1].text)]
    inner = sum(_goes_on(*pair) for pair in pairs)
    if len(pairs) < 2:
        return inner == 1 and width >= _MIN_SINGLE_ROW and not any(row.has_cells for row in pairs[0])
    if sum(row.text[-1] in _MARKS for row, _ in pairs) > _MAX_MARKED_SHARE * len(pairs):
        return False
    if sum(_is_forced(*pair, width) for pair in pairs) >= _MIN_FORCED_SHARE * len(pairs):
        return inner >= _MIN_INNER_SHARE * len(pairs)
    is_full = sum(len(row.text) > _FULL_ROW_SHARE * width for row, _ in pairs) > 0.5 * len(pairs)
    return ragged and width in _TYPEWRITER_WIDTHS and is_full and inner > 0


def _has_long_token(text: str) -> bool:
    return max(map(len, text.split()), default=0) >= _LONG_TOKEN


def _is_forced(row: Row, after: Row, width: int) -> bool:
    """Whether the first word of the row behind would not have fitted: one character, in a script without spaces."""
    if row.has_cells and after.has_cells:
        return False
    if is_unspaced(after.text[0]):
        return len(row.text) + 2 >= width  # punctuation may not begin a row
    return len(row.text) + 1 + len(after.text.split(" ", 1)[0]) > width


def _goes_on(row: Row, after: Row) -> bool:
    """Whether a sentence goes on behind a row: by its last word, in lower case, or, in a script without case, without stop."""
    first = after.text.lstrip(_OPENING_MARKS)[:1]
    if row.text[-1] in _STOPS:
        return False
    return first.islower() or bool(_open_end(row.text)) or (first.isalpha() and first.lower() == first.upper())


def _paragraphs(block: Sequence[Row], width: int, known: Collection[str], open_words: Collection[str]) -> list[str]:
    joined = [block[0].text]
    for row, after in pairwise(block):
        is_near = 2 * len(row.text) >= width
        is_open = _is_broken(row, after) or _open_end(row.text) in open_words
        continues = is_open or (
            width and (_is_forced(row, after, width) or (is_near and after.text[0].islower() and not after.has_cells))
        )
        if continues and not _begins(row, after, block):
            joined[-1] = join(joined[-1], after.text, known)
        else:
            joined.append(after.text)
    return joined


def _is_broken(row: Row, after: Row) -> bool:
    """Whether a row ends inside a word: at any width, for no line ends with a hyphen behind a letter or figure."""
    return row.text[-1] == "-" and row.text[-2:-1].isalnum() and after.text[0].islower()


def _begins(row: Row, after: Row, block: Sequence[Row]) -> bool:
    """Whether a row begins a paragraph although the row before it is full: an item, a speaker, an indented row."""
    if _LABEL.match(after.text) or (row.text[-1] in _STOPS and _LABEL_BEHIND_STOP.match(after.text)):
        return True
    if after.indent >= row.indent + _INDENT and not _is_item(block[0].text):
        return 2 * sum(other.indent >= after.indent for other in block) <= len(block)
    if not _is_item(after.text):
        return False
    others = sum(_is_item(other.text) for other in block)
    return others > 1 or row.text[-1] in _STOPS or not _goes_on(row, Row(LIST_START.sub("", after.text, count=1) or "X"))


def _broken_word(row: str) -> re.Match[str] | None:
    """Return the part of a word, with a hyphen behind it, with which a row ends."""
    return _BROKEN_WORD.search(row) if row.endswith("-") else None


def _whole_words(rows: Iterable[str]) -> frozenset[str]:
    """Return the words of a text in lower case, without the parts of those that are broken at the end of a row."""
    known: set[str] = set()
    is_broken = False
    for row in rows:
        words = [word.lower() for word in _WORD.findall(row)][is_broken:]
        is_broken = _broken_word(row) is not None
        known.update(words[:-1] if is_broken else words)
    return frozenset(known)


def _is_item(text: str) -> bool:
    """Whether a row may begin the item of a list; "5. Mai" begins a date."""
    start = LIST_START.match(text)
    if not start or not start[0][0].isdigit():
        return start is not None
    word = _FIRST_WORD.match(text, start.end())
    return not (word and len(word[0]) > 2 and month_number(word[0], ""))


def _has_hyphen(left: str, right: str, known: Collection[str]) -> bool:
    """Whether the hyphen between the parts of a broken word belongs to its spelling."""
    first, second = left.lower(), right.lower()
    if f"{first}-{second}" in known or not right[0].islower() or "-" in first:
        return True
    if first + second in known:
        return False
    return first in COMPOUND_PARTS or second.partition("-")[0] in COMPOUND_PARTS or (first in known and second in known)


_ALL_OPEN_WORDS = frozenset(word for language in LANGUAGES for word in language.open_words)


def _open_end(text: str) -> str:
    """Return the last word of a row if no line ends with it in some language; else empty.

    The A of "Annex A" is no article, and an item of a list may end with "; and".
    """
    before, _, word = text.rpartition(" ")
    is_word = bool(before) and (word.islower() or (len(word) > 1 and text.isupper())) and before.rstrip()[-1:] != ";"
    return word.lower() if is_word and word.lower() in _ALL_OPEN_WORDS else ""


def _open_words(text: str) -> frozenset[str]:
    """Return the words of the language of `text` that end no line."""
    code = language_of(text)
    return next((language.open_words for language in LANGUAGES if language.code == code), frozenset())
