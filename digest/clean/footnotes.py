"""Takes the footnotes of a page out of its tree, so that they stand behind the text and are never a key point.

A footnote is found by structure, whatever the language: a link of the text whose words are a note mark leads to a block further
down that leads back, begins with the mark, or is an item of a list. A table of contents has words, and leads to headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree

from digest.clean.document import Line
from digest.clean.html_parser import visible_lines
from digest.records import Removal, Role
from digest.text.unicode import word_count

Element = etree._Element

RETURN_LINK = "return-link"
"""The rule id of links that lead from a note back to the text: "Return to text", "↩"."""

_MARK = re.compile(r"[\[({]?\s*(?P<sign>\d{1,3}|[a-z]|[ivx]{2,5}|[*†‡§¶]{1,4})\s*[\])}.]?")
_BLOCKS = frozenset("p li div dd td tr aside section blockquote".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LISTS = frozenset("ol ul dl".split())
_MAX_PARAGRAPHS = 6  # of one note
_MAX_HEADING_WORDS = 3  # of "Footnotes", "Notes and references"
_MAX_SHARE = 0.6  # of the words of a page; what has more is no note
_MAX_MARKS = 1_000
_MAX_ANCHORS = 5  # elements around and beside a mark that a note can lead back to


class FoundNotes(NamedTuple):
    """The lines of the notes in their order, and the links that led back from them."""

    lines: tuple[Line, ...] = ()
    removed: tuple[Removal, ...] = ()


class _Note(NamedTuple):
    paragraphs: tuple[Element, ...]
    back: frozenset[str]


def take_footnotes(root: Element) -> FoundNotes:
    """Take the footnotes out of the tree of a page or fragment, and return what they say."""
    marks = [*islice(_marks(root), _MAX_MARKS)]
    if not marks:
        return FoundNotes()
    order = {element: number for number, element in enumerate(root.iter())}
    targets = {name: element for element in reversed([*order]) for name in _names(element)}
    notes = _notes(marks, targets, order)
    words = sum(_words(paragraph) for note in notes for paragraph in note.paragraphs)
    if not notes or words > _MAX_SHARE * _words(root):
        return FoundNotes()
    heading = _heading_before(notes[0].paragraphs[0], notes)
    removed = [removal for note in notes for removal in _without_return_links(note)]
    taken = [*([heading] if heading is not None else []), *(paragraph for note in notes for paragraph in note.paragraphs)]
    lines = [line for element in taken for line in visible_lines(element)[0]]
    for element in taken:
        _remove(element)
    return FoundNotes(tuple(Line(line.text, Role.NOTES) for line in lines), tuple(removed))


def _marks(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the links whose words are a note mark, with the name of their target and the bare sign."""
    for link in root.iter("a"):
        href = str(link.get("href", "")).strip()
        if len(href) > 1 and href.startswith("#") and (mark := _MARK.fullmatch("".join(map(str, link.itertext())).strip())):
            yield link, href[1:], mark["sign"]


def _notes(
    marks: Sequence[tuple[Element, str, str]], targets: Mapping[str, Element], order: Mapping[Element, int]
) -> list[_Note]:
    """The notes to which marks lead, in document order, each once."""
    places = {targets[name] for _, name, _ in marks if name in targets}
    found: dict[Element, _Note] = {}
    for link, name, sign in marks:
        target = targets.get(name)
        block = _block(target) if target is not None and order[target] > order[link] else None
        if block is None or block in found or _holds_another(block, target, places):
            continue
        back = frozenset(name for element in islice(_around(link), _MAX_ANCHORS) for name in _names(element))
        paragraphs = _paragraphs(block, back, places)
        leads_back = any(_leads_to(paragraph, back) for paragraph in paragraphs)
        begins = _text(block).lstrip("[({").startswith(sign)
        if leads_back or begins or block.tag == "li":
            found[block] = _Note(paragraphs, back)
    return sorted(found.values(), key=lambda note: order[note.paragraphs[0]])


def _paragraphs(block: Element, back: frozenset[str], places: set[Element]) -> tuple[Element, ...]:
    """The block of a note, with those behind it up to the one that leads back to the text."""
    if block.tag == "li" or _leads_to(block, back):
        return (block,)
    paragraphs = [block]
    for element in islice(block.itersiblings(), _MAX_PARAGRAPHS):
        if element.tag not in _BLOCKS or any(each in places for each in element.iter()):
            break
        paragraphs.append(element)
        if _leads_to(element, back):
            return tuple(paragraphs)
    return (block,)


def _block(target: Element | None) -> Element | None:
    """The innermost block around the target of a mark."""
    around = chain([target], target.iterancestors()) if target is not None else iter(())
    return next((element for element in around if element.tag in _BLOCKS), None)


def _holds_another(block: Element, target: Element | None, places: set[Element]) -> bool:
    """Whether a block holds the places of several notes: it is around all of them."""
    return any(element in places and element is not target for element in block.iter())


def _around(link: Element) -> Iterator[Element]:
    """A mark, what is in it, the elements around it and the one before it: each may have the name to which its note leads."""
    yield link
    yield from link
    before = link.getprevious()
    if before is not None and not (before.tail or "").strip():
        yield before
    yield from (element for element in islice(link.iterancestors(), 2) if element.tag not in _BLOCKS)


def _names(element: Element) -> tuple[str, ...]:
    return tuple(str(element.get(key)) for key in ("id", "name") if isinstance(element.tag, str) and element.get(key))


def _leads_to(element: Element, names: frozenset[str]) -> bool:
    return any(str(link.get("href", ""))[1:] in names for link in element.iter("a") if str(link.get("href", ""))[:1] == "#")


def _without_return_links(note: _Note) -> Iterator[Removal]:
    """Take the links back to the text out of a note: those at its end, and those that lead to its mark. A mark stays."""
    for paragraph in note.paragraphs:
        for link in [*paragraph.iter("a")]:
            words = " ".join("".join(map(str, link.itertext())).split())
            is_back = _leads_to(link, note.back) or _is_last(link, paragraph)
            if str(link.get("href", ""))[:1] == "#" and is_back and not _MARK.fullmatch(words):
                _remove(link)
                if words:
                    yield Removal(RETURN_LINK, words)


def _is_last(link: Element, paragraph: Element) -> bool:
    """Whether no words follow a link in its paragraph."""
    return not any(character.isalnum() for character in _text(paragraph).rpartition("".join(map(str, link.itertext())))[2])


def _heading_before(first: Element, notes: Sequence[_Note]) -> Element | None:
    """The heading of the notes: short, and with nothing but notes between it and the next one."""
    paragraphs = {paragraph for note in notes for paragraph in note.paragraphs}
    parent = first.getparent()
    start = parent if parent is not None and parent.tag in _LISTS else first
    heading = start.getprevious()
    while heading is not None and not _text(heading):
        heading = heading.getprevious()
    if heading is None or (heading.tail or "").strip() or word_count(_text(heading)) > _MAX_HEADING_WORDS:
        return None
    is_heading = heading.tag in _HEADINGS or heading.tag in ("b", "strong")
    return heading if is_heading and not any(paragraph in heading.iter() for paragraph in paragraphs) else None


def _text(element: Element) -> str:
    return "".join(map(str, element.itertext())).strip() if isinstance(element.tag, str) else ""


def _words(element: Element) -> int:
    return word_count(_text(element))


def _remove(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
