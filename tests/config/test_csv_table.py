"""Tables of readers as spreadsheets save them: what carries no meaning is ignored, and the rest is taken exactly."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.csv_table import TableError, split_cell, table_rows

COLUMNS = ("to", "sources", "types", "keywords")
TWO = [{"to": "kim@press.example", "sources": "harbour"}, {"to": "lee@press.example", "sources": ""}]


def rows(content: bytes) -> list[dict[str, str]]:
    return [row for _, row in table_rows(content, COLUMNS, "to")]


@pytest.mark.parametrize(
    "content",
    [
        "to,sources\nkim@press.example,harbour\nlee@press.example,\n",
        "to,sources\r\nkim@press.example,harbour\r\nlee@press.example,\r\n,\r\n,\r\n",
        "to,sources\rkim@press.example,harbour\rlee@press.example\r",
        "to,sources\n\n   ,  \nkim@press.example,harbour\n,\nlee@press.example\n \n",
        ",\n\nto,sources\nkim@press.example,harbour\nlee@press.example,",
        "To , SOURCES\n kim@press.example ,harbour\nlee@press.example\u00a0,\n",
        "to,sources,,\nkim@press.example,harbour,,\nlee@press.example,,,\n",
        "to,sources\nkim@press.example,harbour,,,\nlee@press.example,,,\n",
        "to;sources\nkim@press.example;harbour\nlee@press.example;\n;\n",
        "to\tsources\nkim@press.example\tharbour\nlee@press.example\t\n\t\n",
        "sep=;\r\nto;sources\r\nkim@press.example;harbour\r\nlee@press.example;\r\n",
        '"to","sources"\n"kim@press.example","harbour"\n"lee@press.example",""\n"",""\n',
        "\u200bto,sources\nkim@press.example\u200b,harbour\n\ufefflee@press.example,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_adds_means_nothing(content: str, encoding: str) -> None:
    assert rows(content.encode(encoding)) == TWO


def test_several_values_in_a_cell_are_separated_by_semicolons() -> None:
    (row,) = rows(b'to;keywords\nkim@press.example;"sea ice; harbour dues;"\n')
    assert split_cell(row["keywords"]) == ["sea ice", "harbour dues"]


def test_a_joiner_inside_a_word_stays() -> None:
    (row,) = rows("to,keywords\nkim@press.example,\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\n".encode())
    assert row["keywords"] == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"to,sources\n,\n,harbour,port\n", 3, "more values than columns"),
        (b"to,,sources\nkim@press.example,harbour,\n", 2, "more values than columns"),
        (b"address,sources\nkim@press.example,harbour\n", 1, "the first line names the columns: 'to', and of sources"),
        (b",\n,\nkim@press.example,harbour\n", 3, "the first line names the columns"),
        (b"to,to\nkim@press.example,lee@press.example\n", 1, "two columns are called 'to'"),
        (b'to\n"kim@press.example"x\n', 2, "not CSV"),
        (b"", 1, "the first line names the columns"),
    ],
)
def test_what_cannot_be_understood_is_named_with_its_line(content: bytes, line: int, message: str) -> None:
    with pytest.raises(TableError, match=message) as raised:
        rows(content)
    assert raised.value.line == line


def test_a_row_without_an_address_keeps_its_other_values() -> None:
    """It is no empty row: the configuration says that its address is missing."""
    assert rows(b"to,sources\n,harbour\n") == [{"to": "", "sources": "harbour"}]


WORDS = st.text("abc ;,\t\"'@.\u00e9\u0436", max_size=12).map(str.strip)


@given(
    table=st.lists(st.tuples(WORDS, WORDS), max_size=5),
    delimiter=st.sampled_from(",;\t"),
    ending=st.sampled_from(["\n", "\r\n"]),
    empty_rows=st.integers(0, 2),
)
def test_every_table_that_is_written_as_csv_is_read_with_its_values(
    table: list[tuple[str, str]], delimiter: str, ending: str, empty_rows: int
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
    writer.writerow(("to", "keywords"))
    for row in table:
        writer.writerow(row)
        for _ in range(empty_rows):
            writer.writerow(("", ""))
    expected = [{"to": to, "keywords": keywords} for to, keywords in table if to or keywords]
    assert rows(text.getvalue().encode()) == expected
