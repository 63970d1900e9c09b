"""Shared by all commands: the clock, the configuration, the store, progress and standard output. No command is here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.progress import tracker
from digest.errors import ConfigError, OutputError

if TYPE_CHECKING:
    from digest.config.settings import Settings
    from digest.interfaces import Track
    from digest.store.sql_store import SqlStore

CONFIG_PATHS = ("digest.yaml", "config/digest.yaml")
"""Where the configuration is looked for, relative to the current folder, if `--config` is not given."""


def now() -> datetime:
    """The current time in UTC: the only clock of the commands."""
    return datetime.now(UTC)


def find_config(options: argparse.Namespace) -> Path | None:
    """The configuration file of the command; None if there is none."""
    path: Path | None = options.config
    return path or next((Path(place) for place in CONFIG_PATHS if Path(place).exists()), None)


def found_settings(options: argparse.Namespace) -> Settings | None:
    """The settings of the configuration file; None if there is none. Raise ConfigError if it has errors."""
    from digest.config.loader import load_settings

    path = find_config(options)
    return load_settings(path) if path else None


def read_settings(options: argparse.Namespace) -> Settings:
    """The settings of the configuration file. Raise ConfigError if there is none, or if it has errors."""
    settings = found_settings(options)
    if settings is None:
        raise ConfigError(
            f"no configuration: neither {' nor '.join(CONFIG_PATHS)} exists; name one with --config FILE, or run digest init"
        )
    return settings


@contextmanager
def open_store(settings: Settings) -> Iterator[SqlStore]:
    """The store of the configuration, without migrating its schema."""
    from digest.store.sql_store import SqlStore

    store = SqlStore(settings.store_place, migrate=False)
    try:
        yield store
    finally:
        store.close()


def track(options: argparse.Namespace) -> Track:
    """Progress bars, unless `--quiet` was given."""
    return tracker(quiet=options.quiet)


def print_lines(lines: Iterable[str]) -> None:
    """Print each line as `print_line` does."""
    for line in lines:
        print_line(line)


def print_line(line: str) -> None:
    """Write one line to stdout in UTF-8, whatever the locale: programs read the results, too. Raise as `print_bytes` does."""
    print_bytes(line.encode("utf-8", "backslashreplace") + b"\n")


def prints_to_terminal() -> bool:
    """Whether stdout is a terminal. It is None if the caller has closed it."""
    return sys.stdout is not None and sys.stdout.isatty()


def print_bytes(content: bytes) -> None:
    """Write to stdout. Raise OutputError if that fails, BrokenPipeError if the reader of a pipe has exited."""
    if sys.stdout is None:
        raise OutputError("standard output: is closed")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: while writing the results: {error.strerror}") from error
