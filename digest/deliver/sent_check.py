"""Checks whether an uncertain message was sent: in the log of the local Postfix, or in a mailbox that gets copies.

A match proves that the server accepted the message. No match proves less: a log can be truncated, a copy can be late. Changes
nothing in the log or the mailbox.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from pathlib import Path

from digest.errors import DeliveryError
from digest.records import Outgoing
from digest.secrets import Secret

_TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class LogSentCheck:
    """Implements SentCheck with the log of the Postfix that relays our messages, and the rotated log before it (`.1`)."""

    path: Path

    @property
    def place(self) -> str:
        """The path of the log."""
        return str(self.path)

    def was_delivered(self, row: Outgoing) -> bool:
        """Whether Postfix queued the message. Raise DeliveryError if the log cannot be read.

        Two lines must be there: the cleanup process logs the Message-ID as soon as it reads it, and the queue manager logs
        the queue id only once the message is on disk.
        """
        text = "".join(_read(path) for path in self._logs())
        named = re.findall(rf" ([0-9A-Za-z]+): message-id={re.escape(message_id(row))}\s", text)
        return any(re.search(rf" {queue}: from=<[^>]*>, size=", text) for queue in named)

    def _logs(self) -> tuple[Path, ...]:
        before = self.path.with_name(self.path.name + ".1")
        return (before, self.path) if before.exists() else (self.path,)


@dataclass(frozen=True, slots=True)
class ImapSentCheck:
    """Implements SentCheck with a mailbox that gets a copy of every message. Always connects over TLS."""

    host: str
    port: int
    username: str
    password: Secret
    folder: str = "INBOX"
    context: ssl.SSLContext | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """The host of the mailbox."""
        return self.host

    def was_delivered(self, row: Outgoing) -> bool:
        """Whether the mailbox has the copy. Raise DeliveryError if it cannot be read."""
        try:
            return self._found(message_id(row))
        except (OSError, imaplib.IMAP4.error) as error:
            raise DeliveryError(f"mailbox {self.username} at {self.host}: while looking for a copy: {error}") from error

    def _found(self, name: str) -> bool:
        context = self.context or ssl.create_default_context()
        server = imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=_TIMEOUT)
        try:
            server.login(self.username, self.password.reveal())
            status, _ = server.select(f'"{self.folder}"', readonly=True)
            if status != "OK":
                raise imaplib.IMAP4.error(f"there is no folder {self.folder}")
            _, numbers = server.search(None, "HEADER", "Message-ID", f'"{name}"')
            return any(numbers) and numbers[0] is not None
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                server.logout()


def message_id(row: Outgoing) -> str:
    """The Message-ID of the message in `row`, with its angle brackets."""
    return str(BytesHeaderParser().parsebytes(row.content.partition(b"\r\n\r\n")[0])["Message-ID"])


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise DeliveryError(f"{path}: while looking for a message: {error.strerror}") from error
