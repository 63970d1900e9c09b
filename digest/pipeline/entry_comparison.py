"""Says of the entries of an edition what is new in their words, which are on one event, and which statements they follow.

Stores nothing. A comparison that fails leaves an entry without what it would have told; the failure is counted.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.errors import DigestError, StoreError
from digest.interfaces import EditionRelater, FindWording
from digest.records import (
    EditionRelations,
    Entry,
    EntryRelation,
    Failure,
    RelationKind,
    Statement,
    StatementRelation,
    WatchedPhrase,
)

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

COMPARING = "comparing it with other statements"
MAX_NAMED = 5
"""Statements on its event that an entry names: the first ones, so that all name the first."""

_BACKGROUND = 150
"""Latest statements that tell which words are common: more make no group better (21,000 pairs of two US sources, 2021-22)."""

_WINDOW = timedelta(days=45)
"""How long before an edition a statement was first seen that one of its entries may follow, or that tells common words."""

_EVENT = StatementRelation(RelationKind.EVENT, "the same names, numbers and words in other sentences")
_FOLLOW_UP = StatementRelation(RelationKind.FOLLOW_UP, "an earlier statement of the source on the same subject")


@dataclass(frozen=True, slots=True)
class ComparedEntries:
    """Entries with what was found, what failed, and how many of the failures are bugs."""

    entries: tuple[Entry, ...]
    failures: tuple[Failure, ...] = ()
    bugs: int = 0


@dataclass(frozen=True)
class EntryComparison:
    """Compares entries by `wording` with the earlier statements of their series, and by `relater` with each other."""

    store: SqlStore
    wording: FindWording
    relater: EditionRelater

    def run(self, entries: tuple[Entry, ...], watched: Sequence[WatchedPhrase], as_of: datetime) -> ComparedEntries:
        """The entries in their order, each with what is new in its words and with its relations."""
        around = self.store.around_in_series([entry.statement.key for entry in entries], as_of)
        worded: list[Entry] = []
        failed: list[tuple[Failure, Exception]] = []
        for entry in entries:
            statement = entry.statement
            try:
                entry = replace(entry, wording=self.wording(statement, *around[statement.key], watched))
            except Exception as error:
                failed.append((comparison_failure(statement.link or statement.key, error, statement.source), error))
            worded.append(entry)
        related = tuple(worded)
        try:
            related = self._with_relations(worded, as_of)
        except StoreError:
            raise
        except Exception as error:
            failed.append((comparison_failure("the statements of an edition", error), error))
        bugs = [(failure, bug) for failure, bug in failed if not isinstance(bug, DigestError)]
        for failure, bug in bugs:
            log.error("%s: a bug while comparing it with other statements", failure.subject, exc_info=bug)
        return ComparedEntries(related, tuple(failure for failure, _ in failed), len(bugs))

    def _with_relations(self, entries: Sequence[Entry], as_of: datetime) -> tuple[Entry, ...]:
        own = [entry.statement for entry in entries]
        if not own:
            return ()
        keys = {statement.key for statement in own}
        earlier = [each for each in self._earlier(entries, as_of) if each.key not in keys]
        known = keys | {each.key for each in earlier}
        sources = sorted({each.source for each in own})
        latest = self.store.latest_statements(sources, as_of - _WINDOW, as_of, _BACKGROUND + len(own))
        background = [each for each in latest if each.key not in known][:_BACKGROUND]
        return with_relations(entries, earlier, self.relater.relations(own, earlier, background))

    def _earlier(self, entries: Sequence[Entry], as_of: datetime) -> tuple[Statement, ...]:
        """The earlier statements that some of the entries may follow."""
        sources = {entry.statement.source for entry in entries}
        titles = {source: self.store.latest_titles(source, as_of - _WINDOW, as_of) for source in sources}
        likely: set[str] = set()
        for statement in (entry.statement for entry in entries if not entry.updated):
            others = [title for title in titles[statement.source] if title[0] != statement.key]
            likely.update(self.relater.likely_earlier(statement, others))
        return self.store.current_statements(likely, as_of)


def with_relations(entries: Sequence[Entry], earlier: Sequence[Statement], found: EditionRelations) -> tuple[Entry, ...]:
    """The entries, each with the others on its event and the statement that it follows, unless it names them already.

    An update follows its own earlier text, and a statement of a series names the previous one with what changed.
    """
    more: dict[int, list[EntryRelation]] = defaultdict(list)
    for group in found.events:
        for place in group:
            others = [other for other in group if other != place][:MAX_NAMED]
            more[place] += [_named(_EVENT, entries[other].statement) for other in others]
    for place, number in found.previous:
        entry = entries[place]
        if not entry.updated and not (entry.wording and entry.wording.since):
            more[place].append(_named(_FOLLOW_UP, earlier[number]))
    return tuple(_with_more(entry, more[place]) for place, entry in enumerate(entries))


def _with_more(entry: Entry, more: Sequence[EntryRelation]) -> Entry:
    known = {each.key for each in entry.relations} | {each.key for each in entry.also}
    return replace(entry, relations=(*entry.relations, *(each for each in more if each.key not in known)))


def _named(relation: StatementRelation, statement: Statement) -> EntryRelation:
    day = statement.day or (statement.published.date() if statement.published else None)
    return EntryRelation(
        relation,
        statement.source,
        statement.title,
        statement.link,
        key=statement.key,
        day=day if relation is _FOLLOW_UP else None,
    )


def comparison_failure(subject: str, error: Exception, source: str = "") -> Failure:
    """The failure to compare `subject`; of a bug the reason names the kind of error."""
    reason = str(error) if isinstance(error, DigestError) else f"{type(error).__name__}: {error}"
    return Failure(subject, COMPARING, reason.removeprefix(f"{subject}: "), source)
