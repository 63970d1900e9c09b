"""Restores paragraphs that the extractor dropped although they have the same markup as those that it kept. Pure.

Only adds lines, never removes one, and only from paragraphs, lists, headings and text set by line breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from digest.clean.document import Line
from digest.records import Role
from digest.text.unicode import folded, normalised_line, word_count

Element = etree._Element
Markup = tuple[object, ...]

_MIN_MISSING_SHARE = 0.2  # of the words found; below it, the missing paragraphs are captions, teasers or notes
_MAX_LINKED_SHARE = 0.5  # of the words of a block; above it, the block is a list of links
_MIN_WORDS = 8
_MIN_ALIKE = 3  # paragraphs with one markup that show what the markup of the article is
_START = 80  # characters by which a paragraph is recognised
_MIN_MISSED_WORDS = 60
_MAX_RUNS = 2_000  # the longest known transcript has 1,100 paragraphs; each is searched in all that was found

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SENTENCE_ENDS = frozenset(".!?:;”\"’'")
_CONTAINERS = frozenset("div td section article main body".split())
_INLINE = frozenset("a b i em strong u span font sup sub abbr".split())
_ASIDES = frozenset("footer nav aside header".split())
_ASIDE_NAME = re.compile("comment|discuss|forum|repl(?:y|ies)|related|sidebar|promo|footer|cookie|newsletter", re.IGNORECASE)
_PROSE = etree.XPath(
    "//body//text()[string-length() > 50]"
    "[not(parent::script or parent::style or parent::textarea or ancestor::noscript or ancestor::a)]",
    smart_strings=False,
)


class PageBlock(NamedTuple):
    """A paragraph, list item or heading of a page.

    `start` is the folded start of its text. `markup` is its class, with the tags and classes of the two elements around it.
    `anchor` is the start of the paragraph that it belongs to: the one before the list of an item, or below a heading; it is
    empty for a paragraph. `linked`: most of its words are links.
    """

    text: str
    start: str
    words: int
    markup: Markup
    linked: bool
    role: Role
    anchor: str = ""


class MissedBlock(NamedTuple):
    """An element with prose that was not found, and its position among the lines that were."""

    element: Element
    position: int


def page_blocks(root: Element) -> list[PageBlock]:
    """Return, in order, the paragraphs with enough words, the items of lists below a paragraph, and headings above one."""
    found = []
    for element in root.iter("p", "li", *_HEADINGS):
        anchor = _anchor(element)
        if element.tag != "p" and not anchor:
            continue
        text = " ".join(_text(element).split())
        words = word_count(text)
        if words >= _MIN_WORDS or anchor:
            linked_words = sum(word_count(_text(link)) for link in element.iter("a"))
            linked = linked_words > _MAX_LINKED_SHARE * words
            found.append(PageBlock(text, _start(text), words, _markup(element), linked, _role(str(element.tag)), anchor))
    return found


def prose_length(root: Element) -> int:
    """Count the characters of a page in text runs long enough to be prose, in paragraphs or not, without links."""
    found = _PROSE(root)
    return sum(len(" ".join(str(run).split())) for run in found) if isinstance(found, list) else 0


def find_missed_block(root: Element, lines: Sequence[Line]) -> MissedBlock | None:
    """Return the longest element with text set by line breaks alone, if most of that is prose that is not in `lines`.

    Extractors look for paragraph elements. If an article has none but its captions do, they take the captions. A block behind
    most of what was found is not an article: teasers are set like that.
    """
    found = folded(" ".join(line.text for line in lines))
    missing = ((element, _missing_words(element, found)) for element in _set_by_breaks(root))
    longest, words = max(missing, key=lambda block: block[1], default=(root, 0))
    if words < _MIN_MISSED_WORDS:
        return None
    page = folded(_text(root))
    place = page.find(_start(_runs(longest)[0]))
    position = sum(1 for _ in takewhile(lambda line: page.find(_start(line.text)) < place, lines))
    before, behind = (sum(word_count(line.text) for line in part) for part in (lines[:position], lines[position:]))
    return MissedBlock(longest, position) if before <= behind else None


def restore_missing(lines: tuple[Line, ...], blocks: Sequence[PageBlock]) -> tuple[Line, ...]:
    """Return `lines` with the `blocks` that are missing among them.

    A list item or heading is missing if the paragraph that it belongs to was found. Paragraphs are missing if they have the
    markup of those that were found, and only if they are many.
    """
    found = folded(" ".join(line.text for line in lines))
    lost = _lost(blocks, found)
    missing = sum(block.words for block, is_lost in zip(blocks, lost, strict=True) if is_lost and not block.anchor)
    many = missing >= _MIN_MISSING_SHARE * sum(word_count(line.text) for line in lines)
    chosen = [is_lost and (many or bool(block.anchor)) for block, is_lost in zip(blocks, lost, strict=True)]
    return _merge(lines, blocks, chosen) if any(chosen) else lines


def _anchor(element: Element) -> str:
    if element.tag == "p":
        return ""
    return _start_above_list(element) if element.tag == "li" else _start_below(element)


def _start_below(heading: Element) -> str:
    """Return the start of the paragraph right below `heading`; empty if there is none."""
    after = heading.getnext()
    return _start(" ".join(_text(after).split())) if after is not None and after.tag == "p" else ""


def _start_above_list(item: Element) -> str:
    """Return the start of the paragraph right before the list of `item`; empty if there is none."""
    above = item.getparent()
    before = above.getprevious() if above is not None and above.tag in ("ul", "ol") else None
    return _start(" ".join(_text(before).split())) if before is not None and before.tag == "p" else ""


def _role(tag: str) -> Role:
    return Role.BODY if tag == "p" else Role.ITEM if tag == "li" else Role.HEADING


def _text(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


def _start(text: str) -> str:
    return folded(text[:_START])


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


def _missing_words(element: Element, found: str) -> int:
    """Count the words of prose between line breaks that are not in `found`; 0 if most are, or if no article can be there."""
    if any(_is_aside(parent) for parent in (element, *element.iterancestors())):
        return 0
    prose = [run for run in _runs(element) if word_count(run) >= _MIN_WORDS and run[-1] in _SENTENCE_ENDS]
    if len(prose) > _MAX_RUNS:
        return 0
    missing = [run for run in prose if _start(run) not in found]
    return sum(map(word_count, missing)) if len(missing) >= max(_MIN_ALIKE, len(prose) / 2) else 0


def _is_aside(element: Element) -> bool:
    """Whether an element is beside the article, by its tag, class or id."""
    if element.tag in ("body", "html"):
        return False
    return element.tag in _ASIDES or bool(_ASIDE_NAME.search(f"{element.get('class')} {element.get('id')}"))


def _runs(element: Element) -> list[str]:
    """Return the text of `element` that is in no block within it, split at line breaks and at those blocks."""
    runs = [element.text or ""]
    waiting: list[Element | str] = list(reversed(element))  # a stack of its own: pages nest thousands of elements
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            runs[-1] += part
            continue
        waiting.append(part.tail or "")
        if part.tag in _INLINE:
            runs[-1] += part.text or ""
            waiting.extend(reversed(part))
        else:
            runs.append("")
    return [run for each in runs if (run := " ".join(each.split()))]


def _lost(blocks: Sequence[PageBlock], found: str) -> list[bool]:
    """Return for each block whether it belongs to the article and is not in `found`."""
    known = [block.start in found for block in blocks]
    alike = Counter(block.markup for block, is_known in zip(blocks, known, strict=True) if is_known)
    return [
        not is_known
        and not block.linked
        and bool(block.text)
        and (block.anchor in found if block.anchor else _belongs(block, alike))
        for block, is_known in zip(blocks, known, strict=True)
    ]


def _belongs(block: PageBlock, alike: Counter[Markup]) -> bool:
    return alike[block.markup] >= _MIN_ALIKE and block.text[-1] in _SENTENCE_ENDS


def _merge(lines: tuple[Line, ...], blocks: Sequence[PageBlock], chosen: Sequence[bool]) -> tuple[Line, ...]:
    """Return the lines, with each chosen block behind the last block before it that was found."""
    starts = [_start(line.text) for line in lines]
    additions: list[list[Line]] = [[] for _ in range(len(lines) + 1)]
    place = 0
    for block, add in zip(blocks, chosen, strict=True):
        if add:
            additions[place].append(Line(normalised_line(block.text), block.role))
        elif block.start in starts[place:]:
            place = starts.index(block.start, place) + 1
    merged = list(additions[0])
    for line, behind in zip(lines, additions[1:], strict=True):
        merged += [line, *behind]
    return tuple(merged)
