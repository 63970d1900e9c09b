"""Joins the runs of a page or a column to rows, and tells the cells of a row apart. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from digest.clean.pdf.page_text import Run
from digest.records import Removal
from digest.text.inline import Kind, Piece, read_inline
from digest.text.unicode import normalised_line

_CELL_BREAK = "\ue000"  # no text that is read by others has it
_BETWEEN_CELLS = " | "  # as in the rows of a table in HTML

_MIN_COMMON_HEIGHT = 0.5  # of the lower one of two runs in a row
_MIN_CELL_GAP = 1.4  # of the size; a justified row stretches a space to one size
_MIN_WORD_GAP = 0.12  # of the size; a space has a quarter, letters that are set apart less than a tenth
_MAX_RAISED = 0.85  # of the size of its row
_MIN_RAISED_BY = 0.15  # of that size, above the foot of the row
_BULLET_OR_NUMBER = re.compile(
    r"\W{1,2}|[\uf000-\uf0ff]|o|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxlc]{1,5}|[IVXLC]{1,5})[.):]?|[A-Za-z]\.\d{1,3}\.?"
)


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row of a column: its text, its place on the page in points, and what is not text in it.

    `cells` are the left edges of its parts with wide gaps between them, cells of a table perhaps; `cell_text` is the text with
    these parts told apart. `size` is the height of most of its text.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    cells: tuple[float, ...] = ()
    removed: tuple[Removal, ...] = ()
    page: int = 0
    cell_text: str = ""


def rows_of(runs: Sequence[Run], page: int) -> list[PageRow]:
    """The rows of runs that stand in one column, from the top down."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.bottom + run.top, run.left)):
        row = next((row for row in rows[:-4:-1] if _in_row(row, run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    found = [_row(row, page) for row in rows]
    return sorted((row for row in found if row.text), key=lambda row: (row.top + row.bottom, row.left))


def is_rtl(text: str) -> bool:
    """Whether most letters of `text` are of a script that is written from right to left."""
    letters = [unicodedata.bidirectional(character) for character in text[:2000] if character.isalpha()]
    return 2 * sum(kind in ("R", "AL") for kind in letters) > len(letters)


def _in_row(row: Sequence[Run], run: Run) -> bool:
    largest = max(row, key=lambda one: one.size)
    common = min(largest.bottom, run.bottom) - max(largest.top, run.top)
    if common < _MIN_COMMON_HEIGHT * min(largest.size, run.size):
        return False
    # Two texts over each other are two rows.
    return all(min(one.right, run.right) - max(one.left, run.left) < 0.5 * min(one.size, run.size) for one in row)


def _row(runs: list[Run], page: int) -> PageRow:
    rtl = is_rtl("".join(run.text for run in runs))
    runs.sort(key=lambda run: -run.right if rtl else run.left)
    size = _size(runs)
    full = [run for run in runs if run.size > _MAX_RAISED * size] or runs
    top, bottom = min(run.top for run in full), max(run.bottom for run in full)
    pieces: list[Piece] = []
    cells = [runs[0].left]
    for before, run in zip([None, *runs], runs, strict=False):
        if before is not None:
            gap = before.left - run.right if rtl else run.left - before.right
            if gap > _MIN_CELL_GAP * size and not _BULLET_OR_NUMBER.fullmatch("".join(p.text for p in pieces).strip()):
                cells.append(run.left)
                pieces.append(Piece(_CELL_BREAK))
            elif gap > _MIN_WORD_GAP * size:
                pieces.append(Piece(" "))
        raised = before is not None and run.size <= _MAX_RAISED * size and bottom - run.bottom > _MIN_RAISED_BY * size
        pieces.append(Piece(run.text, Kind.RAISED if raised else Kind.TEXT))
    text, removed = read_inline(pieces)
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    bold = all(run.bold for run in full)
    texts = [part for cell in text.split(_CELL_BREAK) if (part := normalised_line(cell))]
    return PageRow(
        " ".join(texts), left, top, right, bottom, size, bold, tuple(cells), removed, page, _BETWEEN_CELLS.join(texts)
    )


def _size(runs: Sequence[Run]) -> float:
    """The size of most characters."""
    sizes = [run.size for run in runs for _ in range(min(len(run.text), 100))]
    return median(sizes)
