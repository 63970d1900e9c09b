"""Reads a table as spreadsheets save it: CSV with commas, semicolons or tabs. Knows nothing about what the columns mean.

The first row that is not empty names the columns, in any case. Empty rows, empty columns and white space around a value mean
nothing. Excel may write a line such as "sep=;" first, a byte order mark, or UTF-16; all are understood.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence

_DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)
_PADDING = re.compile(r"^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$")
"""White space, and the invisible characters that copying from web pages and mail programs leaves around an address."""


class TableError(ValueError):
    """The table cannot be used. `line` is the line in the file, from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def table_rows(content: bytes, columns: Sequence[str], required: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty: its last line in the file, and its values by the name of the column.

    `columns` are the names that are known, of which `required` must be there. Raise TableError if the table has other columns
    or is not CSV, UnicodeDecodeError if it is neither UTF-8 nor UTF-16 with a byte order mark.
    """
    rows = _cells(content)
    line, header = next(rows, (1, []))
    names = _column_names(line, header, columns, required)
    for line, cells in rows:
        for number, cell in enumerate(cells):
            if cell and not (number < len(names) and names[number]):
                raise TableError(line, "more values than columns: several are separated by ';'")
        values = [*cells, *[""] * len(names)]
        yield line, {name: value for name, value in zip(names, values, strict=False) if name}


def split_cell(value: str) -> list[str]:
    """The values in a cell that holds several, separated by ";"."""
    return [part.strip() for part in value.split(";") if part.strip()]


def _cells(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is not empty, with the number of its last line."""
    text = _decoded(content)
    start = _SEPARATOR_LINE.match(text)
    delimiter = start[1] if start else _delimiter(text)
    skipped = 1 if start else 0
    lines = csv.reader(io.StringIO(text[start.end() if start else 0 :], newline=""), delimiter=delimiter, strict=True)
    try:
        for row in lines:
            cells = [_PADDING.sub("", cell) for cell in row]
            if any(cells):
                yield lines.line_num + skipped, cells
    except csv.Error as error:
        raise TableError(lines.line_num + skipped, f"not CSV: {error}") from error


def _decoded(content: bytes) -> str:
    is_utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return content.decode("utf-16" if is_utf16 else "utf-8-sig")


def _delimiter(text: str) -> str:
    """The delimiter that is most frequent in the first line with a letter; a comma if there is none."""
    first = next((line for line in text.splitlines() if any(character.isalpha() for character in line)), "")
    return max(_DELIMITERS, key=first.count)


def _column_names(line: int, header: Sequence[str], columns: Sequence[str], required: str) -> list[str]:
    names = [cell.casefold() for cell in header]
    if required not in names or not {*names} - {""} <= {*columns}:
        others = ", ".join(name for name in columns if name != required)
        raise TableError(line, f"the first line names the columns: {required!r}, and of {others} those in use")
    if repeated := next((name for name in names if name and names.count(name) > 1), ""):
        raise TableError(line, f"two columns are called {repeated!r}")
    return names
