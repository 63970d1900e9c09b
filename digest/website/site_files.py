"""Writes and removes the files of a site. A file is complete or absent; one that has the content is not touched."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from digest.errors import OutputError


class SiteFiles:
    """The files below `folder`. Methods raise OutputError, which names the file. `written` are the paths given to `write`,
    `unflushed` is how many files were written since the last `flush`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: set[str] = set()
        self.unflushed = 0
        self._made: set[Path] = set()

    def write(self, path: str, content: bytes) -> None:
        """Write a file beside its path and rename it. Not on the disk for certain before `flush`.

        A symbolic link at either place is replaced, never followed.
        """
        target = self.folder / path
        self.written.add(path)
        temporary = target.with_name(f".{target.name}.part")
        try:
            if _holds(target, content):
                return
            self._make(target.parent)
            temporary.unlink(missing_ok=True)  # left by an update that was killed
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666), "wb") as file:
                file.write(content)
            temporary.replace(target)
            self.unflushed += 1
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise OutputError(f"{target}: {error.strerror or error}") from error

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        target = self.folder / path
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{target}: {error.strerror or error}") from error

    def has(self, path: str) -> bool:
        """Whether a file is there."""
        return (self.folder / path).exists()

    def flush(self) -> None:
        """Bring all that was written to the disk: one call for many files, since one a file takes most of the time."""
        os.sync()
        self.unflushed = 0

    def _make(self, folder: Path) -> None:
        if folder not in self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)


def _holds(path: Path, content: bytes) -> bool:
    """Whether `path` is a regular file with this content."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content
