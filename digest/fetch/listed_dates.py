"""Finds the date beside a link of an index page: in its row or card, or in the line that dates a group of links. Pure.

Runs in the feed worker, over elements of lxml. Which texts are dates says `text/date_lines.py`, for every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from digest.fetch.link_targets import target_of
from digest.text.date_lines import DateLineKind, date_line

_MAX_LEVELS, _MAX_ENTRY_LINKS, _MAX_TEXTS = 5, 10, 40  # of an entry of a list
_MAX_CHILDREN = 8_000  # of one element
_MAX_TEXT = 80  # characters of a text that is a date, and no sentence
_MIN_GROUPS = 2  # a single date above all links is that of today, or of the page
_PAGE_PARTS = frozenset("html body main section ul ol dl table tbody thead".split())
_SURE = (DateLineKind.LABELLED, DateLineKind.ALONE, DateLineKind.PLACED)


class _Child(NamedTuple):
    """A part of an element: the date that it is, as written, or whether it leads somewhere."""

    element: Any
    date: str
    leads: bool


class ListedDates:
    """The dates beside the links of one page. Remembers the elements that hold many links."""

    def __init__(self) -> None:
        self._children: dict[Any, tuple[_Child, ...]] = {}

    def beside(self, link: Any) -> str:
        """The date, as written, that stands beside the element `link`; empty if there is none.

        It is in the outermost element around the link that holds no other link: of a time element its machine-readable form,
        else the first text that is a date, or the whole text if it dates something, else the words of an element that are a
        date together. Otherwise it is that of the group in which the link stands.
        """
        entry = _entry(link)
        times: Iterator[Any] = entry.iter("time")
        written = next((str(time.get("datetime")) for time in times if time.get("datetime")), "")
        return written or _in_texts(entry, link) or _in_pieces(entry, link) or self._of_group(entry)

    def _of_group(self, entry: Any) -> str:
        """The date that stands between links, before or behind those that it dates."""
        element = entry
        for level in range(_MAX_LEVELS):
            parent = element.getparent()
            if parent is None or parent.tag == "html":
                return ""
            children = self._parts(parent)
            if sum(bool(child.date) for child in children) >= _MIN_GROUPS:
                return _date_among(children, element, looks_behind=level == 0)
            element = parent
        return ""

    def _parts(self, parent: Any) -> tuple[_Child, ...]:
        if parent not in self._children:
            parts = (_child(each) for each in islice(parent, _MAX_CHILDREN) if isinstance(each.tag, str))
            self._children[parent] = tuple(part for part in parts if part.date or part.leads)
        return self._children[parent]


def _date_among(children: Sequence[_Child], element: Any, *, looks_behind: bool) -> str:
    """The date of the group of `element`. If the first part of the list is a date, dates stand before what they date."""
    place = next((number for number, child in enumerate(children) if child.element is element), None)
    if place is None:
        return ""
    if children[0].date:
        return next(filter(None, (child.date for child in reversed(children[:place]))), "")
    return next((child.date for child in children[place + 1 : place + 2]), "") if looks_behind else ""


def _child(element: Any) -> _Child:
    leads = any(target_of(each) for each in islice(element.iter(), _MAX_TEXTS))
    text = "" if leads else _words(element)
    line = date_line(text) if 0 < len(text) <= _MAX_TEXT else None
    return _Child(element, line.written if line and line.kind in _SURE else "", leads)


def _in_texts(entry: Any, link: Any) -> str:
    texts = (" ".join(str(text).split()) for text in islice(entry.itertext(), _MAX_TEXTS))
    own = _words(link)
    dated = (date_line(text) for text in texts if text and text != own)
    return next((line.written for line in dated if line and line.kind is not DateLineKind.CHANGED), "")


def _in_pieces(entry: Any, link: Any) -> str:
    """The date of an element that has it in pieces: a day, a month and a year, each in an element of its own."""
    for element in islice(entry.iter(), 1, _MAX_TEXTS):
        if isinstance(element.tag, str) and element is not link and 1 < len(element) <= _MAX_LEVELS:
            text = _words(element)
            line = date_line(text) if len(text) <= _MAX_TEXT else None
            if line and line.kind in _SURE:
                return line.written
    return ""


def _entry(link: Any) -> Any:
    """The outermost element around a link, a few levels up, in which all links lead to the same address."""
    entry, target = link, target_of(link)
    for parent in islice(link.iterancestors(), _MAX_LEVELS):
        targets = islice(filter(None, map(target_of, parent.iter())), _MAX_ENTRY_LINKS)
        if parent.tag in _PAGE_PARTS or any(each != target for each in targets):
            break
        entry = parent
    return entry


def _words(element: Any) -> str:
    return " ".join(" ".join(islice(element.itertext(), _MAX_TEXTS)).split())
