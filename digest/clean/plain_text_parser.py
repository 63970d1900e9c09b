"""Parses plain text into lines: joins wrapped rows, and finds paragraphs, list items and short headings."""

from __future__ import annotations

import re

from digest.clean.document import Line, ParsedDocument, mark_bullets
from digest.records import Role
from digest.text.unicode import normalise

_BULLET = re.compile(r"(?:[•●▪◦‣∙·\uf000-\uf0ff]|[§ØüŸ¨](?=\s+[^\W\d])|[-–—*](?=\s)|\(?\d{1,2}[.)](?=\s))\s*")
_LINE_START = re.compile(r"(?:[A-Z][A-Z .'’-]{1,40}:|Q\b|A\b|[•●▪◦‣∙·]|[-–—*]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_MAX_WRAP_WIDTH = 100  # characters; mail and typewriter text is wrapped at 65 to 80, so a longer row was never wrapped
_MIN_WRAP_WIDTH = 50
_FULL_ROW_SHARE = 0.75  # of the width; most rows of wrapped text, except the last one of a paragraph, are longer
_MAX_HEADING_WORDS = 8
_MAX_TITLE_WORDS = 30


def parse_plain_text(text: str, *, headline: bool) -> ParsedDocument:
    """Return the lines of a plain text. With `headline`, a short first paragraph becomes the title as well."""
    blocks = _blocks(normalise(mark_bullets(text)))
    width = _wrap_width(blocks)
    rows = [row for block in blocks for row in (_unwrapped(block, width) if width else block)]
    title = ""
    if headline and rows and _is_headline(blocks, rows):
        title = rows[0]
    return ParsedDocument(lines=tuple(_line(row, after) for row, after in zip(rows, [*rows[1:], ""], strict=True)), title=title)


def _blocks(text: str) -> list[list[str]]:
    """Return the rows of each paragraph; an empty row separates two paragraphs."""
    blocks: list[list[str]] = [[]]
    for row in text.split("\n"):
        if row.strip():
            blocks[-1].append(row.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _wrap_width(blocks: list[list[str]]) -> int:
    """Return the width at which the text was wrapped; 0 if each row is a paragraph."""
    longest = max((len(row) for block in blocks for row in block), default=0)
    inner = [row for block in blocks for row in block[:-1]]
    if not _MIN_WRAP_WIDTH <= longest <= _MAX_WRAP_WIDTH or not inner:
        return 0
    return longest if sum(len(row) > _FULL_ROW_SHARE * longest for row in inner) > 0.5 * len(inner) else 0


def _unwrapped(block: list[str], width: int) -> list[str]:
    """Return the rows of a paragraph, joined where the next word did not fit into `width`."""
    joined = [block[0]]
    last = block[0]
    for row in block[1:]:
        forced = len(last) + 1 + len(row.split(" ", 1)[0]) > width or row[0].islower()
        if forced and not _LINE_START.match(row):
            joined[-1] = f"{joined[-1]} {row}"
        else:
            joined.append(row)
        last = row
    return joined


def _is_headline(blocks: list[list[str]], rows: list[str]) -> bool:
    first = rows[0]
    return (
        len(rows) > 1
        and (len(blocks[0]) == 1 or rows[0] != " ".join(blocks[0]))
        and len(first.split()) <= _MAX_TITLE_WORDS
        and first[-1] not in ".:;,"
        and not _BULLET.match(first)
    )


def _line(row: str, after: str) -> Line:
    if _BULLET.match(row):
        return Line(row, Role.ITEM)
    return Line(row, Role.HEADING if _is_heading(row, after) else Role.BODY)


def _is_heading(row: str, after: str) -> bool:
    """Whether `row` is short and does not end like a sentence, while the row `after` it is long and does."""
    return (
        len(row.split()) <= _MAX_HEADING_WORDS
        and row[0].isupper()
        and (row[-1].isalnum() or row[-1] == ")")
        and len(after.split()) > 2 * _MAX_HEADING_WORDS
        and after[-1] in '.:”"'
    )
