"""Test: which slots are due. Whatever the clock does, a date has one edition."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.schedule import (
    CatchUp,
    Every,
    Recurrence,
    due_slots,
    expected_arrival,
    free_date,
    is_postponed,
    is_recent,
    midnight,
    next_slot,
    was_ahead,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
STARTED = datetime(2026, 3, 1, tzinfo=UTC)


def brussels(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS).astimezone(UTC)


def test_nothing_is_due_before_the_hour_of_the_day() -> None:
    recurrence = Recurrence(time(7), BRUSSELS)
    sealed = [date(2026, 3, 9)]
    assert due_slots(recurrence, brussels("2026-03-10T06:59"), sealed, STARTED) == ()
    assert due_slots(recurrence, brussels("2026-03-10T07:00"), sealed, STARTED) == (date(2026, 3, 10),)


def test_a_sealed_slot_is_never_due_again_even_if_the_clock_goes_back() -> None:
    recurrence = Recurrence(time(7), BRUSSELS)
    sealed = [date(2026, 3, day) for day in (7, 8, 9, 10)]
    for now in ("2026-03-10T23:00", "2026-03-10T07:00", "2026-03-09T23:00", "2026-03-08T12:00"):
        assert due_slots(recurrence, brussels(now), sealed, STARTED) == ()


def test_missed_slots_make_one_edition_or_one_each() -> None:
    sealed, now = [date(2026, 3, 10)], brussels("2026-03-13T12:00")
    assert due_slots(Recurrence(time(7), BRUSSELS), now, sealed, STARTED) == (date(2026, 3, 13),)
    each = Recurrence(time(7), BRUSSELS, catch_up=CatchUp.EACH)
    assert due_slots(each, now, sealed, STARTED) == (date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 13))


def test_a_missed_slot_is_due_the_next_morning_before_the_hour() -> None:
    recurrence = Recurrence(time(7), BRUSSELS)
    assert due_slots(recurrence, brussels("2026-03-12T06:00"), [date(2026, 3, 10)], STARTED) == (date(2026, 3, 11),)


def test_a_new_digest_has_no_slots_before_it_started() -> None:
    recurrence = Recurrence(time(7), BRUSSELS, catch_up=CatchUp.EACH)
    started = brussels("2026-03-10T12:00")
    assert due_slots(recurrence, brussels("2026-03-11T08:00"), [], started) == (date(2026, 3, 10), date(2026, 3, 11))
    assert due_slots(recurrence, brussels("2026-03-10T06:00"), [], brussels("2026-03-10T05:00")) == ()


def test_weekday_and_weekly_digests() -> None:
    weekday = Recurrence(time(7), BRUSSELS, Every.WEEKDAY)
    friday = [date(2026, 3, 13)]
    assert due_slots(weekday, brussels("2026-03-15T12:00"), friday, STARTED) == ()
    assert due_slots(weekday, brussels("2026-03-16T12:00"), friday, STARTED) == (date(2026, 3, 16),)
    week = Recurrence(time(7), BRUSSELS, Every.WEEK, weekday=2)
    assert due_slots(week, brussels("2026-03-17T12:00"), [date(2026, 3, 11)], STARTED) == ()
    assert due_slots(week, brussels("2026-03-18T12:00"), [date(2026, 3, 11)], STARTED) == (date(2026, 3, 18),)


def test_the_next_slot_of_a_digest_is_the_first_one_not_sealed() -> None:
    recurrence = Recurrence(time(7), BRUSSELS)
    day, opens = next_slot(recurrence, brussels("2026-03-10T12:00"), [date(2026, 3, 10)])
    assert (day, opens) == (date(2026, 3, 11), brussels("2026-03-11T07:00"))


ZONES = [
    "America/New_York", "Europe/London", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham", "America/Sao_Paulo", "Europe/Dublin", "UTC",
]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2, 30)])
def test_400_days_of_polling_every_quarter_of_an_hour_give_400_editions(zone: str, at: time) -> None:
    recurrence = Recurrence(at, ZoneInfo(zone))
    sealed: list[date] = []
    now = datetime(2026, 1, 1, 0, 7, tzinfo=recurrence.zone).astimezone(UTC)
    since, last = now, date(2026, 1, 1) + timedelta(days=399)
    while not sealed or sealed[-1] < last:
        sealed.extend(due_slots(recurrence, now, sealed[-1:], since))
        now += timedelta(minutes=15)
    assert sealed == [date(2026, 1, 1) + timedelta(days=n) for n in range(400)]


@given(
    st.lists(st.integers(-40, 60 * 24 * 4), min_size=1, max_size=60),
    st.sampled_from(ZONES),
    st.sampled_from(list(CatchUp)),
    st.sampled_from(list(Every)),
)
def test_whatever_the_clock_does_no_date_is_sealed_twice_and_dates_only_grow(
    jumps: list[int], zone: str, catch_up: CatchUp, every: Every
) -> None:
    recurrence = Recurrence(time(2, 30), ZoneInfo(zone), every, catch_up=catch_up)
    now, sealed = STARTED, []
    for minutes in jumps:
        now += timedelta(minutes=minutes)
        if sealed:  # a clock that goes back by a day is in doubt
            now = max(now, midnight(sealed[-1], recurrence.zone))
        sealed.extend(due_slots(recurrence, now, sealed, STARTED))
    assert sealed == sorted(set(sealed))


def test_a_source_is_expected_after_one_and_a_half_times_its_longest_pause() -> None:
    weekdays = [datetime(2026, 11, day, 15, tzinfo=UTC) for day in (9, 10, 11, 12, 13, 16, 17, 18)]
    assert expected_arrival(weekdays) == datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert expected_arrival(weekdays[1:]) is None


def test_a_busy_source_is_not_expected_within_the_day() -> None:
    hourly = [datetime(2026, 11, 9, hour, tzinfo=UTC) for hour in range(12)]
    assert expected_arrival(hourly) == datetime(2026, 11, 10, 11, tzinfo=UTC)


def test_a_slot_sealed_by_a_clock_years_ahead_holds_up_no_later_edition() -> None:
    recurrence, now = Recurrence(time(7), BRUSSELS), brussels("2026-03-12T08:00")
    sealed = [date(2026, 3, 11), date(2036, 3, 11)]
    assert due_slots(recurrence, now, sealed, STARTED) == (date(2026, 3, 12),)
    assert next_slot(recurrence, now, sealed)[0] == date(2026, 3, 12)
    assert due_slots(recurrence, now, [date(2036, 3, 11)], brussels("2036-03-10T08:00")) == (date(2026, 3, 12),)
    assert due_slots(recurrence, brussels("2036-03-11T08:00"), sealed, STARTED) == ()


def test_a_slot_sealed_a_day_ahead_is_waited_for_and_one_further_ahead_is_not() -> None:
    recurrence = Recurrence(time(7), BRUSSELS)
    assert due_slots(recurrence, brussels("2026-03-12T08:00"), [date(2026, 3, 13)], STARTED) == ()
    assert due_slots(recurrence, brussels("2026-03-12T08:00"), [date(2026, 3, 14)], STARTED) == (date(2026, 3, 12),)


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        ([], False),
        ([STARTED, STARTED - HOUR], False),
        ([STARTED + 30 * DAY], True),
        ([STARTED, STARTED + DAY - HOUR, STARTED - HOUR], True),
        ([STARTED + 30 * DAY, STARTED + 30 * DAY - HOUR, STARTED - HOUR], False),
    ],
)
def test_a_clock_was_ahead_if_few_runs_read_a_later_time_and_is_behind_if_many_did(
    started: list[datetime], expected: bool
) -> None:
    assert was_ahead(started, STARTED) == expected


@given(st.sets(st.integers(1, 40)))
def test_a_free_date_is_the_newest_one_before_today_without_an_edition(days_ago: set[int]) -> None:
    today = date(2026, 3, 31)
    sealed = [today - timedelta(days=days) for days in days_ago]
    free = free_date(sealed, today)
    assert free < today
    assert free not in sealed
    assert all(today - timedelta(days=n) in sealed for n in range(1, (today - free).days))


@pytest.mark.parametrize(("ahead", "expected"), [(timedelta(0), False), (timedelta(hours=1), True), (timedelta(days=4), False)])
def test_a_wait_that_is_longer_than_any_is_ignored(ahead: timedelta, expected: bool) -> None:
    assert is_postponed(STARTED + ahead, STARTED, STARTED) == expected
    assert not is_postponed(None, STARTED, STARTED)


def test_a_wait_that_a_clock_set_while_it_was_ahead_is_ignored() -> None:
    set_at = STARTED + timedelta(days=1)
    assert not is_postponed(set_at + timedelta(minutes=15), set_at, STARTED)
    assert is_postponed(set_at + timedelta(minutes=15), set_at, set_at)


def test_what_was_noted_in_the_future_is_not_recent() -> None:
    day = timedelta(days=1)
    assert is_recent(STARTED, STARTED, day)
    assert not is_recent(STARTED - day, STARTED, day)
    assert not is_recent(STARTED + timedelta(minutes=1), STARTED, day)
