"""Parses DOCX, the format of Word, into lines, by mammoth. Call it only in a worker of the sandbox."""

from __future__ import annotations

import io
import re

from digest.clean.document import ParsedDocument
from digest.clean.office.markup import NOTES_ID, dublin_core_title, markup_document
from digest.clean.office.zip_archive import Archive
from digest.errors import InputError

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\nstrike => s"
_NOTE_LIST = re.compile(r'<ol>(?=<li id="(?:footnote|endnote)-)')


def parse_docx(content: bytes, subject: str) -> ParsedDocument:
    """The lines of the DOCX in `content`. Raise InputError, which names `subject`, if it is damaged, too large, or no DOCX."""
    import mammoth

    archive = Archive(content, subject, "a DOCX")
    if not archive.read("word/document.xml"):
        raise InputError(f"{subject}: is a DOCX without a text")
    try:
        # Pictures are left out.
        result = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {}), id_prefix=""
        )
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # mammoth and the XML library raise anything on damaged documents
        raise InputError(f"{subject}: is a damaged DOCX") from error
    html = _NOTE_LIST.sub(f'<ol id="{NOTES_ID}">', result.value, count=1)
    return markup_document(html, dublin_core_title(archive.read("docProps/core.xml")), subject)
