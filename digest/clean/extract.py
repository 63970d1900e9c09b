"""Finds the statement on a whole page: in the element that the profile selects, else by trafilatura with checks.

Does not decide what of it is boilerplate: the rules do.
"""

from __future__ import annotations

from typing import NamedTuple

from cssselect import GenericTranslator, SelectorError
from lxml import etree

from digest.clean.document import Line
from digest.clean.html_parser import visible_lines
from digest.clean.recover import find_missed_block, page_blocks, prose_length, restore_missing
from digest.records import Profile, Removal
from digest.text.unicode import word_count

Element = etree._Element

PRUNED = "profile-prune"
"""The rule id of what a selector in `Profile.prune` removes."""

# No article is as long (the longest known transcript has 1,100 paragraphs), and trafilatura would take minutes.
_MAX_PARAGRAPHS = 5_000
_MAX_CHARACTERS = 3_000_000
# Share of the characters in prose. trafilatura prefers its second algorithm only if that finds twice as much: above a half it
# need not run. It takes a third of the time, and on 408 pages no result above this share was different with it.
_DOUBTFUL_SHARE = 0.6
# Share of the words in paragraphs. On 181 public pages, every result above it had the article.
_MIN_FOUND_SHARE = 0.25

# trafilatura returns TEI; `visible_lines` reads HTML
_HTML_TAGS = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td", "ref": "a",
    "code": "pre",
}  # fmt: skip

_translator = GenericTranslator()


class Extraction(NamedTuple):
    """The lines of a statement on its page, and the texts among them that the markup marks as something else."""

    lines: tuple[Line, ...]
    removed: tuple[Removal, ...] = ()


def select_body(root: Element, profile: Profile) -> Extraction | None:
    """Return what is in the elements that `profile.body` selects, without those of `profile.prune`; None if there is no text.

    Takes the pruned elements out of the tree.
    """
    bodies = _outermost(_select(root, profile.body))
    if not bodies:
        return None
    pruned = [Removal(PRUNED, line.text) for body in bodies for selector in profile.prune for line in _prune(body, selector)]
    found = [visible_lines(body) for body in bodies]
    lines = tuple(line for part, _ in found for line in part)
    return Extraction(lines, (*pruned, *(removal for _, part in found for removal in part))) if lines else None


def extract_all(root: Element) -> Extraction:
    """Return everything visible under `root`."""
    return Extraction(*visible_lines(root))


def extract_article(root: Element, size: int) -> Extraction:
    """Return what is in the article on an unknown page of `size` characters.

    trafilatura extracts it in precision mode, which is its best mode on the public benchmark. Three checks keep the body:
    if little of the prose of the page was found, trafilatura also compares its second algorithm; if next to nothing of a page
    full of paragraphs was found, its default mode is tried; and what it dropped from the article is restored (`recover.py`).
    """
    blocks = page_blocks(root)
    if len(blocks) > _MAX_PARAGRAPHS or size > _MAX_CHARACTERS:
        return extract_all(root)
    total = sum(block.words for block in blocks)
    lines = _extract(root, precise=True, compare=False)
    if sum(len(line.text) for line in lines) <= _DOUBTFUL_SHARE * prose_length(root):
        lines = _extract(root, precise=True, compare=True)
    if sum(word_count(line.text) for line in lines) < _MIN_FOUND_SHARE * total:
        lines = _extract(root, precise=False, compare=False) or lines
    if missed := find_missed_block(root, lines):
        lines = (*lines[: missed.position], *extract_all(missed.element).lines, *lines[missed.position :])
    return Extraction(restore_missing(lines, blocks) if lines else extract_all(root).lines)


def _select(root: Element, selector: str) -> list[Element]:
    """Return the elements that a CSS selector finds; none if it is invalid, which the configuration reports before."""
    try:
        found = root.xpath(_translator.css_to_xpath(selector))
    except (SelectorError, etree.XPathError):
        return []
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


def _outermost(elements: list[Element]) -> list[Element]:
    chosen = set(elements)
    return [element for element in elements if not any(parent in chosen for parent in element.iterancestors())]


def _prune(body: Element, selector: str) -> list[Line]:
    """Take the elements that `selector` finds out of `body`; return their visible lines."""
    lines: list[Line] = []
    for element in _select(body, selector):
        parent = element.getparent()
        if element is not body and parent is not None:
            lines.extend(visible_lines(element)[0])
            _detach(element, parent)
    return lines


def _detach(element: Element, parent: Element) -> None:
    """Remove an element, but not the text behind it."""
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _extract(root: Element, *, precise: bool, compare: bool) -> tuple[Line, ...]:
    """Return what trafilatura finds. It does not change `root` (checked on all 181 public pages)."""
    import trafilatura  # imported here because it takes 0.16 s, and only unknown pages need it
    from trafilatura.settings import Document
    from trafilatura.utils import line_processing, trim

    found = trafilatura.bare_extraction(root, include_comments=False, favor_precision=precise, fast=not compare)
    for cached in (line_processing, trim):
        cached.cache_clear()  # each keeps 1,024 texts of any length: 450 pages with two long lines left 107 MiB there
    if not isinstance(found, Document) or found.body is None:
        return ()
    return extract_all(_to_html(found.body)).lines


def _to_html(body: Element) -> Element:
    """Rename the TEI elements under `body` to HTML elements."""
    for element in body.iter():
        if isinstance(element.tag, str):
            if element.tag == "hi" and element.get("rend") == "#b":
                element.tag = "b"
            # A damaged page can contain a name such as "r<rss", which lxml parses but refuses to set.
            if element.tag in _HTML_TAGS:
                element.tag = _HTML_TAGS[element.tag]
    return body
