"""The sources that are known by name (sources.yaml), and how a configuration takes one with `use`. Fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digest.config.fields import keys_of
from digest.config.messages import did_you_mean
from digest.config.shipped_files import shipped_file
from digest.config.source_settings import SOURCE_TYPES, AnySource, SourceSettings
from digest.errors import ConfigError
from digest.yaml_loader import YamlFile, read_yaml_text

_any_source: TypeAdapter[SourceSettings] = TypeAdapter(AnySource)


def known_sources(path: Path | None = None) -> Mapping[str, SourceSettings]:
    """The sources of the file `path`, by name and in its order; of the shipped sources.yaml if no path is given."""
    chosen = path or shipped_file("sources.yaml")
    return _sources_of(chosen, read_yaml_text(chosen))


@lru_cache(maxsize=2)
def _sources_of(path: Path, text: str) -> Mapping[str, SourceSettings]:
    """The sources in the `text` of a file. Kept for the next call, which one command may make several times."""
    document = YamlFile.parse(text, path)
    try:
        sources = {name: _any_source.validate_python({"name": name} | fields) for name, fields in document.value.items()}
        return MappingProxyType(sources)
    except (ValidationError, TypeError, AttributeError) as error:
        raise ConfigError(f"{document.path}: {error}") from error


def complete_sources(document: YamlFile) -> list[Any]:
    """The entries of `sources` in a configuration, each with what is known of the source that it uses.

    Raise ConfigError for a `use` that names no known source. An entry that is not a mapping is returned as it is.
    """
    entries = document.list_at("sources")
    known = known_sources() if any(isinstance(entry, dict) and entry.get("use") for entry in entries) else {}
    return [_complete(document, number, entry, known) for number, entry in enumerate(entries)]


def _complete(document: YamlFile, number: int, entry: Any, known: Mapping[str, SourceSettings]) -> Any:
    if not isinstance(entry, dict) or entry.get("use") is None:
        return entry
    name = entry["use"]
    if name not in known:
        line = document.line(("sources", number, "use"))
        raise ConfigError(f"{document.path}:{line}: sources: no known source {name!r}{did_you_mean(str(name), list(known))}")
    return _facts(known[name], entry) | entry


def _facts(known: SourceSettings, entry: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a source. If the entry says that it is read from elsewhere, such as an archive of its pages in a
    folder, only what a source of that type has."""
    facts = known.model_dump(exclude_unset=True, by_alias=True)
    if not any(entry.get(key) for key in SOURCE_TYPES.type_keys):
        return facts
    try:
        kept = set(keys_of(SOURCE_TYPES.choose(entry))) - SOURCE_TYPES.type_keys
    except ValueError:
        return {}  # the entry is of two types at once, which is reported when it is validated
    return {key: value for key, value in facts.items() if key in kept}
