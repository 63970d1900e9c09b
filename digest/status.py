"""What `digest status` and `digest outbox` print. Reads the store; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from digest.config import Settings
from digest.log import one_line
from digest.records import OutboxState, Outgoing, Reading
from digest.schedule import next_slot
from digest.store.sql import SqlStore

DONE_WITH = {OutboxState.SENT, OutboxState.CANCELLED}


def status_lines(settings: Settings, store: SqlStore, now: datetime, runs: int) -> Iterator[str]:
    """The last runs, the state of each source, what is not delivered, what failed, and the next slot of each digest."""
    zone = next(iter(settings.digests.values())).rhythm.zone

    def local(moment: datetime | None) -> str:
        return "never" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")

    for run in store.last_runs(runs):
        ended = "at work, or killed" if run.exit_code is None else f"exit {run.exit_code}; {run.report}"
        yield f"run      {local(run.started_at)}: {ended}"
    names = [source.name for source in settings.sources]
    for report in store.reports(names):
        why = f" ({report.reason})" if report.reading is Reading.FAILED else ""
        yield f"source   {report.source}: {report.reading}{why}; last new {local(report.last_new)}"
    for failure in store.open_failures(names):
        yield f"failed   {one_line(failure.source)}: {one_line(str(failure))}"
    for slug, digest in settings.digests.items():
        slot, opens = next_slot(digest.rhythm, now, store.sealed_slots(slug))
        yield f"next     {slug} {slot}: {'now' if opens <= now else local(opens)}"
    yield from outbox_lines(row for row in store.outbox() if row.state not in DONE_WITH)


def outbox_lines(rows: Iterable[Outgoing]) -> Iterator[str]:
    """A line a row: id, state, edition, target, and why."""
    for row in rows:
        why = f": {row.detail}" if row.detail else ""
        yield f"outbox   {row.id} {row.state} {row.digest} {row.slot} {row.target.channel} {row.target.address}{why}"
