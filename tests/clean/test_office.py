"""DOCX and ODT are read with their headings, lists, tables and notes; archives made to exhaust a reader are refused."""

from __future__ import annotations

import pytest

from digest.errors import InputError
from digest.net import media_types
from digest.records import Role, Statement
from tests.clean.conftest import Clean
from tests.clean.office_writer import archive, docx, odt, paragraph, table

HARBOUR = "The Port Authority closes the inner harbour of Lund from 4 May."
FERRIES = "Ferries use the outer pier for six weeks while the works go on."
COSTS = "The works cost two million crowns, of which the region pays a half."
TITLE = "Harbour of Lund closes"

DOCX = docx(
    paragraph(TITLE, "T")
    + paragraph(HARBOUR)
    + f'<w:p><w:r><w:t xml:space="preserve">{COSTS}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    + "<w:p><w:del><w:r><w:delText>Nobody pays.</w:delText></w:r></w:del><w:ins><w:r><w:t>"
    + f"{FERRIES}</w:t></w:r></w:ins></w:p>"
    + table(("Year", "Boats"), ("2025", "19"), ("2026", "21")),
    f'<w:footnote w:id="2">{paragraph("Budget of the region, chapter four.")}</w:footnote>',
)
ODT = odt(
    f'<text:tracked-changes>Nobody pays.</text:tracked-changes><text:h text:outline-level="1">{TITLE}</text:h>'
    f"<text:p>{HARBOUR}<office:annotation><text:p>Really?</text:p></office:annotation></text:p>"
    f"<text:p>{COSTS}<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>Budget of the region, chapter four.</text:p></text:note-body></text:note></text:p>"
    f"<text:p>{FERRIES.replace(' outer', '<text:s/>outer').replace('six weeks', 'six<text:tab/>weeks')}</text:p>"
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>"
    "<table:table-cell><text:p>Boats</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    "<table:table-row><table:table-cell><text:p>2025</text:p></table:table-cell><table:table-cell><text:p>19</text:p>"
    "</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>2026</text:p></table:table-cell>"
    "<table:table-cell><text:p>21</text:p></table:table-cell></table:table-row></table:table>"
)
BOTH = pytest.mark.parametrize(
    ("content", "media_type"), [(DOCX, media_types.DOCX), (ODT, media_types.ODT)], ids=["docx", "odt"]
)


def paragraphs(statement: Statement) -> list[str]:
    return [statement.text[part.start : part.end] for part in statement.paragraphs]


@BOTH
def test_paragraphs_tables_and_notes_are_read(content: bytes, media_type: str, clean: Clean) -> None:
    statement = clean(content, media_type)
    assert statement.title == TITLE
    shown = [text for text in paragraphs(statement) if text != TITLE]
    assert shown == [HARBOUR, COSTS, FERRIES, "Year | Boats", "2025 | 19", "2026 | 21", "Budget of the region, chapter four."]
    assert statement.paragraphs[-1].role is Role.NOTES
    assert "tables are read row by row" in statement.warnings
    assert statement.pages == ()


@BOTH
def test_a_document_is_known_by_its_parts(content: bytes, media_type: str) -> None:
    assert media_types.from_bytes(content) == media_type
    assert media_types.from_bytes(archive({"xl/workbook.xml": "<x/>"})) == "application/zip or an office document"


@pytest.mark.parametrize("listed", [("first quay", "second quay"), ("a mole",)])
def test_list_items_are_items(listed: tuple[str, ...], clean: Clean) -> None:
    items = "".join(f"<text:list-item><text:p>{item} for the ferries</text:p></text:list-item>" for item in listed)
    statement = clean(odt(f"<text:p>{HARBOUR}</text:p><text:list>{items}</text:list>"), media_types.ODT)
    assert [part.role for part in statement.paragraphs] == [Role.BODY, *(Role.ITEM for _ in listed)]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SPACES = b"<x>" + b" " * (30 << 20) + b"</x>"
REFUSED = {
    "a bomb": (docx(paragraph(HARBOUR), **{"word/extra.xml": SPACES}), "is a DOCX that unpacks to more than may be read"),
    "many parts": (docx(paragraph(HARBOUR), **{f"{n}.xml": "<x/>" for n in range(3_001)}), "unpacks to more than may be read"),
    "entities": (docx(paragraph(HARBOUR), **{"word/extra.xml": f"{ENTITIES}<x>&b;</x>"}), "is a DOCX that declares entities"),
    "entities in UTF-16": (docx(paragraph(HARBOUR), **{"x.xml": f"{ENTITIES}<x/>".encode("utf-16")}), "declares entities"),
    "no XML": (docx("<w:p>"), "is a damaged DOCX"),
    "nothing": (docx(""), "holds no text"),
    "half": (DOCX[: len(DOCX) // 2], "is a DOCX that is damaged"),
    "an ODT bomb": (odt("<text:p/>", **{"x.xml": SPACES}), "is an ODT that unpacks to more than may be read"),
    "ODT entities": (odt("<text:p/>", **{"x.xml": ENTITIES}), "declares entities"),
    "no ODT": (archive({"mimetype": media_types.ODT, "content.xml": "<x/>"}), "is an ODT without a text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str, clean: Clean) -> None:
    content, reason = REFUSED[name]
    media_type = media_types.ODT if "ODT" in name else media_types.DOCX
    with pytest.raises(InputError, match=rf"^a-statement: .*{reason}|^a-statement: {reason}"):
        clean(content, media_type)


def test_a_cell_that_says_it_is_repeated_a_million_times_is_read_once(clean: Clean) -> None:
    cells = '<table:table-cell table:number-columns-repeated="1000000"><text:p>quay</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cells}</table:table-row>'
    body = f'<text:p>{HARBOUR}<text:s text:c="99999999"/></text:p><table:table>{rows}</table:table>'
    assert len(clean(odt(body), media_types.ODT).text) < 200
