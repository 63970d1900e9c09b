"""Parses HTML into lines with a walk over the elements that loses no visible text.

Does not find the article on a page (`extract.py`), and does not read what a page says about itself (`metadata.py`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree, html

from digest.clean.document import Line
from digest.records import Removal, Role
from digest.text.unicode import normalised_line

Element = etree._Element

CAPTION = "caption-element"
"""The rule id of captions of pictures."""

FURNITURE = "page-furniture"
"""The rule id of navigation and menus."""

_INVISIBLE = frozenset(
    """
    script style template noscript head title meta link iframe frame frameset object embed applet svg math canvas audio
    video map button select option textarea input datalist progress meter dialog colgroup
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _HEADINGS | frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form header hgroup hr html legend li main nav menu ol p pre section summary table tbody tfoot thead tr ul
    """.split()
)
_ITEMS = frozenset("li dd".split())
_CELLS = frozenset("td th".split())
_BOLD = frozenset("b strong".split())
_FURNITURE = frozenset("nav menu".split())
_CAPTION_CLASSES = frozenset("wp-caption-text wp-element-caption".split())

_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:element-invisible|visually-?hidden|sr-only|screen-reader-(?:text|only)|usa-sr-only|show-for-sr)(?:\s|$)"
)
_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_MAX_HEADING_WORDS = 15  # a longer bold line is a sentence in bold
_PAGE_START = 20_000  # characters in which a page has its html, head or body element


def parse_html(text: str) -> Element | None:
    """Return the tree of a page or fragment; None if it is empty. Raise MemoryError if libxml2 runs out of memory."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        return html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        return None
    except etree.ParserError:
        return None


def is_whole_page(text: str) -> bool:
    """Whether `text` has its own html, head or body element."""
    return _WHOLE_PAGE.search(text[:_PAGE_START]) is not None


def visible_lines(root: Element) -> tuple[tuple[Line, ...], tuple[Removal, ...]]:
    """Return the lines of everything visible under `root`, and what the markup marks as caption or navigation."""
    walk = _Walk()
    walk.visit(root)
    return tuple(walk.lines), tuple(walk.removed)


class _Piece(NamedTuple):
    """A run of characters with one style; the text "\\n" ends a line inside a block."""

    text: str
    bold: bool
    linked: bool


class _Walk:
    """A walk over the elements in document order. It keeps its own stack: pages nest deeper than Python can recurse."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.removed: list[Removal] = []
        self._run: list[_Piece] = []
        self._bold = self._linked = self._pre = 0
        self._role = Role.BODY

    def visit(self, root: Element) -> None:
        """Collect everything visible under `root`."""
        stack: list[tuple[Element, Role | None]] = [(root, None)]
        while stack:
            element, outer = stack.pop()
            if outer is not None:
                self._leave(str(element.tag), outer)
            elif not self._skipped(element, root):
                stack.append((element, self._role))
                self._enter(str(element.tag))
                self._add(element.text)
                stack.extend((child, None) for child in reversed(element))
                continue
            if element is not root:
                self._add(element.tail)
        self._flush()

    def _skipped(self, element: Element, root: Element) -> bool:
        """Whether nothing under `element` is text. Visible captions and navigation are noted as removed."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _INVISIBLE or _is_hidden(element):
            return True
        rule = FURNITURE if tag in _FURNITURE else CAPTION if _is_caption(element) else ""
        if not rule or element is root:
            return False
        self._flush()
        self.removed.extend(Removal(rule, text) for text in [normalised_line(_visible_text(element))] if text)
        return True

    def _enter(self, tag: str) -> None:
        self._count(tag, 1)
        if tag == "br":
            self._run.append(_LINE_END)
        elif tag in _BLOCKS:
            self._flush()
            self._role = _role_within(tag, self._role)

    def _leave(self, tag: str, outer: Role) -> None:
        self._count(tag, -1)
        if tag in _BLOCKS:
            self._flush()
        elif tag in _CELLS and self._run:
            self._run.append(_CELL_END)
        self._role = outer

    def _count(self, tag: str, step: int) -> None:
        self._bold += step * (tag in _BOLD)
        self._linked += step * (tag == "a")
        self._pre += step * (tag == "pre")

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._pre or "\n" not in text:
            self._run.append(_Piece(text.replace("\n", " "), self._bold > 0, self._linked > 0))
            return
        for number, part in enumerate(text.split("\n")):
            self._run.extend([_LINE_END] * (number > 0))
            self._run.append(_Piece(part, self._bold > 0, self._linked > 0))

    def _flush(self) -> None:
        if self._run:
            rows, self._run = _rows(self._run), []
            self.lines.extend(line for line in (_line(row, self._role) for row in rows) if line)


_LINE_END = _Piece("\n", False, False)
_CELL_END = _Piece(" | ", True, True)  # both styles, so that it does not change the style of its line


def _rows(run: list[_Piece]) -> list[list[_Piece]]:
    """Return the lines inside one block. A break inside a sentence, before a lower-case letter, does not end a line."""
    rows: list[list[_Piece]] = [[]]
    for piece in run:
        if piece is _LINE_END:
            rows.append([])
        elif rows[-1] or piece.text.strip() == "" or not _continues(rows, piece):
            rows[-1].append(piece)
        else:
            rows[-2:] = [[*rows[-2], _Piece(" ", False, False), piece]]
    return rows


def _continues(rows: list[list[_Piece]], piece: _Piece) -> bool:
    """Whether `piece` continues the sentence of the row before."""
    if len(rows) < 2 or not piece.text.lstrip()[:1].islower():
        return False
    before = "".join(part.text for part in rows[-2]).rstrip()
    return before[-1:].isalnum() or before[-1:] in (",", "-", "–")


def _line(row: list[_Piece], role: Role) -> Line | None:
    """Return a row as a line; None if it has neither a letter or digit nor one of #*_, which end marks consist of."""
    text = normalised_line("".join(piece.text for piece in row)).removesuffix(" |").removeprefix("| ")
    if not any(character.isalnum() or character in "#*_" for character in text):
        return None
    seen = [piece for piece in row if not piece.text.isspace() and piece.text]
    bold = all(piece.bold for piece in seen)
    if role is Role.BODY and bold and looks_like_heading(text):
        role = Role.HEADING
    return Line(text, role, linked=all(piece.linked for piece in seen))


def looks_like_heading(text: str) -> bool:
    """Whether a line in bold is short enough for a heading and does not end like a sentence.

    A question in capitals is the heading of its answer.
    """
    ends = text[-1:] in tuple('.!?;,…"”)') and not (text[-1:] == "?" and text.isupper())
    return len(text.split()) <= _MAX_HEADING_WORDS and not ends


def _role_within(tag: str, role: Role) -> Role:
    if tag in _HEADINGS:
        return Role.HEADING
    return Role.ITEM if tag in _ITEMS else role


def _is_hidden(element: Element) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or _HIDDEN_STYLE.search(str(attributes.get("style", ""))) is not None
        or _HIDDEN_CLASS.search(str(attributes.get("class", ""))) is not None
    )


def _is_caption(element: Element) -> bool:
    """Whether it is the caption of a picture. The caption of a table or a quotation is text."""
    if element.tag != "figcaption":
        return bool(_CAPTION_CLASSES.intersection(str(element.get("class", "")).split()))
    figure = element.getparent()
    return figure is not None and next(figure.iter("img", "picture", "video", "iframe", "amp-img"), None) is not None


def _visible_text(element: Element) -> str:
    return " ".join(str(text) for text in element.itertext() if not _is_code(text))


def _is_code(text: object) -> bool:
    parent = getattr(text, "getparent", lambda: None)()
    return parent is not None and getattr(text, "is_text", False) and parent.tag in _INVISIBLE
