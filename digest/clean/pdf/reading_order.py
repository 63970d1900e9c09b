"""Puts the runs of a page in the order in which they are read: column by column, between texts of the full width. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from digest.clean.pdf.page_rows import is_rtl
from digest.clean.pdf.page_text import PageText, Run

_MIN_ROWS = 4  # of each of two columns
_MIN_GUTTER = 0.7  # of the size of the text
_MIN_FILLED = 0.5  # of the width of its column: the median row of prose; cells of a table have less
_MIN_WIDTH = 9.0  # sizes of the text; a column of figures is narrower
_MIN_COMMON_HEIGHT = 0.5  # of a run, that it shares with the row in which it stands
_MIN_CELL_GAP = 1.4  # of the size
_MAX_SPLIT = 0.3  # of the rows of a column; more are rows of a table
_MIN_BESIDE = 0.5  # of the rows of the lower column that have a row of the other one beside them


def columns_of(page: PageText, runs: Sequence[Run]) -> list[list[Run]]:
    """The columns of the page, in reading order, each as its runs. Texts of the full width are columns of their own."""
    if not runs:
        return []
    size = median(run.size for run in runs for _ in range(min(len(run.text), 100)))
    rtl = is_rtl("".join(run.text for run in runs[:200]))
    return _split(sorted(runs, key=lambda run: run.top), size, rtl=rtl)


def _split(runs: list[Run], size: float, *, rtl: bool) -> list[list[Run]]:
    """The columns of a part of a page. `runs` are sorted by their tops."""
    gutter = _gutter(runs, size)
    if gutter is None:
        return [runs]
    columns: list[list[Run]] = []
    band: list[Run] = []
    wide: list[Run] = []
    for row in _in_rows(runs):
        if any(run.left < gutter < run.right for run in row):
            columns += _band(band, gutter, size, rtl=rtl)
            band = []
            wide += row
        else:
            columns += [wide]
            wide = []
            band += row
    columns += [*_band(band, gutter, size, rtl=rtl), wide]
    return [column for column in columns if column]


def _in_rows(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """`runs`, sorted by their tops, in groups that stand beside each other."""
    row: list[Run] = []
    bottom = 0.0
    for run in runs:
        if row and run.top + _MIN_COMMON_HEIGHT * run.size > bottom:
            yield row
            row, bottom = [], 0.0
        row.append(run)
        bottom = max(bottom, run.bottom) if len(row) > 1 else run.bottom
    if row:
        yield row


def _band(band: list[Run], gutter: float, size: float, *, rtl: bool) -> list[list[Run]]:
    """The columns on both sides of `gutter` between two texts that cross it."""
    left = [run for run in band if run.right <= gutter]
    right = [run for run in band if run.left >= gutter]
    first, second = (right, left) if rtl else (left, right)
    return [*(_split(first, size, rtl=rtl) if first else []), *(_split(second, size, rtl=rtl) if second else [])]


def _gutter(runs: Sequence[Run], size: float) -> float | None:
    """The middle of the best gap between two columns of prose; None if there is one column."""
    best: tuple[int, float] | None = None
    for middle in _gaps(runs, size):
        left = [run for run in runs if run.right <= middle]
        right = [run for run in runs if run.left >= middle]
        crossing = len(runs) - len(left) - len(right)
        if crossing < min(len(left), len(right)) and _are_columns(left, right, size) and (best is None or crossing < best[0]):
            best = (crossing, middle)
    return best[1] if best else None


def _gaps(runs: Sequence[Run], size: float) -> list[float]:
    """The middles of vertical gaps behind the right edges of several runs, before the next left edge."""
    lefts = sorted(run.left for run in runs)
    candidates = set()
    for right in {round(run.right) for run in runs}:
        following = next((left for left in lefts if left > right + _MIN_GUTTER * size), None)
        if following is not None and sum(abs(run.left - following) < 2 for run in runs) >= _MIN_ROWS:
            candidates.add(round(following - _MIN_GUTTER * size / 2, 1))
    return sorted(candidates)[:40]


def _are_columns(left: Sequence[Run], right: Sequence[Run], size: float) -> bool:
    if min(_rows(left), _rows(right)) < _MIN_ROWS:
        return False
    if not (_is_prose(left, size) and _is_prose(right, size)):
        return False
    fewer, more = sorted((left, right), key=len)
    beside = sum(any(min(one.bottom, run.bottom) > max(one.top, run.top) for one in more) for run in fewer)
    return beside >= _MIN_BESIDE * len(fewer)


def _rows(runs: Sequence[Run]) -> int:
    return len({round(run.top / 3) for run in runs})


def _is_prose(runs: Sequence[Run], size: float) -> bool:
    """Whether most rows fill the column, as those of paragraphs do."""
    width = max(run.right for run in runs) - min(run.left for run in runs)
    if width < _MIN_WIDTH * size:
        return False
    rows: dict[int, list[Run]] = {}
    for run in runs:
        rows.setdefault(round((run.top + run.bottom) / 2 / size), []).append(run)
    split = sum(_is_split(row, size) for row in rows.values())
    widths = [max(run.right for run in row) - min(run.left for run in row) for row in rows.values()]
    return split <= _MAX_SPLIT * len(rows) and median(widths) >= _MIN_FILLED * width


def _is_split(row: Sequence[Run], size: float) -> bool:
    """Whether a row has a gap within it, as the rows of a table have."""
    ordered = sorted(row, key=lambda run: run.left)
    return any(two.left - one.right > _MIN_CELL_GAP * size for one, two in pairwise(ordered))
