"""The error classes and their exit codes.

::

    DigestError                 something a user or an operator can act on; shown as one line
      ConfigError          78   the configuration is wrong: names the file, the line and the key
      UsageError           64   the command was called wrongly
      InputError           65   a document cannot be used: empty, binary, too large, without text
        UnreadableDocumentError   it is a PDF, or another file that is no text, and cannot be read
      NotFoundError        66   a document, a digest or an outbox row does not exist
      FetchError           69   a source or a page could not be read
      ModelError           69   the model is missing, damaged or cannot be loaded
      ClusterError         69   the machines for bulk input cannot be used
      StoreError           74   the database cannot be opened, read or written
      DeliveryError        74   a file or a message cannot be delivered
      OutputError          74   the results cannot be written to standard output
      BusyError            75   another process is running, or a delivery must be tried again
        LockedError             it holds the lock of the store

The number is the exit code (sysexits.h). Messages are lower case, name their subject first and make sense alone, in a log line
or in the footer of an edition. An exception that is not a DigestError is a bug: it keeps its traceback and ends with 70.
"""

from __future__ import annotations

from datetime import datetime

DONE = 0
"""Exit code of a run without errors."""

BUG = 70
"""Exit code after an exception that is not a DigestError."""


class DigestError(Exception):
    """Something a user or an operator can act on. `is_known`: an error of this kind was told within the last day."""

    exit_code = 65
    is_known = False


class ConfigError(DigestError):
    """The configuration cannot be used."""

    exit_code = 78


class UsageError(DigestError):
    """A command was called with wrong arguments."""

    exit_code = 64


class InputError(DigestError):
    """A document was read but cannot be used."""

    exit_code = 65


class UnreadableDocumentError(InputError):
    """A file in the format `kind` ("PDF") has no text that can be read."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


class NotFoundError(DigestError):
    """Something that the user named does not exist."""

    exit_code = 66


class FetchError(DigestError):
    """A source or a page could not be read. `retry_at` is the time before which its server asked not to be called again."""

    exit_code = 69

    def __init__(self, message: str, retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class ModelError(DigestError):
    """The model is missing, damaged or cannot be loaded."""

    exit_code = 69


class ClusterError(DigestError):
    """The machines on which bulk input is summarised cannot be used."""

    exit_code = 69


class StoreError(DigestError):
    """The database cannot be opened, read or written."""

    exit_code = 74


class DeliveryError(DigestError):
    """An edition cannot be delivered."""

    exit_code = 74


class OutputError(DigestError):
    """Standard output cannot be written: the disk behind it is full, or it is closed."""

    exit_code = 74


class BusyError(DigestError):
    """The work must be tried again later."""

    exit_code = 75


class LockedError(BusyError):
    """Another process holds the lock of the store."""
