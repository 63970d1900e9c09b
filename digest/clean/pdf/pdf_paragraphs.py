"""Joins the rows of the columns of a PDF to paragraphs, headings, list items, rows of tables and footnotes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from digest.clean.document import BULLETS
from digest.clean.pdf.page_furniture import text_size
from digest.clean.pdf.page_rows import PageRow, is_rtl
from digest.records import Role
from digest.text.unicode import word_count

_HEADING_SIZE = 1.12  # times the size of the text
_OWN_SIZE = 600  # characters of a column that has a usual size of its own
_SMALL_SIZE = 0.93
_SAME_SIZE = 1.08
_MAX_HEADING_WORDS = 30
_BLOCK_GAP = 1.3  # times the usual distance of two rows
_HEADING_GAP = 1.6  # times the size of a heading: the next row of it is not further away
_INDENT = 0.8  # of the size of the text
_NEARLY_FULL = 0.88  # of the width: a row that does not end a sentence goes on below it
_SLACK = 0.3  # of the size, by which the estimated width of a word may be too small
_MIN_FILLED_ROWS = 4
_MIN_PITCH, _MAX_PITCH = 0.5, 3.0  # sizes; no distance of two rows of one text is outside
_ALIGNED = 0.8  # of the size, by which the edges of cells in one column of a table differ
_END = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*$")
_BULLET = re.compile("(?:[" + BULLETS + r"■□➢➤✓–—\uf000-\uf0ff]|[-*o](?=\s))\s*\S")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|Q:?|A:)\s+\S")
_LABEL = re.compile(
    r"(?:[A-Z][A-Z'’-]+\.?(?: [A-Z][A-Z.'’-]*){0,5}(?: \([^()]{1,40}\))?[:.]"
    r"|(?:Mr|Mrs|Ms|Dr|The)\.? [A-Z]{2,}(?: [A-Z]{2,})*[.:])\s+(?=[\"“(A-Z—-])"
)
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s*[^\W\d_]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}\s*\S")
_CONTENTS = re.compile(r"(?:.*\S)?\s*(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})?|(?:.*\S)?\s*[_…]{4,}.*")


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one paragraph. `contents`: it is an entry of a table of contents; `tabular`: a row of a table."""

    rows: tuple[PageRow, ...]
    role: Role = Role.BODY
    tabular: bool = False
    contents: bool = False


def blocks_of(columns: Sequence[Sequence[PageRow]]) -> tuple[list[Block], list[Block]]:
    """The paragraphs of the columns of a document, in order, and its footnotes."""
    columns = [_mirrored(column) if is_rtl(" ".join(row.text for row in column[:40])) else column for column in columns]
    body = text_size([row for column in columns for row in column])
    parts = [_without_notes(column, body) for column in columns]
    blocks: list[Block] = []
    for text, _ in parts:
        found = list(
            _Column(text, max(body, text_size(text) if sum(len(row.text) for row in text) > _OWN_SIZE else 0)).blocks()
        )
        if blocks and found and _goes_on(blocks[-1], found[0], body):
            blocks[-1:] = [Block((*blocks[-1].rows, *found[0].rows), blocks[-1].role)]
            found = found[1:]
        blocks += found
    return blocks, [block for _, notes in parts for block in _notes(notes)]


def _mirrored(column: Sequence[PageRow]) -> list[PageRow]:
    """The rows of a column that is written from right to left, as if it were written from left to right."""
    return [replace(row, left=-row.right, right=-row.left, cells=tuple(-cell for cell in row.cells)) for row in column]


def _without_notes(rows: Sequence[PageRow], body: float) -> tuple[Sequence[PageRow], Sequence[PageRow]]:
    """The rows of a column, and those of the footnotes at its foot: in small print, from a mark on."""
    start = len(rows)
    while start and rows[start - 1].size <= _SMALL_SIZE * body:
        start -= 1
    if 0 < start < len(rows) and any(_NOTE_START.match(row.text) for row in rows[start:]):
        return rows[:start], rows[start:]
    return rows, ()


def _notes(rows: Sequence[PageRow]) -> Iterator[Block]:
    note: list[PageRow] = []
    for row in rows:
        if note and _NOTE_START.match(row.text):
            yield Block(tuple(note), Role.NOTES)
            note = []
        note.append(row)
    if note:
        yield Block(tuple(note), Role.NOTES)


class _Column:
    """The rows of one column, and what is usual in it."""

    def __init__(self, rows: Sequence[PageRow], body: float) -> None:
        self._rows = rows
        self._body = body
        self._right = max((row.right for row in rows), default=0.0)
        self._pitches = [two.bottom - one.bottom for one, two in pairwise(rows)]
        usual = [pitch for pitch in self._pitches if _MIN_PITCH * body < pitch < _MAX_PITCH * body]
        self._pitch = _usual(usual) if usual else 1.5 * body
        self._tabular = _tabular(rows)
        self._edges = self._right_edges()

    def blocks(self) -> Iterator[Block]:
        """The paragraphs of the column."""
        start = 0
        for index in range(1, len(self._rows) + 1):
            if index == len(self._rows) or self._breaks(start, index):
                yield self._block(start, index)
                start = index

    def _right_edges(self) -> list[float]:
        """For each row the right edge to which its paragraph is set: of an indented quotation, not of the column."""
        edges: list[float] = []
        start = 0
        for index in range(1, len(self._rows) + 1):
            if index < len(self._rows) and self._pitches[index - 1] <= _BLOCK_GAP * self._pitch:
                continue
            rights = [row.right for row in self._rows[start:index]]
            filled = len(rights) >= _MIN_FILLED_ROWS and median(rights) > 0.93 * max(rights)
            edges += [max(rights) if filled else self._right] * (index - start)
            start = index
        return edges

    def _block(self, start: int, end: int) -> Block:
        rows = tuple(self._rows[start:end])
        if self._tabular[start]:
            return Block(rows, tabular=True)
        if all(_CONTENTS.fullmatch(row.text) for row in rows[-1:]):
            return Block(rows, contents=True)
        text = " ".join(row.text for row in rows)
        if _is_heading(rows, self._body) and not _BULLET.match(text) and word_count(text) <= _MAX_HEADING_WORDS:
            return Block(rows, Role.HEADING)
        return Block(rows, Role.ITEM if _BULLET.match(text) or _NUMBERED.match(text) else Role.BODY)

    def _breaks(self, start: int, index: int) -> bool:
        """Whether a paragraph that began at row `start` ends before row `index`."""
        last, row = self._rows[index - 1], self._rows[index]
        if self._tabular[index] or self._tabular[index - 1] or _CONTENTS.fullmatch(last.text):
            return True
        if not _same_style(last, row, self._body) and not (row.text[0].islower() and self._is_full(index - 1, row)):
            return True
        if _is_heading((last,), self._body):
            return self._pitches[index - 1] > _HEADING_GAP * row.size or bool(_NUMBERED.match(row.text))
        if self._pitches[index - 1] > _BLOCK_GAP * self._pitch or self._pitches[index - 1] < 0:
            return True
        starts = _NUMBERED.match(row.text) or _LABEL.match(row.text)
        if _BULLET.match(row.text) or (starts and (_END.search(last.text) or not self._is_full(index - 1, row))):
            return True
        if not self._is_full(index - 1, row):
            return not (row.text[0].islower() and last.text[-1] not in ".!?")
        return self._is_indented(start, index) and bool(_END.search(last.text))

    def _is_full(self, index: int, following: PageRow) -> bool:
        """Whether the first word of the row `following` would not have fitted into row `index`."""
        row = self._rows[index]
        word = following.text.split(" ", 1)[0]
        width = (following.right - following.left) / max(len(following.text), 1)
        edge = self._edges[index]
        if not _END.search(row.text) and row.right - row.left > _NEARLY_FULL * (edge - row.left):
            return True
        return row.right + (len(word) + 1) * width > edge - _SLACK * row.size

    def _is_indented(self, start: int, index: int) -> bool:
        """Whether row `index` is set in as the first row of a paragraph is, and not as the rows below a bullet or a number."""
        row, last = self._rows[index], self._rows[index - 1]
        if row.left - last.left < _INDENT * row.size or (index - 1 == start and _is_item(last.text)):
            return False
        following = self._rows[index + 1] if index + 1 < len(self._rows) else None
        return following is None or row.left - following.left > _INDENT * row.size or index - 1 > start


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBERED.match(text))


def _usual(pitches: Sequence[float]) -> float:
    """The usual distance of two rows: a little less than the median, since gaps between paragraphs are larger."""
    ordered = sorted(pitches)
    return ordered[len(ordered) * 2 // 5]


def _same_style(one: PageRow, two: PageRow, body: float) -> bool:
    low, high = sorted((one.size, two.size))
    if high > _SAME_SIZE * low and max(abs(high - body), abs(low - body)) > 0.06 * body:
        return False
    return one.bold == two.bold


def _is_heading(rows: Iterable[PageRow], body: float) -> bool:
    rows = tuple(rows)
    large = all(row.size > _HEADING_SIZE * body for row in rows)
    bold = all(row.bold for row in rows)
    return (large or bold) and rows[-1].text[-1] not in ".;,"


def _tabular(rows: Sequence[PageRow]) -> list[bool]:
    """Whether each row is one of a table: its cells stand below or above those of a neighbour; or it is a part of a cell."""
    multiple = [len(row.cells) > 1 and not _CONTENTS.fullmatch(row.text) for row in rows]
    found = [False] * len(rows)
    for index, row in enumerate(rows):
        near = [other for other in range(max(0, index - 3), min(len(rows), index + 4)) if other != index and multiple[other]]
        found[index] = multiple[index] and any(_aligned(row, rows[other]) for other in near)
    for index in range(1, len(rows) - 1):
        row = rows[index]
        before = next((n for n in range(index - 1, max(-1, index - 4), -1) if found[n]), None)
        after = next((n for n in range(index + 1, min(len(rows), index + 4)) if found[n]), None)
        if not found[index] and before is not None and after is not None:
            width = max(rows[before].right, rows[after].right) - min(rows[before].left, rows[after].left)
            found[index] = row.right - row.left < 0.7 * width and not _END.search(row.text)
    return found


def _aligned(row: PageRow, other: PageRow) -> bool:
    return any(abs(one - two) < _ALIGNED * row.size for one in row.cells[1:] for two in other.cells[1:])


def _goes_on(last: Block, first: Block, body: float) -> bool:
    """Whether the first paragraph of a column is the rest of the last one of the column before it."""
    if last.tabular or first.tabular or last.contents or first.contents or Role.HEADING in (last.role, first.role):
        return False
    row, following = last.rows[-1], first.rows[0]
    if first.role is Role.ITEM or _LABEL.match(following.text) or not _same_style(row, following, body):
        return False
    return following.text[0].islower() or (not _END.search(row.text) and not row.text[-1].isdigit())
