"""Reads the headers of a response: Retry-After and the validators of a conditional request. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from digest.records import Validators

# A server that asks for more than a day is asked again after a day.
_MAX_RETRY_AFTER = timedelta(days=1)
_MAX_VALIDATOR_LENGTH = 1000
_OVERLOADED = frozenset({429, 503})


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


def validators(headers: Mapping[str, str]) -> Validators:
    """The validators for the next request of the same address; empty where the server sent none that can be sent back."""
    return Validators(*(_sendable(headers.get(name, "")) for name in ("etag", "last-modified")))


def _sendable(validator: str) -> str:
    """`validator` as received, or empty if it does not fit into a request header."""
    fits = validator.isascii() and validator.isprintable() and len(validator) <= _MAX_VALIDATOR_LENGTH
    return validator if fits else ""


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
