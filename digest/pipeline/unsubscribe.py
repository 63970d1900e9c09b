"""Readers who leave: by `digest unsubscribe TOKEN`, or by a file of tokens that a web server writes and every run reads.

The token is signed, so neither asks who brings it. Serves no web page: what stands at `mail.unsubscribe_url` is the operator's.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from digest.cli.logging import one_line
from digest.compile.unsubscribe_token import read_token
from digest.errors import ConfigError, InputError
from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MOST_BYTES = 10 << 20


def leave(store: SqlStore, token: str, now: datetime) -> tuple[str, str]:
    """Take the reader whom `token` names off its digest: its name and their address. Raise InputError for a damaged token.

    A reader who has left before is left alone.
    """
    digest, address = read_token(store.secret(), token)
    if address not in store.left(digest):
        store.unsubscribe(digest, address, now)
    return digest, address


def leave_all(store: SqlStore, path: Path, now: datetime) -> None:
    """The same for every line of the file `path`, if there is one; a damaged line is logged by its number, and the rest counts.

    Raise ConfigError if the file cannot be read.
    """
    if not path.exists():
        return
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ConfigError(f"{path}: larger than {MOST_BYTES} bytes: who has left is remembered, so it may be emptied")
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: while reading who leaves: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        if token := line.strip():
            try:
                leave(store, token, now)
            except InputError as error:
                log.warning("%s:%d: %s", path, number, one_line(str(error)))
