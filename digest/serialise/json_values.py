"""Times, dates and positions in a text as JSON values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from digest.records import Span

Json = dict[str, Any]
"""A JSON object."""


def time_from_json(value: str | None) -> datetime | None:
    """A moment as it was stored."""
    return None if value is None else datetime.fromisoformat(value)


def time_to_json(value: datetime | None) -> str | None:
    """A moment in ISO 8601."""
    return None if value is None else value.isoformat()


def date_from_json(value: str | None) -> date | None:
    """A date as it was stored."""
    return None if value is None else date.fromisoformat(value)


def spans_to_json(spans: tuple[Span, ...]) -> list[list[int]]:
    """The spans as pairs of offsets."""
    return [[span.start, span.end] for span in spans]


def spans_from_json(values: list[list[int]]) -> tuple[Span, ...]:
    """The spans of pairs of offsets."""
    return tuple(Span(start, end) for start, end in values)
