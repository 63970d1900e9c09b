"""The compile step: seals an edition for every slot that is due, together with the bytes that will be delivered.

`schedule.py` decides which slots are due, the store decides which statements an edition takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from digest.errors import UsageError
from digest.interfaces import Clock
from digest.pipeline.edition_builder import EditionBuilder
from digest.pipeline.outgoing import OutgoingBuilder, dead_sources, has_content, tells_outage
from digest.pipeline.report import RunReport
from digest.records import Edition, FetchStatus
from digest.schedule import INITIAL_LOOK_BACK, due_slots, local_date

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.sql_store import SqlStore


@dataclass(frozen=True)
class SealStep:
    """Builds the due editions of all `digests` (settings by slug) and stores each with its outbox rows in one transaction."""

    store: SqlStore
    digests: Mapping[str, DigestSettings]
    editions: EditionBuilder
    outgoing: OutgoingBuilder

    @property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the sources of each digest."""
        return {slug: self.editions.sources_of(settings) for slug, settings in self.digests.items()}

    def check_day(self, day: date, now: datetime) -> None:
        """Raise UsageError if an edition of `day` cannot be made."""
        for slug, settings in self.digests.items():
            self._slots(slug, settings, now, day)

    def run(self, report: RunReport, clock: Clock, day: date | None) -> RunReport:
        """Seal an edition for every due slot, or for `day`.

        A digest is postponed if none of its sources could be read, unless it is to tell that.
        """
        for slug, settings in self.digests.items():
            slots = self._slots(slug, settings, clock(), day)
            for slot in slots:
                is_missed = slot != slots[-1]
                as_of = settings.recurrence.opens_at(slot) if is_missed else None
                built = self.editions.build(slug, settings, slot, clock(), as_of)
                edition = built.edition
                if _nothing_could_be_read(edition) and not tells_outage(edition, settings):
                    report = replace(report, unsealed=(*report.unsealed, slug))
                    break
                if is_missed and not has_content(edition, settings):
                    continue  # no edition is made for a missed slot without content
                if self.store.seal(edition, self.outgoing.rows(settings, edition)):
                    report = replace(report, editions=(*report.editions, edition), bugs=report.bugs + built.bugs)
                    report = replace(report, failures=(*report.failures, *built.failures))
                    report = _with_skipped(report, edition, settings)
        self.store.settle_statements(self.sources)
        return report

    def _slots(self, slug: str, settings: DigestSettings, now: datetime, day: date | None) -> tuple[date, ...]:
        """The slots to seal, oldest first. Raise UsageError if `day` is in the future or before the newest edition."""
        if day is None:
            started = self.store.start_digest(slug, now - INITIAL_LOOK_BACK)
            return due_slots(settings.recurrence, now, self.store.recent_slots(slug, now), started)
        if day > local_date(now, settings.recurrence.zone):
            raise UsageError(f"--day {day}: this day is in the future in {settings.timezone}")
        sealed = self.store.sealed_slots(slug)
        if day in sealed:
            return ()
        if sealed and day < sealed[-1]:
            raise UsageError(f"--day {day}: {slug} already has an edition of {sealed[-1]}, and editions are made in order")
        return (day,)


def _with_skipped(report: RunReport, edition: Edition, settings: DigestSettings) -> RunReport:
    """The report, with an edition that is not sent although a source has failed all day: silence then says nothing."""
    failing = dead_sources(edition)
    if not failing or has_content(edition, settings):
        return report
    return replace(report, skipped=(*report.skipped, (edition.digest, edition.slot, failing)))


def _nothing_could_be_read(edition: Edition) -> bool:
    """Whether every source failed, or gave nothing so far but documents that failed."""
    failing = {failure.source for failure in edition.failures}
    return not edition.entries and all(
        report.status is FetchStatus.FAILED or (report.last_new is None and report.source in failing)
        for report in edition.sources
    )
