"""digest.yaml -> settings. Reports every mistake with file, line and nearest known key before any work is done.

Reads files, but no secret: that happens when it is needed. Builds nothing: `builders/` turns settings into objects.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digest.config.fields import keys_of
from digest.config.known_sources import complete_sources
from digest.config.messages import Location, messages
from digest.config.references import broken_references
from digest.config.settings import SECTIONS, Settings
from digest.errors import ConfigError
from digest.yaml_loader import YamlFile


def load_settings(path: Path) -> Settings:
    """The settings in the file `path`. Raise ConfigError that names the file, the line, what is wrong and the nearest key."""
    document = YamlFile.read(path)
    if not isinstance(document.value, dict):
        raise ConfigError(f"{path}: not a configuration: expected keys such as sources and digests")
    _check_has_sources(path, document.value)
    value = {**document.value, "root": path.parent, "sources": complete_sources(document)}
    try:
        settings = Settings.model_validate(value, context={"folder": path.parent})
    except ValidationError as error:
        raise ConfigError("\n".join(messages(document, error, _keys_at))) from error
    problems = [f"{path}:{document.line(place)}: {problem}" for place, problem in broken_references(settings)]
    if problems:
        raise ConfigError("\n".join(problems))
    return settings


def _check_has_sources(path: Path, value: dict[str, Any]) -> None:
    if "sources" not in value:
        similar = next((key for key in map(str, value) if get_close_matches(key, ["sources"], 1, 0.7)), "")
        raise ConfigError(f"{path}: 'sources' is missing{f'; is {similar!r} a misspelling of it?' if similar else ''}")


def _keys_at(location: Location) -> list[str]:
    """The keys of the section at `location`, of all its types."""
    section = next((str(part) for part in reversed(location) if part in SECTIONS), "")
    return list(dict.fromkeys(key for settings_type in SECTIONS[section] for key in keys_of(settings_type)))
