"""Delivers an edition by SMTP, one message per recipient, many messages per connection. Renders nothing.

The DATA command is sent step by step instead of by smtplib.sendmail, because the final dot is the commit point: before it the
server must discard the message if the connection breaks; after it the message may have been accepted although no answer came
(RFC 1047).

A refusal of the server or of us is not a refusal of the recipient. What goes wrong at CONNECT, EHLO, STARTTLS, AUTH or MAIL,
and every answer about a quota, leaves the message PENDING. Only a 5xx answer to RCPT or to the message refuses the row.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress

import idna

from digest.deliver.smtp_session import (
    SMTP_ERRORS,
    Security,
    ServerState,
    SmtpSettings,
    UnusableError,
    check,
    describe,
    expect,
    one_reply_line,
    open_session,
    send_quit,
)
from digest.records import OutboxState, Outgoing, Receipt
from digest.secrets import Secret

__all__ = ["Secret", "Security", "SmtpDelivery", "SmtpSettings", "check"]

MAX_MESSAGES = 50
"""Messages per connection. Exchange Online takes 20 to 30 a minute and most servers 100 or more per connection; one that takes
fewer answers 421, and the message goes over a new connection."""

MAX_FAILURES = 2
"""Failures in a row after which the server is not asked again in this run. A connection or login that fails counts as all: a
second attempt could lock the account."""

_LINE_END = re.compile(rb"\r\n|\n|\r")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\x00-\x1f\x7f]")
_QUOTA_CODES = frozenset({452, 552})  # RFC 5321, 4.2.3: insufficient storage, exceeded storage allocation
_QUOTA = re.compile(r"^[45]\.2\.2\b|quota|exceeded|too many|\blimit|throttl|mailbox (is )?full|over capacity", re.IGNORECASE)
_MAILBOX_CODES = frozenset({550, 551, 553, 556})
"""Answers to RCPT that are about the mailbox (RFC 5321, 4.2.3; RFC 7504): it does not exist, has moved, or takes no mail."""
_POLICY = re.compile(r"^5\.(7|3|4|5)\.|^5\.1\.[78]\b|relay|sender|authenti|denied|blocked|blacklist|policy|spam", re.IGNORECASE)
"""Answers that are about us: RFC 3463, X.7 security or policy, X.1.7 and X.1.8 the sender's address."""


class SmtpDelivery:
    """Implements Delivery for the channel "email". Keeps a connection open until `close`."""

    def __init__(self, settings: SmtpSettings, server_state: ServerState | None = None) -> None:
        self.settings = settings
        self._server: smtplib.SMTP | None = None
        self._messages = 0
        self._state = server_state or ServerState()

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Send `row.content` to the address of its target, over verified TLS unless the settings say otherwise.

        SENT for a 2xx reply, UNCERTAIN for a connection that breaks after the final dot, FAILED for a 5xx reply to RCPT or to
        the message, else PENDING. Without asking the server: FAILED for what is no address, and PENDING after MAX_FAILURES.
        An exception of `before_commit` propagates before the dot is sent.
        """
        try:
            recipient = _envelope(row.target.address)
        except ValueError as error:
            return Receipt(OutboxState.FAILED, str(error))
        if self._state.unusable:
            return Receipt(OutboxState.PENDING, self._state.unusable)
        try:
            server = self._begin_message(row, recipient)
        except SMTP_ERRORS as error:
            return self._fail(error)
        return self._send(server, row, recipient, before_commit)

    def close(self) -> None:
        """End the connection, and forget that the server failed: the next run asks it again."""
        if self._server is not None:
            send_quit(self._server)
        self._drop()
        self._state.failures, self._state.unusable = 0, ""

    def _begin_message(self, row: Outgoing, recipient: str) -> smtplib.SMTP:
        """The connection after MAIL. A server that is tired of the open connection gets a new one."""
        server, is_new = self._connected()
        try:
            _send_mail_command(server, self.settings, row, recipient)
        except UnusableError:
            raise
        except SMTP_ERRORS:
            if is_new:
                raise
            self._drop()
            server, _ = self._connected()
            _send_mail_command(server, self.settings, row, recipient)
        return server

    def _connected(self) -> tuple[smtplib.SMTP, bool]:
        """The open connection, or a new one; and whether it is new."""
        if self._messages >= MAX_MESSAGES:
            if self._server is not None:
                send_quit(self._server)
            self._drop()
        if self._server is not None:
            return self._server, False
        with self._state.opening:
            if self._state.unusable:
                raise UnusableError(self._state.unusable)
            try:
                self._server = open_session(self.settings)
            except SMTP_ERRORS as error:
                self._state.failures = MAX_FAILURES
                self._state.unusable = self._describe(error)
                raise
        return self._server, True

    def _send(self, server: smtplib.SMTP, row: Outgoing, recipient: str, before_commit: Callable[[], None]) -> Receipt:
        """Send RCPT, DATA and the message over a connection after MAIL."""
        try:
            refusal = _refusal(server.docmd("RCPT", f"TO:<{recipient}>"), self.settings, of_recipient=True)
            if refusal is None and self.settings.copy_to:
                expect(server.docmd("RCPT", f"TO:<{_envelope(self.settings.copy_to)}>"))
            if refusal is None:
                refusal = _refusal(server.docmd("DATA"), self.settings, accepted=354)
            if refusal is not None:
                return self._end_message(server, refusal)
            server.send(_dot_stuffed(row.content))
        except SMTP_ERRORS as error:
            return self._fail(error)
        try:
            before_commit()
        except BaseException:
            self._drop()  # the server must not get the dot
            raise
        return self._commit(server)

    def _commit(self, server: smtplib.SMTP) -> Receipt:
        """Send the final dot and interpret the reply."""
        try:
            _check_still_open(server, self.settings)
        except SMTP_ERRORS as error:
            return self._fail(error)
        try:
            _set_timeout(server, self.settings.final_response_timeout)
            server.send(b".\r\n")
            reply = server.getreply()
            _set_timeout(server, self.settings.timeout)
        except SMTP_ERRORS as error:
            self._fail(error)
            return Receipt(OutboxState.UNCERTAIN, f"no answer after the final dot: {describe(error, self.settings)}")
        self._messages += 1
        detail = _reply_text(reply, self.settings)
        if reply[0] // 100 not in (2, 4, 5):
            self._drop()
            return Receipt(OutboxState.UNCERTAIN, detail)
        refusal = _refusal(reply, self.settings)
        if refusal is None:
            self._state.failures = 0
            return Receipt(OutboxState.SENT, detail)
        if reply[0] == _CLOSING:
            self._drop()
        return refusal

    def _end_message(self, server: smtplib.SMTP, refusal: Receipt) -> Receipt:
        """Make the connection ready for the next message after one that was refused before its content was sent."""
        try:
            expect(server.rset())
        except SMTP_ERRORS:
            self._drop()
        return refusal

    def _fail(self, error: Exception) -> Receipt:
        """The receipt for an error of the server, the network or the login: the message stays PENDING."""
        self._drop()
        detail = self._describe(error)
        if not isinstance(error, UnusableError):
            self._state.failures += 1
        if self._state.failures >= MAX_FAILURES:
            self._state.unusable = detail
        return Receipt(OutboxState.PENDING, detail)

    def _describe(self, error: Exception) -> str:
        no_reply = isinstance(error, OSError) and not isinstance(error, smtplib.SMTPResponseException)
        where = f"mail server {self.settings.host}:{self.settings.port}: " if no_reply else ""
        return where + describe(error, self.settings)

    def _drop(self) -> None:
        if self._server is not None:
            with suppress(OSError):
                self._server.close()
        self._server, self._messages = None, 0


_CLOSING = 421


def _send_mail_command(server: smtplib.SMTP, settings: SmtpSettings, row: Outgoing, recipient: str) -> None:
    """Send MAIL with the options that the message needs. Raise one of SMTP_ERRORS unless it is accepted."""
    try:
        sender = _envelope(settings.sender)
    except ValueError as error:
        raise UnusableError(str(error)) from error
    header = row.content.partition(b"\r\n\r\n")[0]
    international = not (sender + recipient).isascii() or not header.isascii()
    options = [f"SIZE={len(row.content)}"] if _supports_size(server, len(row.content)) else []
    server.command_encoding = "utf-8" if international else "ascii"
    if international:
        if not server.has_extn("smtputf8"):
            raise UnusableError("the address needs SMTPUTF8 (RFC 6531), which the server does not offer")
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    elif not row.content.isascii() and server.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    expect(server.docmd("MAIL", " ".join([f"FROM:<{sender}>", *options])))


def _supports_size(server: smtplib.SMTP, size: int) -> bool:
    """Whether the server supports SIZE (RFC 1870). Raise UnusableError if `size` is over the limit that it announced."""
    limit = server.esmtp_features.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        raise UnusableError(f"message of {size:,} bytes is larger than the {int(limit):,} that the server takes")
    return server.has_extn("size")


def _envelope(address: str) -> str:
    """The address for MAIL and RCPT, with its domain in ASCII. Raise ValueError if it is none."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or _NOT_IN_ADDRESS.search(address):
        raise ValueError(f"{address!r} is not a mail address")
    if domain.isascii():
        return address
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except idna.IDNAError as error:
        raise ValueError(f"{address!r} is not a mail address: {error}") from error


def _refusal(
    reply: tuple[int, bytes], settings: SmtpSettings, *, accepted: int = 0, of_recipient: bool = False
) -> Receipt | None:
    """The receipt for a reply that refuses a recipient or a message; None if it accepts: 2xx, or the code `accepted`.

    Raise SMTPResponseException for 421 before the message was sent: the server closes the connection.
    """
    code, text = reply
    if code == accepted or (not accepted and code // 100 == 2):
        return None
    if code == _CLOSING and (of_recipient or accepted):
        raise smtplib.SMTPResponseException(code, text)
    detail = _reply_text(reply, settings)
    said = text.decode("utf-8", "replace")
    if code // 100 != 5 or code in _QUOTA_CODES or _QUOTA.search(said):
        return Receipt(OutboxState.PENDING, detail)
    names_recipient = of_recipient and code in _MAILBOX_CODES and not _POLICY.search(said)
    return Receipt(OutboxState.FAILED, detail, is_conditional=True, names_recipient=names_recipient)


def _reply_text(reply: tuple[int, bytes], settings: SmtpSettings) -> str:
    return one_reply_line(f"{reply[0]} {reply[1].decode('utf-8', 'replace')}", settings)


def _dot_stuffed(content: bytes) -> bytes:
    """`content` as SMTP sends it (RFC 5321, 4.5.2): CRLF line ends, leading dots doubled, the last line terminated."""
    lines = _LINE_END.sub(b"\r\n", content)
    ended = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)


def _check_still_open(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    """Raise SMTPServerDisconnected if the server closed or replied before the dot: then it has discarded the message."""
    if server.sock is None or server.file is None:
        raise smtplib.SMTPServerDisconnected("connection closed before the final dot")
    server.sock.settimeout(0)
    try:
        server.file.peek(1) or server.sock.recv(1)  # buffered with the last reply, or received since
    except (BlockingIOError, ssl.SSLWantReadError):
        return
    finally:
        server.sock.settimeout(settings.timeout)
    raise smtplib.SMTPServerDisconnected("the server gave up before the final dot")


def _set_timeout(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)
