"""Restores lines that the extractor dropped although they have the same markup as those that it kept. Pure.

Only adds lines, never removes one, and only from paragraphs, lists, headings and text set by line breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile
from typing import NamedTuple

from lxml import etree

from digest.clean.html_parser import VisibleText
from digest.text.unicode import folded, is_unspaced, word_count

Element = etree._Element
Markup = tuple[object, ...]

_MIN_MISSING_SHARE = 0.2  # of the words found; below it, the missing paragraphs are captions, teasers or notes
_MAX_LINKED_SHARE = 0.5  # of the words of a block; above it, the block is a list of links
_MIN_WORDS = 8
_MIN_ALIKE = 3  # paragraphs with one markup that show what the markup of the article is
_MIN_MISSED_WORDS = 60
_MAX_DEPTH = 100  # elements around a line that are looked at; pages nest their paragraphs in fewer than 30

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_PARAGRAPHS = ("div", "p", "center")
_STOPS = frozenset(".!?。！？؟।۔")
_SENTENCE_ENDS = frozenset(".!?:;”\"’'。！？：；」』।؟۔")
_CONTAINERS = frozenset("div td section article main body".split())
_ASIDES = frozenset("footer nav aside header".split())
_ASIDE_NAME = re.compile("comment|discuss|forum|repl(?:y|ies)|related|sidebar|promo|footer|cookie|newsletter", re.IGNORECASE)
# Of an element between two paragraphs of the article, which extractors may have dropped for less: "embargo" holds "bar"
_INSERT_NAME = re.compile(
    rf"{_ASIDE_NAME.pattern}|social|shar(?:e|ing)\b|subscri|sign-?up|advert|sponsor|\bads?\b|teaser|recommend|popular|trending"
    r"|\bmenu|\bnav|breadcrumb|caption|credit|author|byline|\btags?\b|\bmeta|read-?more|more-|donat|paywall|pull-?quote|\bbio\b",
    re.IGNORECASE,
)


class PageBlock(NamedTuple):
    """A paragraph, list item or heading of a page, with its lines.

    `markup` is its class, with the tags and classes of the two elements around it. `anchor` is the paragraph that it belongs
    to: the one before the list of an item, or below a heading; None for a paragraph. `linked`: most of its words are links.
    """

    lines: range
    words: int
    markup: Markup
    linked: bool
    ends_sentence: bool
    anchor: range | None = None


def page_blocks(root: Element, text: VisibleText) -> list[PageBlock]:
    """Return, in order, the paragraphs with enough words, the items of lists below a paragraph, and headings above one."""
    found = []
    for element in root.iter("p", "li", *_HEADINGS):
        lines = text.spans.get(element)
        anchor = _anchor(element, text)
        if not lines or (element.tag != "p" and not anchor):
            continue
        words = _words(text, lines)
        if words >= _MIN_WORDS or anchor:
            linked_words = sum(word_count(_text(link)) for link in element.iter("a"))
            ends = text.lines[lines[-1]].text[-1] in _SENTENCE_ENDS
            found.append(PageBlock(lines, words, _markup(element), linked_words > _MAX_LINKED_SHARE * words, ends, anchor))
    return found


def missed_lines(root: Element, text: VisibleText, found: Collection[int]) -> range:
    """Return the lines of the longest element with text set by line breaks alone, if most of its prose was not found.

    Extractors look for paragraph elements. If an article has none but its captions do, they take the captions. A block behind
    most of what was found is not an article: teasers are set like that.
    """
    missing = [(element, _missing_words(element, text, found)) for element in _set_by_breaks(root)]
    longest, words = max(missing, key=lambda block: block[1], default=(root, 0))
    if words < _MIN_MISSED_WORDS:
        return range(0)
    lines = text.spans[longest]
    before, behind = (_words(text, part) for part in ([n for n in found if n < lines[0]], [n for n in found if n > lines[-1]]))
    return lines if before <= behind else range(0)


def missing_lines(text: VisibleText, blocks: Sequence[PageBlock], found: Collection[int]) -> set[int]:
    """Return the lines of the blocks that belong to the article and were not found.

    A list item or heading is missing if the paragraph that it belongs to was found. Paragraphs are missing if they have the
    markup of those that were found, and only if they are many.
    """
    lost = _lost(blocks, found)
    missing = sum(block.words for block in lost if block.anchor is None)
    many = missing >= _MIN_MISSING_SHARE * _words(text, found)
    return {line for block in lost if many or block.anchor is not None for line in block.lines}


def enclosed_lines(text: VisibleText, found: Collection[int]) -> set[int]:
    """Return the lines of prose that were not found and stand between two that were, where nothing says that they are no text.

    Extractors drop a paragraph for a part of the name of its class, or because it is a `div` among `p`. What repeats words
    of the article is drawn from it, or its other form for narrow screens.
    """
    ordered = sorted(found)
    enclosed: set[int] = set()
    for before, after in pairwise(ordered):
        prose = [line for line in range(before + 1, after) if _may_be_text(text, line, text.owners[before])]
        if prose:
            around = frozenset(_upwards(text.owners[before])).intersection(_upwards(text.owners[after]))
            enclosed.update(line for line in prose if _is_part(text.owners[line], around))
    if ordered:
        enclosed.update(_plain_rest(text, ordered))
    said = folded(" ".join(text.lines[line].text for line in ordered)) if enclosed else ""
    return {line for line in enclosed if folded(text.lines[line].text) not in said}


def _may_be_text(text: VisibleText, line: int, before: Element) -> bool:
    """Whether a line is prose, or a short sentence in a bare element beside one that was found."""
    said = text.lines[line]
    if said.linked:
        return False
    is_spoken = is_unspaced(said.text[-1]) and word_count(said.text) >= 2 * _MIN_WORDS  # Thai has no full stops
    return is_spoken or _is_prose(said.text) or (said.text[-1] in _STOPS and _is_bare(text.owners[line], before))


def _is_bare(element: Element, beside: Element) -> bool:
    """Whether an element without a name stands in the same one as `beside`, and holds no link."""
    is_named = element.get("class") or element.get("id") or element.tag not in _PARAGRAPHS
    return not is_named and element.getparent() is beside.getparent() and next(element.iter("a"), None) is None


def _plain_rest(text: VisibleText, found: Sequence[int]) -> list[int]:
    """Return the lines of bare elements right behind the last paragraph that was found, one after the other."""
    rest: list[int] = []
    last = text.owners[found[-1]]
    if sum(text.owners[line].getparent() is last.getparent() for line in found) < _MIN_ALIKE:
        return rest
    for line in range(found[-1] + 1, len(text.lines)):
        owner = text.owners[line]
        if owner.getprevious() is not last or not _is_bare(owner, last) or not _is_prose(text.lines[line].text):
            break
        rest.append(line)
        last = owner
    return rest


def _upwards(element: Element) -> Iterator[Element]:
    return islice(chain((element,), element.iterancestors()), _MAX_DEPTH)


def _is_part(element: Element, around: Collection[Element]) -> bool:
    """Whether no element between this one and those `around` it says that it is beside the article."""
    inner = tuple(takewhile(lambda other: other not in around, _upwards(element)))
    names = (f"{other.get('class')} {other.get('id')}" for other in inner)
    return len(inner) < _MAX_DEPTH and not any(
        other.tag in _ASIDES or _INSERT_NAME.search(name) for other, name in zip(inner, names, strict=True)
    )


def _words(text: VisibleText, lines: Collection[int]) -> int:
    return sum(word_count(text.lines[line].text) for line in lines)


def _anchor(element: Element, text: VisibleText) -> range | None:
    """Return the lines of the paragraph right below a heading, or right before the list of an item."""
    if element.tag == "p":
        return None
    above = element.getparent() if element.tag == "li" else None
    if above is not None and above.tag not in ("ul", "ol"):
        return None
    beside = element.getnext() if above is None else above.getprevious()
    return text.spans.get(beside) or None if beside is not None and beside.tag == "p" else None


def _text(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


def _markup(element: Element) -> Markup:
    parent = element.getparent()
    grandparent = parent.getparent() if parent is not None else None
    around = tuple((other.tag, other.get("class")) for other in (parent, grandparent) if other is not None)
    return (element.get("class"), *around)


def _set_by_breaks(root: Element) -> list[Element]:
    """Return the innermost containers of line breaks that hold at least two."""
    breaks = root.iter("br")
    around = Counter(next((above for above in mark.iterancestors() if above.tag in _CONTAINERS), root) for mark in breaks)
    return [element for element, count in around.items() if count > 1]


def _missing_words(element: Element, text: VisibleText, found: Collection[int]) -> int:
    """Count the words of prose between line breaks that were not found; 0 if most were, or if no article can be there."""
    if element not in text.spans or any(_is_aside(parent) for parent in (element, *element.iterancestors())):
        return 0
    own = [line for line in text.spans[element] if text.owners[line] is element]
    prose = [line for line in own if _is_prose(text.lines[line].text)]
    missing = [line for line in prose if line not in found]
    return _words(text, missing) if len(missing) >= max(_MIN_ALIKE, len(prose) / 2) else 0


def _is_prose(text: str) -> bool:
    return text[-1] in _SENTENCE_ENDS and word_count(text) >= _MIN_WORDS


def _is_aside(element: Element) -> bool:
    """Whether an element is beside the article, by its tag, class or id."""
    if element.tag in ("body", "html"):
        return False
    return element.tag in _ASIDES or bool(_ASIDE_NAME.search(f"{element.get('class')} {element.get('id')}"))


def _lost(blocks: Sequence[PageBlock], found: Collection[int]) -> list[PageBlock]:
    """Return the blocks that belong to the article and were not found whole."""
    known = [_is_found(block.lines, found) for block in blocks]
    alike = Counter(block.markup for block, is_known in zip(blocks, known, strict=True) if is_known)
    return [
        block
        for block, is_known in zip(blocks, known, strict=True)
        if not is_known and not block.linked and _belongs(block, alike, found)
    ]


def _belongs(block: PageBlock, alike: Counter[Markup], found: Collection[int]) -> bool:
    if block.anchor is not None:
        return _is_found(block.anchor, found)
    return alike[block.markup] >= _MIN_ALIKE and block.ends_sentence


def _is_found(lines: range, found: Collection[int]) -> bool:
    return all(line in found for line in lines)
