"""Loads YAML safely, with the line number of each part for error messages. Validates the form, not keys or values.

Refuses aliases, tags, repeated keys, deep nesting and large files: none of our files needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from digest.errors import ConfigError

MAX_BYTES = 1 << 20
MAX_DEPTH = 20

# libyaml's safe loader is ten times as fast as the one in Python, but not in every build of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFile:
    """A parsed YAML file: its value, and the line of each part of it."""

    def __init__(self, path: Path, value: Any, node: yaml.Node | None) -> None:
        self.path = path
        self.value = value
        self._node = node

    @classmethod
    def read(cls, path: Path) -> YamlFile:
        """Read and parse the file at `path`. Raise ConfigError if it cannot be read, or as `parse` does."""
        try:
            if path.stat().st_size > MAX_BYTES:
                raise ConfigError(f"{path}: larger than {MAX_BYTES} bytes")
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ConfigError(f"{path}: while reading the configuration: {reason}") from error
        return cls.parse(text, path)

    @classmethod
    def parse(cls, text: str, path: Path) -> YamlFile:
        """Parse `text`, the content of the file `path`. Raise ConfigError if it is not YAML, or is refused (see above)."""
        try:
            _check_shape(text, path)
            node = yaml.compose(text, Loader=_LOADER)
            _check_keys(node, path)
            return cls(path, yaml.load(text, _LOADER), node)
        except ValueError as error:  # of impossible numbers and dates, such as 2026-13-45
            raise ConfigError(f"{path}: not YAML: {error}") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{path}:{mark.line + 1}" if mark else str(path)
            raise ConfigError(f"{where}: not YAML: {getattr(error, 'problem', None) or error}") from error

    def list_at(self, key: str) -> list[Any]:
        """The list under the top-level `key`. Raise ConfigError if there is something else."""
        value = self.value.get(key)
        if not isinstance(value, list):
            raise ConfigError(f"{self.path}:{self.line((key,))}: {key}: expected a list, each line starting with `- `")
        return value

    def line(self, location: tuple[str | int, ...]) -> int:
        """The line of the part at `location` (keys and indexes), or of the nearest part around it."""
        node, line = self._node, 1
        for step in location:
            found = _step(node, step)
            if found is None:
                break
            marker, node = found
            line = marker.start_mark.line + 1
        return line


def _check_shape(text: str, path: Path) -> None:
    """Raise ConfigError for aliases, tags and deep nesting. Reads events only, before any value is built.

    Aliases can expand a few lines to gigabytes; a tag makes PyYAML convert a value, which may raise any exception; deep nesting
    overflows the stack of a loader.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise ConfigError(f"{path}:{line}: YAML aliases are not used here: a word that begins with * needs quotation marks")
        if tag := getattr(event, "tag", None):
            raise ConfigError(f"{path}:{line}: YAML tags are not used here: {tag!r}")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ConfigError(f"{path}:{line}: nested more than {MAX_DEPTH} deep")


def _check_keys(node: yaml.Node | None, path: Path) -> None:
    """Raise ConfigError if a mapping has a key twice. PyYAML would keep the last one silently."""
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, yaml.ScalarNode) and key.value in lines:
                raise ConfigError(f"{path}:{line}: {key.value!r} is here and in line {lines[key.value]}: keep one of them")
            if isinstance(key, yaml.ScalarNode):
                lines[key.value] = line
            _check_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _check_keys(part, path)


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
