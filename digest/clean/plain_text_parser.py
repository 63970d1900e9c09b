"""Parses plain text into lines, and finds its title, list items and short headings. `wrapping.py` joins the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.clean.contact_lines import is_contact_block
from digest.clean.document import BULLETS, Line, ParsedDocument, mark_bullets
from digest.clean.letterhead import headline_row
from digest.clean.wrapping import Row, paragraphs_of, read_rows
from digest.records import Removal, Role
from digest.text.unicode import word_count

_BULLET = re.compile("(?:[" + BULLETS + r"\uf000-\uf0ff]|[§ØüŸ¨](?=\s+[^\W\d])|[-–—*](?=\s)|\(?\d{1,2}[.)](?=\s))\s*")
_MAX_HEADING_WORDS = 8
_MAX_TITLE_WORDS = 30
# characters of a headline that is recognised because it stands twice
_MIN_REPEATED = 20
_MAX_REPEATED = 500
_REPEATED_WITHIN = 5  # rows below the first
_FIRST_BLOCKS = 4  # of a text, among which those for contacts may stand


def parse_plain_text(text: str, *, headline: bool) -> ParsedDocument:
    """Return the lines of a plain text.

    With `headline`, a short or repeated first paragraph, or the row below a letterhead, becomes the title as well.
    """
    written = read_rows(mark_bullets(text))
    blocks, removed = _without_contacts(paragraphs_of(written))
    rows = [row for block in blocks for row in block]
    title = _title(rows, written, blocks) if headline and rows else ""
    if title and rows[0].endswith(title) and title in rows[1:]:
        removed, rows = (*removed, Removal("headline", rows[0])), rows[1:]
    lines = tuple(_line(row, after) for row, after in zip(rows, [*rows[1:], ""], strict=True))
    return ParsedDocument(lines=lines, title=title, removed=removed)


def _without_contacts(blocks: list[list[str]]) -> tuple[list[list[str]], tuple[Removal, ...]]:
    """Return the blocks without those above the text that say whom to ask, and what was removed."""
    contacts = [block for block in blocks[:_FIRST_BLOCKS] if is_contact_block(block)]
    kept = [block for block in blocks if block not in contacts]
    if not kept:
        return blocks, ()
    return kept, tuple(Removal("contact-block", row) for block in contacts for row in block)


def _title(rows: Sequence[str], written: Sequence[Row], blocks: Sequence[Sequence[str]]) -> str:
    """Return the headline: the first row, or the one below a letterhead; empty if the text has none."""
    for with_person in (True, False):
        below = rows[headline_row(rows, with_person=with_person)]
        if below != rows[0] and _may_be_title(below):
            return below
    if repeated := _repeated_row(rows):
        return repeated
    return rows[0] if _is_headline(written, blocks) else ""


def _may_be_title(row: str) -> bool:
    return word_count(row) <= _MAX_TITLE_WORDS and row[-1] not in ".:;,。：；，" and not _BULLET.match(row)


def _is_headline(written: Sequence[Row], blocks: Sequence[Sequence[str]]) -> bool:
    """Whether the first paragraph is short and no sentence. One of several rows is none, unless it is a part of its block."""
    first = blocks[0][0]
    return sum(map(len, blocks)) > 1 and (first == written[0].text or len(blocks[0]) > 1) and _may_be_title(first)


def _repeated_row(rows: Sequence[str]) -> str:
    """Return the headline with which the first row ends, behind the name of the site, and that stands once more below."""
    below = rows[1 : 1 + _REPEATED_WITHIN] if len(rows[0]) <= _MAX_REPEATED else ()
    return next((row for row in below if len(row) >= _MIN_REPEATED and rows[0].endswith(row)), "")


def _line(row: str, after: str) -> Line:
    if _BULLET.match(row):
        return Line(row, Role.ITEM)
    return Line(row, Role.HEADING if _is_heading(row, after) else Role.BODY)


def _is_heading(row: str, after: str) -> bool:
    """Whether `row` is short and does not end like a sentence, while the row `after` it is long and does."""
    return (
        row[0].isupper()
        and (row[-1].isalnum() or row[-1] == ")")
        and after[-1:] in tuple('.:”"')
        and word_count(row) <= _MAX_HEADING_WORDS
        and word_count(after) > 2 * _MAX_HEADING_WORDS
    )
