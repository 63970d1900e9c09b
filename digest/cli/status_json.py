"""What `status --json`, `status --day --json` and `outbox --json` print. Only reads the store; README.md lists the fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from digest.cli.json_line import Json, as_json, iso
from digest.cli.status import MAX_DELAY, dropped_numbers
from digest.config.settings import Settings
from digest.records import SETTLED, UNSETTLED, Alarm, Model, Outgoing, SourceReport
from digest.schedule import PACE_WINDOW, expected_arrival, midnight, next_slot
from digest.store.sql_store import SqlStore


def status_object(settings: Settings, store: SqlStore, now: datetime, runs: int, alarms: Iterable[Alarm]) -> str:
    """The state of the installation as one JSON object."""
    return as_json(
        {
            "alarms": [_alarm(alarm) for alarm in alarms],
            "runs": [
                {
                    "started_at": iso(run.started_at),
                    "ended_at": iso(run.ended_at),
                    "exit_code": run.exit_code,
                    "report": run.report,
                }
                for run in store.last_runs(runs)
            ],
            "steps": {step: iso(at) for step, at in store.step_ends().items()},
            "sources": _sources(settings, store, now),
            "failures": [
                {"source": each.source, "subject": each.subject, "doing": each.doing, "reason": each.reason}
                for each in store.open_failures([source.name for source in settings.sources])
            ],
            "digests": [_digest(settings, store, slug, now) for slug in settings.digests],
            "outbox": [_row(row) for row in store.outbox(UNSETTLED)],
            "dropped": dropped_numbers(store.tallies()),
            "unsubscribed": {slug: sorted(store.unsubscribed(slug)) for slug in settings.digests},
        }
    )


def outbox_objects(rows: Iterable[Outgoing]) -> Iterator[str]:
    """One JSON object per row of the outbox."""
    return (as_json(_row(row)) for row in rows)


def day_objects(settings: Settings, store: SqlStore, keys: Sequence[Model], day: date, now: datetime) -> Iterator[str]:
    """One JSON object per digest and statement that was fetched on `day`."""
    for slug, subscription in settings.digests.items():
        names = subscription.sources or tuple(source.name for source in settings.sources)
        zone = subscription.recurrence.zone
        window = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        for entry in store.audit_entries(slug, names, keys, window, now):
            yield as_json(
                {
                    "digest": slug,
                    "source": entry.source,
                    "title": entry.title,
                    "link": entry.link,
                    "fate": str(entry.status),
                    "reason": entry.reason,
                }
            )


def _alarm(alarm: Alarm) -> Json:
    return {
        "kind": str(alarm.kind),
        "subject": alarm.subject,
        "since": iso(alarm.since),
        "message": alarm.message,
        "advice": alarm.advice,
        "exit_code": alarm.exit_code,
    }


def _sources(settings: Settings, store: SqlStore, now: datetime) -> list[Json]:
    names = [source.name for source in settings.sources]
    arrivals = store.arrivals(names, now - PACE_WINDOW, now)
    return [_source(report, expected_arrival(arrivals.get(report.source, ())), now) for report in store.source_reports(names)]


def _source(report: SourceReport, expected: datetime | None, now: datetime) -> Json:
    return {
        "name": report.source,
        "status": str(report.status),
        "reason": report.reason if report.failing_since else "",
        "failing_since": iso(report.failing_since),
        "last_new": iso(report.last_new),
        "expected_by": iso(expected),
        "silent": bool(expected and expected < now),
    }


def _digest(settings: Settings, store: SqlStore, slug: str, now: datetime) -> Json:
    slot, opens_at = next_slot(settings.digests[slug].recurrence, now, store.recent_slots(slug, now))
    return {"name": slug, "next_slot": str(slot), "due_at": iso(opens_at), "late": now - opens_at > MAX_DELAY}


def _row(row: Outgoing) -> Json:
    return {
        "id": row.id,
        "state": str(row.state),
        "digest": row.digest,
        "slot": str(row.slot),
        "channel": row.target.channel,
        "address": row.target.address,
        "attempts": row.attempts,
        "detail": row.detail,
        "dropped": row.is_dropped,
        "queued_at": iso(row.queued_at),
        "changed_at": iso(row.changed_at),
        "next_try": iso(row.not_before) if row.state not in SETTLED else None,
    }
