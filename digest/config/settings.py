"""The whole of digest.yaml as frozen settings, and the list of its sections. Reads no file: `loader.py` does."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from digest.config.delivery_settings import DELIVERY_TYPES
from digest.config.digest_settings import DigestSettings, WatchedPhraseSettings
from digest.config.fetch_settings import FetchSettings
from digest.config.fields import ConfigModel, CredentialName, Slug, as_list
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
from digest.config.secret_place import SecretPlace
from digest.config.source_settings import SOURCE_TYPES, AnySource, JsonPaths
from digest.config.store_settings import AnyStore, StorePlace
from digest.config.summarise_settings import ENGINE_TYPES, AnyEngine, ExtractiveSettings
from digest.secrets import Secret


class Settings(ConfigModel):
    """The whole of digest.yaml. Relative paths are relative to its folder, `root`."""

    store: AnyStore = Field(
        default=Path("var/digest.db"),
        description="the database: a file (SQLite, on a local disk), or the address of a PostgreSQL database without a "
        "password, such as `postgresql://digest@db.example/digest`, see below",
    )
    store_password_env: str = Field(default="", description="the environment variable that holds the password of PostgreSQL")
    store_password_file: Path | None = Field(default=None, description="the file that holds the password instead")
    store_password_credential: CredentialName = Field(
        default="", description="the systemd credential that holds the password instead"
    )
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

    @model_validator(mode="after")
    def _one_store_password(self) -> Self:
        self._store_password.check()
        if self._store_password and isinstance(self.store, Path):
            raise ValueError("store_password_env, ..._file and ..._credential are for a store in PostgreSQL")
        return self

    @property
    def _store_password(self) -> SecretPlace:
        return SecretPlace("store_password", self.store_password_env, self.store_password_file, self.store_password_credential)

    @property
    def store_place(self) -> StorePlace:
        """Where the store is: an absolute path, or a PostgreSQL database that knows where its password stands."""
        if isinstance(self.store, Path):
            return self.resolve(self.store)
        return replace(self.store, password=lambda: self._store_password.read("store", self.root).reveal())

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
