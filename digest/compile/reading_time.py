"""Counts the words of a view, and says how long they take to read. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from digest.compile.view_model import EntryView, PointView, View
from digest.locale.catalogue import Catalogue
from digest.text.unicode import word_count

_WORDS_A_MINUTE = 230
"""Words that adults read in a minute, silently: 238 on average (Brysbaert, 2019), somewhat fewer in formal texts."""


def minutes_text(view: View) -> str:
    """Return how long a view takes to read, for example "6 minutes to read"; "" for one without statements."""
    number = max(1, math.ceil(view_words(view) / _WORDS_A_MINUTE))
    return view.words.ngettext("{number} minute to read", "{number} minutes to read", number) if view.lines else ""


def view_words(view: View) -> int:
    """Return the number of words that a reader of `view` sees, its front and its foot included."""
    return front_words(view) + sum(entry_words(entry, view.words) for entry in view.all_entries)


def front_words(view: View) -> int:
    """Return the number of words of all but the entries."""
    return _count(_front_texts(view))


def entry_words(entry: EntryView, words: Catalogue) -> int:
    """Return the number of words of an entry, the labels of its links included."""
    label = words.gettext("in the original")
    return _count((entry.title, *entry.facts, *entry.notes, *_point_texts(entry, label)))


def _point_texts(entry: EntryView, label: str) -> Iterator[str]:
    for point in (*entry.points, *((entry.matched,) if entry.matched else ())):
        yield from _texts(point)
        yield label
    for change in entry.changes:
        yield from (piece.text for piece in change.pieces)
        yield label


def _texts(point: PointView) -> Iterator[str]:
    yield point.speaker
    yield from (piece.text for piece in point.change.pieces) if point.change else (point.text,)
    yield from (quote.text for quote in point.quotes)


def _front_texts(view: View) -> Iterator[str]:
    yield from (view.title, view.day, view.counts, view.minutes, view.lead_note, *view.selection_notes)
    for line in view.lead:
        yield from (line.point.speaker, line.point.text, line.source, view.words.gettext("in the original"))
    for group in view.groups:
        yield group.title
    yield from (line.title for line in view.lines)
    for gone in view.withdrawn:
        yield from (gone.title, gone.note)
    for section in view.footer:
        yield from (section.heading, *section.lines)


def _count(texts: Iterable[str]) -> int:
    return sum(word_count(text) for text in texts)
