"""The relate step: compares new revisions with those of the last two weeks, and stores how they are related.

It follows each collection and comes before an edition is sealed. A run that is killed leaves revisions uncompared; the next
compares them. A bug in the comparison of one text is logged; the text is then related to none, and the edition is made.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.interfaces import Clock, Relater
from digest.records import ShingleSample, StatementRelation, StoredText

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

BATCH = 50
"""Revisions whose relations are stored in one transaction."""


@dataclass(frozen=True)
class RelateStep:
    """Relates the revisions in `store` by `relater`."""

    store: SqlStore
    relater: Relater

    def run(self, clock: Clock) -> None:
        """Compare every revision that was not compared yet."""
        while batch := self.store.uncompared(clock(), BATCH):
            samples = {text.number: self._sample(text) for text in batch}
            self.store.index_samples({text.number: (samples[text.number], text.seen) for text in batch}, clock())
            found = [relation for text in batch for relation in self._related(text, samples)]
            self.store.save_relations(batch[-1].number, found)

    def _sample(self, text: StoredText) -> ShingleSample:
        try:
            return self.relater.sample(text.statement)
        except Exception:
            log.exception("%s: a bug while sampling its words", text.statement.key)
            return ShingleSample(0, frozenset())

    def _relation(self, text: StoredText, other: StoredText) -> StatementRelation | None:
        try:
            return self.relater.relation(text, other)
        except Exception:
            log.exception("%s: a bug while comparing it with %s", text.statement.key, other.statement.key)
            return None

    def _related(self, text: StoredText, samples: Mapping[int, ShingleSample]) -> list[tuple[int, int, StatementRelation]]:
        own = samples[text.number]
        others = self.store.stored_texts(self.relater.candidates(own, self.store.shared_sample(text, own)))
        pairs = ((other.number, self._relation(text, other)) for other in others)
        return [(text.number, other, relation) for other, relation in pairs if relation is not None]
