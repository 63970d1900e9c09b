"""Where the configuration says that a secret stands: an environment variable, a file, or a systemd credential.

The configuration itself never holds a password or key. The secret is read when it is needed, not when settings are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digest.secrets import Secret, read_secret


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """The values of the keys `<key>_env`, `<key>_file` and `<key>_credential`, of which at most one is set."""

    key: str
    variable: str
    file: Path | None
    credential: str

    def __bool__(self) -> bool:
        return bool(self.variable or self.file or self.credential)

    def check(self) -> None:
        """Raise ValueError if more than one of the keys is set."""
        if sum(map(bool, (self.variable, self.file, self.credential))) > 1:
            raise ValueError(f"one of {self.key}_env, {self.key}_file and {self.key}_credential, not several")

    def read(self, section: str, root: Path) -> Secret:
        """The secret, read now; empty if no place is named. Relative files are seen from `root`.

        Raise ConfigError, which names `section` and key, if it cannot be read.
        """
        file = root / self.file if self.file else None
        return read_secret(f"{section}: {self.key}", variable=self.variable, file=file, credential=self.credential)
