"""Delivers an edition to a file, atomically: the file is complete or absent. Writes below the folder of its target only."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from digest.interfaces import Channel
from digest.records import OutboxState, Outgoing, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator

# The path itself is wrong, so a retry cannot succeed. All other errors (space, quota, permission, an unreachable file server)
# can be fixed by somebody, and the row is retried.
_PERMANENT = frozenset(
    {errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL, errno.EEXIST, errno.ENOTEMPTY}
)


class FileDelivery:
    """Implements Delivery for the channel "file". The address of the target is the path."""

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Write `row.content` to a temporary file beside its path, and rename it. Missing folders are created.

        A file that already has the content is not touched, not even its modification time. A symbolic link at the path is
        replaced, never followed. `before_commit` is not called: writing the same bytes twice is harmless, so after a crash
        the row is simply written again.
        """
        path = Path(row.target.address)
        try:
            if _holds(path, row.content):
                return Receipt(OutboxState.SENT, "written before")
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, row.content)
        except ValueError as error:  # a NUL in the path
            return Receipt(OutboxState.FAILED, f"{row.target.address!r}: {error}")
        except OSError as error:
            state = OutboxState.FAILED if error.errno in _PERMANENT else OutboxState.PENDING
            return Receipt(state, f"{path}: {error.strerror or error}")
        return Receipt(OutboxState.SENT, "written")

    def close(self) -> None:
        """Nothing is open."""


def file_channel() -> Channel:
    """The channel of this module. A file is written again after a crash, so it is never uncertain."""
    return Channel("file", lambda _: FileDelivery(), keeps_removed=True, has_readers=False)


def _holds(path: Path, content: bytes) -> bool:
    """Whether `path` is a regular file with this content."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content


def _replace(path: Path, content: bytes) -> None:
    with _folder(path.parent) as folder:
        temporary = f".{path.name}.part"
        with suppress(FileNotFoundError):  # left by a run that was killed
            os.unlink(temporary, dir_fd=folder)
        try:
            _write(temporary, content, folder)
            os.rename(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=folder)
            raise
        os.fsync(folder)


def _write(name: str, content: bytes, folder: int) -> None:
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _folder(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
