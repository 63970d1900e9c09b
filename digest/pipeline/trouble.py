"""What went wrong in a run, as lines for the operator: which they are, and which of them are told now. Pure.

A trouble is told at once, and then once a day for as long as it lasts. One that comes and goes is told once a day, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.errors import BusyError, DeliveryError, FetchError
from digest.pipeline.report import RunReport
from digest.records import Alarm, Failure, OutboxState, Outgoing
from digest.text.visible import shortened, visible_text

TOLD_AGAIN_AFTER = timedelta(days=1)

_MAX_IDS = 5
_MAX_LINE = 300
_DECISIONS = dict.fromkeys((OutboxState.FAILED, OutboxState.DEAD), "resend, cancel or acknowledge")

Key = tuple[str, str]
"""The event and one subject of a trouble."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One line for the operator. `event` is its stable name, and `subjects` are what it concerns: it is told if one is new.

    The other fields are those of the log: the `source`, the `kind` of failure, how many things failed, and the exit code that
    it gives the run.
    """

    event: str
    subjects: tuple[str, ...]
    message: str
    source: str = ""
    kind: str = ""
    count: int = 1
    exit_code: int = 0

    @property
    def keys(self) -> tuple[Key, ...]:
        """What is remembered of it."""
        return tuple((self.event, subject) for subject in self.subjects)

    @property
    def fields(self) -> Mapping[str, object]:
        """The fields of its log line."""
        fields = {
            "event": self.event,
            "source": self.source,
            "kind": self.kind,
            "count": self.count,
            "exit_code": self.exit_code,
        }
        return {name: value for name, value in fields.items() if value != ""}


def troubles(report: RunReport) -> tuple[Trouble, ...]:
    """Everything that went wrong in a run, or is still wrong, and each reason why it does not end with 0."""
    return (
        *_failures(report.failures),
        *_unreadable(report),
        *_fallbacks(report.fallbacks),
        *_rows(report.troubled),
        *_unsealed(report),
        *_skipped(report),
    )


def alarm_trouble(alarm: Alarm, since: str) -> Trouble:
    """The line that an alarm is on stderr; `since` is its time as the operator reads it."""
    message = f"alarm: {alarm.subject}: {alarm.message}; since {since}. Next: {alarm.advice}"
    return Trouble("alarm", (f"{alarm.kind} {alarm.subject}",), message, kind=str(alarm.kind), exit_code=alarm.exit_code)


def to_tell(found: Iterable[Trouble], told: Mapping[Key, datetime], now: datetime) -> tuple[Trouble, ...]:
    """The troubles of which a subject was not told within the last day. A time in the future was stored by a wrong clock."""

    def is_known(key: Key) -> bool:
        return key in told and timedelta() <= now - told[key] < TOLD_AGAIN_AFTER

    return tuple(trouble for trouble in found if not all(map(is_known, trouble.keys)))


def to_forget(told: Mapping[Key, datetime], now: datetime) -> tuple[Key, ...]:
    """What was told so long ago that it would be told again."""
    return tuple(key for key, at in told.items() if not timedelta() <= now - at < TOLD_AGAIN_AFTER)


def _failures(failures: Iterable[Failure]) -> Iterator[Trouble]:
    """One trouble for each source that could not be read, and some for the documents of a source that failed alike."""
    groups: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in failures:
        whole = failure.subject if failure.subject == failure.source else ""
        groups.setdefault((failure.source, failure.doing, whole), []).append(failure)
    for (source, doing, whole), found in groups.items():
        if whole:
            message = f"{source}: cannot be read: {shortened(visible_text(_reason(found[0])), _MAX_LINE)}"
            yield Trouble("source_failed", (source,), message, source, doing)
            continue
        for failure in found[:_MAX_IDS]:
            more = f" (and {len(found) - _MAX_IDS} more)" if failure is found[:_MAX_IDS][-1] and len(found) > _MAX_IDS else ""
            where = f"{source}: " if source else ""
            message = f"{where}{shortened(visible_text(str(failure)), _MAX_LINE)}{more}"
            yield Trouble("document_failed", (f"{source}: {doing}",), message, source, doing, len(found))


def _reason(failure: Failure) -> str:
    """The reason of the failure, without its subject."""
    return failure.reason.removeprefix(f"{failure.subject}: ")


def _fallbacks(fallbacks: Iterable[tuple[str, int]]) -> Iterator[Trouble]:
    """One trouble for each reason why the engine gave no key points, whose place its fallback took."""
    for reason, count in fallbacks:
        statements = "1 statement" if count == 1 else f"{count} statements"
        message = f"{statements} summarised by the fallback, not by the engine: {shortened(visible_text(reason), _MAX_LINE)}"
        yield Trouble("engine_failed", (reason,), message, kind="summarising", count=count)


def _unreadable(report: RunReport) -> Iterator[Trouble]:
    if report.most_sources_failed:
        names = _listed(report.unreadable)
        message = f"{len(report.unreadable)} of {report.sources} sources cannot be read: {names}"
        count, code = len(report.unreadable), FetchError.exit_code
        yield Trouble("sources_failed", ("most",), message, kind="reading the source", count=count, exit_code=code)


def _rows(rows: Iterable[Outgoing]) -> Iterator[Trouble]:
    """Rows in trouble. Those that wait are one subject for each channel; each of the others needs a decision of its own."""
    groups: dict[tuple[str, OutboxState, str], list[Outgoing]] = {}
    for row in rows:
        groups.setdefault((row.target.channel, row.state, row.detail), []).append(row)
    for (channel, state, detail), found in groups.items():
        ids = ", ".join(str(row.id) for row in found[:_MAX_IDS]) + (", ..." if len(found) > _MAX_IDS else "")
        addresses = found[0].target.address if len(found) == 1 else f"{len(found)} messages"
        is_waiting = state is OutboxState.PENDING
        decide = "" if is_waiting else f" (digest outbox {_DECISIONS.get(state, 'resend or cancel')} ID)"
        message = f"outbox {ids}: {channel}: {visible_text(addresses)} {state}: {visible_text(detail)}{decide}"
        subjects = (channel,) if is_waiting else tuple(str(row.id) for row in found)
        code = DeliveryError.exit_code if state in _DECISIONS else BusyError.exit_code
        yield Trouble(f"outbox_{state}", subjects, message, kind=channel, count=len(found), exit_code=code)


def _unsealed(report: RunReport) -> Iterator[Trouble]:
    for slug in report.unsealed:
        reasons = "; ".join(str(failure) for failure in report.failures[:_MAX_IDS])
        message = f"{slug}: no source could be read; the edition is postponed to the next run: {visible_text(reasons)}"
        yield Trouble("edition_postponed", (slug,), message, exit_code=FetchError.exit_code)


def _skipped(report: RunReport) -> Iterator[Trouble]:
    for slug, slot, sources in report.skipped:
        message = (
            f"{slug}: the edition of {slot} is empty and is not sent, but these could not be read all day: {_listed(sources)}"
        )
        yield Trouble("edition_skipped", (f"{slug} {slot}",), message, count=len(sources))


def _listed(names: tuple[str, ...]) -> str:
    more = f", and {len(names) - _MAX_IDS} more" if len(names) > _MAX_IDS else ""
    return visible_text(", ".join(names[:_MAX_IDS])) + more
