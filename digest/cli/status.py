"""What `digest status` and `digest outbox` print. Reads the store; changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from digest.config.settings import Settings
from digest.records import FetchStatus, Model, OutboxState, Outgoing, StatementStatus
from digest.schedule import PACE_WINDOW, expected_arrival, midnight, next_slot
from digest.store.sql_store import SqlStore
from digest.text.visible import one_line

LATE = timedelta(hours=1)
"""An edition that has been due for longer than two rounds of an hourly cron is late."""

DONE_WITH = {OutboxState.SENT, OutboxState.CANCELLED}


def status_lines(settings: Settings, store: SqlStore, now: datetime, runs: int) -> Iterator[str]:
    """The last runs, the state of each source, what failed, the next slot of each digest, what is not delivered, and who has
    left."""
    local = _local(settings)
    for run in store.last_runs(runs):
        ended = "at work, or killed" if run.exit_code is None else f"exit {run.exit_code}; {run.report}"
        yield f"run      {local(run.started_at)}: {ended}"
    names = [source.name for source in settings.sources]
    arrivals = store.arrivals(names, now - PACE_WINDOW)
    for report in store.source_reports(names):
        why = f" ({report.reason})" if report.status is FetchStatus.FAILED else ""
        expected = expected_arrival(arrivals.get(report.source, ()))
        silent = f"; silent, expected by {local(expected)}" if expected and expected < now else ""
        yield f"source   {report.source}: {report.status}{why}; last new {local(report.last_new)}{silent}"
    for failure in store.open_failures(names):
        yield f"failed   {one_line(failure.source)}: {one_line(str(failure))}"
    for slug, digest in settings.digests.items():
        slot, opens = next_slot(digest.recurrence, now, store.sealed_slots(slug))
        late = f"late: due since {local(opens)}" if now - opens > LATE else "now"
        yield f"next     {slug} {slot}: {late if opens <= now else local(opens)}"
    yield from outbox_lines(settings, (row for row in store.outbox() if row.state not in DONE_WITH))
    for slug in settings.digests:
        yield from (f"left     {slug}: {one_line(address)} has unsubscribed" for address in sorted(store.unsubscribed(slug)))


def day_lines(settings: Settings, store: SqlStore, models: Sequence[Model], day: date, now: datetime) -> Iterator[str]:
    """What became of every statement that was fetched on the civil date `day`, digest by digest: numbers, then one by one."""
    for slug, digest in settings.digests.items():
        names = digest.sources or tuple(source.name for source in settings.sources)
        window = midnight(day, digest.recurrence.zone), midnight(day + timedelta(days=1), digest.recurrence.zone)
        known = store.audit_entries(slug, names, models, window, now)
        numbers = Counter(one.status for one in known)
        told = ", ".join(f"{numbers[fate]} {fate}" for fate in StatementStatus if numbers[fate])
        yield f"day      {slug} {day}: {told or 'nothing was fetched'}"
        for one in known:
            what = f"{one.title} <{one.link}>" if one.title and one.link else one.title or one.link
            yield f"fetched  {slug} {one_line(f'{one.source}: {what}')}: {one.status} {one_line(one.reason)}"


def outbox_lines(settings: Settings, rows: Iterable[Outgoing]) -> Iterator[str]:
    """A line a row: id, state, edition, target, and why."""
    local = _local(settings)
    for row in rows:
        again = f", next try {local(row.not_before)}" if row.not_before and row.state is OutboxState.PENDING else ""
        tried = f" (tried {row.attempts}x{again})" if row.attempts and row.state not in DONE_WITH else ""
        why = f": {one_line(row.detail)}{tried}" if row.detail else tried
        yield f"outbox   {row.id} {row.state} {row.digest} {row.slot} {row.target.channel} {row.target.address}{why}"


def _local(settings: Settings) -> Callable[[datetime | None], str]:
    """How moments are written: in the zone of the first digest."""
    zone = next(iter(settings.digests.values())).recurrence.zone
    return lambda moment: "never" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
