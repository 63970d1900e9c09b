"""Makes the lines of a document of a word processor from its HTML, with its title and its notes apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from digest.clean.document import Line, ParsedDocument
from digest.clean.extract import extract_all
from digest.clean.html_parser import parse_html
from digest.errors import InputError
from digest.records import Role
from digest.text.unicode import folded, normalised_line

NOTES_ID = "digest-notes"
"""The id of the element that holds the footnotes and endnotes."""

_BACK_LINK = re.compile(r"\s*↑$")
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def markup_document(html: str, given_title: str, subject: str) -> ParsedDocument:
    """The lines of `html`. The title is `given_title` if the text shows it, else the first heading of the highest level.

    Raise InputError, which names `subject`, if there is no text.
    """
    root = parse_html(f"<div>{html}</div>")
    if root is None:
        raise InputError(f"{subject}: holds no text")
    notes = tuple(_notes(root))
    heading = next((text for level in ("h1", "h2") if (text := _first_text(root, level))), "")
    extracted = extract_all(root)
    shown = folded(" ".join(line.text for line in extracted.lines[:20]))
    title = given_title if given_title and folded(given_title) in shown else heading
    tables = any(" | " in line.text for line in extracted.lines)
    return ParsedDocument(
        lines=(*extracted.lines, *notes),
        title=title,
        removed=extracted.removed,
        warnings=("tables are read row by row",) if tables else (),
    )


def dublin_core_title(part: bytes) -> str:
    """The title in the XML part of an archive that describes the document; empty if there is none."""
    root = parse_xml(part)
    found = root.find(f".//{_DC_TITLE}") if root is not None else None
    return normalised_line(found.text or "") if found is not None else ""


def parse_xml(part: bytes) -> etree._Element | None:
    """The root of an XML part; None if it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(part, parser) if part.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def _notes(root: etree._Element) -> Iterator[Line]:
    """Take the notes out of the tree, and yield a line for each paragraph of them."""
    for element in [one for one in root.iter("ol") if one.get("id") == NOTES_ID]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
        for line in extract_all(element).lines:
            if text := _BACK_LINK.sub("", line.text):
                yield Line(text, Role.NOTES)


def _first_text(root: etree._Element, tag: str) -> str:
    return next((text for one in root.iter(tag) if (text := normalised_line("".join(map(str, one.itertext()))))), "")
