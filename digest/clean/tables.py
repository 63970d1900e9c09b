"""Tells whether the row of a table is one line of data, or a part of the layout of a page."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

_CELLS = ("td", "th")
_LAYOUT = ".//table|.//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//blockquote"
_DIVIDERS = ("p", "div", "br", "li")
# Characters of a cell of several paragraphs, rows or items that is still data: names, numbers, an address. A cell of layout
# holds the paragraphs of an article. A single paragraph of any length is data: remarks, the text of a tariff.
_MAX_DIVIDED_LENGTH = 200


def is_data_row(row: Element) -> bool:
    """Whether a `tr` has several cells with text, none of which holds parts of a page: it is read as one line."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    if len(cells) < 2 or row.xpath(_LAYOUT):
        return False
    filled = [(cell, length) for cell in cells if (length := _length(cell))]
    return len(filled) > 1 and not any(length > _MAX_DIVIDED_LENGTH and _is_divided(cell) for cell, length in filled)


def _is_divided(cell: Element) -> bool:
    return sum(1 for _ in cell.iter(*_DIVIDERS)) > 1


def _length(cell: Element) -> int:
    return len(" ".join("".join(str(text) for text in cell.itertext()).split()))
