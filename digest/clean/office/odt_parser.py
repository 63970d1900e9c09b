"""Parses ODT, the OpenDocument format of texts, into lines. Call it only in a worker of the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

from digest.clean.document import ParsedDocument
from digest.clean.office.markup import NOTES_ID, dublin_core_title, markup_document, parse_xml
from digest.clean.office.zip_archive import Archive
from digest.errors import InputError

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"

_ELEMENTS = {
    f"{_TEXT}p": "p",
    f"{_TEXT}list": "ul",
    f"{_TEXT}list-item": "li",
    f"{_TEXT}list-header": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
}
# Deleted text, comments, tables of contents and descriptions of pictures are not what readers of the text see.
_SKIPPED = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}table-of-content",
        f"{_TEXT}alphabetical-index",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_SVG}desc",
        f"{_SVG}title",
    }
)
_MAX_SPACES = 100


def parse_odt(content: bytes, subject: str) -> ParsedDocument:
    """The lines of the ODT in `content`. Raise InputError, which names `subject`, if it is damaged, too large, or no ODT."""
    archive = Archive(content, subject, "an ODT")
    root = parse_xml(archive.read("content.xml"))
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise InputError(f"{subject}: is an ODT without a text")
    writer = _HtmlWriter()
    html = "".join(writer.inside(body))
    if writer.notes:
        html += f'<ol id="{NOTES_ID}">{"".join(writer.notes)}</ol>'
    return markup_document(html, dublin_core_title(archive.read("meta.xml")), subject)


class _HtmlWriter:
    """Writes the elements of a text as HTML, and collects its notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def inside(self, element: etree._Element) -> Iterator[str]:
        """The HTML of what is in `element`."""
        yield escape(element.text or "")
        for child in element:
            yield from self._element(child)
            yield escape(child.tail or "")

    def _element(self, element: etree._Element) -> Iterator[str]:
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            return
        if tag == f"{_TEXT}note":
            yield from self._note(element)
        elif tag == f"{_TEXT}s":
            yield " " * min(_number(element, f"{_TEXT}c"), _MAX_SPACES)
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " " if tag.endswith("tab") else "<br>"
        else:
            html = self._html_tag(element)
            inner = "".join(self.inside(element))
            yield f"<{html}>{inner}</{html.split()[0]}>" if html else inner

    def _html_tag(self, element: etree._Element) -> str:
        """The HTML tag of an element, with its attributes; empty for one of which only the content counts."""
        tag = str(element.tag)
        if tag == f"{_TEXT}h":
            return f"h{min(max(_number(element, f'{_TEXT}outline-level'), 1), 6)}"
        if tag == f"{_TEXT}a":
            return f'a href="{escape(str(element.get(f"{_XLINK}href", "")))}"'
        return _ELEMENTS.get(tag, "")

    def _note(self, note: etree._Element) -> Iterator[str]:
        citation, body = note.find(f"{_TEXT}note-citation"), note.find(f"{_TEXT}note-body")
        mark = escape("".join(map(str, citation.itertext()))) if citation is not None else "*"
        if body is not None:
            self.notes.append(f"<li>{''.join(self.inside(body))}</li>")
        yield f"<sup>[{mark}]</sup>"


def _number(element: etree._Element, name: str) -> int:
    written = str(element.get(name, "1"))
    return int(written) if written.isdecimal() and len(written) < 6 else 1
