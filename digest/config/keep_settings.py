"""The settings of what is kept, and for how long. `pipeline/retention_step.py` drops the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from digest.config.fields import ConfigModel, days_of

MIN_PERIOD = timedelta(days=30)
"""A link is remembered for 30 days, and a message may be asked for again: nothing is dropped sooner."""


def _period(value: object) -> object:
    """A number of days as "90d"; None for "forever"."""
    if value is None or value == "forever":
        return None
    try:
        period = days_of(value)
    except ValueError as error:
        raise ValueError(f"{error}, nor forever") from error
    if period < MIN_PERIOD:
        raise ValueError(f"{value!r} is too short: at least {MIN_PERIOD.days}d")
    return period


Period = Annotated[timedelta | None, BeforeValidator(_period)]
"""Days, written as "90d"; None, written as "forever"."""


class KeepSettings(ConfigModel):
    """For how long what is no longer needed is kept."""

    bytes: Period = Field(
        default=None,
        description="days for which the bytes of a text are kept as they were published, such as `90d`; longer if its source "
        "still lists it; without it, for ever",
    )
    messages: Period = Field(
        default=None, description="days for which a message or file is kept after it was delivered; without it, for ever"
    )
    readers: Literal["forever", "after_leaving"] = Field(
        default="forever",
        description="`after_leaving`: the addresses of readers who have left are removed 30 days after their last message",
    )
    statements: Literal["forever"] = Field(
        default="forever", description="statements and editions are always kept: without them something would be told twice"
    )
