"""A YAML file of ours: its value, and the line on which each part of it stands. Knows no key and judges no value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from digest.errors import ConfigError

MOST_BYTES = 1 << 20
MOST_DEEP = 20
# libyaml's safe loader is ten times as fast as the one in Python, and is not in every build of PyYAML.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFile:
    """A YAML file: its value, and the line on which each part of it stands."""

    def __init__(self, path: Path, value: Any, node: yaml.Node | None) -> None:
        self.path = path
        self.value = value
        self._node = node

    @classmethod
    def read(cls, path: Path) -> YamlFile:
        """The file at `path`. Raise ConfigError if it cannot be read."""
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ConfigError(f"{path}: larger than {MOST_BYTES} bytes")
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ConfigError(f"{path}: while reading the configuration: {reason}") from error
        return cls.parse(text, path)

    @classmethod
    def parse(cls, text: str, path: Path) -> YamlFile:
        """The YAML `text` of the file `path`. Raise ConfigError if it is none, or larger or deeper than any of ours."""
        try:
            _check_shape(text, path)
            node = yaml.compose(text, Loader=LOADER)
            _check_keys(node, path)
            return cls(path, yaml.load(text, LOADER), node)
        except ValueError as error:  # of numbers and dates that are none, such as 2026-13-45
            raise ConfigError(f"{path}: not YAML: {error}") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{path}:{mark.line + 1}" if mark else str(path)
            raise ConfigError(f"{where}: not YAML: {getattr(error, 'problem', None) or error}") from error

    def listed(self, key: str) -> list[Any]:
        value = self.value.get(key)
        if not isinstance(value, list):
            raise ConfigError(f"{self.path}:{self.line((key,))}: {key}: expected a list, each line starting with `- `")
        return value

    def line(self, location: tuple[str | int, ...]) -> int:
        """The line of the part at `location`, or of the nearest part around it."""
        node, line = self._node, 1
        for step in location:
            found = _step(node, step)
            if found is None:
                break
            marker, node = found
            line = marker.start_mark.line + 1
        return line


def _check_shape(text: str, path: Path) -> None:
    """Raise ConfigError for aliases, which can blow up a few lines into gigabytes, for tags, with which PyYAML reads a text as
    what it is not and fails with any exception, and for deep nesting, which overflows the stack of a loader. Looks at events
    only, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise ConfigError(f"{path}:{line}: YAML aliases are not used here: a word that begins with * needs quotation marks")
        if tag := getattr(event, "tag", None):
            raise ConfigError(f"{path}:{line}: YAML tags are not used here: {tag!r}")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEEP:
            raise ConfigError(f"{path}:{line}: nested more than {MOST_DEEP} deep")


def _check_keys(node: yaml.Node | None, path: Path) -> None:
    """Raise ConfigError if a key stands twice in a mapping, where YAML itself would keep the last and say nothing."""
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, yaml.ScalarNode) and key.value in lines:
                raise ConfigError(f"{path}:{line}: {key.value!r} stands here and in line {lines[key.value]}: keep one of them")
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
