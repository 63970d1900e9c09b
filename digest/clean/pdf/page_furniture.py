"""Finds what stands around the text of the pages: running headers and footers, page numbers, numbers of rows. Pure.

A running line stands at the same place of several pages and says the same but for figures. On a single page nothing repeats:
what stands alone in the margin in small print is taken for one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile

from digest.clean.pdf.page_rows import PageRow, rows_of
from digest.clean.pdf.page_text import PageText, Run
from digest.text.unicode import word_count

_EDGE_ROWS = 5  # of the top and of the foot of a page that can be running lines
_SAME_PLACE = 0.02  # of the height of the page
_MIN_PAGES = 2
_MIN_SHARE = 0.3  # of the pages; headers of left and right pages have half of them each, those of a chapter less
_MARGIN = 0.09  # of the height of the page
_SMALL = 0.93  # of the size of the text
_MAX_WORDS = 14
_MIN_PROSE = 40  # characters of a row; most cells of tables have less
_MIN_PROSE_SHARE = 0.3  # of the text; narrow columns have shorter rows
_MIN_APART = 0.45  # of the size; the rows of one text nearly touch
_ZONE = 0.14  # of the height of the page
_MARKS = r"[\s.|·•\[\]()\u2010-\u2015-]*"
_PAGE_WORDS = "page|seite|p\\.|página|pagina|pág\\.|pag\\.|strana|strona|sida|side|sivu|стр\\.|страница|σελίδα|sayfa|第"
_PAGE_NUMBER = re.compile(
    rf"{_MARKS}(?:(?:{_PAGE_WORDS})\s*)?(?:\d{{1,4}}|[ivxlc]{{1,6}})"
    rf"(?:\s*(?:/|of|von|de|di|sur|van|z|av|af|из|共)\s*\d{{1,4}})?\s*(?:页|頁|ページ|쪽)?{_MARKS}",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]? ?[^\W\d_]\S* (?:\S+ ){3}")  # a footnote of at least five words
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_OUTER_NUMBER = re.compile(r"^\d{1,4}(?= )|(?<= )\d{1,4}$")
_MIN_NUMBERED = 3  # pages
_ROW_NUMBER = re.compile(r"\d{1,3}")
_MIN_ROW_NUMBERS = 5


def furniture_of(pages: Sequence[PageText]) -> list[tuple[PageRow, ...]]:
    """For each page its running lines and page numbers, as rows over the width of the page."""
    rows = [rows_of(page.runs, page.number) for page in pages]
    body = text_size([row for of_page in rows for row in of_page])
    repeated = _repeated(pages, rows)
    numbered = _numbered(pages, rows)
    return [_of_page(page, of_page, repeated, numbered, body) for page, of_page in zip(pages, rows, strict=True)]


def text_size(rows: Sequence[PageRow]) -> float:
    """The size of most of the prose in `rows`, or of most of the text if they hold no prose; 0 without text."""
    prose = [row for row in rows if len(row.cells) == 1 and len(row.text) >= _MIN_PROSE]
    sizes: Counter[float] = Counter()
    enough = sum(len(row.text) for row in prose) >= _MIN_PROSE_SHARE * sum(len(row.text) for row in rows)
    for row in prose if enough else rows:
        sizes[round(2 * row.size) / 2] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def row_numbers(page: PageText) -> tuple[Run, ...]:
    """The numbers of the rows of a page, in a column of their own left of its text, as in transcripts and bills."""
    numbers = [run for run in page.runs if _ROW_NUMBER.fullmatch(run.text.strip())]
    others = [run for run in page.runs if not _ROW_NUMBER.fullmatch(run.text.strip())]
    columns: defaultdict[int, list[Run]] = defaultdict(list)
    for run in numbers:
        columns[round(run.right / 4)].append(run)
    for edge in sorted(columns):
        column = sorted((*columns[edge], *columns.get(edge + 1, ())), key=lambda run: run.top)
        values = [int(run.text) for run in column]
        rising = all(one < two for one, two in pairwise(values))
        step = values[-1] - values[0] <= 5 * len(values)
        right = max(run.right for run in column)
        beside = [run for run in others if run.bottom > column[0].top and run.top < column[-1].bottom]
        if len(column) >= _MIN_ROW_NUMBERS and rising and step and all(run.left > right for run in beside):
            return tuple(column)
    return ()


def _edges(rows: Sequence[PageRow]) -> list[PageRow]:
    return [*rows[:_EDGE_ROWS], *rows[max(_EDGE_ROWS, len(rows) - _EDGE_ROWS) :]]


def _shape(text: str) -> str:
    return _FIGURES.sub("#", text.casefold())


def _repeated(pages: Sequence[PageText], rows: Sequence[Sequence[PageRow]]) -> dict[str, list[float]]:
    """The shapes of lines that stand at one place of several pages, with these places as shares of the height."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    for page, of_page in zip(pages, rows, strict=True):
        for row in _edges(of_page):
            if not _in_zone(row, page):
                continue
            places[_shape(row.text)].append(row.top / (page.height or 1))
    least = max(_MIN_PAGES, min(_MIN_SHARE * len(pages), 5))
    found = {}
    for shape, tops in places.items():
        shared = [top for top in tops if sum(abs(top - other) < _SAME_PLACE for other in tops) >= least]
        if shared:
            found[shape] = shared
    return found


def _numbered(pages: Sequence[PageText], rows: Sequence[Sequence[PageRow]]) -> frozenset[PageRow]:
    """The first and last rows of pages that begin or end with the number of their page, whatever else they say."""
    by_offset: defaultdict[int, list[PageRow]] = defaultdict(list)
    for page, of_page in zip(pages, rows, strict=True):
        for row in {row for row in (*of_page[:1], *of_page[-1:]) if _in_zone(row, page) and word_count(row.text) <= _MAX_WORDS}:
            for number in {int(figures) for figures in _OUTER_NUMBER.findall(row.text)}:
                by_offset[number - page.number].append(row)
    least = max(_MIN_NUMBERED, _MIN_SHARE * len(pages))
    return frozenset(row for found in by_offset.values() if len({row.page for row in found}) >= least for row in found)


def _of_page(
    page: PageText, rows: Sequence[PageRow], repeated: dict[str, list[float]], numbered: frozenset[PageRow], body: float
) -> tuple[PageRow, ...]:
    found: list[PageRow] = []
    for ordered in (list(rows[:_EDGE_ROWS]), list(rows[: -_EDGE_ROWS - 1 : -1])):
        apart = _apart(ordered, page, body)
        for row in ordered:
            known = row in found or row in numbered or row in apart or _is_repeated(row, page, repeated)
            if not known and not _is_number(row, page):
                break
            found.append(row)
    return tuple(dict.fromkeys(found))


def _is_repeated(row: PageRow, page: PageText, repeated: dict[str, list[float]]) -> bool:
    return any(abs(row.top / (page.height or 1) - top) < _SAME_PLACE for top in repeated.get(_shape(row.text), ()))


def _in_zone(row: PageRow, page: PageText) -> bool:
    """Whether a row is as near to the top or the foot of the page as running lines are."""
    return row.top < _ZONE * page.height or row.bottom > (1 - _ZONE) * page.height


def _is_number(row: PageRow, page: PageText) -> bool:
    return _in_zone(row, page) and bool(_PAGE_NUMBER.fullmatch(row.text))


def _apart(ordered: Sequence[PageRow], page: PageText, body: float) -> Sequence[PageRow]:
    """The rows of an edge, given from the outermost one on, that stand apart from the text in the margin, in small print."""
    group = list(takewhile(lambda row: _is_small_in_margin(row, page, body) or _is_number(row, page), ordered))
    if not group or len(group) == len(ordered):
        return ()
    last, following = group[-1], ordered[len(group)]
    gap = max(following.top - last.bottom, last.top - following.bottom)
    return group if gap > _MIN_APART * last.size else ()


def _is_small_in_margin(row: PageRow, page: PageText, body: float) -> bool:
    in_margin = row.bottom < _MARGIN * page.height or row.top > (1 - _MARGIN) * page.height
    return in_margin and row.size <= _SMALL * body and word_count(row.text) <= _MAX_WORDS and not _NOTE.match(row.text)
