"""Finds which lines of an unknown page are its article: asks trafilatura, and checks what it left out.

Does not read text: the lines come from the walk of `html_parser.py`, whole, as the publisher wrote them.
"""

from __future__ import annotations

from lxml import etree

from digest.clean.html_parser import VisibleText
from digest.clean.line_alignment import matching_lines
from digest.clean.recover import enclosed_lines, missed_lines, missing_lines, page_blocks
from digest.clean.visibility import is_hidden
from digest.text.unicode import folded, word_count

Element = etree._Element

# No article is as long (the longest known transcript has 1,100 paragraphs), and trafilatura would take minutes.
_MAX_PARAGRAPHS = 5_000
_MAX_CHARACTERS = 3_000_000
# Share of the characters in prose. trafilatura prefers its second algorithm only if that finds twice as much: above a half it
# need not run. It takes a third of the time, and on 408 pages no result above this share was different with it.
_DOUBTFUL_SHARE = 0.6
_MIN_PROSE = 50  # characters of a line that is prose
# Share of the words in paragraphs. On 181 public pages, every result above it had the article.
_MIN_FOUND_SHARE = 0.25

# Elements whose structure trafilatura looks at. All others are inline: it would drop the words in some of them.
_STRUCTURE = frozenset(
    """
    html head body title meta link base script style template noscript article aside address main section nav header footer
    div p h1 h2 h3 h4 h5 h6 hgroup ul ol li dl dt dd dir menu table caption colgroup col thead tbody tfoot tr td th blockquote
    pre figure figcaption picture img source video audio track iframe frame frameset noframes object embed param applet canvas
    svg map area form fieldset legend button input select option optgroup textarea datalist dialog details summary br hr
    center a noindex
    """.split()
)


_PICTURES = ("img", "picture", "video", "iframe")
_INLINE = "inline"
_CONTAINERS = frozenset("div section article main header".split())


def article_lines(root: Element, text: VisibleText, size: int) -> list[int]:
    """Return the indices of the lines of `text` that are the article on a page of `size` characters; changes the tree `root`.

    trafilatura extracts it in precision mode, which is its best mode on the public benchmark. Three checks keep the body:
    if little of the prose of the page was found, trafilatura also compares its second algorithm; if next to nothing of a page
    full of paragraphs was found, its default mode is tried; and what it dropped from the article is restored (`recover.py`).
    """
    everything = list(range(len(text.lines)))
    blocks = page_blocks(root, text)
    if len(blocks) > _MAX_PARAGRAPHS or size > _MAX_CHARACTERS:
        return everything
    _simplify(root, text)
    found = _found_lines(root, text, sum(block.words for block in blocks))
    found.update(missed_lines(root, text, found))
    found.update(missing_lines(text, blocks, found))
    found.update(enclosed_lines(text, found))
    return sorted(found) or everything


def _found_lines(root: Element, text: VisibleText, words: int) -> set[int]:
    """Return the lines that trafilatura takes, on a page with so many words in paragraphs."""
    page = [folded(line) for line in text.plain]
    lengths = [len(line.text) for line in text.lines]
    prose = sum(length for length, line in zip(lengths, text.lines, strict=True) if length > _MIN_PROSE and not line.linked)
    found = matching_lines(page, _extracted(root, precise=True, compare=False))
    if sum(lengths[line] for line in found) <= _DOUBTFUL_SHARE * prose:
        found = matching_lines(page, _extracted(root, precise=True, compare=True))
    if sum(word_count(text.lines[line].text) for line in found) < _MIN_FOUND_SHARE * words:
        found = matching_lines(page, _extracted(root, precise=False, compare=False)) or found
    return found


def _simplify(root: Element, text: VisibleText) -> None:
    """Take from the tree what is struck out or hidden in a line and the readings of ruby; replace inline elements by words.

    Links stay, and an inline element that is all of a `div`: it is as often a date, a caption or a label as it is text.
    """
    _settle_parts(root)
    inline = [element for element in root.iter() if isinstance(element.tag, str) and element.tag not in _STRUCTURE]
    for element in (*text.struck, *filter(is_hidden, inline)):
        for part in list(element):
            element.remove(part)
        element.text = None
    etree.strip_elements(root, "rt", "rp", "rtc", with_tail=False)
    for element in inline:
        if not _is_alone(element):
            element.tag = _INLINE
    etree.strip_tags(root, _INLINE)


def _settle_parts(root: Element) -> None:
    """Make plain what is the foot or head of a part of the article, not of the page: the name below a quotation, a heading."""
    has_headline = _holds(root, "h1")
    for element in root.iter("footer", "figcaption", "figure", "header"):
        if element.tag in ("footer", "figcaption"):
            is_name = _is_of_quotation(element)
            element.tag = "p" if is_name else element.tag
        elif element.tag == "figure":
            is_frame = _holds(element, "blockquote") and not _holds(element, *_PICTURES)
            element.tag = "div" if is_frame else element.tag
        elif has_headline and _holds(element, "h2", "h3", "h4") and not _holds(element, "h1"):
            element.tag = "div"


def _is_of_quotation(element: Element) -> bool:
    if next(element.iterancestors("blockquote"), None) is not None:
        return True
    figure = element.getparent()
    return element.tag == "figcaption" and figure is not None and _holds(figure, "blockquote")


def _holds(element: Element, *tags: str) -> bool:
    return next(element.iter(*tags), None) is not None


def _is_alone(element: Element) -> bool:
    parent = element.getparent()
    if parent is None or parent.tag not in _CONTAINERS:
        return False
    return not any(text and not text.isspace() for text in (parent.text, *(child.tail for child in parent)))


def _extracted(root: Element, *, precise: bool, compare: bool) -> list[str]:
    """Return the lines of trafilatura's text in folded form. It does not change `root` (checked on all 181 public pages)."""
    import trafilatura  # imported here because it takes 0.16 s, and only unknown pages need it
    from trafilatura.settings import Document
    from trafilatura.utils import line_processing, trim

    found = trafilatura.bare_extraction(root, include_comments=False, favor_precision=precise, fast=not compare)
    for cached in (line_processing, trim):
        cached.cache_clear()  # each keeps 1,024 texts of any length: 450 pages with two long lines left 107 MiB there
    text = found.text if isinstance(found, Document) else None
    return [line for line in map(folded, (text or "").split("\n")) if line]
