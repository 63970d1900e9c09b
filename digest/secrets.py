"""Secrets: a value that is used but never shown, and the places where one may stand. Reads environment and files."""

from __future__ import annotations

import os
from pathlib import Path

from digest.errors import ConfigError

# systemd.exec(5), "CREDENTIALS": the folder with what LoadCredential= hands to a unit.
CREDENTIALS = "CREDENTIALS_DIRECTORY"
_LONGEST = 64 * 1024


class Secret:
    """A password or key, which no log line, traceback or representation holds. Only `reveal` gives it out."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the one place that needs it."""
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
        raise TypeError("a secret is not written down")


def read_secret(subject: str, *, variable: str = "", file: Path | None = None, credential: str = "") -> Secret:
    """What stands in an environment variable, a file or a systemd credential, white space around it left out; an empty secret
    where none is named. Raise ConfigError, which begins with `subject`, if it cannot be read."""
    if variable:
        if variable not in os.environ:
            raise ConfigError(f"{subject}: the environment has no {variable}")
        return Secret(os.environ[variable])
    if credential:
        if CREDENTIALS not in os.environ:
            raise ConfigError(f"{subject}: credential {credential!r}: systemd gave none (the environment has no {CREDENTIALS})")
        file = Path(os.environ[CREDENTIALS], credential)
    return _in_file(subject, file) if file else Secret("")


def _in_file(subject: str, file: Path) -> Secret:
    try:
        with file.open(encoding="utf-8") as text:
            return Secret(text.read(_LONGEST).strip())
    except UnicodeDecodeError:
        # Said without its cause, which would hold what was read.
        raise ConfigError(f"{subject}: {file}: is not a text") from None
    except (OSError, ValueError) as error:
        raise ConfigError(f"{subject}: {file}: {getattr(error, 'strerror', None) or error}") from error
