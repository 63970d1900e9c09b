"""The files of bulk input that a pattern names: on this machine, or in a store that pyarrow reads ("s3://...")."""

from __future__ import annotations

import glob
import io
from contextlib import AbstractContextManager
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO, cast

from digest.errors import InputError, NotFoundError

_WILD = "*?["


def input_files(pattern: str) -> tuple[str, ...]:
    """The files that `pattern` names, in order. Raise NotFoundError if there is none."""
    found = _remote_files(pattern) if "://" in pattern else _local_files(pattern)
    if not found:
        raise NotFoundError(f"{pattern}: there is no such file")
    return tuple(sorted(found))


def _local_files(pattern: str) -> list[str]:
    names = [pattern] if Path(pattern).is_file() else glob.glob(pattern, recursive=True)  # noqa: PTH207 (takes absolute ones)
    return [str(Path(name).absolute()) for name in names if Path(name).is_file()]


def _remote_files(pattern: str) -> list[str]:
    from pyarrow import fs

    scheme, _, path = pattern.partition("://")
    folder = path[: min((path.find(each) for each in _WILD if each in path), default=len(path))].rpartition("/")[0]
    try:
        system, root = fs.FileSystem.from_uri(f"{scheme}://{folder}")
        found = system.get_file_info(fs.FileSelector(root, recursive=True, allow_not_found=True))
    except (OSError, ValueError) as error:
        raise InputError(f"{pattern}: {error}") from error
    rest = path[len(folder) :]
    names = [each.path.removeprefix(root) for each in found if each.type == fs.FileType.File]
    return [f"{scheme}://{folder}{name}" for name in names if fnmatch(name, rest) or name == rest]


def open_input(file: str) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file that `input_files` has found. Raise InputError if it cannot be opened."""
    try:
        return _open_remote(file) if "://" in file else Path(file).open("rb")
    except OSError as error:
        raise InputError(f"{file}: cannot be opened: {error.strerror or error}") from error


def _open_remote(file: str) -> AbstractContextManager[BinaryIO]:
    from pyarrow import fs

    system, path = fs.FileSystem.from_uri(file)
    return cast("AbstractContextManager[BinaryIO]", io.BufferedReader(system.open_input_stream(path)))
