"""Says below an entry which other statements have its text, and which are related, with the words that differ. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.compile.view_model import ChangeView
from digest.locale.catalogue import Catalogue
from digest.net.urls import safe_url
from digest.records import AlsoGiven, Entry, EntryRelation, RelationKind, StatementRelation
from digest.text.visible import limited_text, visible_text

MAX_TITLE = 200
"""Characters of the title of a related statement."""
MAX_PASSAGE = 500
"""Characters of a passage that differs."""
MAX_PASSAGES = 5
"""Passages that are shown of two texts that differ."""

_WITH_CHANGES = frozenset({RelationKind.CORRECTED, RelationKind.REISSUED, RelationKind.JOINT})


def other_text_notes(also: AlsoGiven, source: str, words: Catalogue) -> Iterator[str]:
    """Yield that another statement of `source` has the text of an entry, and which words differ."""
    given = _with_link(source, also.link)
    if also.relation is None or also.relation.kind is RelationKind.SAME or not also.differs:
        yield words.gettext("Also given by {source}.", source=given)
        return
    if also.relation.kind is RelationKind.JOINT:
        yield words.gettext("Also given by {source}, in other words.", source=given)
    else:
        yield words.gettext("Issued again with changed words; the other copy is given by {source}.", source=given)
    yield from _change_notes(also.relation, words)


def relation_notes(entry: Entry, words: Catalogue, shown: Sequence[ChangeView] = ()) -> Iterator[str]:
    """Yield how an entry is related to statements that are no part of it.

    Passages that differ are left out if the entry shows the sentences with them among its changes, `shown`.
    """
    for each in entry.relations:
        yield _note(each, words)
        if each.relation.kind in _WITH_CHANGES:
            passages = tuple(pair for pair in each.relation.changed if not any(_shows(change, *pair) for change in shown))
            yield from _change_notes(replace(each.relation, changed=passages), words)


def _shows(change: ChangeView, now: str, before: str) -> bool:
    """Whether a changed sentence holds a passage as it is now, and in its earlier wording the one in its place."""
    return visible_text(now) in change.later and visible_text(before) in change.earlier


def _note(each: EntryRelation, words: Catalogue) -> str:
    statement = _with_link(f"“{limited_text(each.title, MAX_TITLE)}”" if each.title else each.source, each.link)
    if each.slot is not None:
        statement += f", {words.day(each.slot)}"
    match each.relation.kind:
        case RelationKind.CORRECTED:
            return words.gettext("Issued again with changed words. Before: {statement}.", statement=statement)
        case RelationKind.REISSUED:
            return words.gettext("Issued again with other facts. Before: {statement}.", statement=statement)
        case RelationKind.CONTAINED if each.is_within:
            return words.gettext("Also in {statement}.", statement=statement)
        case RelationKind.CONTAINED:
            return words.gettext("Holds the text of {statement}.", statement=statement)
        case RelationKind.EVENT:
            return words.gettext("On the same event: {statement}.", statement=statement)
        case RelationKind.FOLLOW_UP:
            day = words.day(each.day) if each.day else words.gettext("undated")
            return words.gettext("Previously, {day}: {statement}.", day=day, statement=statement)
        case RelationKind.COMPANION:
            return words.gettext("See also {statement}.", statement=statement)
        case RelationKind.SAME | RelationKind.JOINT:
            return words.gettext("The same text as {statement}.", statement=statement)


def _with_link(name: str, link: str) -> str:
    url = safe_url(link)
    return f"{name} ({url})" if url else name


def _change_notes(relation: StatementRelation, words: Catalogue) -> Iterator[str]:
    """Yield the passages of the entry that stand for others in the other statement."""
    for own, other in relation.changed[:MAX_PASSAGES]:
        after, before = limited_text(own, MAX_PASSAGE), limited_text(other, MAX_PASSAGE)
        if not before:
            yield words.gettext("Added: “{after}”.", after=after)
        elif not after:
            yield words.gettext("Left out: “{before}”.", before=before)
        else:
            yield words.gettext("“{before}” is now “{after}”.", before=before, after=after)
