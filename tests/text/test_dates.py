"""Dates on pages and in feeds: one moment, or none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.text.dates import DateContext, date_of_midnight, find_date, is_plausible, parse_date, to_utc
from digest.text.lang import LANGUAGES
from digest.text.lang.language_words import LanguageWords

UNKNOWN = DateContext()
NEW_YORK = DateContext("America/New_York")
NAMING_LANGUAGES = tuple(language for language in LANGUAGES if language.months)
MANY_YEARS = st.dates(date(1990, 1, 1), date(2050, 12, 31))
DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "hi": "०१२३४५६७८९", "bn": "০১২৩৪৫৬৭৮৯", "th": "๐๑๒๓๔๕๖๗๘๙"}
FORMS_WITH_NAMES = (
    "{day} {month} {year}",
    "{day:02}. {month} {year}",
    "{weekday}, {day} {month} {year} 09:00:00 +0000",
    "{weekday} {day} {month}, {year}",
    "{month} {day}, {year}",
    "{day} de {month} de {year}",
    "{day}-{month}-{year}",
    "{year} {month} {day}",
)


def moment_of(text: str, context: DateContext = UNKNOWN) -> datetime | None:
    found = parse_date(text, context)
    return found.moment if found else None


def day_of(text: str, context: DateContext = UNKNOWN) -> date | None:
    found = parse_date(text, context)
    return found.day if found else None


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("April 5, 2021 3:30 PM", (2021, 4, 5, 15, 30)),
        ("5 April 2021", (2021, 4, 5)),
        ("Mon, 05 Apr 2021 24:00:00 GMT", (2021, 4, 6)),
        ("2021-04-05", (2021, 4, 5)),
        ("2021-04-05T10:00:00.123+02:00", (2021, 4, 5, 8)),
        ("2021-04-05 10:00 EDT", (2021, 4, 5, 14)),
        ("19 Sep. 2025 12:00:00 GMT", (2025, 9, 19, 12)),
        ("Monday, April 15, 2013 - 2:23pm", (2013, 4, 15, 14, 23)),
        ("Sept. 1st, 2021 at 12:05 a.m. EST", (2021, 9, 1, 5, 5)),
        ("25/12/2025 10:00", (2025, 12, 25, 10)),
        ("12/25/2025", (2025, 12, 25)),
        ("07.07.2025", (2025, 7, 7)),
        ("2021/04/15 10:00", (2021, 4, 15, 10)),
        ("15-04-2021 10:00", (2021, 4, 15, 10)),
        ("2021.04.15", (2021, 4, 15)),
        ("2021-04-15 10:00 PM", (2021, 4, 15, 22)),
        ("Thu, 15 Apr 21 10:00:00 GMT", (2021, 4, 15, 10)),
        ("Thu Apr 15 10:00:00 CEST 2021", (2021, 4, 15, 8)),
        ("Thu Apr 15 2021 10:00:00 GMT+0200 (Central European Summer Time)", (2021, 4, 15, 8)),
        ("2021-04-15T10:00+02:00[Europe/Paris]", (2021, 4, 15, 8)),
        ("Thu, 15 Apr 2021 10:00:00 (CEST)", (2021, 4, 15, 8)),
        ("20210415T100000Z", (2021, 4, 15, 10)),
        ("20210415", (2021, 4, 15)),
        ("1618480800", (2021, 4, 15, 10)),
        ("1618480800.5", (2021, 4, 15, 10, 0, 0, 500_000)),
        ("1618480800000", (2021, 4, 15, 10)),
        ("15/04/2021 18h38,", (2021, 4, 15, 18, 38)),
        ("15.04.2021, 9.30 Uhr", (2021, 4, 15, 9, 30)),
        ("15 avril 2021 à 9 h 30", (2021, 4, 15, 9, 30)),
        ("2021年4月15日 下午3时30分", (2021, 4, 15, 15, 30)),
        ("2021년 4월 15일 오후 3시 30분", (2021, 4, 15, 15, 30)),
        ("April 15, 2021, 12 noon", (2021, 4, 15, 12)),
    ],
)
def test_a_text_that_is_a_date_is_one_moment_in_utc(text: str, moment: tuple[int, ...]) -> None:
    assert moment_of(text) == utc(*moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "12/05/2025 10:00",
        "2021-13-01",
        "2021-02-30",
        "31 April 2021",
        "5 April",
        "April 2021",
        "2021",
        "April 5, 2021 25:00",
        "April 5, 2021 13:00 pm",
        "0000-01-01",
        "3 to 5 April 2021",
        "5 April 2021 was a day that nobody forgets",
        "13/10/26 09:00",
        "192.168.20.2021",
        "12345678",
    ],
)
def test_what_may_be_two_dates_or_none_is_no_date(text: str) -> None:
    assert moment_of(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("So, 31 Okt 2021", (2021, 10, 31)),
        ("31. Dez. 2021", (2021, 12, 31)),
        ("lundi 1er août 2022", (2022, 8, 1)),
        ("1º de julho de 2021", (2021, 7, 1)),
        ("13 października 2021 r.", (2021, 10, 13)),
        ("pt., 12 lis 2021", (2021, 11, 12)),
        ("14. čvc 2021", (2021, 7, 14)),
        ("To, 14 Lok 2021", (2021, 10, 14)),
        ("2021. október 13.", (2021, 10, 13)),
        ("2021 m. spalio 13 d.", (2021, 10, 13)),
        ("2021. gada 13. oktobrī", (2021, 10, 13)),
        ("13 Οκτωβρίου 2021", (2021, 10, 13)),
        ("13 EKİM 2021 Çarşamba", (2021, 10, 13)),
        ("13 октября 2021 г.", (2021, 10, 13)),
        ("13 жовтня 2021 року", (2021, 10, 13)),
        ("١٣ أكتوبر ٢٠٢١", (2021, 10, 13)),
        ("13 أكتوبر/ تشرين الأول 2021", (2021, 10, 13)),
        ("۲۱ مهر ۱۴۰۰", (2021, 10, 13)),
        ("13 באוקטובר 2021", (2021, 10, 13)),
        ("१३ अक्तूबर २०२१", (2021, 10, 13)),
        ("১৩ অক্টোবর ২০২১", (2021, 10, 13)),
        ("วันพุธที่ ๑๓ ตุลาคม พ.ศ. ๒๕๖๔", (2021, 10, 13)),
        ("13 ต.ค.2564", (2021, 10, 13)),
        ("ngày 13 tháng 10 năm 2021", (2021, 10, 13)),
        ("Rabu, 13 Oktober 2021", (2021, 10, 13)),
        ("二〇二一年十月十三日", (2021, 10, 13)),
        ("民國110年10月13日", (2021, 10, 13)),
        ("令和３年１０月１３日（水）", (2021, 10, 13)),
        ("2021. 10. 13. (수)", (2021, 10, 13)),
    ],
)
def test_a_date_is_read_in_its_own_language_calendar_and_digits(text: str, day: tuple[int, int, int]) -> None:
    assert day_of(text) == date(*day)


@given(MANY_YEARS, st.sampled_from(NAMING_LANGUAGES), st.sampled_from(FORMS_WITH_NAMES), st.data())
def test_a_date_written_in_any_language_is_read_as_the_day_it_was(
    day: date, language: LanguageWords, form: str, data: st.DataObject
) -> None:
    month, weekday = _spelling(data, language.months, day.month - 1), _spelling(data, language.weekdays, day.weekday())
    assume(not month[-1].isdigit())  # "tháng 10" stands in forms of its own
    written = form.format(day=day.day, month=month, year=day.year, weekday=weekday)
    local = written.translate(str.maketrans("0123456789", DIGITS.get(language.code, "0123456789")))
    for text in (written, written.upper(), local):
        found = parse_date(text, DateContext("UTC", language.code))
        assert found is not None
        assert found.moment.date() == day


@given(
    MANY_YEARS, st.sampled_from(("{y}-{m}-{d}", "{y}/{m:02}/{d:02}", "{y}. {m}. {d}.", "{y}年{m}月{d}日", "{y}년 {m}월 {d}일"))
)
def test_a_date_that_begins_with_its_year_has_one_meaning(day: date, form: str) -> None:
    assert day_of(form.format(y=day.year, m=day.month, d=day.day)) == day


@given(MANY_YEARS, st.sampled_from("/.-"), st.sampled_from(("", " 09:00", " 9:00 PM", " 10:00:00 +0000")), st.booleans())
def test_two_numbers_that_may_be_day_and_month_are_no_day_without_a_hint(
    day: date, mark: str, clock: str, padded: bool
) -> None:
    first, second = (f"{number:02}" if padded else f"{number}" for number in (day.day, day.month))
    found = parse_date(f"{first}{mark}{second}{mark}{day.year}{clock}", UNKNOWN)
    is_ambiguous = day.day <= 12 and day.day != day.month
    assert (found is None) == is_ambiguous
    if found:
        assert found.moment.date() == day


@given(MANY_YEARS, st.sampled_from("/.-"))
def test_the_country_of_the_source_decides_the_order_of_two_numbers(day: date, mark: str) -> None:
    day_first, month_first = f"{day:%d{mark}%m{mark}%Y}", f"{day:%m{mark}%d{mark}%Y}"
    for zone, language in (("UTC", "fr"), ("UTC", "en-GB"), ("Europe/Madrid", ""), ("Asia/Kolkata", "en")):
        assert day_of(day_first, DateContext(zone, language)) == day
    for zone, language in (("UTC", "en-US"), ("America/New_York", ""), ("America/Chicago", "en")):
        assert day_of(month_first, DateContext(zone, language)) == day


@pytest.mark.parametrize(
    ("zone", "language"),
    [("UTC", "en"), ("UTC", "zh"), ("America/Toronto", "en"), ("Europe/London", "en-US"), ("America/New_York", "es")],
)
def test_where_language_and_country_disagree_or_say_nothing_two_numbers_are_no_day(zone: str, language: str) -> None:
    assert day_of("03/04/2021", DateContext(zone, language)) is None


def test_the_weekday_decides_between_two_days() -> None:
    assert day_of("Wednesday, 03/11/2021") == date(2021, 11, 3)
    assert day_of("Thursday, 03/11/2021") == date(2021, 3, 11)
    assert day_of("Monday, 03/11/2021") is None


def test_a_month_that_two_languages_name_alike_is_read_in_the_language_of_the_source() -> None:
    assert day_of("13 listopada 2021", DateContext("UTC", "pl")) == date(2021, 11, 13)
    assert day_of("13 listopada 2021", DateContext("UTC", "hr")) == date(2021, 10, 13)
    assert day_of("środa, 13 listopada 2021") == date(2021, 11, 13)
    assert day_of("13 listopada 2021") is None


def test_an_english_month_in_a_feed_of_another_language_is_english_or_none() -> None:
    finnish = DateContext("UTC", "fi")
    assert day_of("Sun, 14 Mar 2021", finnish) == date(2021, 3, 14)
    assert day_of("14 Mar 2021", finnish) is None
    assert day_of("14 Mar 2021") == date(2021, 3, 14)
    assert day_of("14 Sep 2021", finnish) == date(2021, 9, 14)


@pytest.mark.parametrize(
    ("zone_name", "source", "hour"),
    [
        ("CEST", "UTC", 8),
        ("MESZ", "UTC", 8),
        ("BST", "UTC", 9),
        ("BST", "Europe/London", 9),
        ("BST", "Asia/Dhaka", 4),
        ("AEST", "UTC", 0),
        ("JST", "UTC", 1),
        ("MSK", "UTC", 7),
        ("HKT", "UTC", 2),
        ("NPT", "UTC", 4),
        ("IST", "Asia/Kolkata", 4),
        ("IST", "Europe/Dublin", 9),
        ("IST", "Asia/Jerusalem", 8),
        ("CST", "UTC", 16),
        ("CST", "America/Chicago", 16),
        ("CST", "Asia/Shanghai", 2),
        ("PST", "Asia/Manila", 2),
        ("EST", "Australia/Sydney", 0),
        ("ET", "UTC", 14),
        ("GMT+2", "UTC", 8),
        ("+05:30", "UTC", 4),
        ("-0400", "UTC", 14),
        ("Europe/Paris", "UTC", 8),
        ("", "Asia/Tokyo", 1),
        ("", "America/New_York", 14),
    ],
)
def test_the_zone_beside_a_time_is_read_and_else_that_of_the_source(zone_name: str, source: str, hour: int) -> None:
    found = moment_of(f"Thu, 15 Jul 2021 10:00:00 {zone_name}", DateContext(source))
    assert found is not None
    assert found.hour == hour


@pytest.mark.parametrize("zone_name", ["IST", "AMT", "AST", "XYZ", "+9900", "-25:00"])
def test_an_hour_in_an_unknown_zone_is_only_a_day(zone_name: str) -> None:
    found = parse_date(f"Thu, 15 Jul 2021 10:00:00 {zone_name}", UNKNOWN)
    assert found is not None
    assert (found.day, found.time_unread) == (date(2021, 7, 15), True)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2050, 1, 1)), st.integers(-12 * 4, 14 * 4))  # noqa: DTZ001 - zone follows
def test_a_time_with_an_offset_is_that_moment_wherever_the_source_is(local: datetime, quarters: int) -> None:
    written = local.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    for text in (written.isoformat(), f"{written:%a, %d %b %Y %H:%M:%S %z}", f"{written:%Y-%m-%d %I:%M:%S %p %z}"):
        assert moment_of(text, DateContext("Asia/Tokyo")) == written


@pytest.mark.parametrize(
    ("text", "context", "day"),
    [
        ("2021-04-05", NEW_YORK, date(2021, 4, 5)),
        ("2021-04-05T00:00:00Z", NEW_YORK, date(2021, 4, 5)),
        ("2021-04-05T00:00:00+09:00", NEW_YORK, date(2021, 4, 5)),
        ("2021-04-05T04:00:00Z", NEW_YORK, date(2021, 4, 5)),
        ("2021-04-05T19:00:00-05:00", UNKNOWN, None),
        ("2021-04-05T10:00:00Z", NEW_YORK, None),
    ],
)
def test_midnight_as_written_or_in_the_zone_of_the_source_is_a_day_without_a_time(
    text: str, context: DateContext, day: date | None
) -> None:
    assert day_of(text, context) == day


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9a-zA-Z]{1,9}[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?"))
def test_no_text_breaks_the_reading_of_a_date(text: str) -> None:
    for context in (UNKNOWN, DateContext("Asia/Tokyo", "th"), DateContext("Asia/Tehran", "fa")):
        found = parse_date(text, context)
        assert found is None or found.moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-07-04", (2021, 7, 4, 4)),
        ("2021-07-04T12:00:00+02:00", (2021, 7, 4, 10)),
        ("Sun, 04 Jul 2021 12:00:00 +0200", (2021, 7, 4, 10)),
        ("July 4, 2021 at 3:30 PM", (2021, 7, 4, 19, 30)),
        ("July 4, 2021 3:30 PM", (2021, 7, 4, 19, 30)),
        ("Embargoed until 10:00 AM EDT, Tuesday, July 6, 2021", (2021, 7, 6, 14)),
        ("released 7.00 pm, 4 May 2021", (2021, 5, 4, 23)),
        ("Sept. 1, 2021", (2021, 9, 1, 4)),
        ("1er juillet 2021", (2021, 7, 1, 4)),
        ("3. März 2021", (2021, 3, 3, 5)),
        ("4 de julio de 2021", (2021, 7, 4, 4)),
        ("9 мая 2021", (2021, 5, 9, 4)),
        ("not before 00:01 on Wednesday 7 July 2021", (2021, 7, 7, 4, 1)),
        ("the talks of 6 July 2021, 10:00-11:30 at the ministry", (2021, 7, 6, 14)),
        ("on 7 July 2021 at 10:00 CET", (2021, 7, 7, 9)),
    ],
)
def test_a_date_in_a_line_is_a_moment_in_the_zone_of_its_page(text: str, moment: tuple[int, ...]) -> None:
    found = find_date(text, NEW_YORK)
    assert found is not None
    assert found.moment == utc(*moment)


@pytest.mark.parametrize("text", ["", "yesterday", "July 32, 2021", "4 Brumaire 2021", "0001-01-01", "9999-12-31"])
def test_a_line_without_a_date_has_none(text: str) -> None:
    assert find_date(text, NEW_YORK) is None


def test_a_date_in_an_unknown_zone_is_none() -> None:
    assert find_date("2021-07-04", DateContext("Nowhere/City")) is None


@given(st.text())
def test_no_text_breaks_the_search_for_a_date(text: str) -> None:
    found = find_date(text, DateContext("Asia/Tokyo"))
    assert found is None or found.moment.tzinfo is UTC


def test_midnight_is_a_date_without_a_time() -> None:
    assert date_of_midnight(utc(2021, 7, 4, 4), "America/New_York") == date(2021, 7, 4)
    assert date_of_midnight(utc(2021, 7, 4), "America/New_York") == date(2021, 7, 4)
    assert date_of_midnight(utc(2021, 7, 4, 12), "America/New_York") is None
    assert date_of_midnight(None, "America/New_York") is None


def test_the_ends_of_the_calendar_are_no_moments() -> None:
    assert to_utc(utc(1, 1, 1)) is None
    assert to_utc(utc(9999, 12, 31)) is None
    assert to_utc(utc(2021, 7, 4)) == utc(2021, 7, 4)


def test_nothing_was_published_before_1990_or_after_tomorrow() -> None:
    now = utc(2021, 7, 4, 12)
    assert is_plausible(now + timedelta(hours=23), now)
    assert not is_plausible(now + timedelta(hours=25), now)
    assert is_plausible(utc(1990, 1, 1), now)
    assert not is_plausible(utc(1989, 12, 31), now)
    assert not is_plausible(datetime.combine(date(1970, 1, 1), time.min, UTC), now)


def _spelling(data: st.DataObject, names: tuple[str, ...], number: int) -> str:
    return data.draw(st.sampled_from(names[number].split())).replace("_", " ")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 03 Nov 2026 00:30:00 CET", utc(2026, 11, 2, 23, 30)),
        ("2026-11-03 00:30 CET", utc(2026, 11, 2, 23, 30)),
        ("Tue, 03 Nov 2026 00:30:00 PET", utc(2026, 11, 3, 5, 30)),
    ],
)
def test_a_zone_with_the_letters_of_a_weekday_is_a_zone(text: str, moment: datetime) -> None:
    found = parse_date(text, DateContext())
    assert found is not None
    assert found.moment == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Út, 03 lis 2026 09:00", "2026-11-03"),  # Czech
        ("Ut, 13 lis 2026 09:00", "2026-10-13"),  # Croatian
    ],
)
def test_the_weekday_tells_which_month_an_ambiguous_name_means(text: str, day: str) -> None:
    found = parse_date(text, DateContext())
    assert found is not None
    assert f"{found.moment:%Y-%m-%d}" == day


def test_an_ambiguous_month_without_a_weekday_is_none() -> None:
    assert parse_date("03 lis 2026 09:00", DateContext()) is None


@pytest.mark.parametrize(
    "text", ["2026-10-13 09:00:00 +0200 CEST", "2026-10-13 07:00:00 +0000 UTC", "2026-10-13 09:00 +0200 EET"]
)
def test_an_offset_counts_and_not_the_name_of_the_zone_behind_it(text: str) -> None:
    found = parse_date(text, DateContext())
    assert found is not None
    assert found.moment == utc(2026, 10, 13, 7)
