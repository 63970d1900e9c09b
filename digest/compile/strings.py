"""The fixed strings of an edition and the formats of its dates, the same in every output format. Pure.

English, and independent of the locale of the machine.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest.records import StatementType, Withdrawal
from digest.text.lang.en import MONTHS, WEEKDAYS

ORIGINAL = "in the original"
UPDATED = "Updated"
CHANGED = "Changed since the earlier edition:"
KEY_POINTS = "Key points:"
BEFORE = "Before:"
REMOVED = "Taken out:"
WITHDRAWN = "Withdrawn"
UNTITLED = "Statement without a title"
NOTHING_NEW = "Nothing new has been published since the last edition."
MATCHED = "What you asked for:"
NONE_MATCHED = "What has been published since the last edition is not among what you asked for."
TRUNCATED = "Only a part of this statement was read; the rest is in the original."
ONLY_MOVED = "Updated, and no sentence says anything else: something was moved."
TAKEN_BACK = "A change that an earlier edition told was taken back: the text from before it stands again."
NO_POINTS = "No key points were found in this statement."
WITHOUT_SENTENCE_LINKS = (
    "The last statements have no links to single sentences here, so that no mail program cuts the message off; "
    "the plain-text part has them all."
)


def format_date(day: date) -> str:
    """Return a date as "23 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def format_weekday(day: date) -> str:
    """Return a date as "Monday, 23 November 2026"."""
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {format_date(day)}"


def format_local_time(moment: datetime, timezone: str) -> str:
    """Return an aware moment in `timezone`, an IANA name, as "27 May 2021, 18:29 EDT"."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{format_date(local)}, {local:%H:%M} {_zone(local)}"


def withdrawal_note(withdrawal: Withdrawal, timezone: str) -> str:
    """Return in which edition a withdrawn statement was, and since when its page is gone."""
    gone = format_local_time(withdrawal.gone, timezone)
    return f"In the edition of {format_date(withdrawal.slot)}; its page is gone since {gone}."


def given_note(source: str, named: str) -> str:
    """Return the note of a text that its source gives under an address of another site."""
    return f"As given by {source}. This text is not from the page that it names, {named}."


def site_note(site: str, source: str) -> str:
    """Return the note of a page of another site than that of the source that lists it."""
    return f"From {site}, to which {source} links."


def also_given_note(source: str, link: str, *, differs: bool) -> str:
    """Return the note of another source that gives a text under the link of an entry."""
    place = f" ({link})" if link else ""
    return f"Also given by {source}{place}{', in other words' if differs else ''}."


def type_label(kind: StatementType) -> str:
    """Return a type as readers see it, for example "Joint statement"; "" if the type is not known."""
    return "" if kind is StatementType.OTHER else kind.value.replace("_", " ").capitalize()


def _zone(local: datetime) -> str:
    """Return the abbreviation of the zone, or its offset from UTC if it has no letters ("+03" becomes "UTC+03")."""
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{name}"
