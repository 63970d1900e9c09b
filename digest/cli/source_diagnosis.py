"""Says in one line what is wrong with a source: unreachable, blocked, moved, empty, undated, out of date. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from digest.compile.edition import pluralise
from digest.errors import FetchError
from digest.net.http import StatusError
from digest.net.site import same_site
from digest.net.urls import redact_url
from digest.records import Failure, Statement
from digest.schedule import expected_arrival

MAX_SILENCE = timedelta(days=90)
"""A source whose pace is unknown, and that has published nothing for this long, is out of date."""


class Problem(StrEnum):
    """What is wrong with a source. The values stand in `digest sources test --json`."""

    NONE = "none"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    BLOCKED = "blocked"
    CONSENT = "consent"
    GONE = "gone"
    MOVED = "moved"
    NOT_A_FEED = "not_a_feed"
    NO_LINKS = "no_links"
    NO_BODY = "no_body"
    NO_ITEMS = "no_items"
    NO_DATES = "no_dates"
    NOTHING_RECENT = "nothing_recent"
    OUT_OF_DATE = "out_of_date"
    UNREADABLE = "unreadable"


_HARMLESS = (Problem.NONE, Problem.NOTHING_RECENT)
_BLOCKED = frozenset({401, 403, 406, 429, 451})
_GONE = frozenset({404, 410})
# Reasons of requests and of pages that are refused, as messages say them
_REASONS = (
    (re.compile(r"certificate is not trusted"), Problem.CERTIFICATE),
    (re.compile(r"no connection|the host has no address|no complete response|no valid response"), Problem.UNREACHABLE),
    (re.compile(r"asks for consent"), Problem.CONSENT),
    (
        re.compile(r"refuses the program|robots\.txt|asks its visitor to sign in|status (?:401|403|406|429|451)\b"),
        Problem.BLOCKED,
    ),
    (re.compile(r"does not exist|status (?:404|410)\b"), Problem.GONE),
    (re.compile(r"no link matches"), Problem.NO_LINKS),
    (re.compile(r"not a feed|not a sitemap|not JSON|is a feed|is a web page"), Problem.NOT_A_FEED),
    (re.compile(r"has no list at|has no objects"), Problem.NO_ITEMS),
)
_NOT_PUBLIC = re.compile(r"the host leads to \S+, which is ")
_NO_BODY = "the page has no element"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of a source gave.

    `address` led to `answered_at`. `listed` counts its items; `statements` are those that were read and cleaned, `failures`
    those that were not. `arrivals` are when earlier statements came, if that is known. `is_live`: it is on the web, so that its
    items have dates, and new ones come.
    """

    name: str
    address: str
    answered_at: str = ""
    listed: int = 0
    statements: tuple[Statement, ...] = ()
    failures: tuple[Failure, ...] = ()
    arrivals: tuple[datetime, ...] = ()
    error: FetchError | None = None
    is_live: bool = True


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a source, in one line; `newest` is when its newest item was published."""

    problem: Problem
    message: str
    newest: datetime | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the source can be used as it is."""
        return self.problem in _HARMLESS


def diagnose(reading: Reading, now: datetime) -> Diagnosis:
    """What is wrong with the source of a reading, the gravest first."""
    if reading.error:
        return Diagnosis(_of_error(reading.error), with_advice(str(reading.error)))
    if reading.answered_at and not same_site(reading.answered_at, reading.address):
        led = f"{redact_url(reading.address)} leads to {redact_url(reading.answered_at)}"
        return Diagnosis(Problem.MOVED, f"{led}: change the address, if that is the publisher's")
    if not reading.listed:
        return Diagnosis(Problem.NO_ITEMS, "lists nothing")
    return _of_items(reading, now)


def with_advice(reason: str) -> str:
    """Why the address of a source could not be read, with the key of the configuration that allows it, if there is one."""
    advice = "; if that machine is yours, name its network in `allow_private` of `fetch`"
    return f"{reason}{advice}" if _NOT_PUBLIC.search(reason) else reason


def is_wall(reason: str) -> bool:
    """Whether a page was refused because it asks for consent, or refuses programs."""
    return _of_reason(reason) in (Problem.CONSENT, Problem.BLOCKED)


def _of_items(reading: Reading, now: datetime) -> Diagnosis:
    items, statements, failures = pluralise(reading.listed, "item"), reading.statements, reading.failures
    if not statements and failures:
        reason = f"none of its pages can be read; the first: {failures[0]}"
        return Diagnosis(_of_reason(failures[0].reason), reason)
    if not statements:
        return Diagnosis(Problem.NOTHING_RECENT, f"{items}, none of which is dated within its `days`: only what comes is read")
    newest = max((statement.published for statement in statements if statement.published), default=None)
    without = [statement for statement in statements if any(_NO_BODY in warning for warning in statement.warnings)]
    if len(without) == len(statements):
        return Diagnosis(Problem.NO_BODY, f"`body` matches nothing on {pluralise(len(without), 'page')}", newest)
    if newest is None and reading.is_live:
        return Diagnosis(Problem.NO_DATES, f"{items}, and no date on {pluralise(len(statements), 'statement')}")
    if newest and reading.is_live and (late := _silence(newest, reading, now)):
        return Diagnosis(Problem.OUT_OF_DATE, late, newest)
    failed = f", {len(failures)} failed; the first: {failures[0]}" if failures else ""
    problem = _of_reason(failures[0].reason) if len(failures) > len(statements) else Problem.NONE
    dated = f"newest of {newest:%Y-%m-%d}" if newest else "without dates"
    return Diagnosis(problem, f"{items}, {len(statements)} read, {dated}{failed}", newest)


def _silence(newest: datetime, reading: Reading, now: datetime) -> str:
    """Why the newest item is older than usual; empty if it is not. The pace is that of earlier arrivals, or of the items."""
    dates = sorted(statement.published for statement in reading.statements if statement.published)
    pace: Sequence[datetime] = reading.arrivals if expected_arrival(reading.arrivals) else dates
    expected = expected_arrival(pace)
    is_late = now > max(expected, newest) if expected else now - newest > MAX_SILENCE
    usual = f"; something was to be expected by {expected:%Y-%m-%d}" if expected else ""
    return f"the newest item is of {newest:%Y-%m-%d}, {(now - newest).days} days ago{usual}" if is_late else ""


def _of_error(error: FetchError) -> Problem:
    if isinstance(error, StatusError):
        if error.status in _BLOCKED:
            return Problem.BLOCKED
        return Problem.GONE if error.status in _GONE else Problem.UNREACHABLE
    return _of_reason(str(error))


def _of_reason(reason: str) -> Problem:
    return next((problem for pattern, problem in _REASONS if pattern.search(reason)), Problem.UNREADABLE)
