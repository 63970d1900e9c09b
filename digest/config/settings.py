"""digest.yaml -> frozen settings. Reports every mistake with file, line and nearest known key before any work is done.

Opens files, and reads no secret: that happens when it is needed. Builds nothing: `app.py` turns settings into objects.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from digest.config.delivery_settings import DeliverySettings, add_recipient_files
from digest.config.digest_settings import DigestSettings
from digest.config.fetch_settings import FetchSettings
from digest.config.fields import ConfigModel, Slug
from digest.config.known_sources import complete_sources
from digest.config.mail_settings import DkimSettings, MailSettings, ProbeSettings
from digest.config.messages import Location, messages
from digest.config.recipients import RecipientSettings
from digest.config.references import broken_references
from digest.config.source_settings import SourceSettings
from digest.config.summarise_settings import SummariseSettings
from digest.errors import ConfigError
from digest.yaml_loader import YamlFile


class Settings(ConfigModel):
    """The whole of digest.yaml. Relative paths are relative to its folder, `root`."""

    store: Path = Path("var/digest.db")
    poll: int = Field(default=60, ge=5, le=60, description="minutes between two rounds of `digest serve`")
    sources: tuple[SourceSettings, ...] = Field(min_length=1)
    digests: Mapping[Slug, DigestSettings] = Field(min_length=1)
    summarise: SummariseSettings = SummariseSettings()
    mail: MailSettings | None = None
    fetch: FetchSettings = FetchSettings()
    root: Path = Field(default=Path(), exclude=True)

    def resolve(self, path: Path | str) -> Path:
        """`path` as seen from the folder of the configuration."""
        # Users expect "config/../out" to be "out". Path.resolve() would follow symbolic links, which a delivery must see.
        return Path(os.path.abspath(self.root / path))  # noqa: PTH100


def load_settings(path: Path) -> Settings:
    """The settings in the file `path`. Raise ConfigError that names the file, the line, what is wrong and the nearest key."""
    document = YamlFile.read(path)
    if not isinstance(document.value, dict):
        raise ConfigError(f"{path}: not a configuration: expected keys such as sources and digests")
    _check_has_sources(path, document.value)
    value: dict[str, Any] = {**document.value, "root": path.parent, "sources": complete_sources(document)}
    add_recipient_files(path.parent, value.get("digests"))
    try:
        settings = Settings.model_validate(value)
    except ValidationError as error:
        raise ConfigError("\n".join(messages(document, error, _keys_at))) from error
    problems = [f"{path}:{document.line(place)}: {problem}" for place, problem in broken_references(settings)]
    if problems:
        raise ConfigError("\n".join(problems))
    return settings


def _check_has_sources(path: Path, value: dict[str, Any]) -> None:
    if "sources" not in value:
        similar = next((key for key in map(str, value) if get_close_matches(key, ["sources"], 1, 0.7)), "")
        raise ConfigError(f"{path}: 'sources' is missing{f'; did you mean it by {similar!r}?' if similar else ''}")


def _keys_at(location: Location) -> list[str]:
    """The keys of the section at `location`."""
    sections: dict[str, type[ConfigModel]] = {
        "sources": SourceSettings,
        "deliver": DeliverySettings,
        "email": RecipientSettings,
        "digests": DigestSettings,
        "summarise": SummariseSettings,
        "mail": MailSettings,
        "probe": ProbeSettings,
        "dkim": DkimSettings,
        "fetch": FetchSettings,
    }
    named = [part for part in location if part in sections]
    section: type[ConfigModel] = sections[str(named[-1])] if named else Settings
    return [field.alias or name for name, field in section.model_fields.items() if name != "root"]
