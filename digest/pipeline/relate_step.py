"""The relate step: compares new revisions with those of the last two weeks, and stores how they are related.

It follows each collection and comes before an edition is sealed. A run that is killed leaves revisions uncompared; the next
compares them. A text whose comparison fails, or would take too long, is related to none, and the edition is made. The failure
is counted, a bug as one.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.errors import DigestError, StoreError
from digest.interfaces import Clock, Relater
from digest.pipeline.entry_comparison import comparison_failure
from digest.pipeline.report import RunReport
from digest.records import ShingleSample, StatementRelation, StoredText

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

BATCH = 50
"""Revisions whose relations are stored in one transaction."""

_NO_SAMPLE = ShingleSample(0, frozenset())


@dataclass(frozen=True)
class RelateStep:
    """Relates the revisions in `store` by `relater`."""

    store: SqlStore
    relater: Relater

    def run(self, report: RunReport, clock: Clock) -> RunReport:
        """Compare every revision that was not compared yet."""
        while batch := self.store.uncompared(clock(), BATCH):
            failed: dict[int, Exception] = {}
            samples = {text.number: self._sample(text, failed) for text in batch}
            self.store.index_samples({text.number: (samples[text.number], text.seen) for text in batch}, clock())
            found = [relation for text in batch for relation in self._related(text, samples, failed)]
            self.store.save_relations(batch[-1].number, found)
            report = _with_failures(report, batch, failed)
        return report

    def _sample(self, text: StoredText, failed: dict[int, Exception]) -> ShingleSample:
        try:
            return self.relater.sample(text.statement)
        except Exception as error:
            failed[text.number] = error
            return _NO_SAMPLE

    def _related(
        self, text: StoredText, samples: Mapping[int, ShingleSample], failed: dict[int, Exception]
    ) -> list[tuple[int, int, StatementRelation]]:
        own = samples[text.number]
        try:
            others = self.store.stored_texts(self.relater.candidates(own, self.store.shared_sample(text, own)))
            relations = self.relater.relations(text, others) if others else ()
        except StoreError:
            raise
        except Exception as error:
            failed[text.number] = error
            return []
        pairs = zip(others, relations, strict=True)
        return [(text.number, other.number, relation) for other, relation in pairs if relation is not None]


def _with_failures(report: RunReport, batch: Sequence[StoredText], failed: Mapping[int, Exception]) -> RunReport:
    """The report with the failures of a batch. A bug keeps its traceback in the log."""
    statements = {text.number: text.statement for text in batch}
    for number, error in failed.items():
        statement = statements[number]
        if not isinstance(error, DigestError):
            log.error("%s: a bug while comparing it with other statements", statement.key, exc_info=error)
            report = replace(report, bugs=report.bugs + 1)
        failure = comparison_failure(statement.link or statement.key, error, statement.source)
        report = replace(report, failures=(*report.failures, failure))
    return report
