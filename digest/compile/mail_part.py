"""Chooses what of an edition stands in a mail: its front, and the most important entries within a number of words. Pure.

Every statement keeps its line in the list, with a link; the page has them all with their points.
"""

from __future__ import annotations

from dataclasses import replace

from digest.compile.reading_time import entry_words, front_words, minutes_text, view_words
from digest.compile.view_model import EntryView, ListGroup, ListLine, View

_MAX_FOOTER_LINES = 3
"""Lines of a footer section in a mail, of those that name every source that was read."""


def mail_part(view: View, words: int) -> View:
    """Return the part of `view` for a mail of about `words` words; all of it if `words` is 0. Routine has a line only."""
    short = _with_short_footer(view) if words else view
    if not words or view_words(short) <= words:
        return replace(short, minutes=minutes_text(short))
    room = words - front_words(short)
    kept: list[EntryView] = []
    for entry in short.entries:
        needed = entry_words(entry, view.words)
        if needed <= room:
            kept.append(entry)
            room -= needed
    return with_entries(short, tuple(kept))


def with_entries(view: View, entries: tuple[EntryView, ...]) -> View:
    """Return `view` with only `entries`; the other statements keep their lines."""
    numbers = frozenset(entry.number for entry in entries)
    part = replace(
        view,
        entries=tuple(entry for entry in view.entries if entry.number in numbers),
        routine=tuple(entry for entry in view.routine if entry.number in numbers),
        groups=tuple(replace(group, lines=_marked(group.lines, numbers)) for group in view.groups),
        routine_lines=_marked(view.routine_lines, numbers),
        omitted=len(view.lines) - len(numbers),
    )
    return replace(part, minutes=minutes_text(part))


def with_lines(view: View, number: int) -> View:
    """Return `view` with the first `number` lines of its list; `left_out` counts the others."""
    groups: list[ListGroup] = []
    room = number
    for group in view.groups:
        lines = group.lines[:room]
        room -= len(lines)
        groups += [replace(group, lines=lines)] if lines else []
    part = replace(view, groups=tuple(groups), routine_lines=view.routine_lines[:room])
    return replace(part, left_out=len(view.lines) - len(part.lines))


def _marked(lines: tuple[ListLine, ...], numbers: frozenset[int]) -> tuple[ListLine, ...]:
    return tuple(replace(line, is_shown=line.entry.number in numbers) for line in lines)


def _with_short_footer(view: View) -> View:
    return replace(view, footer=tuple(section.shortened(_MAX_FOOTER_LINES, view.words) for section in view.footer))
