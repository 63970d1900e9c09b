"""Finds the statement on a whole page: in the element that the profile selects, else by trafilatura with checks.

Does not decide what of it is boilerplate: the rules do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from cssselect import GenericTranslator, SelectorError
from lxml import etree

from digest.clean.article import article_lines
from digest.clean.document import Line
from digest.clean.html_parser import FURNITURE, VisibleText, visible_lines
from digest.clean.page_lead import missing_lead, page_descriptions
from digest.records import Profile, Removal, Role
from digest.text.unicode import folded, word_count

Element = etree._Element

PRUNED = "profile-prune"
"""The rule id of what a selector in `Profile.prune` removes."""

REPEATED = "repeated-text"
"""The rule id of a passage that stands on its page once more."""

_MIN_COPIED_LINES = 2
_MIN_COPIED = 0.3  # share of the text: there may be three copies. What a text itself repeats, such as a refrain, is shorter
_MAX_LINES = 2_000  # of an article; the longest known one has 1,100
_PART = 40  # characters
_MIN_SHARED = 0.2  # share of the parts of a text

_MAX_MENU_WORDS = 6  # of a link
_MENU_SEPARATOR = re.compile(r"\s[|·•/>»›–-]\s")

_translator = GenericTranslator()


class Extraction(NamedTuple):
    """The lines of a statement on its page, the texts among them that the markup marks as something else, and warnings."""

    lines: tuple[Line, ...]
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()


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


def extract_article(root: Element, text: VisibleText, size: int, headlines: Sequence[str] = ()) -> Extraction:
    """Return what is in the article on an unknown page of `size` characters that shows `text`; changes the tree.

    `headlines` are the titles that the page gives itself.
    """
    descriptions = page_descriptions(root)
    chosen = article_lines(root, text, size)
    lead = missing_lead(text, frozenset(chosen), headlines, descriptions)
    chosen = sorted({*chosen, *lead.lines})
    menu = _menu(text.lines, chosen)
    chosen = chosen[len(menu) :]
    footer = _footer(text.lines, chosen)
    chosen = chosen[: len(chosen) - len(footer)]
    chosen, copies = _without_copies(text, chosen)
    near = range(chosen[0], chosen[-1] + 2) if chosen else range(0)
    removed = tuple(left_out for line, left_out in text.removed if line in near and left_out.rule != FURNITURE)
    warnings = (f"a paragraph below the headline was left out: {lead.doubtful}",) if lead.doubtful else ()
    return Extraction(tuple(text.lines[line] for line in chosen), (*menu, *removed, *copies, *footer), warnings)


def _menu(lines: Sequence[Line], chosen: Sequence[int]) -> list[Removal]:
    """Return the links that stand before the article, as in the menus of old pages that are laid out by tables."""
    first = (lines[number] for number in chosen)
    menu = list(takewhile(lambda line: line.linked and line.role is not Role.HEADING and _is_menu(line.text), first))
    return [Removal(FURNITURE, line.text) for line in menu] if len(menu) < len(chosen) else []


def _footer(lines: Sequence[Line], chosen: Sequence[int]) -> list[Removal]:
    """Return the rows of several links that stand behind the article."""
    last = (lines[number] for number in reversed(chosen))
    rows = list(takewhile(lambda line: line.linked and _MENU_SEPARATOR.search(line.text) and _is_menu(line.text), last))
    return [Removal(FURNITURE, line.text) for line in reversed(rows)] if len(rows) < len(chosen) else []


def _without_copies(text: VisibleText, chosen: Sequence[int]) -> tuple[list[int], list[Removal]]:
    """Return the lines without a second copy of the article, as pages have one for narrow screens, and what was left out."""
    if len(chosen) > _MAX_LINES:
        return [*chosen], []
    lines = text.lines
    words = [folded(lines[number].text) for number in chosen]
    least = _MIN_COPIED * sum(map(len, words))
    first: dict[str, int] = {}
    kept: list[int] = []
    copies: list[Removal] = []
    place = 0
    while place < len(chosen):
        start = first.setdefault(words[place], place)
        is_elsewhere = text.owners[chosen[start]] is not text.owners[chosen[place]]
        size = _size_of_copy(words, start, place) if is_elsewhere else 0
        if size >= _MIN_COPIED_LINES and sum(map(len, words[place : place + size])) >= least:
            copies.extend(Removal(REPEATED, lines[number].text) for number in chosen[place : place + size])
            place += size
        else:
            kept.append(chosen[place])
            place += 1
    return kept, copies


def _size_of_copy(words: Sequence[str], start: int, place: int) -> int:
    """Return how many lines from `place` on repeat those from `start` on."""
    pairs = zip(words[start:place], words[place:], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_menu(text: str) -> bool:
    return all(word_count(part) <= _MAX_MENU_WORDS for part in _MENU_SEPARATOR.split(text))


def has_text(lines: Sequence[Line], article: Sequence[Line]) -> bool:
    """Whether `lines` have a part of the text of `article`."""
    found = folded("".join(line.text for line in lines))
    text = folded("".join(line.text for line in article))
    parts = [text[start : start + _PART] for start in range(0, len(text), _PART)]
    return sum(part in found for part in parts) >= _MIN_SHARED * len(parts)


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


def without_elements(root: Element, selector: str, rule: str) -> tuple[Removal, ...]:
    """Take the elements that `selector` finds out of the tree; return their lines, removed by `rule`."""
    return tuple(Removal(rule, line.text) for line in _prune(root, selector))


def _detach(element: Element, parent: Element) -> None:
    """Remove an element, but not the text behind it."""
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
