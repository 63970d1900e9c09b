"""Loads YAML safely, with the line number of each part for error messages. Validates the form, not keys or values.

Refuses aliases, tags, repeated keys, deep nesting and large files: none of our files needs them. Refuses numbers with a leading
zero and keys that are no text, too, because YAML 1.1 reads them as something else than is written: 0465 as 309, `no` as false.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from digest.errors import ConfigError

MAX_BYTES = 1 << 20
MAX_DEPTH = 20

# libyaml's safe loader is ten times as fast as the one in Python, but not in every build of PyYAML.
_SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9_]*|0[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+)$")
_OCTAL = re.compile(r"[-+]?0[0-9_]+")


class _Loader(_SAFE_LOADER):  # type: ignore[misc]
    """The safe loader, without the numbers in base 60 of YAML 1.1: 10:30 is the text "10:30", not the number 630."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, _INTEGER if tag == "tag:yaml.org,2002:int" else pattern) for tag, pattern in resolvers]
    for first, resolvers in _SAFE_LOADER.yaml_implicit_resolvers.items()
}
_LOADER: Any = _Loader

_READ_AS = {"int": "a number", "float": "a number", "timestamp": "a date", "null": "nothing"}


def read_yaml_text(path: Path) -> str:
    """The text of the file at `path`. Raise ConfigError if it cannot be read, or is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES} bytes")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"{path}: while reading the configuration: {reason}") from error


class YamlFile:
    """A parsed YAML file: its value, and the line of each part of it."""

    def __init__(self, path: Path, value: Any, node: yaml.Node | None) -> None:
        self.path = path
        self.value = value
        self._node = node

    @classmethod
    def read(cls, path: Path) -> YamlFile:
        """Read and parse the file at `path`. Raise ConfigError if it cannot be read, or as `parse` does."""
        return cls.parse(read_yaml_text(path), path)

    @classmethod
    def parse(cls, text: str, path: Path) -> YamlFile:
        """Parse `text`, the content of the file `path`. Raise ConfigError if it is not YAML, or is refused (see above)."""
        try:
            _check_shape(text, path)
            node = yaml.compose(text, Loader=_LOADER)
            _check_nodes(node, path)
            return cls(path, yaml.load(text, _LOADER), node)
        except ValueError as error:  # of impossible numbers and dates, such as 2026-13-45
            raise ConfigError(f"{path}: not YAML: {error}") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{path}:{mark.line + 1}" if mark else str(path)
            problem = getattr(error, "problem", None) or error
            is_tab = mark is not None and text[mark.index : mark.index + 1] == "\t"
            advice = "indent with spaces, not tabs" if is_tab else "a text with special characters needs quotation marks"
            raise ConfigError(f"{where}: not YAML: {problem} ({advice})") from error

    def list_at(self, key: str) -> list[Any]:
        """The list under the top-level `key`. Raise ConfigError if there is something else."""
        value = self.value.get(key)
        if not isinstance(value, list):
            raise ConfigError(f"{self.path}:{self.line((key,))}: {key}: expected a list, each line starting with `- `")
        return value

    def line(self, location: tuple[str | int, ...]) -> int:
        """The line of the part at `location` (keys and indexes), or of the nearest part around it."""
        return self._find(location)[1]

    def misreading(self, location: tuple[str | int, ...]) -> str:
        """What YAML takes the value at `location` for, and how to write it as a text; "" if it is a text, or not a scalar."""
        node, _, is_found = self._find(location)
        return _misreading(node) if is_found and isinstance(node, yaml.ScalarNode) else ""

    def _find(self, location: tuple[str | int, ...]) -> tuple[yaml.Node | None, int, bool]:
        """The node at `location` or the nearest one around it, its line, and whether it is the one at `location`."""
        node, line = self._node, 1
        for step in location:
            found = _step(node, step)
            if found is None:
                return node, line, False
            marker, node = found
            line = marker.start_mark.line + 1
        return node, line, True


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


def _check_nodes(node: yaml.Node | None, path: Path) -> None:
    """Raise ConfigError for a key that is no text or stands there twice, and for a number with a leading zero.

    PyYAML would keep the last of two keys silently.
    """
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, value in node.value:
            _check_key(key, path, lines)
            _check_nodes(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _check_nodes(part, path)
    elif isinstance(node, yaml.ScalarNode) and node.tag.endswith(":int") and _OCTAL.fullmatch(node.value):
        where = f"{path}:{node.start_mark.line + 1}"
        raise ConfigError(f"{where}: YAML reads {node.value} in base 8: write it without the zero, or in quotation marks")


def _check_key(key: yaml.Node, path: Path, lines: dict[str, int]) -> None:
    if not isinstance(key, yaml.ScalarNode):
        return
    line = key.start_mark.line + 1
    if problem := _misreading(key):
        raise ConfigError(f"{path}:{line}: the key {problem}")
    if key.value in lines:
        raise ConfigError(f"{path}:{line}: {key.value!r} is here and in line {lines[key.value]}: keep one of them")
    lines[key.value] = line


def _misreading(node: yaml.ScalarNode) -> str:
    kind = node.tag.rpartition(":")[2]
    if kind == "str":
        return ""
    truth = "true" if node.value.lower() in ("yes", "on", "true") else "false"
    read_as = f"the truth value {truth}" if kind == "bool" else _READ_AS.get(kind, f"a {kind}")
    return f'{node.value or "(empty)"} is {read_as} in YAML; a text needs quotation marks: "{node.value}"'


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
