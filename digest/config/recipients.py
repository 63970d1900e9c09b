"""A file of readers, CSV or YAML -> one mapping a reader, with the line it stands on. Judges no value: `config.py` does."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digest.errors import ConfigError
from digest.yaml_loader import YamlFile

COLUMNS = ("to", "sources", "types", "keywords")
MOST_BYTES = 10 << 20


def readers_in(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line and mapping of each reader in `path`. Raise ConfigError if the file cannot be read.

    CSV: a header line with `to` and, as wished, `sources`, `types`, `keywords`; several values of one are separated by ";".
    YAML: a list of addresses, or of mappings with the same keys.
    """
    yield from _of_csv(path) if path.suffix.lower() == ".csv" else _of_yaml(path)


def _of_csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ConfigError(f"{path}: larger than {MOST_BYTES} bytes")
        with path.open(encoding="utf-8-sig", newline="") as lines:  # spreadsheets write a byte order mark
            rows = csv.DictReader(lines, strict=True, skipinitialspace=True)
            _check_header(path, rows.fieldnames or ())
            for row in rows:
                if None in row:
                    raise ConfigError(f"{path}:{rows.line_num}: more values than columns: several are separated by ';'")
                yield rows.line_num, {name: _values(name, value or "") for name, value in row.items()}
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: while reading the readers: is not UTF-8: save it as “CSV UTF-8”") from error
    except (OSError, csv.Error) as error:
        raise ConfigError(f"{path}: while reading the readers: {getattr(error, 'strerror', None) or error}") from error


def _check_header(path: Path, names: Any) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if "to" not in names or unknown:
        separated = " The separator is a comma." if any(";" in name for name in unknown) else ""
        wanted = f"the first line names the columns: 'to', and of {', '.join(COLUMNS[1:])} those in use"
        raise ConfigError(f"{path}:1: {wanted}.{separated}" if separated else f"{path}:1: {wanted}")


def _values(name: str, value: str) -> str | list[str]:
    return value.strip() if name == "to" else [part.strip() for part in value.split(";") if part.strip()]


def _of_yaml(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    document = YamlFile.read(path)
    if not isinstance(document.value, list):
        raise ConfigError(f"{path}: expected a list of readers, each line starting with `- `")
    for number, value in enumerate(document.value):
        yield document.line((number,)), value if isinstance(value, dict) else {"to": value}
