"""Stage 4 of a round: an edition for every slot that is due, sealed with the bytes that will leave.

Which slots are due is decided in `schedule.py`, what an edition takes in the store, how it looks in `compile/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from digest.app import App
from digest.compile.edition import compile_edition
from digest.compile.filter import EVERYTHING, filter_edition
from digest.config.settings import DigestSettings
from digest.errors import UsageError
from digest.interfaces import Clock
from digest.pipeline.report import RunReport
from digest.records import Edition, Entry, Outgoing, Reading, SourceReport, SubscriptionFilter, Target
from digest.schedule import HEAD_START, PACE_DAYS, due_slots, local_date, next_arrival


def compile_due(app: App, outcome: RunReport, clock: Clock, day: date | None) -> RunReport:
    """Seal an edition for every slot that is due, or for `day`. A digest that no source answered for waits for one."""
    for slug, digest in app.settings.digests.items():
        slots = _slots(app, slug, digest, clock(), day)
        for slot in slots:
            as_of = None if slot == slots[-1] else digest.rhythm.opens(slot)
            edition = draft(app, slug, digest, slot, clock(), as_of)
            if _nobody_answered(edition):
                outcome = replace(outcome, unsealed=(*outcome.unsealed, slug))
                break
            if slot != slots[-1] and not _has_content(edition, digest):
                continue  # a missed slot with nothing to tell leaves no edition behind
            if app.store.seal(edition, _rows(app, digest, edition)):
                outcome = replace(outcome, editions=(*outcome.editions, edition))
    return outcome


def _slots(app: App, slug: str, digest: DigestSettings, now: datetime, day: date | None) -> tuple[date, ...]:
    sealed = app.store.sealed_slots(slug)
    if day is None:
        return due_slots(digest.rhythm, now, sealed, app.store.begin_digest(slug, now - HEAD_START))
    if day > local_date(now, digest.rhythm.zone):
        raise UsageError(f"--day {day}: it has not come yet in {digest.timezone}")
    if day in sealed:
        return ()
    if sealed and day < sealed[-1]:
        raise UsageError(f"--day {day}: {slug} has an edition of {sealed[-1]} already; what is new belongs to a later one")
    return (day,)


def draft(app: App, slug: str, digest: DigestSettings, slot: date, now: datetime, as_of: datetime | None = None) -> Edition:
    """The edition that would be sealed now, from all that the store knows; from what it knew at `as_of` for a missed slot."""
    names = digest.sources or tuple(source.name for source in app.sources)
    entries = app.store.entries(slug, names, app.models, as_of or now, as_of)
    since = app.store.last_sealed(slug) or now - HEAD_START
    return compile_edition(
        digest=slug,
        title=digest.title,
        slot=slot,
        timezone=digest.timezone,
        sealed=now,
        entries=entries,
        sources=_reports(app, names, entries, now),
        failures=app.store.failures(slug, names),
        withdrawn=app.store.open_withdrawals(slug, names),
        excluded=app.store.audit_entries(slug, names, app.models, (since, as_of or now), as_of or now),
    )


def _reports(app: App, names: tuple[str, ...], entries: tuple[Entry, ...], now: datetime) -> tuple[SourceReport, ...]:
    """What became of each source, with what this edition takes of it and by when more was to be expected."""
    arrivals = app.store.arrivals(names, now - PACE_DAYS)
    return tuple(
        replace(
            report,
            title=app.titles[report.source],
            new=_of(entries, report.source),
            expected=next_arrival(arrivals.get(report.source, ())),
        )
        for report in app.store.reports(names)
    )


def _of(entries: tuple[Entry, ...], source: str) -> int:
    return sum(entry.statement.source == source and not entry.updated for entry in entries)


def _nobody_answered(edition: Edition) -> bool:
    """Whether nothing could be read: no source, or of those that could nothing so far but documents that failed."""
    failing = {failure.source for failure in edition.failures}
    return not edition.entries and all(
        report.reading is Reading.FAILED or (report.last_new is None and report.source in failing) for report in edition.sources
    )


def _rows(app: App, digest: DigestSettings, edition: Edition) -> tuple[Outgoing, ...]:
    """One row a target, with the bytes that it gets; none for a reader who has left, or who asked for nothing of it."""
    left = {_mailbox(address) for address in app.store.left(edition.digest)}
    rows: list[Outgoing] = []
    for target, subscription in targets(app, digest, edition.slot):
        theirs = filter_edition(edition, subscription)
        if _has_content(theirs, digest) and (target.channel != "email" or _mailbox(target.address) not in left):
            content = app.renderers[target.format].render(theirs, target)
            if app.signer and target.channel == "email":
                content = app.signer.sign(content)
            rows.append(Outgoing(edition.digest, edition.slot, target, content))
    return tuple(rows)


def _has_content(edition: Edition, digest: DigestSettings) -> bool:
    return bool(edition.entries or edition.withdrawn) or digest.empty == "send"


def targets(app: App, digest: DigestSettings, slot: date) -> Iterator[tuple[Target, SubscriptionFilter]]:
    """Every file and recipient of an edition, once, and what they ask for of it; who is named twice counts the first time."""
    seen: set[tuple[str, str]] = set()
    for delivery in digest.deliver:
        path = str(app.settings.resolve(delivery.file.replace("{day}", slot.isoformat()))) if delivery.file else ""
        wishes = {path: EVERYTHING} if path else {reader.to: reader.subscription for reader in delivery.email}
        for address, subscription in wishes.items():
            channel = "file" if path else "email"
            key = (channel, address if path else _mailbox(address))
            if key not in seen:
                seen.add(key)
                yield Target(channel, address, delivery.written_as), subscription


def _mailbox(address: str) -> str:
    """Whose mailbox it is: RFC 5321 (2.4) lets a server tell "Press" from "press", but none that people use does."""
    return address.casefold()
