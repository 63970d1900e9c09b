"""Finds the statement on a whole page: in the container that the source's profile names, else by trafilatura with a check.

Does not decide what in it is boilerplate: the rules do.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from cssselect import GenericTranslator, SelectorError
from lxml import etree

from digest.clean.document import Line
from digest.clean.page import lines_of
from digest.clean.text import folded, one_line, word_count
from digest.records import Profile, Removal

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


def article(root: Element) -> Found:
    """What is in the article on a page of unknown make.

    trafilatura finds it (precision mode: its best on the public benchmark). Two checks guard against losing the body: where it
    found next to nothing of a page full of paragraphs, its other mode is asked; where as good as a part of the article was
    left out, the paragraphs that are set in the same way as those it found come back.
    """
    paragraphs = _paragraphs(root)
    total = sum(paragraph.words for paragraph in paragraphs)
    lines = _extracted(root, precise=True)
    if sum(word_count(line.text) for line in lines) < _LEAST_FOUND * total:
        lines = _extracted(root, precise=False) or lines
    return Found(_with_missing(lines, paragraphs) if lines else whole(root).lines)


_LEAST_FOUND = 0.25  # of the words in paragraphs; on 181 public pages, all above had an article in the answer
_LEAST_MISSING = 0.2  # of the words found; below it, what is missing is a caption, a teaser or a note, not half of an article
_MOST_LINKED = 0.5  # of the words of a paragraph; above it, it is a list of links
_MIN_WORDS = 8
_MIN_ALIKE = 3  # so many paragraphs set in one way show how the article is set


class _Candidate(NamedTuple):
    """A paragraph of a page, and how it is set: its class, and the tags and classes of the two elements around it."""

    text: str
    words: int
    setting: tuple[object, ...]
    linked: bool


def _paragraphs(root: Element) -> list[_Candidate]:
    """The paragraphs of a page that are long enough to tell something, in document order."""
    found = []
    for element in root.iter("p"):
        text = " ".join("".join(map(str, element.itertext())).split())
        words = word_count(text)
        if words >= _MIN_WORDS:
            linked = sum(word_count("".join(map(str, link.itertext()))) for link in element.iter("a"))
            found.append(_Candidate(text, words, _setting(element), linked > _MOST_LINKED * words))
    return found


def _setting(element: Element) -> tuple[object, ...]:
    parent = element.getparent()
    grandparent = parent.getparent() if parent is not None else None
    around = tuple((other.tag, other.get("class")) for other in (parent, grandparent) if other is not None)
    return (element.get("class"), *around)


def _with_missing(lines: tuple[Line, ...], paragraphs: list[_Candidate]) -> tuple[Line, ...]:
    """The lines, with the paragraphs that are set like those among them but were left out, if they are many."""
    there = folded(" ".join(line.text for line in lines))
    known = [folded(paragraph.text[:80]) in there for paragraph in paragraphs]
    alike = Counter(paragraph.setting for paragraph, found in zip(paragraphs, known, strict=True) if found)
    lost = [
        not found and not paragraph.linked and alike[paragraph.setting] >= _MIN_ALIKE and paragraph.text[-1] in _SENTENCE_ENDS
        for paragraph, found in zip(paragraphs, known, strict=True)
    ]
    missing = sum(paragraph.words for paragraph, gone in zip(paragraphs, lost, strict=True) if gone)
    if missing < _LEAST_MISSING * sum(word_count(line.text) for line in lines):
        return lines
    return _merged(lines, [(folded(p.text[:80]), p.text, gone) for p, gone in zip(paragraphs, lost, strict=True)])


_SENTENCE_ENDS = frozenset(".!?:;”\"’'")


def _merged(lines: tuple[Line, ...], paragraphs: list[tuple[str, str, bool]]) -> tuple[Line, ...]:
    """The lines with each lost paragraph behind the last one before it that was found."""
    merged = list(lines)
    place = 0
    for start, text, gone in paragraphs:
        if gone:
            merged.insert(place, Line(one_line(text)))
            place += 1
            continue
        found = next((n for n in range(place, len(merged)) if folded(merged[n].text[: len(start) * 2]).startswith(start)), None)
        place = place if found is None else found + 1
    return tuple(merged)


def _extracted(root: Element, *, precise: bool) -> tuple[Line, ...]:
    """What trafilatura finds; it leaves `root` as it is (true of all 181 public pages)."""
    import trafilatura  # late: it takes 0.16 s, and only pages of unknown make need it
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(root, include_comments=False, favor_precision=precise, fast=not precise)
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
            element.tag = _HTML_TAGS.get(element.tag, element.tag)
    return body
