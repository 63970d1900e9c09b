"""Recognises data where a document was expected: JSON, CSV, feeds, sitemaps, calendars. Pure; looks at the text alone."""

from __future__ import annotations

import csv
import json
import re

_MAX_JSON = 1_000_000  # characters that are parsed; a longer text counts by its beginning
_JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"])')
_XML_PROLOGUE = re.compile(r"\s*<[?!][^>]{0,2000}>")
_MAX_PROLOGUES = 10  # declarations and comments before the root element
_ROOTS = {
    "rss": "a feed", "feed": "a feed", "rdf:rdf": "a feed", "urlset": "a sitemap", "sitemapindex": "a sitemap",
    "opml": "a list of feeds", "svg": "a picture",
}  # fmt: skip
_ROOT = re.compile(r"\s*<([A-Za-z][\w:.-]{0,40})")
_CALENDAR = re.compile(r"\s*BEGIN:V(?:CALENDAR|CARD)\b")
_SEPARATORS = ",;\t|"
_SENTENCE_END = re.compile(r"[.!?:;…。！？।؟][\"'”’»)\]]*\s*$")
_MARK = re.compile(r"[,;].")  # with the character behind it
_MAX_ROWS = 50  # that are looked at
_MIN_ROWS = 2
_MIN_COLUMNS = 3
_PAIR, _MIN_PAIRS = 2, 4  # two columns are data only in several rows, nearly all with a number
_MAX_SAMPLE = 20_000  # characters
_MAX_CELL_WORDS = 4  # on average; the pieces of a sentence between commas are longer


def data_format(text: str) -> str:
    """What `text` is, such as "JSON data"; empty if it is no data of a known format."""
    if _JSON_START.match(text):
        return "JSON data" if _is_json(text) else ""
    if _CALENDAR.match(text):
        return "a calendar or an address card"
    if root := _ROOT.match(_without_prologue(text)):
        return _ROOTS.get(root[1].lower(), "")
    return "a table of data" if _is_table(text) else ""


def _without_prologue(text: str) -> str:
    """`text` from its root element on, if it is XML."""
    place = 1 if text.startswith("\ufeff") else 0
    for _ in range(_MAX_PROLOGUES):
        if not (found := _XML_PROLOGUE.match(text, place)):
            break
        place = found.end()
    return text[place : place + _MAX_SAMPLE]


def _is_json(text: str) -> bool:
    if len(text) > _MAX_JSON:
        return True
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _is_table(text: str) -> bool:
    """Whether all rows have the same number of cells, and the cells are short."""
    rows = [row for row in text[:_MAX_SAMPLE].splitlines()[:_MAX_ROWS] if row.strip()]
    whole = rows[:-1] if len(text) > _MAX_SAMPLE else rows
    if len(whole) < _MIN_ROWS or _is_prose(whole):
        return False
    return any(_is_table_of(whole, separator) for separator in _SEPARATORS)


def _is_prose(rows: list[str]) -> bool:
    """Whether half of the rows end like sentences, or half of the commas and semicolons have a space behind them."""
    sentences = sum(_SENTENCE_END.search(row) is not None for row in rows)
    marks = [mark for row in rows for mark in _MARK.findall(row)]
    return 2 * sentences >= len(rows) or (bool(marks) and 2 * sum(mark[-1].isspace() for mark in marks) >= len(marks))


def _is_table_of(rows: list[str], separator: str) -> bool:
    try:
        cells = list(csv.reader(rows, delimiter=separator))
    except csv.Error:
        return False
    flat = [cell for row in cells for cell in row]
    columns = len(cells[0])
    if any(len(row) != columns for row in cells) or sum(len(cell.split()) for cell in flat) > _MAX_CELL_WORDS * len(flat):
        return False
    numbers = sum(any(character.isdigit() for character in cell) for cell in flat)
    return columns >= _MIN_COLUMNS or (columns == _PAIR and len(rows) >= _MIN_PAIRS and numbers >= len(rows) - 1)
