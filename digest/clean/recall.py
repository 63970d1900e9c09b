"""The check against losing a part of an article: what an extractor left out, though the page sets it like what it found. Pure.

Only adds lines, never takes one away, and never looks outside of paragraphs and lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from digest.clean.document import Line
from digest.clean.text import folded, one_line, word_count
from digest.records import Role

Element = etree._Element

_LEAST_MISSING = 0.2  # of the words found; below it, missing paragraphs are captions, teasers or notes, not half of an article
_MOST_LINKED = 0.5  # of the words; above it, it is a list of links
_MIN_WORDS = 8
_MIN_ALIKE = 3  # so many paragraphs set in one way show how the article is set
_START = 80  # characters by which a paragraph is known again
_SENTENCE_ENDS = frozenset(".!?:;”\"’'")


class Candidate(NamedTuple):
    """A paragraph or a list item of a page.

    `setting` is its class with the tags and classes of the two elements around it; `lead` is the start of the paragraph just
    before the list of an item.
    """

    text: str
    start: str
    words: int
    setting: tuple[object, ...]
    linked: bool
    lead: str = ""


def paragraphs_of(root: Element) -> list[Candidate]:
    """The paragraphs that are long enough to tell something, and the items of lists below a paragraph, in order."""
    found = []
    for element in root.iter("p", "li"):
        lead = _lead(element) if element.tag == "li" else ""
        if element.tag == "li" and not lead:
            continue
        text = " ".join(_text(element).split())
        words = word_count(text)
        if words >= _MIN_WORDS or lead:
            linked = sum(word_count(_text(link)) for link in element.iter("a"))
            found.append(Candidate(text, _start(text), words, _setting(element), linked > _MOST_LINKED * words, lead))
    return found


def _text(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _start(text: str) -> str:
    return folded(text[:_START])


def _setting(element: Element) -> tuple[object, ...]:
    parent = element.getparent()
    grandparent = parent.getparent() if parent is not None else None
    around = tuple((other.tag, other.get("class")) for other in (parent, grandparent) if other is not None)
    return (element.get("class"), *around)


def _lead(item: Element) -> str:
    """The start of the paragraph just before the list of `item`; nothing if there is none."""
    above = item.getparent()
    before = above.getprevious() if above is not None and above.tag in ("ul", "ol") else None
    return _start(" ".join(_text(before).split())) if before is not None and before.tag == "p" else ""


def with_missing(lines: tuple[Line, ...], candidates: Sequence[Candidate]) -> tuple[Line, ...]:
    """The lines, with what is missing among them.

    A list item is missing if the paragraph before its list was found; paragraphs are if they are set like those that
    were found, and only if they are many.
    """
    there = folded(" ".join(line.text for line in lines))
    lost = _lost(candidates, there)
    missing = sum(candidate.words for candidate, gone in zip(candidates, lost, strict=True) if gone and not candidate.lead)
    many = missing >= _LEAST_MISSING * sum(word_count(line.text) for line in lines)
    chosen = [gone and (many or bool(candidate.lead)) for candidate, gone in zip(candidates, lost, strict=True)]
    return _merged(lines, candidates, chosen) if any(chosen) else lines


def _lost(candidates: Sequence[Candidate], there: str) -> list[bool]:
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


def _belongs(candidate: Candidate, alike: Counter[tuple[object, ...]]) -> bool:
    return alike[candidate.setting] >= _MIN_ALIKE and candidate.text[-1] in _SENTENCE_ENDS


def _merged(lines: tuple[Line, ...], candidates: Sequence[Candidate], chosen: Sequence[bool]) -> tuple[Line, ...]:
    """The lines, with each chosen candidate behind the last one before it that was found."""
    starts = [_start(line.text) for line in lines]
    additions: list[list[Line]] = [[] for _ in range(len(lines) + 1)]
    place = 0
    for candidate, add in zip(candidates, chosen, strict=True):
        if add:
            additions[place].append(Line(one_line(candidate.text), Role.ITEM if candidate.lead else Role.BODY))
        elif candidate.start in starts[place:]:
            place = starts.index(candidate.start, place) + 1
    merged = list(additions[0])
    for line, behind in zip(lines, additions[1:], strict=True):
        merged += [line, *behind]
    return tuple(merged)
