"""A YAML file of ours: its value, and the line on which each part of it stands. Knows no key and judges no value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from digest.errors import ConfigError

MOST_BYTES = 1 << 20
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
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ConfigError(f"{path}: larger than {MOST_BYTES} bytes")
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: while reading the configuration: {error}") from error
        try:
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=LOADER)):
                raise ConfigError(f"{path}: YAML aliases are not used here")
            return cls(path, yaml.load(text, LOADER), yaml.compose(text, Loader=LOADER))
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


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
