"""The settings of one digest: an entry of `digests`. Decides nothing about slots; `schedule.py` does."""

from __future__ import annotations

from datetime import time
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import Field

from digest.config.delivery_settings import DeliverySettings
from digest.config.fields import ConfigModel, TimeOfDay, TimeZoneName
from digest.schedule import CatchUp, Every, Recurrence

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS: tuple[str, ...] = get_args(Weekday)


class DigestSettings(ConfigModel):
    """A digest: who gets what, and when. `sources` are names of sources; all of them if it is empty."""

    title: str = "Statements"
    at: TimeOfDay = time(6)
    timezone: TimeZoneName = "UTC"
    every: Every = Every.DAY
    weekday: Weekday = "monday"
    catch_up: CatchUp = CatchUp.ONE
    empty: Literal["skip", "send"] = "skip"
    sources: tuple[str, ...] = ()
    deliver: tuple[DeliverySettings, ...] = Field(min_length=1)

    @property
    def recurrence(self) -> Recurrence:
        """When editions are due."""
        return Recurrence(self.at, ZoneInfo(self.timezone), self.every, _WEEKDAYS.index(self.weekday), self.catch_up)
