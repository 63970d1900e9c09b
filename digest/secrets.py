"""The type for passwords and keys, which never shows its value, and the places from which one is read.

A secret comes from an environment variable, a file or a systemd credential, never from the configuration file itself.
"""

from __future__ import annotations

import os
from pathlib import Path

from digest.errors import ConfigError

CREDENTIALS_VARIABLE = "CREDENTIALS_DIRECTORY"
"""Names the folder with the credentials that systemd passes to a unit (systemd.exec(5), section CREDENTIALS)."""

_MAX_CHARACTERS = 64 * 1024


class Secret:
    """A password or key. Log lines, tracebacks and `repr` show `***`; only `reveal` returns the value. It cannot be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself. Call it only where the value is used."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret(***)"

    def __str__(self) -> str:
        return "***"

    def __reduce__(self) -> str:
        raise TypeError("a Secret cannot be pickled")


def read_secret(subject: str, *, variable: str = "", file: Path | None = None, credential: str = "") -> Secret:
    """Read a secret from an environment variable, a systemd credential or a file; an empty one if none of them is named.

    White space around the content of a file is removed. Raise ConfigError, with a message that begins with `subject`, if the
    secret cannot be read.
    """
    if variable:
        if variable not in os.environ:
            raise ConfigError(f"{subject}: the environment variable {variable} is not set")
        return Secret(os.environ[variable])
    if credential:
        if CREDENTIALS_VARIABLE not in os.environ:
            raise ConfigError(f"{subject}: credential {credential!r}: systemd passed none ({CREDENTIALS_VARIABLE} is not set)")
        file = Path(os.environ[CREDENTIALS_VARIABLE], credential)
    return _read_file(subject, file) if file else Secret("")


def _read_file(subject: str, file: Path) -> Secret:
    try:
        with file.open(encoding="utf-8") as text:
            return Secret(text.read(_MAX_CHARACTERS).strip())
    except UnicodeDecodeError:
        # Without its cause, which would show the bytes that were read.
        raise ConfigError(f"{subject}: {file}: is not UTF-8 text") from None
    except (OSError, ValueError) as error:
        raise ConfigError(f"{subject}: {file}: {getattr(error, 'strerror', None) or error}") from error
