"""Finds the statement on a whole page: in the container that the source's profile names, else by trafilatura with a check.

Does not decide what in it is boilerplate: the rules do.
"""

from __future__ import annotations

from typing import NamedTuple

from cssselect import GenericTranslator, SelectorError
from lxml import etree

from digest.clean.document import Line
from digest.clean.html_parser import lines_of
from digest.clean.recover import paragraphs_of, prose_of, unread_block, with_missing
from digest.records import Profile, Removal
from digest.text.unicode import word_count

Element = etree._Element

PRUNED = "profile-prune"

_translator = GenericTranslator()


class Found(NamedTuple):
    """The lines of a statement on its page, and what stood among them that is no text."""

    lines: tuple[Line, ...]
    removed: tuple[Removal, ...] = ()


def container(root: Element, profile: Profile) -> Found | None:
    """What is in the elements that `profile.body` selects, without what `profile.prune` does; None if there is no text."""
    bodies = _outermost(_select(root, profile.body))
    if not bodies:
        return None
    pruned = [Removal(PRUNED, line.text) for body in bodies for selector in profile.prune for line in _pruned(body, selector)]
    found = [lines_of(body) for body in bodies]
    lines = tuple(line for part, _ in found for line in part)
    return Found(lines, (*pruned, *(removal for _, part in found for removal in part))) if lines else None


def whole(root: Element) -> Found:
    """Everything visible under `root`."""
    return Found(*lines_of(root))


def _select(root: Element, selector: str) -> list[Element]:
    """The elements that a CSS selector finds; none for one that is no CSS (the configuration checks that before)."""
    try:
        found = root.xpath(_translator.css_to_xpath(selector))
    except (SelectorError, etree.XPathError):
        return []
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


def _outermost(elements: list[Element]) -> list[Element]:
    chosen = set(elements)
    return [element for element in elements if not any(parent in chosen for parent in element.iterancestors())]


def _pruned(body: Element, selector: str) -> list[Line]:
    """Take out of `body` what `selector` finds; its visible lines."""
    lines: list[Line] = []
    for element in _select(body, selector):
        parent = element.getparent()
        if element is not body and parent is not None:
            lines.extend(lines_of(element)[0])
            _detach(element, parent)
    return lines


def _detach(element: Element, parent: Element) -> None:
    """Remove an element but not the text that follows it."""
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def article(root: Element, size: int) -> Found:
    """What is in the article on a page of unknown make, of `size` characters.

    trafilatura finds it, in precision mode, its best on the public benchmark. Three checks guard against losing the body: where
    it found little of the prose on the page, it is asked to compare with a second algorithm; where that found next to nothing
    of a page full of paragraphs, its other mode is asked; and what it left out of the article comes back (`recall.py`).
    """
    candidates = paragraphs_of(root)
    if len(candidates) > _MOST_PARAGRAPHS or size > _MOST_CHARACTERS:
        return whole(root)
    total = sum(candidate.words for candidate in candidates)
    lines = _extracted(root, precise=True, compare=False)
    if sum(len(line.text) for line in lines) <= _DOUBTFUL * prose_of(root):
        lines = _extracted(root, precise=True, compare=True)
    if sum(word_count(line.text) for line in lines) < _LEAST_FOUND * total:
        lines = _extracted(root, precise=False, compare=False) or lines
    if block := unread_block(root, lines):
        lines = (*lines[: block.ahead], *whole(block.element).lines, *lines[block.ahead :])
    return Found(with_missing(lines, candidates) if lines else whole(root).lines)


# No article is as long (the longest transcript known to us has 1,100 paragraphs), and trafilatura would take minutes.
_MOST_PARAGRAPHS = 5_000
_MOST_CHARACTERS = 3_000_000
# Of the characters in prose. trafilatura takes the answer of its second algorithm where that is twice as long, so above a half
# it need not ask, which takes a third of its time; on 408 pages no answer above this was another with it.
_DOUBTFUL = 0.6
_LEAST_FOUND = 0.25  # of the words in paragraphs; on 181 public pages, every answer above this held the article


def _extracted(root: Element, *, precise: bool, compare: bool) -> tuple[Line, ...]:
    """What trafilatura finds; it leaves `root` as it is (true of all 181 public pages)."""
    import trafilatura  # late: it takes 0.16 s, and only pages of unknown make need it
    from trafilatura.settings import Document
    from trafilatura.utils import line_processing, trim

    found = trafilatura.bare_extraction(root, include_comments=False, favor_precision=precise, fast=not compare)
    for cached in (line_processing, trim):
        cached.cache_clear()  # each keeps 1,024 texts of any length: 450 pages of two long lines left 107 MiB there
    if not isinstance(found, Document) or found.body is None:
        return ()
    return whole(_as_html(found.body)).lines


_HTML_TAGS = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td", "ref": "a",
    "code": "pre",
}  # fmt: skip


def _as_html(body: Element) -> Element:
    """trafilatura answers in TEI; our walk reads HTML."""
    for element in body.iter():
        if isinstance(element.tag, str):
            if element.tag == "hi" and element.get("rend") == "#b":
                element.tag = "b"
            # A name that a damaged page made, such as "r<rss", may stay but cannot be set.
            if element.tag in _HTML_TAGS:
                element.tag = _HTML_TAGS[element.tag]
    return body
