"""The sources that are known by name (sources.yaml), and how a configuration takes one with `use`. Fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digest.config.messages import did_you_mean
from digest.config.shipped_files import shipped_file
from digest.config.source_settings import SOURCE_KINDS, SourceSettings
from digest.errors import ConfigError
from digest.net.urls import redact_url
from digest.yaml_loader import YamlFile


def known_sources(path: Path | None = None) -> Mapping[str, SourceSettings]:
    """The sources of the file `path`, by name and in its order; of the shipped sources.yaml if no path is given."""
    document = YamlFile.read(path or shipped_file("sources.yaml"))
    try:
        return {name: SourceSettings(name=name, **fields) for name, fields in document.value.items()}
    except (ValidationError, TypeError, AttributeError) as error:
        raise ConfigError(f"{document.path}: {error}") from error


def complete_sources(document: YamlFile) -> list[Any]:
    """The entries of `sources` in a configuration, each with its name and what is known of the source that it uses.

    Raise ConfigError for a `use` that names no known source. An entry that is not a mapping is returned as it is.
    """
    entries = document.list_at("sources")
    known = known_sources() if any(isinstance(entry, dict) and entry.get("use") for entry in entries) else {}
    return [_complete(document, number, entry, known) for number, entry in enumerate(entries)]


def _complete(document: YamlFile, number: int, entry: Any, known: Mapping[str, SourceSettings]) -> Any:
    if not isinstance(entry, dict):
        return entry
    name = entry.get("use")
    if name is None:
        place = str(next((entry[kind] for kind in SOURCE_KINDS if entry.get(kind)), ""))
        return {"name": place if entry.get("files") else redact_url(place)} | entry
    if name not in known:
        line = document.line(("sources", number, "use"))
        raise ConfigError(f"{document.path}:{line}: sources: no known source {name!r}{did_you_mean(str(name), list(known))}")
    facts = known[name].model_dump(exclude_unset=True)
    if any(entry.get(kind) for kind in SOURCE_KINDS):
        # The known source is read from elsewhere, such as an archive of its pages in a folder.
        facts = {key: value for key, value in facts.items() if key not in SOURCE_KINDS}
    return facts | entry
