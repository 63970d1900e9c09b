"""The whole of digest.yaml as frozen settings, and the list of its sections. Reads no file: `loader.py` does."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainValidator

from digest.config.delivery_settings import DELIVERY_TYPES
from digest.config.digest_settings import DigestSettings, WatchedPhraseSettings
from digest.config.fetch_settings import FetchSettings
from digest.config.fields import ConfigModel, Slug, as_list
from digest.config.keep_settings import KeepSettings
from digest.config.mail_settings import DkimSettings, MailSettings, ProbeSettings
from digest.config.operator_settings import (
    AlarmSettings,
    AnyOperatorTarget,
    MetricsSettings,
    as_operator_targets,
    heartbeat_url,
)
from digest.config.recipients import RecipientSettings
from digest.config.source_settings import SOURCE_TYPES, AnySource, JsonPaths
from digest.config.summarise_settings import ENGINE_TYPES, AnyEngine, ExtractiveSettings
from digest.secrets import Secret


class Settings(ConfigModel):
    """The whole of digest.yaml. Relative paths are relative to its folder, `root`."""

    store: Path = Field(default=Path("var/digest.db"), description="the database file (SQLite, on a local disk)")
    poll: int = Field(default=60, ge=5, le=60, description="minutes between two runs of `digest serve`, 5 to 60")
    sources: tuple[AnySource, ...] = Field(min_length=1, description="a list of sources, see below")
    digests: Mapping[Slug, DigestSettings] = Field(
        min_length=1, description="a mapping from the name of each digest to its settings, see below"
    )
    summarise: AnyEngine = Field(default=ExtractiveSettings(), description="the engine, see below")
    mail: MailSettings | None = Field(default=None, description="the mail server, see below; without it, no mail")
    rules: Annotated[tuple[Path, ...], BeforeValidator(as_list)] = Field(
        default=(), description="your own boilerplate rules: a YAML file, or a list of files, see below"
    )
    fetch: FetchSettings = Field(default=FetchSettings(), description="limits and manners of requests, see below")
    admin: Annotated[tuple[AnyOperatorTarget, ...], BeforeValidator(as_operator_targets)] = Field(
        default=(),
        description="who is told of alarms, and when they are over: a mail address, a delivery with `notify`, or a list of "
        "these",
    )
    alarms: AlarmSettings = Field(default=AlarmSettings(), description="after how many hours something is an alarm, see below")
    keep: KeepSettings = Field(default=KeepSettings(), description="for how long old data is kept, see below")
    heartbeat: Annotated[Secret | None, PlainValidator(heartbeat_url)] = Field(
        default=None,
        description="address that is called at the end of each good run, as healthchecks.io and Uptime Kuma give it",
    )
    metrics: MetricsSettings = Field(default=MetricsSettings(), description="numbers for Prometheus, see below")
    root: Path = Field(default=Path(), exclude=True)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the operator reads times: that of the first digest."""
        return next(iter(self.digests.values())).recurrence.zone

    def resolve(self, path: Path | str) -> Path:
        """`path` as seen from the folder of the configuration."""
        # Users expect "config/../out" to be "out". Path.resolve() would follow symbolic links, which a delivery must see.
        return Path(os.path.abspath(self.root / path))  # noqa: PTH100


SECTIONS: Mapping[str, tuple[type[ConfigModel], ...]] = {
    "": (Settings,),
    "sources": SOURCE_TYPES.types,
    "paths": (JsonPaths,),
    "digests": (DigestSettings,),
    "watch": (WatchedPhraseSettings,),
    "deliver": DELIVERY_TYPES.types,
    "email": (RecipientSettings,),
    "summarise": ENGINE_TYPES.types,
    "fetch": (FetchSettings,),
    "admin": DELIVERY_TYPES.types,
    "alarms": (AlarmSettings,),
    "metrics": (MetricsSettings,),
    "keep": (KeepSettings,),
    "mail": (MailSettings,),
    "dkim": (DkimSettings,),
    "probe": (ProbeSettings,),
}
"""The settings classes of each section, by the key that leads to it; "" is the top level."""
