"""Finds a date in a line: the forms in which dates are written, as patterns over a prepared line. Pure.

A form only finds the parts; `dates.py` decides the day. `prepare` must come first: the patterns expect plain digits, single
spaces and typewriter hyphens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from digest.text.calendars import ERAS, with_digits
from digest.text.unicode import normalised_line

_WORD = r"[^\W\d_][^\s\d,;:/()\[\]|<>+_،؛、\"-]{0,24}"  # letters, with the marks and full stops inside them
_MONTH = rf"(?P<month>tháng\s\d{{1,2}}|{_WORD}(?:\s{_WORD})?)(?:\s?/\s?{_WORD}(?:\s{_WORD})?)?"  # "أكتوبر/ تشرين الأول"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:(?:st|nd|rd|th|er|re|[aeoº°η]|ης|ος|-?(?:го|е|й|та|ти)|:[aens])(?![^\W\d_]))?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_GAP = r"[\s.,/،-]{0,3}"
_OF = r"(?:(?:of|of the|de|del|di|do|da)\s|d['’])?"
_OF_YEAR = r"(?:(?:de|del|năm)\s|(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)\s?)?"
_ERA = "|".join(ERAS)

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}\s?(?P<mark>[-/.])\s?(?P<number>\d{{1,2}})\s?(?P=mark)\s?(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일號号]?(?!\d)",
        rf"(?P<era>{_ERA})\s?(?P<year>\d{{1,3}}|元)\s?年\s?(?P<number>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日?(?!\d)",
        rf"(?<![\d./-])(?P<first>\d{{1,2}})\s?(?P<mark>[-/.])\s?(?P<second>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}(?![./-]\d)",
        rf"{_DAY}{_GAP}{_OF}{_MONTH}{_GAP}{_OF_YEAR}{_YEAR}",
        rf"(?<!\w)(?P<month>{_WORD}(?:\s{_WORD})?)[\s./-]{{0,2}}{_DAY}{_GAP}{_OF_YEAR}{_YEAR}",
        rf"(?<!\d){_YEAR}[\s.,/-]{{0,3}}(?:m\.\s)?(?P<month>{_WORD}(?:\s{_WORD})?){_GAP}{_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}\.?\sgada\s{_DAY}\.?\s(?P<month>{_WORD})",
        # the date program of Unix, and Java
        rf"(?<!\w)(?P<month>{_WORD})\s(?P<day>\d{{1,2}})\s(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s[a-z+-][\w:+-]{{0,8}})?)\s{_YEAR}",
    )
)
_YEAR_ANYWHERE = re.compile(rf"\d{{4}}|{_ERA}")
_SHORT_YEAR = re.compile(rf"{_DAY}[\s-](?P<month>{_WORD})[\s-](?P<year>\d{{2}})(?=\s\d{{1,2}}:)", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?(?=$|\D)", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_NO_MARKS = dict.fromkeys(map(ord, "\u061c\u200c\u200d\u200e\u200f"))


@dataclass(frozen=True, slots=True)
class DateParts:
    """A date at `start` to `end` of a line, in parts as written.

    Either `month` (a name) or `number` is the month, or `pair` holds day and month in unknown order. `clock` is a time that
    stands inside the date.
    """

    start: int
    end: int
    year: int
    day: int = 0
    month: str = ""
    number: int = 0
    pair: tuple[int, int] = (0, 0)
    clock: str = ""


def prepare(text: str) -> str:
    """Return `text` on one line in compatibility forms (NFKC), with digits 0 to 9 and hyphens for every dash."""
    line = normalised_line(unicodedata.normalize("NFKC", text)).translate(_NO_MARKS).translate(_DASHES)
    if line.isascii():
        return line
    return with_digits(_OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), line))


def find_forms(line: str) -> list[DateParts]:
    """Return what has the form of a date in the prepared `line`, by its start, the longest first. Not each is a date."""
    if not _YEAR_ANYWHERE.search(line):
        return []
    matches = [found for form in _FORMS for found in _overlapping(form, line)]
    return [_parts(found) for found in sorted(matches, key=lambda found: (found.start(), -found.end()))]


def short_year_forms(line: str) -> list[DateParts]:
    """Return the dates with a year of two digits and a time after it, as RFC 822 writes them: "13 Oct 26 09:00"."""
    return [
        # POSIX reads two digits below 70 so
        DateParts(
            *found.span(), (2000 if int(found["year"]) < 70 else 1900) + int(found["year"]), int(found["day"]), found["month"]
        )
        for found in _SHORT_YEAR.finditer(line)
    ]


def spread_out(line: str) -> str:
    """Return a line that begins with a compact date, "20261013T090000Z", with the marks of ISO 8601; else the line itself."""
    found = _COMPACT.match(line)
    if not found:
        return line
    year, month, day, *clock = found.groups("00")
    time = f"T{clock[0]}:{clock[1]}:{clock[2]}" if found[4] else ""
    return f"{year}-{month}-{day}{time}{line[found.end() :]}"


def _overlapping(form: re.Pattern[str], line: str) -> Iterator[re.Match[str]]:
    found = form.search(line)
    while found:
        yield found
        found = form.search(line, found.start() + 1)


def _parts(found: re.Match[str]) -> DateParts:
    parts = found.groupdict()
    year = 1 if parts["year"] == "元" else int(parts["year"])
    return DateParts(
        *found.span(),
        year=year + ERAS.get(parts.get("era") or "", 0),
        day=int(parts.get("day") or 0),
        month=parts.get("month") or "",
        number=int(parts.get("number") or 0),
        pair=(int(parts.get("first") or 0), int(parts.get("second") or 0)),
        clock=parts.get("clock") or "",
    )
