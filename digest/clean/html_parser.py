"""Parses HTML into lines with a walk over the elements that loses no visible text.

Does not find the article on a page (`extract.py`), and does not read what a page says about itself (`metadata.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import NamedTuple

from lxml import etree, html

from digest.clean.document import Line, mark_bullets
from digest.clean.inline_style import INLINE_TAGS, InlineStyle, style_within
from digest.clean.tables import is_data_row
from digest.clean.visibility import is_hidden
from digest.clean.wrapping import ends_inside
from digest.records import Removal, Role
from digest.text.inline import Kind, Piece, read_inline
from digest.text.unicode import normalised_line, word_count

Element = etree._Element

CAPTION = "caption-element"
"""The rule id of captions of pictures."""

FURNITURE = "page-furniture"
"""The rule id of navigation and menus."""

_INVISIBLE = frozenset(
    """
    script style template noscript head title meta link iframe frame frameset object embed applet svg math canvas audio
    video map button select option textarea input datalist progress meter dialog colgroup rt rp rtc
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _HEADINGS | frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form header hgroup hr html legend li main nav menu ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()
)
_ITEMS = frozenset("li dd".split())
_CELLS = frozenset("td th".split())
_FURNITURE = frozenset("nav menu".split())
# Elements whose attributes may change what the walk does. Asking lxml for all of them at once is much faster than asking each.
_SPECIAL = etree.XPath(
    "descendant-or-self::*[@hidden or @style or self::figcaption or @class[contains(., 'caption') or contains(., 'invisible')"
    " or contains(., 'hidden') or contains(., 'sr-only') or contains(., 'screen') or contains(., 'show-for-sr')"
    " or contains(., 'wb-inv')"
    " or contains(., 'line-through') or contains(., 'strike') or contains(., 'Strike') or contains(., 'struck')"
    " or contains(., 'note')]]"
)
_UNSTYLED = (Kind.STRUCK, Kind.OPENING, Kind.CLOSING)  # say nothing of the style of their line
_CAPTION_CLASSES = frozenset("wp-caption-text wp-element-caption".split())

_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_ESCAPED = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|section|article|blockquote|figure|img|span|strong|em|a)\b[^<>]*>", re.I)
_ESCAPED_END = re.compile(r"</\w+>$|<br\s*/?>$|/>$")
_ESCAPED_WITHIN = re.compile(r"<br\s*/?>|<p(?:\s[^<>]*)?>[^<]{40,}</p>", re.IGNORECASE)
_BARE = ("html", "body", "p")  # that the parser puts around a text
_MAX_TAG = 200  # characters
_MAX_ESCAPED = 3  # times that HTML is escaped
_SEPARATORS = frozenset("| · • / - – > » › :: [ ]".split())  # between the links of a menu
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


def escaped_markup(root: Element) -> str:
    """Return the text of a tree if it is HTML that was escaped twice; else empty.

    It begins with a tag and ends with one, or has paragraphs or line breaks while the tree has none.
    """
    text = "".join(map(str, root.itertext())).strip()
    is_bare = all(element.tag in _BARE for element in root.iter())
    for _ in range(_MAX_ESCAPED):
        is_whole = _ESCAPED.match(text) and _ESCAPED_END.search(text[-_MAX_TAG:])
        if is_whole or (is_bare and _ESCAPED_WITHIN.search(text)):
            return text
        text = unescape(text)
    return ""


def visible_lines(root: Element) -> tuple[tuple[Line, ...], tuple[Removal, ...]]:
    """Return the lines of everything visible under `root`, and what the markup itself marks as no text of the statement."""
    text = read_visible(root)
    return text.lines, tuple(removed.removal for removed in text.removed)


class PlacedRemoval(NamedTuple):
    """What was left out, and the number of lines before it."""

    line: int
    removal: Removal


@dataclass(frozen=True, slots=True)
class VisibleText:
    """Everything visible under an element, line by line.

    `plain` has for each line its text with raised figures as plain ones, as extractors read it; `owners` its innermost block
    element. `spans` has for each block element the lines in it. `struck` has the outermost elements that are struck out.
    """

    lines: tuple[Line, ...]
    plain: tuple[str, ...]
    owners: tuple[Element, ...]
    removed: tuple[PlacedRemoval, ...]
    spans: Mapping[Element, range]
    struck: tuple[Element, ...]


def read_visible(root: Element) -> VisibleText:
    """Walk the elements under `root` and return what can be seen."""
    walk = _Walk(root)
    walk.run()
    return VisibleText(
        lines=tuple(walk.lines),
        plain=tuple(walk.plain),
        owners=tuple(walk.owners),
        removed=tuple(walk.removed),
        spans=walk.spans,
        struck=tuple(walk.struck),
    )


class _State(NamedTuple):
    """What the elements around the current one say: the innermost block, the lines before it, and how words are set."""

    block: Element
    start: int = 0  # number of lines before the block
    role: Role = Role.BODY
    style: InlineStyle = InlineStyle()
    in_data_row: bool = False
    quotations: int = 0


class _Walk:
    """A walk over the elements in document order. It keeps its own stack: pages nest deeper than Python can recurse."""

    def __init__(self, root: Element) -> None:
        self.lines: list[Line] = []
        self.plain: list[str] = []
        self.owners: list[Element] = []
        self.removed: list[PlacedRemoval] = []
        self.spans: dict[Element, range] = {}
        self.struck: list[Element] = []
        self._run: list[Piece] = []
        self._root = root
        special = _SPECIAL(root)
        self._special = frozenset(special) if isinstance(special, list) else frozenset()
        self._state = _State(root)

    def run(self) -> None:
        """Collect everything visible under the root."""
        root = self._root
        stack: list[tuple[Element, _State | None]] = [(root, None)]
        while stack:
            element, outer = stack.pop()
            if outer is not None:
                self._leave(element, str(element.tag), outer)
            elif not self._skipped(element):
                stack.append((element, self._state))
                self._enter(element, str(element.tag))
                self._add(element.text)
                stack.extend((child, None) for child in reversed(element))
                continue
            if element is not root:
                self._add(element.tail)
        self._flush()

    def _skipped(self, element: Element) -> bool:
        """Whether nothing under `element` is text. Visible captions and navigation are noted as removed."""
        tag = element.tag
        special = element in self._special
        if not isinstance(tag, str) or tag in _INVISIBLE or (special and is_hidden(element)):
            return True
        rule = FURNITURE if tag in _FURNITURE else CAPTION if special and _is_caption(element) else ""
        if not rule or element is self._root:
            return False
        self._flush()
        words = normalised_line(_visible_text(element))
        self._remove([Removal(rule, words)] if words else [])
        return True

    def _enter(self, element: Element, tag: str) -> None:
        """Take over what `element` says of what is in it."""
        state = self._state
        style = style_within(element, tag, state.style) if tag in INLINE_TAGS or element in self._special else state.style
        if style.kind is Kind.STRUCK and state.style.kind is not Kind.STRUCK:
            self.struck.append(element)
        if tag == "br":
            self._run.append(_SPACE if state.in_data_row else _LINE_END)
        elif tag == "q":
            self._run.append(Piece("“" if state.quotations % 2 == 0 else "‘", Kind.OPENING))
            state = state._replace(quotations=state.quotations + 1)
        elif tag in _BLOCKS and state.in_data_row:
            self._run.append(_SPACE)
        elif tag in _BLOCKS:
            self._flush()
            row = tag == "tr" and is_data_row(element)
            state = _State(element, len(self.lines), _role_within(tag, state.role), style, row, state.quotations)
        self._state = state if state.style is style else state._replace(style=style)

    def _leave(self, element: Element, tag: str, outer: _State) -> None:
        """Return to what held before `element`."""
        state = self._state
        if state.block is element:
            self._flush()
            self.spans[element] = range(state.start, len(self.lines))
        elif tag == "q":
            self._run.append(Piece("”" if outer.quotations % 2 == 0 else "’", Kind.CLOSING))
        elif tag in _BLOCKS:
            self._run.append(_CELL_END if tag in _CELLS else _SPACE)
        self._state = outer

    def _add(self, text: str | None) -> None:
        if not text or not (self._run or text.strip()):  # space at the beginning of a block
            return
        style = self._state.style
        if not style.pre or "\n" not in text:
            self._run.append(Piece(text.replace("\n", " "), style.kind, style.bold, style.linked))
            return
        for number, part in enumerate(text.split("\n")):
            self._run.extend([_LINE_END] * (number > 0))
            self._run.append(Piece(part, style.kind, style.bold, style.linked))

    def _flush(self) -> None:
        if not self._run:
            return
        run, self._run = self._run, []
        rows = _rows(run) if any(piece.text.strip() for piece in run) else []
        for row in rows:
            text, removed = read_inline(row)
            self._remove(removed)
            if line := _line(row, text, self._state.role):
                self.lines.append(line)
                self.owners.append(self._state.block)
                self.plain.append("".join(piece.text for piece in row if piece.kind is not Kind.STRUCK))

    def _remove(self, removed: Iterable[Removal]) -> None:
        self.removed.extend(PlacedRemoval(len(self.lines), removal) for removal in removed)


_LINE_END = Piece("\n")
_SPACE = Piece(" ")
_CELL_END = Piece(" | ", bold=True, linked=True)  # both styles, so that it does not change the style of its line


def _rows(run: list[Piece]) -> list[list[Piece]]:
    """Return the lines inside one block. A break inside a sentence does not end a line."""
    rows: list[list[Piece]] = [[]]
    for piece in run:
        if piece is _LINE_END:
            rows.append([])
        else:
            rows[-1].append(piece)
    joined = [rows[0]]
    for row, goes_on in zip(rows[1:], _goes_on(rows), strict=True):
        if goes_on:
            joined[-1] = [*joined[-1], _SPACE, *row]
        else:
            joined.append(row)
    return joined


def _goes_on(rows: list[list[Piece]]) -> list[bool]:
    """Return for each row but the first whether it continues the sentence of the row before. An empty row separates rows."""
    if len(rows) == 1:
        return []
    texts = [normalised_line("".join(piece.text for piece in row)) for row in rows]
    inside = [False] * (len(texts) - 1)
    for is_text, group in groupby(range(len(texts)), key=lambda number: bool(texts[number])):
        numbers = list(group) if is_text else []
        if len(numbers) > 1:
            inside[numbers[0] : numbers[-1]] = ends_inside([texts[number] for number in numbers])
    return inside


def _line(row: list[Piece], said: str, role: Role) -> Line | None:
    """Return a row as a line; None if it has neither a letter or digit nor one of #*_, which end marks consist of."""
    text = normalised_line(mark_bullets(said)).removesuffix(" |").removeprefix("| ")
    if not any(character.isalnum() or character in "#*_" for character in text):
        return None
    seen = [piece for piece in row if piece.text and not piece.text.isspace() and piece.kind not in _UNSTYLED]
    bold = all(piece.bold for piece in seen)
    if role is Role.BODY and bold and looks_like_heading(text):
        role = Role.HEADING
    return Line(text, role, linked=all(piece.linked for piece in seen if piece.text.strip() not in _SEPARATORS))


def looks_like_heading(text: str) -> bool:
    """Whether a line in bold is short enough for a heading and does not end like a sentence.

    A question in capitals is the heading of its answer.
    """
    ends = text[-1:] in tuple('.!?;,…"”)。！？；，」』）।؟۔') and not (text[-1:] == "?" and text.isupper())
    return word_count(text) <= _MAX_HEADING_WORDS and not ends


def _role_within(tag: str, role: Role) -> Role:
    if tag in _HEADINGS:
        return Role.HEADING
    return Role.ITEM if tag in _ITEMS else role


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
