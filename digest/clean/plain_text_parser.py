"""Plain text to lines: paragraphs, wrapped lines, bullets and short headings. Decides nothing about what is boilerplate."""

from __future__ import annotations

import re

from digest.clean.document import Line, ParsedDocument
from digest.records import Role
from digest.text.unicode import normal

_BULLET = re.compile(r"(?:[•●▪◦‣∙·]|[-–—*](?=\s)|\(?\d{1,2}[.)](?=\s))\s*")
_NEW_TURN = re.compile(r"(?:[A-Z][A-Z .'’-]{1,40}:|Q\b|A\b|[•●▪◦‣∙·]|[-–—*]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_WIDEST_WRAP = 100  # mail and typewriter text is wrapped at 65 to 80 characters; a longer line was never wrapped
_NARROWEST_WRAP = 50
_MAX_HEADING_WORDS = 8
_MAX_TITLE_WORDS = 30


def read_plain(text: str, *, headline: bool) -> ParsedDocument:
    """The lines of a plain text. `headline`: it has no title yet, so a short first paragraph becomes it."""
    blocks = _blocks(normal(text))
    width = _wrap_width(blocks)
    rows = [row for block in blocks for row in (_unwrapped(block, width) if width else block)]
    title = ""
    if headline and rows and _is_headline(blocks, rows):
        title = rows[0]
    return ParsedDocument(lines=tuple(_line(row, after) for row, after in zip(rows, [*rows[1:], ""], strict=True)), title=title)


def _blocks(text: str) -> list[list[str]]:
    """The rows of each paragraph; an empty row parts two paragraphs."""
    blocks: list[list[str]] = [[]]
    for row in text.split("\n"):
        if row.strip():
            blocks[-1].append(row.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _wrap_width(blocks: list[list[str]]) -> int:
    """The width to which the text was wrapped, 0 where each row is a paragraph of its own."""
    longest = max((len(row) for block in blocks for row in block), default=0)
    inner = [row for block in blocks for row in block[:-1]]
    if not _NARROWEST_WRAP <= longest <= _WIDEST_WRAP or not inner:
        return 0
    # in wrapped text, most rows but the last of a paragraph come near to the width
    return longest if sum(len(row) > 0.75 * longest for row in inner) > 0.5 * len(inner) else 0


def _unwrapped(block: list[str], width: int) -> list[str]:
    """Join the rows that were broken only because the next word did not fit."""
    joined = [block[0]]
    last = block[0]
    for row in block[1:]:
        forced = len(last) + 1 + len(row.split(" ", 1)[0]) > width or row[0].islower()
        if forced and not _NEW_TURN.match(row):
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
    """A short row without the end of a sentence, over a row that is one."""
    return (
        len(row.split()) <= _MAX_HEADING_WORDS
        and row[0].isupper()
        and (row[-1].isalnum() or row[-1] == ")")
        and len(after.split()) > 2 * _MAX_HEADING_WORDS
        and after[-1] in '.:”"'
    )
