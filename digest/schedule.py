"""What is due when: slots of a digest, the next publication of a source, the next attempt of a delivery.

Pure: the clock is an argument. A slot is a civil date in the time zone of the digest, and identifies its edition. A sealed slot
is never due again, whatever the clock does: an hour that comes twice or never, a clock that is set back, a machine that was
off, a cron that runs late or twice. What a clock sealed while it was ahead gets another date, so that its slot is free.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

MAX_LOOK_BACK = timedelta(days=366)
"""Slots older than this are never due."""

INITIAL_LOOK_BACK = timedelta(days=1)
"""The first edition of a new digest takes statements that were first seen up to this long before."""

MAX_SLOT_LEAD = timedelta(days=1)
"""A sealed slot further in the future than this does not hold up other slots. One that is a day ahead does: after a change of
the time zone, or if a clock is set back over midnight, it is still today's."""

MAX_RUNS_AHEAD = 1
"""The most runs in a row whose clock can be found to have been ahead. More of them may as well have been right, and the clock
is behind now."""

FIRST_RETRY_DELAY = timedelta(minutes=15)
MAX_RETRY_DELAY = timedelta(hours=4)
MAX_RETRY_PERIOD = timedelta(days=7)
"""A failed delivery is tried again after 15 minutes, then after twice as long each time, up to every four hours, for a week in
all. RFC 5321, section 4.5.4.1, asks for four to five days; what breaks on a Friday is often repaired after the weekend."""

FIRST_PAGE_DELAY = timedelta(minutes=30)
MAX_PAGE_DELAY = timedelta(days=1)
"""A page that failed is asked for again in the next run, then after 30 minutes, then after twice as long each time, up to a
day. Most walls and errors are gone after minutes; what stays for days costs its server one request a day."""

MAX_POSTPONEMENT = timedelta(days=3)
"""The longest wait that a source may ask for (Retry-After)."""

PACE_WINDOW = timedelta(days=60)
MIN_ARRIVALS = 8
SILENCE_FACTOR = 1.5
"""A source is silent if it has published nothing for 1.5 times its longest pause of the last 60 days (weekends and holidays are
among those pauses). With fewer than 8 publications its pace is unknown."""


class Every(StrEnum):
    """How often a digest is published: WEEKDAY is Monday to Friday, WEEK once a week."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"


class CatchUp(StrEnum):
    """What happens to missed slots: ONE edition with everything, or one for EACH of them."""

    ONE = "one"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When a digest is published: at `at`, local time in `zone`. `weekday` (0 is Monday) is for weekly digests only."""

    at: time
    zone: ZoneInfo
    every: Every = Every.DAY
    weekday: int = 0
    catch_up: CatchUp = CatchUp.ONE

    def includes(self, slot: date) -> bool:
        """Whether the digest is published on this date."""
        match self.every:
            case Every.DAY:
                return True
            case Every.WEEKDAY:
                return slot.weekday() < 5
            case Every.WEEK:
                return slot.weekday() == self.weekday

    def opens_at(self, slot: date) -> datetime:
        """When the slot becomes due, in UTC. A local time that does not exist (a clock change) is the time after the gap."""
        local = datetime.combine(slot, self.at, tzinfo=self.zone)
        return local.astimezone(UTC)


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """The civil date in `zone` at the time `now`."""
    return now.astimezone(zone).date()


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When the civil date `day` begins in `zone`, in UTC."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def due_slots(recurrence: Recurrence, now: datetime, sealed: Collection[date], since: datetime) -> tuple[date, ...]:
    """The slots to seal now, oldest first.

    Slots before `since`, when the digest started, are never due. Nor is a slot older than the newest of `sealed`, unless that
    one is more than MAX_SLOT_LEAD ahead.
    """
    today = local_date(now, recurrence.zone)
    first = max(min(local_date(since, recurrence.zone), today), today - MAX_LOOK_BACK)
    if newest := _newest(sealed, today):
        first = max(first, newest + timedelta(days=1))
    days = ((first + timedelta(days=n)) for n in range((today - first).days + 1))
    open_slots = tuple(
        day for day in days if day not in sealed and recurrence.includes(day) and recurrence.opens_at(day) <= now
    )
    return open_slots if recurrence.catch_up is CatchUp.EACH else open_slots[-1:]


def next_slot(recurrence: Recurrence, now: datetime, sealed: Collection[date]) -> tuple[date, datetime]:
    """The next slot that is not sealed, and when it becomes due (which may have passed)."""
    day = local_date(now, recurrence.zone)
    if newest := _newest(sealed, day):
        day = max(day, newest + timedelta(days=1))
    while day in sealed or not recurrence.includes(day):
        day += timedelta(days=1)
    return day, recurrence.opens_at(day)


def _newest(sealed: Collection[date], today: date) -> date | None:
    """The newest sealed slot, except those sealed by a clock that was far ahead."""
    return max((slot for slot in sealed if slot <= today + MAX_SLOT_LEAD), default=None)


def was_ahead(started: Collection[datetime], now: datetime) -> bool:
    """Whether the clock was ahead in one of the last runs, which started at these times, and is right now.

    If more than MAX_RUNS_AHEAD of them started later than now, it is now that the clock is wrong.
    """
    return 0 < sum(time > now for time in started) <= MAX_RUNS_AHEAD


def free_date(sealed: Collection[date], today: date) -> date:
    """The newest date before `today` that no edition has: for one that a clock sealed while it was ahead."""
    day = today - timedelta(days=1)
    while day in sealed:
        day -= timedelta(days=1)
    return day


def expected_arrival(arrivals: Sequence[datetime]) -> datetime | None:
    """When a source that published at `arrivals` (in order) should publish again at the latest; None if its pace is unknown."""
    if len(arrivals) < MIN_ARRIVALS:
        return None
    longest = max(later - earlier for earlier, later in pairwise(arrivals))
    return arrivals[-1] + max(SILENCE_FACTOR * longest, timedelta(days=1))


def is_postponed(not_before: datetime | None, set_at: datetime | None, now: datetime) -> bool:
    """Whether something must wait for `not_before`.

    A wait that was set in the future, or is longer than MAX_POSTPONEMENT, was set by a wrong clock: ignore it.
    """
    is_sound = set_at is None or set_at <= now
    return is_sound and not_before is not None and now < not_before <= now + MAX_POSTPONEMENT


def is_recent(moment: datetime, now: datetime, period: timedelta) -> bool:
    """Whether `moment` was less than `period` ago. One in the future was noted by a clock that was ahead, and is not recent."""
    return timedelta() <= now - moment < period


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try a delivery again after `attempts` failed attempts; None to give up."""
    delays = [min(FIRST_RETRY_DELAY * 2 ** min(number, 10), MAX_RETRY_DELAY) for number in range(attempts)]
    return now + delays[-1] if sum(delays[:-1], timedelta()) < MAX_RETRY_PERIOD else None


def next_page_attempt(failures: int, now: datetime, wanted: datetime | None = None) -> datetime:
    """When to ask again for a page that failed `failures` times. Not before `wanted` (Retry-After), within MAX_POSTPONEMENT."""
    delay = min(FIRST_PAGE_DELAY * 2 ** min(failures - 2, 10), MAX_PAGE_DELAY) if failures > 1 else timedelta()
    return max(now + delay, min(wanted or now, now + MAX_POSTPONEMENT))
