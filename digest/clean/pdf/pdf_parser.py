"""Parses a PDF into lines: pages without what stands around their text, columns in reading order, rows joined to paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.clean.document import Line, ParsedDocument
from digest.clean.pdf.page_furniture import furniture_of, row_numbers
from digest.clean.pdf.page_rows import PageRow, rows_of
from digest.clean.pdf.page_text import PageText, PdfText, Run
from digest.clean.pdf.pdf_paragraphs import Block, blocks_of
from digest.clean.pdf.pdf_reader import read_pdf
from digest.clean.pdf.pdf_title import title_of
from digest.clean.pdf.reading_order import columns_of
from digest.clean.pdf.row_joining import Spelling, join_rows, spelling_of
from digest.records import Removal
from digest.text.unicode import normalised_line

FURNITURE = "page-furniture"
"""The rule id of running headers and footers, page numbers, and numbers of rows."""

TURNED = "turned-text"
"""The rule id of texts that do not run in the direction of their page: stamps, watermarks, notes in the margin."""

CONTENTS = "table-of-contents"
"""The rule id of the entries of a table of contents."""


def parse_pdf(content: bytes, subject: str) -> ParsedDocument:
    """The lines of the PDF in `content`, each with the page on which it stands. Raise InputError as `read_pdf` does."""
    return document_of(read_pdf(content, subject))


def document_of(pdf: PdfText) -> ParsedDocument:
    """The lines of a PDF that was read."""
    removed: list[Removal] = []
    pages = [_without_row_numbers(page, removed) for page in pdf.pages]
    columns: list[list[PageRow]] = []
    for page, furniture in zip(pages, furniture_of(pages), strict=True):
        removed += [Removal(FURNITURE, row.cell_text) for row in furniture]
        removed += [Removal(TURNED, text) for text in filter(None, map(normalised_line, page.turned))]
        columns += [rows_of(column, page.number) for column in columns_of(page, _outside(page.runs, furniture))]
    columns = [column for column in columns if column]
    blocks, notes = blocks_of(columns)
    removed += [Removal(CONTENTS, row.text) for block in blocks if block.contents for row in block.rows]
    rows = [row for column in columns for row in column]
    removed += [mark for row in rows for mark in row.removed]
    spelling = spelling_of([row.text for row in rows])
    lines = tuple(_line(block, spelling) for block in (*blocks, *notes) if not block.contents)
    return ParsedDocument(
        lines=lines,
        title=title_of(pdf, blocks, rows),
        removed=tuple(removed),
        warnings=tuple(_warnings(pdf, blocks)),
    )


def _without_row_numbers(page: PageText, removed: list[Removal]) -> PageText:
    numbers = frozenset(row_numbers(page))
    if not numbers:
        return page
    removed.append(Removal(FURNITURE, " ".join(run.text.strip() for run in page.runs if run in numbers)))
    runs = tuple(run for run in page.runs if run not in numbers)
    return PageText(page.number, page.width, page.height, runs, page.turned)


def _outside(runs: Iterable[Run], rows: Sequence[PageRow]) -> list[Run]:
    """The runs that stand in none of `rows`."""
    return [run for run in runs if not any(_within(run, row) for row in rows)]


def _within(run: Run, row: PageRow) -> bool:
    return (
        row.top - 1 <= (run.top + run.bottom) / 2 <= row.bottom + 1 and row.left - 1 <= run.left and run.right <= row.right + 1
    )


def _line(block: Block, spelling: Spelling) -> Line:
    texts = [row.cell_text if block.tabular else row.text for row in block.rows]
    text, starts = join_rows(texts, spelling)
    pages = [row.page for row in block.rows]
    turns = ((two, len(text) - start) for start, one, two in zip(starts[1:], pages, pages[1:], strict=False) if one != two)
    return Line(text, block.role, page=pages[0], page_turns=tuple(turns))


def _warnings(pdf: PdfText, blocks: Sequence[Block]) -> Iterable[str]:
    tables = sorted({row.page for block in blocks if block.tabular for row in block.rows})
    if tables:
        yield f"tables on {_page_list(tables)} are read row by row"
    empty = [page.number for page in pdf.pages if not page.runs]
    if empty:
        yield f"no text on {_page_list(empty)} of the PDF"


def _page_list(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"
