"""Tells apart the items of a feed that have one link and one GUID: two statements, or two texts of one statement. Pure.

A GUID should be of one item only. Some publishers give one to all that stands on a page of short announcements; others list the
corrected text of a statement above the first one. Similar texts are of one statement, and the first of them counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from digest.fetch.feed_item import FeedItem, strip_tags
from digest.text.comparison import comparison_form, is_similar

_MAX_COMPARISONS = 200  # of texts of one feed, 1 ms each; beyond them only equal texts are taken for one
_MAX_LENGTH = 5_000  # characters of a text that are compared


def each_once(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """`items` in their order: of several texts of one statement the first, and statements with one key told apart."""
    groups: dict[str, list[FeedItem]] = {}
    for item in items:
        groups.setdefault(item.key(""), []).append(item)
    chooser = _Chooser()
    return tuple(item for group in groups.values() for item in (group if len(group) == 1 else chooser.statements(group)))


class _Chooser:
    def __init__(self) -> None:
        self._left = _MAX_COMPARISONS

    def statements(self, group: Sequence[FeedItem]) -> list[FeedItem]:
        """The first text of each statement among items with one key; with a mark of its own if there are several."""
        found: dict[str, FeedItem] = {}
        for item in group:
            form = comparison_form(_text(item))
            if form not in found and not any(self._are_one(form, item, *known) for known in found.items()):
                found[form] = item
        if len(found) == 1:
            return list(found.values())
        marked = {(item.title, item.dates[0]) for item in found.values()}
        are_titles_enough = len(marked) == len(found)
        marks = ((item, f"{item.title} {item.dates[0]}" if are_titles_enough else form) for form, item in found.items())
        return [replace(item, mark=mark) for item, mark in marks]

    def _are_one(self, form: str, item: FeedItem, other_form: str, other: FeedItem) -> bool:
        """Whether two items are texts of one statement. Where one has no text, the title decides."""
        if not form or not other_form:
            return item.title == other.title
        self._left -= 1
        return self._left >= 0 and is_similar(form, other_form)


def _text(item: FeedItem) -> str:
    return strip_tags((item.content or item.summary)[: 2 * _MAX_LENGTH])[:_MAX_LENGTH]
