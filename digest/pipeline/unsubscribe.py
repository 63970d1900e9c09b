"""Unsubscribing: by a signed token, or by a file of tokens that a web server appends to and every run reads.

The token is signed, so whoever brings it needs no other proof. Serves no web page: `mail.unsubscribe_url` is the operator's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import ConfigError, InputError
from digest.records import IdentityKind
from digest.text.visible import one_line

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MAX_BYTES = 10 << 20

ReadToken = Callable[[bytes, str], tuple[str, str]]
"""(secret, token) -> digest and address. Raises InputError for a token that was not made with the secret."""


@dataclass(frozen=True)
class Unsubscriber:
    """Unsubscribes the holders of valid tokens."""

    store: SqlStore
    read_token: ReadToken

    def unsubscribe(self, token: str, now: datetime) -> tuple[str, str]:
        """Unsubscribe the recipient named by `token`; return the digest's slug and the address.

        Has no effect if the recipient is unsubscribed already. Raise InputError for an invalid token.
        """
        slug, address = self.read_token(self.store.secret(), token)
        slug = self.store.name_today(IdentityKind.DIGEST, slug)
        if address not in self.store.unsubscribed(slug):
            self.store.unsubscribe(slug, address, now)
        return slug, address

    def process_unsubscribe_file(self, path: Path, now: datetime) -> None:
        """Unsubscribe the recipient of every line of `path`, if the file exists. An invalid line is logged by its number.

        Raise ConfigError if the file cannot be read.
        """
        for number, line in enumerate(_read_lines(path), start=1):
            if token := line.strip():
                try:
                    self.unsubscribe(token, now)
                except InputError as error:
                    log.warning("%s:%d: %s", path, number, one_line(str(error)))


def _read_lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES} bytes; its tokens are stored already, so empty the file")
        return path.read_text("utf-8", "replace").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: while reading unsubscribe tokens: {error.strerror}") from error
