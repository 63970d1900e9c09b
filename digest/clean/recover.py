"""The check against losing a part of an article: what an extractor left out, though the page sets it like what it found. Pure.

Only adds lines, never takes one away, and never looks outside of paragraphs, lists and headings.
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
from digest.text.unicode import folded, one_line, word_count

Element = etree._Element

_LEAST_MISSING = 0.2  # of the words found; below it, missing paragraphs are captions, teasers or notes, not half of an article
_MOST_LINKED = 0.5  # of the words; above it, it is a list of links
_MIN_WORDS = 8
_MIN_ALIKE = 3  # so many paragraphs set in one way show how the article is set
_START = 80  # characters by which a paragraph is known again
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SENTENCE_ENDS = frozenset(".!?:;”\"’'")


class PageBlock(NamedTuple):
    """A paragraph, a list item or a heading of a page.

    `setting` is its class with the tags and classes of the two elements around it; `lead` is the start of the paragraph to
    which it belongs: the one just before the list of an item, the one just below a heading.
    """

    text: str
    start: str
    words: int
    setting: tuple[object, ...]
    linked: bool
    role: Role
    lead: str = ""


def paragraphs_of(root: Element) -> list[PageBlock]:
    """The paragraphs that are long enough to tell something, list items below a paragraph, and headings over one, in order."""
    found = []
    for element in root.iter("p", "li", *_HEADINGS):
        lead = "" if element.tag == "p" else _before_list(element) if element.tag == "li" else _below(element)
        if element.tag != "p" and not lead:
            continue
        text = " ".join(_text(element).split())
        words = word_count(text)
        if words >= _MIN_WORDS or lead:
            linked = sum(word_count(_text(link)) for link in element.iter("a"))
            mostly_linked = linked > _MOST_LINKED * words
            found.append(PageBlock(text, _start(text), words, _setting(element), mostly_linked, _role(str(element.tag)), lead))
    return found


_PROSE = etree.XPath(
    "//body//text()[string-length() > 50]"
    "[not(parent::script or parent::style or parent::textarea or ancestor::noscript or ancestor::a)]",
    smart_strings=False,
)


def prose_of(root: Element) -> int:
    """The characters of a page in runs of text so long that they are prose, in paragraphs or not, without its links."""
    found = _PROSE(root)
    return sum(len(" ".join(str(run).split())) for run in found) if isinstance(found, list) else 0


class Block(NamedTuple):
    """An element with prose, and how many of the lines that were found stand before it."""

    element: Element
    ahead: int


def unread_block(root: Element, lines: Sequence[Line]) -> Block | None:
    """The longest element whose paragraphs are set by line breaks alone, if most of them are prose that is not in `lines`.

    Extractors look for paragraph elements: where the article has none and its captions do, they take the captions. What stands
    behind most of what was found is no article: teasers of others are set so.
    """
    there = folded(" ".join(line.text for line in lines))
    unread = ((element, _unread(element, there)) for element in _set_by_breaks(root))
    longest, words = max(unread, key=lambda block: block[1], default=(root, 0))
    if words < _MIN_BLOCK:
        return None
    page = folded(_text(root))
    place = page.find(_start(_runs(longest)[0]))
    ahead = sum(1 for _ in takewhile(lambda line: page.find(_start(line.text)) < place, lines))
    before, behind = (sum(word_count(line.text) for line in part) for part in (lines[:ahead], lines[ahead:]))
    return Block(longest, ahead) if before <= behind else None


def _set_by_breaks(root: Element) -> list[Element]:
    """The innermost blocks around the line breaks of a page that have at least two of them."""
    around = Counter(next((above for above in mark.iterancestors() if above.tag in _BLOCKS), root) for mark in root.iter("br"))
    return [element for element, breaks in around.items() if breaks > 1]


_BLOCKS = frozenset({"div", "td", "section", "article", "main", "body"})
_BESIDE = frozenset({"footer", "nav", "aside", "header"})
_CALLED_BESIDE = re.compile("comment|discuss|forum|repl(?:y|ies)|related|sidebar|promo|footer|cookie|newsletter", re.IGNORECASE)
_MIN_BLOCK = 60  # words
_MOST_RUNS = 2_000  # the longest transcript known to us has 1,100 paragraphs; each is looked for in all that was found


def _unread(element: Element, there: str) -> int:
    """The words of its prose between line breaks that is not `there`; 0 where most of it is, or where no article stands."""
    if any(_is_beside(parent) for parent in (element, *element.iterancestors())):
        return 0
    prose = [run for run in _runs(element) if word_count(run) >= _MIN_WORDS and run[-1] in _SENTENCE_ENDS]
    if len(prose) > _MOST_RUNS:
        return 0
    unread = [run for run in prose if _start(run) not in there]
    return sum(map(word_count, unread)) if len(unread) >= max(_MIN_ALIKE, len(prose) / 2) else 0


def _is_beside(element: Element) -> bool:
    """Whether what it holds stands beside an article, by its tag or by what the page calls it."""
    if element.tag in ("body", "html"):
        return False
    return element.tag in _BESIDE or bool(_CALLED_BESIDE.search(f"{element.get('class')} {element.get('id')}"))


def _runs(element: Element) -> list[str]:
    """The text of `element` that stands in no block within it, cut at line breaks and at those blocks."""
    runs = [element.text or ""]
    # By hand and not by recursion: a page may nest its elements thousands deep.
    waiting: list[Element | str] = list(reversed(element))
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            runs[-1] += part
            continue
        waiting.append(part.tail or "")
        if part.tag in _RUNS_WITH_TEXT:
            runs[-1] += part.text or ""
            waiting.extend(reversed(part))
        else:
            runs.append("")
    return [run for each in runs if (run := " ".join(each.split()))]


_RUNS_WITH_TEXT = frozenset({"a", "b", "i", "em", "strong", "u", "span", "font", "sup", "sub", "abbr"})


def _role(tag: str) -> Role:
    return Role.BODY if tag == "p" else Role.ITEM if tag == "li" else Role.HEADING


def _text(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


def _start(text: str) -> str:
    return folded(text[:_START])


def _setting(element: Element) -> tuple[object, ...]:
    parent = element.getparent()
    grandparent = parent.getparent() if parent is not None else None
    around = tuple((other.tag, other.get("class")) for other in (parent, grandparent) if other is not None)
    return (element.get("class"), *around)


def _below(heading: Element) -> str:
    """The start of the paragraph just below `heading`; nothing if there is none."""
    after = heading.getnext()
    return _start(" ".join(_text(after).split())) if after is not None and after.tag == "p" else ""


def _before_list(item: Element) -> str:
    """The start of the paragraph just before the list of `item`; nothing if there is none."""
    above = item.getparent()
    before = above.getprevious() if above is not None and above.tag in ("ul", "ol") else None
    return _start(" ".join(_text(before).split())) if before is not None and before.tag == "p" else ""


def with_missing(lines: tuple[Line, ...], candidates: Sequence[PageBlock]) -> tuple[Line, ...]:
    """The lines, with what is missing among them.

    A list item or heading is missing if the paragraph to which it belongs was found; paragraphs are if they are set like
    those that were found, and only if they are many.
    """
    there = folded(" ".join(line.text for line in lines))
    lost = _lost(candidates, there)
    missing = sum(candidate.words for candidate, gone in zip(candidates, lost, strict=True) if gone and not candidate.lead)
    many = missing >= _LEAST_MISSING * sum(word_count(line.text) for line in lines)
    chosen = [gone and (many or bool(candidate.lead)) for candidate, gone in zip(candidates, lost, strict=True)]
    return _merged(lines, candidates, chosen) if any(chosen) else lines


def _lost(candidates: Sequence[PageBlock], there: str) -> list[bool]:
    """Which of the candidates belong to the article and are not `there`."""
    known = [candidate.start in there for candidate in candidates]
    alike = Counter(candidate.setting for candidate, found in zip(candidates, known, strict=True) if found)
    return [
        not found
        and not candidate.linked
        and bool(candidate.text)
        and (candidate.lead in there if candidate.lead else _belongs(candidate, alike))
        for candidate, found in zip(candidates, known, strict=True)
    ]


def _belongs(candidate: PageBlock, alike: Counter[tuple[object, ...]]) -> bool:
    return alike[candidate.setting] >= _MIN_ALIKE and candidate.text[-1] in _SENTENCE_ENDS


def _merged(lines: tuple[Line, ...], candidates: Sequence[PageBlock], chosen: Sequence[bool]) -> tuple[Line, ...]:
    """The lines, with each chosen candidate behind the last one before it that was found."""
    starts = [_start(line.text) for line in lines]
    additions: list[list[Line]] = [[] for _ in range(len(lines) + 1)]
    place = 0
    for candidate, add in zip(candidates, chosen, strict=True):
        if add:
            additions[place].append(Line(one_line(candidate.text), candidate.role))
        elif candidate.start in starts[place:]:
            place = starts.index(candidate.start, place) + 1
    merged = list(additions[0])
    for line, behind in zip(lines, additions[1:], strict=True):
        merged += [line, *behind]
    return tuple(merged)
