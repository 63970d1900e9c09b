"""The lines that `digest status` and `digest outbox` print. Only reads the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from digest.compile.edition import pluralise
from digest.config.settings import Settings
from digest.records import SETTLED, UNSETTLED, Alarm, AuditEntry, FetchStatus, Model, OutboxState, Outgoing, StatementStatus
from digest.schedule import PACE_WINDOW, expected_arrival, midnight, next_slot
from digest.store.sql_store import SqlStore
from digest.store.tally_names import DROPPED, DROPPED_BYTES, DROPPED_MESSAGES, DROPPED_READERS
from digest.text.visible import one_line

MAX_DELAY = timedelta(hours=1)
"""An edition that has been due for longer is shown as late: two runs of an hourly cron did not make it."""

MAX_RENAMINGS = 10
"""Changes of names that are shown, the newest ones."""


def status_lines(settings: Settings, store: SqlStore, now: datetime, runs: int) -> Iterator[str]:
    """The last runs, changed names, each source, open failures, the next slots, open outbox rows, and who has unsubscribed."""
    local = _local_time(settings)
    for run in store.last_runs(runs):
        ended = "running, or killed" if run.exit_code is None else f"exit {run.exit_code}; {run.report}"
        yield f"run      {local(run.started_at)}: {ended}"
    for each in store.renamings()[-MAX_RENAMINGS:]:
        names = one_line(f"{each.old} is {each.new}" if each.old != each.new else each.new)
        yield f"renamed  {local(each.at)}: {each.kind} {names} ({each.why})"
    yield from _source_lines(settings, store, now)
    for source, number in store.texts_under_foreign_links().items():
        texts = pluralise(number, "text")
        yield f"moved    {one_line(source)}: {texts} told under links of other sites by an earlier version; kept as its own"
    yield from _slot_lines(settings, store, now)
    yield from outbox_lines(settings, store.outbox(UNSETTLED))
    yield from _dropped_lines(dropped_numbers(store.tallies()))
    for slug in settings.digests:
        yield from (f"left     {slug}: {one_line(address)} has unsubscribed" for address in sorted(store.unsubscribed(slug)))


def alarm_lines(settings: Settings, alarms: Iterable[Alarm]) -> Iterator[str]:
    """One line per alarm: what it concerns, what is wrong, since when, and what to do next."""
    local = _local_time(settings)
    for alarm in alarms:
        text = f"{one_line(alarm.subject)}: {one_line(alarm.message)}; since {local(alarm.since)}; next: {alarm.advice}"
        yield f"alarm    {alarm.kind} {text}"


def _source_lines(settings: Settings, store: SqlStore, now: datetime) -> Iterator[str]:
    """One line per source, then one per failure that is still open."""
    local = _local_time(settings)
    names = [source.name for source in settings.sources]
    arrivals = store.arrivals(names, now - PACE_WINDOW, now)
    for report in store.source_reports(names):
        reason = f" ({report.reason})" if report.status is FetchStatus.FAILED else ""
        expected = expected_arrival(arrivals.get(report.source, ()))
        silent = f"; silent, expected by {local(expected)}" if expected and expected < now else ""
        yield f"source   {report.source}: {report.status}{reason}; last new {local(report.last_new)}{silent}"
    for failure in store.open_failures(names):
        yield f"failed   {one_line(failure.source)}: {one_line(str(failure))}"


def dropped_numbers(tallies: Mapping[tuple[str, str], float]) -> Mapping[str, int]:
    """How much was dropped so far because it was too old to be kept, by kind."""
    return {kind: int(tallies.get((DROPPED, kind), 0)) for kind in (DROPPED_MESSAGES, DROPPED_BYTES, DROPPED_READERS)}


def _dropped_lines(numbers: Mapping[str, int]) -> Iterator[str]:
    """One line, if anything was dropped."""
    if any(numbers.values()):
        messages, texts = pluralise(numbers[DROPPED_MESSAGES], "message"), pluralise(numbers[DROPPED_BYTES], "text")
        readers = pluralise(numbers[DROPPED_READERS], "row")
        yield f"dropped  {messages}; the bytes of {texts}; the address of a reader who has left in {readers} (keep)"


def _slot_lines(settings: Settings, store: SqlStore, now: datetime) -> Iterator[str]:
    """One line per digest: its next slot and when that is due."""
    local = _local_time(settings)
    for slug, subscription in settings.digests.items():
        slot, opens_at = next_slot(subscription.recurrence, now, store.recent_slots(slug, now))
        late = f"late: due since {local(opens_at)}" if now - opens_at > MAX_DELAY else "now"
        yield f"next     {slug} {slot}: {late if opens_at <= now else local(opens_at)}"


def day_lines(settings: Settings, store: SqlStore, keys: Sequence[Model], day: date, now: datetime) -> Iterator[str]:
    """What happened to every statement that was fetched on `day`: for each digest the numbers, then one line per statement.

    `keys` are the `summary_keys` of the engine and its fallback.
    """
    for slug, subscription in settings.digests.items():
        names = subscription.sources or tuple(source.name for source in settings.sources)
        zone = subscription.recurrence.zone
        window = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        is_filtered = subscription.is_filtered(day, settings.resolve)
        across = subscription.merges_publishers
        entries = store.audit_entries(slug, names, keys, window, now, is_filtered=is_filtered, across_publishers=across)
        numbers = Counter(entry.status for entry in entries)
        totals = ", ".join(f"{numbers[status]} {status}" for status in StatementStatus if numbers[status])
        yield f"day      {slug} {day}: {totals or 'nothing was fetched'}"
        yield from (_entry_line(slug, entry) for entry in entries)


def _entry_line(slug: str, entry: AuditEntry) -> str:
    address = f"<{entry.link}>" if entry.title and entry.link else entry.link
    statement = " ".join(filter(None, (entry.title, address))) or "a statement without a title"
    return f"fetched  {slug} {one_line(f'{entry.source}: {statement}')}: {entry.status} {one_line(entry.reason)}"


def outbox_lines(settings: Settings, rows: Iterable[Outgoing]) -> Iterator[str]:
    """One line per row: id, state, edition, target, detail. Notes of the row before to the same address are not repeated."""
    local = _local_time(settings)
    before: dict[str, Sequence[str]] = {}
    for row in rows:
        retry = f", next try {local(row.not_before)}" if row.not_before and row.state is OutboxState.PENDING else ""
        tried = f" (tried {row.attempts}x{retry})" if row.attempts and row.state not in SETTLED else ""
        said, *notes = row.detail.split("; ")
        new = [note for note in notes if note not in before.get(row.target.address, ())]
        before[row.target.address] = notes
        detail = f": {one_line('; '.join((said, *new)))}{tried}" if row.detail else tried
        detail += " (its message was dropped)" if row.is_dropped else ""
        yield f"outbox   {row.id} {row.state} {row.digest} {row.slot} {row.target.channel} {row.target.address}{detail}"


def _local_time(settings: Settings) -> Callable[[datetime | None], str]:
    """A function that formats a time in the zone of the first digest; "never" for None."""
    zone = next(iter(settings.digests.values())).recurrence.zone
    return lambda moment: "never" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
