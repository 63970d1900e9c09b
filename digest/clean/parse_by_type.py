"""Parses what was published by its media type: a page, a fragment of one, Markdown, text, a mail, a PDF, DOCX or ODT. Pure.

Of an unknown page only the article is kept. What of the lines is boilerplate is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from digest.clean.data_format import data_format
from digest.clean.document import ParsedDocument
from digest.clean.encoding import decode
from digest.clean.extract import Extraction, extract_all, extract_article, has_text, select_body, without_elements
from digest.clean.footnotes import take_footnotes
from digest.clean.html_parser import Element, VisibleText, escaped_markup, is_whole_page, parse_html, read_visible
from digest.clean.inline_style import apply_style_sheets
from digest.clean.json_ld import article_markup
from digest.clean.markdown_parser import parse_markdown
from digest.clean.metadata import read_metadata
from digest.clean.page_check import asks_password, page_headlines
from digest.clean.plain_text_parser import parse_plain_text
from digest.clean.visibility import settle_visibility
from digest.errors import InputError
from digest.net import media_types
from digest.records import Profile, RawStatement
from digest.text.unicode import word_count

_HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_MIN_PAGE_WORDS = 20  # that a page shows; with fewer it is an empty frame that a script fills


def parse(raw: RawStatement, profile: Profile) -> ParsedDocument:
    """Parse `raw` by its media type. Raise InputError if it cannot be read as text."""
    media_type = raw.media_type.split(";")[0].strip().lower()
    if media_type in _HTML:
        return _parse_html(raw, profile)
    if media_types.is_document(media_type):
        return _document_parser(media_type)(raw.content, raw.key)
    text = decode(raw.content, raw.key, raw.charset)
    if data := data_format(text):
        raise InputError(f"{raw.key}: is {data}, not a statement")
    if media_type in _MARKDOWN:
        return parse_markdown(text)
    if media_type.startswith("text/") or not media_type:
        return parse_plain_text(text, headline=not raw.title)
    raise InputError(f"{raw.key}: is {media_type}, which cannot be read as text")


def _document_parser(media_type: str) -> Callable[[bytes, str], ParsedDocument]:
    """Return what parses a file that is no text. Its modules are imported only for such files, as those of mails are."""
    match media_type:
        case media_types.PDF:
            from digest.clean.pdf.pdf_parser import parse_pdf

            return parse_pdf
        case media_types.DOCX:
            from digest.clean.office.docx_parser import parse_docx

            return parse_docx
        case media_types.ODT:
            from digest.clean.office.odt_parser import parse_odt

            return parse_odt
        case _:
            raise ValueError(f"there is no parser for {media_type}")


def parse_mail(raw: RawStatement) -> tuple[RawStatement, ParsedDocument]:
    """Parse a mail. Return it with what its forwarded message says of itself, and its text without what stands around it."""
    from digest.clean.mail_frame import bare_subject, unframed_lines, unframed_text

    if raw.media_type in _HTML:
        document = _parse_mail_markup(raw)
        lines, removed, original = unframed_lines(document.lines, raw.title)
        document = replace(document, lines=lines, removed=document.removed + removed)
    else:
        text, removed, original = unframed_text(decode(raw.content, raw.key, raw.charset), raw.title)
        document = replace(parse_plain_text(text, headline=not raw.title), removed=removed)
    if original is None:
        return replace(raw, title=bare_subject(raw.title)), document
    title, author = bare_subject(original.subject or raw.title), original.sender or raw.author
    return replace(raw, title=title, author=author, dates=(original.date, *raw.dates)), document


def _parse_mail_markup(raw: RawStatement) -> ParsedDocument:
    from digest.clean.mail_frame import SIGNATURE_ELEMENTS, with_signature_marks

    root = parse_html(with_signature_marks(decode(raw.content, raw.key, raw.charset, markup=True)))
    if root is None:
        raise InputError(f"{raw.key}: holds no text")
    apply_style_sheets(root)
    signature = without_elements(root, SIGNATURE_ELEMENTS, "mail-signature")
    document = _parse_fragment(root)
    return replace(document, removed=signature + document.removed)


def _parse_html(raw: RawStatement, profile: Profile) -> ParsedDocument:
    """Parse a page or a fragment: everything in a fragment, of a page the body that the profile selects, or the article."""
    text = decode(raw.content, raw.key, raw.charset, markup=True)
    if not raw.fragment and (data := data_format(text)):
        raise InputError(f"{raw.key}: is {data}, not a statement")
    root = parse_html(text)
    if root is None:
        raise InputError(f"{raw.key}: holds no text")
    apply_style_sheets(root)
    if raw.fragment or not is_whole_page(text):
        return _parse_fragment(root)
    dialogues = settle_visibility(root)
    notes = take_footnotes(root)
    visible = read_visible(root)
    metadata = read_metadata(root, visible, raw.address or raw.link)
    selected = select_body(root, profile) if profile.body else None
    missing = profile.body and not selected
    warnings = (f"the page has no element {profile.body!r}: searched for the article",) if missing else ()
    extracted = selected or _article(root, visible, len(text))
    return ParsedDocument(
        lines=(*extracted.lines, *notes.lines),
        title=metadata.title,
        link=metadata.link,
        dates=metadata.dates,
        language=metadata.language,
        author=metadata.author,
        publishers=metadata.publishers,
        removed=dialogues + extracted.removed + notes.removed,
        warnings=warnings + extracted.warnings,
        headlines=page_headlines(root),
        is_page=True,
        asks_password=asks_password(root),
    )


def _parse_fragment(root: Element) -> ParsedDocument:
    """Parse everything in a fragment. HTML that was escaped twice is a text of tags: it is parsed again."""
    escaped = escaped_markup(root)
    parsed = parse_html(escaped) if escaped else None
    root = root if parsed is None else parsed
    dialogues = settle_visibility(root)
    notes = take_footnotes(root)
    extracted = extract_all(root)
    return ParsedDocument(lines=(*extracted.lines, *notes.lines), removed=dialogues + extracted.removed + notes.removed)


def _article(root: Element, visible: VisibleText, size: int) -> Extraction:
    """Return the article of an unknown page: as JSON-LD has it if a script draws the page, and its elements do not have it."""
    headlines = page_headlines(root)
    shows_words = word_count(" ".join(line.text for line in visible.lines)) >= _MIN_PAGE_WORDS
    markup = article_markup(root, headlines if shows_words else ())
    extracted = extract_article(root, visible, size, headlines)
    drawn = parse_html(markup) if markup else None
    if drawn is None:
        return extracted
    article = extract_all(drawn)
    return extracted if has_text(extracted.lines, article.lines) else article
