"""Finds the title of a PDF: the one that the file gives itself, if readers see it, else a headline of the first page. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.clean.pdf.page_furniture import text_size
from digest.clean.pdf.page_rows import PageRow
from digest.clean.pdf.page_text import PdfText
from digest.clean.pdf.pdf_paragraphs import Block
from digest.records import Role
from digest.text.unicode import folded, normalised_line, word_count

_MAX_WORDS = 40
_MIN_WORDS = 4  # of a headline; the name of an office or of a kind of document has less
_MIN_SIZE = 1.15  # times the size of the text
_SAME_SIZE = 0.95
_LETTERHEAD = 0.1  # of the height of the page
_MAX_BLOCKS = 12  # of the beginning in which the headline is
# Titles that programs set, and names of files
_NO_TITLE = re.compile(r".*\.\w{2,4}|microsoft \w+ -.*|untitled.*|document\d*|slide \d+|title|\W*", re.IGNORECASE)


def title_of(pdf: PdfText, blocks: Sequence[Block], rows: Sequence[PageRow]) -> str:
    """The title; empty if nothing on the first page stands out. `rows` are those of the whole text."""
    first = pdf.pages[0]
    given = normalised_line(pdf.title)
    shown = folded(" ".join(row.text for row in rows if row.page == first.number))
    if given and " " in given and not _NO_TITLE.fullmatch(given) and folded(given) in shown:
        return given
    body = text_size(rows)
    headings = [
        block
        for block in blocks[:_MAX_BLOCKS]
        if block.rows[0].page == first.number and not block.tabular and word_count(_text(block)) <= _MAX_WORDS
        if block.rows[0].size > _MIN_SIZE * body or block.role is Role.HEADING
    ]
    if not headings:
        return ""
    letterhead = _LETTERHEAD * first.height
    best = max(headings, key=lambda block: (_is_headline(block, letterhead), round(block.rows[0].size), -block.rows[0].top))
    if not _is_headline(best, letterhead) and best.rows[0].size <= _MIN_SIZE * body:
        return ""
    return _with_kind(best, blocks)


def _is_headline(block: Block, letterhead: float) -> bool:
    """Whether a heading is no letterhead: it is long enough, or stands below the place of one."""
    return word_count(_text(block)) >= _MIN_WORDS and block.rows[0].bottom > letterhead


def _with_kind(best: Block, blocks: Sequence[Block]) -> str:
    """The headline, behind the kind of the document where that stands above it in the same print ("COUNCIL DECISION")."""
    index = blocks.index(best)
    above = blocks[index - 1] if index else None
    if above is None or above.role is not best.role or word_count(_text(above)) >= _MIN_WORDS:
        return _text(best)
    is_same = above.rows[0].bold == best.rows[0].bold and above.rows[0].size > _SAME_SIZE * best.rows[0].size
    return f"{_text(above)} {_text(best)}" if is_same else _text(best)


def _text(block: Block) -> str:
    return " ".join(row.text for row in block.rows)
