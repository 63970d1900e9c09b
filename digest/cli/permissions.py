"""Finds files with addresses, messages or passwords that other users of the machine may read. Changes nothing."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from digest.config.settings import Settings

_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def files_open_to_others(settings: Settings) -> tuple[Path, ...]:
    """The database with the files beside it, lists of readers, and files of secrets that others may read or write."""
    store = settings.store_place
    suffixes = ("", "-wal", "-shm", ".lock")
    database = [store.with_name(store.name + suffix) for suffix in suffixes] if isinstance(store, Path) else []
    named = map(settings.resolve, _named_files(settings.model_dump(serialize_as_any=True)))
    return tuple(file for file in dict.fromkeys((*database, *named)) if _is_open(file))


def _named_files(value: Any) -> Iterator[Path]:
    """The lists of readers and the files of secrets that a part of the configuration names."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            is_private = key == "readers" or str(key).endswith(("password_file", "key_file", "notify_file"))
            if is_private and isinstance(inner, str | Path) and str(inner):
                yield Path(inner)
            else:
                yield from _named_files(inner)
    elif isinstance(value, list | tuple):  # a network is iterable, too: over all its addresses
        for inner in value:
            yield from _named_files(inner)


def _is_open(file: Path) -> bool:
    try:
        return file.is_file() and bool(file.stat().st_mode & _FOR_OTHERS)
    except OSError:
        return False
