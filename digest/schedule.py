"""What is due when: slots of a digest, something new of a source, the next try of a delivery. Pure: the clock is an argument.

A slot is a civil date in the digest's time zone, and the slot is the key of its edition: whatever the clock does (an hour that
comes twice or never, a clock set back, a machine asleep, cron late or twice), a date that is sealed is never due again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

MAX_LOOK_BACK = timedelta(days=366)
INITIAL_LOOK_BACK = timedelta(days=1)
"""A digest that is new in the configuration begins with what was first seen up to a day before."""

MAX_SLOT_LEAD = timedelta(days=7)
"""A sealed slot that lies further ahead was sealed by a clock that was wrong, and holds up no other."""

FIRST_RETRY_DELAY = timedelta(minutes=15)
MAX_RETRY_PERIOD = timedelta(days=3)
"""A delivery is tried again after 15 minutes, then after twice as long each time, for three days in all. RFC 5321, section
4.5.4.1, asks for 30 minutes between tries and four days at least for mail at large; an edition is old news after three."""

PACE_WINDOW = timedelta(days=60)
MIN_ARRIVALS = 8
SILENCE_FACTOR = 1.5
"""A source is silent when it has given nothing new for one and a half times its longest pause of the last 60 days: weekends
and holidays are among those pauses. Fewer than 8 arrivals say nothing of a pace."""


class Every(StrEnum):
    """How often a digest appears: WEEKDAY is Monday to Friday, WEEK the given weekday."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"


class CatchUp(StrEnum):
    """What becomes of missed slots: ONE edition with everything, or one for EACH of them."""

    ONE = "one"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When a digest appears: from `at`, local time in `zone`; `weekday` (0 is Monday) counts for weekly digests only."""

    at: time
    zone: ZoneInfo
    every: Every = Every.DAY
    weekday: int = 0
    catch_up: CatchUp = CatchUp.ONE

    def includes(self, slot: date) -> bool:
        match self.every:
            case Every.DAY:
                return True
            case Every.WEEKDAY:
                return slot.weekday() < 5
            case Every.WEEK:
                return slot.weekday() == self.weekday

    def opens_at(self, slot: date) -> datetime:
        """The moment from which the slot is due, in UTC. A local time that does not exist is the moment after the gap."""
        local = datetime.combine(slot, self.at, tzinfo=self.zone)
        return local.astimezone(UTC)


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """The civil date of the moment `now` in `zone`."""
    return now.astimezone(zone).date()


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the civil date `day` begins in `zone`."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def due_slots(recurrence: Recurrence, now: datetime, sealed: Collection[date], since: datetime) -> tuple[date, ...]:
    """The slots to compile now, oldest first.

    `since` is when the digest began: slots before it are nobody's. A slot older than the newest sealed one is never due,
    unless that one was sealed while the clock was far ahead.
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
    """The next slot that is not open or not sealed yet, and the moment from which it is due."""
    day = local_date(now, recurrence.zone)
    if newest := _newest(sealed, day):
        day = max(day, newest + timedelta(days=1))
    while day in sealed or not recurrence.includes(day):
        day += timedelta(days=1)
    return day, recurrence.opens_at(day)


def _newest(sealed: Collection[date], today: date) -> date | None:
    """The newest slot that was sealed while the clock was right."""
    return max((slot for slot in sealed if slot <= today + MAX_SLOT_LEAD), default=None)


def expected_arrival(arrivals: Sequence[datetime]) -> datetime | None:
    """By when a source that gave something new at `arrivals`, in order, should do so again; None if its pace is not known."""
    if len(arrivals) < MIN_ARRIVALS:
        return None
    longest = max(later - earlier for earlier, later in pairwise(arrivals))
    return arrivals[-1] + max(SILENCE_FACTOR * longest, timedelta(days=1))


def is_postponed(not_before: datetime | None, now: datetime) -> bool:
    """Whether something is put off. What seems to be put off for longer than anything ever is was so by a wrong clock."""
    return not_before is not None and now < not_before <= now + MAX_RETRY_PERIOD


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try a delivery again after `attempts` failed tries; None when it is time to give up."""
    spent = FIRST_RETRY_DELAY * (2 ** (attempts - 1) - 1)
    return now + FIRST_RETRY_DELAY * 2 ** (attempts - 1) if spent < MAX_RETRY_PERIOD else None
