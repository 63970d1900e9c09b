"""Builds the headers of a request, and reads those of a response: Retry-After and validators. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from digest.records import Validators

_BROWSER_HEADERS = {"Accept-Language": "en-US,en;q=0.5", "Upgrade-Insecure-Requests": "1"}
_BROWSER_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
# A server that asks for more than a day is asked again after a day.
_MAX_RETRY_AFTER = timedelta(days=1)
_MAX_VALIDATOR_LENGTH = 1000
_OVERLOADED = frozenset({429, 503})


def request_headers(user_agent: str, accept: str, validators: Validators, *, browser: bool) -> dict[str, str]:
    """The headers of a GET. `validators` make it conditional. `browser` adds what a browser sends; `accept` may be empty."""
    headers = {
        "User-Agent": user_agent,
        "Accept": accept or (_BROWSER_ACCEPT if browser else "*/*"),
        "Accept-Encoding": "gzip",
        **(_BROWSER_HEADERS if browser else {}),
    }
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


def retry_at(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When an overloaded server wants to be asked again, at most a day from `now` (RFC 9110, section 10.2.3).

    None if the server is not overloaded, or does not say when.
    """
    value = headers.get("retry-after", "").strip()
    if status not in _OVERLOADED or not value:
        return None
    try:
        time = now + timedelta(seconds=int(value)) if value.isdigit() else _utc(parsedate_to_datetime(value))
    except (ValueError, OverflowError, TypeError):
        return None
    return min(max(time, now), now + _MAX_RETRY_AFTER)


def response_validators(headers: Mapping[str, str]) -> Validators:
    """The validators for the next request of the same address; empty where the server sent none that can be sent back."""
    return Validators(*(_sendable(headers.get(name, "")) for name in ("etag", "last-modified")))


def _sendable(validator: str) -> str:
    """`validator` as received, or empty if it does not fit into a request header."""
    fits = validator.isascii() and validator.isprintable() and len(validator) <= _MAX_VALIDATOR_LENGTH
    return validator if fits else ""


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
