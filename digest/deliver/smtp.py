"""Delivers an edition by SMTP, one message per recipient. Connects to the mail server in its settings. Renders nothing.

The DATA command is sent step by step instead of by smtplib.sendmail, because the final dot is the commit point: before it the
server must discard the message if the connection breaks; after it the message may have been accepted although no answer came
(RFC 1047).
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import idna

from digest.errors import DeliveryError
from digest.records import OutboxState, Outgoing, Receipt
from digest.secrets import Secret

__all__ = ["Secret", "Security", "SmtpDelivery", "SmtpSettings", "check"]

_MAX_DETAIL = 300
_LINE_END = re.compile(rb"\r\n|\n|\r")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\x00-\x1f\x7f]")


class Security(StrEnum):
    """How the connection is protected: TLS from the start (port 465), STARTTLS (587), or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server, and how to log in.

    `sender` is the envelope address, which gets bounces. An empty `username` means no login, an empty `helo` the name of this
    machine. `ca_file` holds certificates to trust instead of those of the system. `copy_to` gets a copy of each message in
    the same transaction, so either both addresses get it or neither. `timeout` and `final_response_timeout` are seconds to
    wait for one reply. RFC 5321 (4.5.3.2.6) requires ten minutes after the final dot, because giving up there leads to
    duplicates.
    """

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    username: str = ""
    password: Secret = field(default_factory=lambda: Secret(""))
    timeout: float = 60.0
    final_response_timeout: float = 600.0
    helo: str = ""
    ca_file: Path | None = None
    copy_to: str = ""


class _PermanentError(Exception):
    """An error that a retry cannot fix: the server cannot take this message or this address."""


# Raised when the server, the network or the message is at fault.
_SMTP_ERRORS = (OSError, smtplib.SMTPException, UnicodeError, ValueError, _PermanentError)


@dataclass(frozen=True, slots=True)
class SmtpDelivery:
    """Implements Delivery for the channel "email"."""

    settings: SmtpSettings

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Send `row.content` to the address of its target, over verified TLS unless the settings say otherwise.

        SENT for a 2xx reply, PENDING for 4xx or a connection that breaks before the final dot, FAILED for 5xx, UNCERTAIN
        for a connection that breaks after the dot. An exception of `before_commit` propagates before the dot is sent.
        """
        with ExitStack() as stack:
            try:
                server = stack.enter_context(_session(self.settings))
                _send_envelope(server, self.settings, row)
                server.send(_dot_stuffed(row.content))
            except _SMTP_ERRORS as error:
                return _not_sent(error, self.settings)
            before_commit()
            return _commit(server, self.settings)


def check(settings: SmtpSettings) -> str:
    """Connect and log in, without sending; describe the connection. Raise DeliveryError if that fails."""
    where = f"{settings.host}:{settings.port}"
    try:
        with _session(settings) as server:
            _expect(server.noop())
            said = f"{where}, {_protection(server)}{', logged in as ' + settings.username if settings.username else ''}"
            _quit(server)
    except _SMTP_ERRORS as error:
        raise DeliveryError(f"mail server {where}: {_described(error, settings)}") from error
    return said


@contextmanager
def _session(settings: SmtpSettings) -> Iterator[smtplib.SMTP]:
    """A connection after EHLO, TLS and login as the settings require. It is closed at the end without QUIT."""
    server = _connect(settings)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.security == Security.STARTTLS:
            _expect(server.starttls(context=_tls_context(settings)))
            server.ehlo_or_helo_if_needed()
        if settings.username:
            _log_in(server, settings)
        yield server
    finally:
        server.close()


def _connect(settings: SmtpSettings) -> smtplib.SMTP:
    helo = settings.helo or None
    if settings.security == Security.TLS:
        return smtplib.SMTP_SSL(settings.host, settings.port, helo, timeout=settings.timeout, context=_tls_context(settings))
    return smtplib.SMTP(settings.host, settings.port, helo, timeout=settings.timeout)


def _tls_context(settings: SmtpSettings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=settings.ca_file)


def _log_in(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    password = settings.password.reveal()
    if not (settings.username + password).isascii():  # smtplib's error would contain a part of it
        raise _PermanentError("user name or password has characters outside ASCII")
    server.login(settings.username, password)


def _send_envelope(server: smtplib.SMTP, settings: SmtpSettings, row: Outgoing) -> None:
    """Send MAIL, RCPT and DATA, up to the reply 354."""
    sender, recipient = _envelope(settings.sender), _envelope(row.target.address)
    header = row.content.partition(b"\r\n\r\n")[0]
    international = not (sender + recipient).isascii() or not header.isascii()
    options = [f"SIZE={len(row.content)}"] if _supports_size(server, len(row.content)) else []
    if international:
        options += _international(server)
    elif not row.content.isascii() and server.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    _expect(server.docmd("MAIL", " ".join([f"FROM:<{sender}>", *options])))
    _expect(server.docmd("RCPT", f"TO:<{recipient}>"))
    if settings.copy_to and not _accepted(server.docmd("RCPT", f"TO:<{_envelope(settings.copy_to)}>")):
        raise smtplib.SMTPException(f"the server refuses the copy to {settings.copy_to}")
    _expect(server.docmd("DATA"), 354)


def _supports_size(server: smtplib.SMTP, size: int) -> bool:
    """Whether the server supports SIZE (RFC 1870). Raise _PermanentError if `size` is over the limit that it announced."""
    limit = server.esmtp_features.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        raise _PermanentError(f"message of {size:,} bytes is larger than the {int(limit):,} that the server takes")
    return server.has_extn("size")


def _international(server: smtplib.SMTP) -> list[str]:
    if not server.has_extn("smtputf8"):
        raise _PermanentError("the address needs SMTPUTF8 (RFC 6531), which the server does not offer")
    server.command_encoding = "utf-8"
    return ["SMTPUTF8", "BODY=8BITMIME"]


def _envelope(address: str) -> str:
    """The address for MAIL and RCPT, with its domain in ASCII."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or _NOT_IN_ADDRESS.search(address):
        raise _PermanentError(f"{address!r} is not a mail address")
    return address if domain.isascii() else f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"


def _dot_stuffed(content: bytes) -> bytes:
    """`content` as SMTP sends it (RFC 5321, 4.5.2): CRLF line ends, leading dots doubled, the last line terminated."""
    lines = _LINE_END.sub(b"\r\n", content)
    ended = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)


def _commit(server: smtplib.SMTP, settings: SmtpSettings) -> Receipt:
    """Send the final dot and interpret the reply."""
    try:
        _check_still_open(server, settings)
    except _SMTP_ERRORS as error:
        return _not_sent(error, settings)
    try:
        _set_timeout(server, settings.final_response_timeout)
        server.send(b".\r\n")
        code, reply = server.getreply()
    except _SMTP_ERRORS as error:
        return Receipt(OutboxState.UNCERTAIN, f"no answer after the final dot: {_described(error, settings)}")
    _quit(server)
    state = {2: OutboxState.SENT, 4: OutboxState.PENDING, 5: OutboxState.FAILED}.get(code // 100, OutboxState.UNCERTAIN)
    return Receipt(state, _one_line(f"{code} {reply.decode('utf-8', 'replace')}", settings))


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


def _quit(server: smtplib.SMTP) -> None:
    """Send QUIT without waiting for the reply, as Postfix does with `smtp_skip_quit_response`. Until the caller has stored the
    result, a crash would make the message uncertain."""
    with suppress(*_SMTP_ERRORS):
        server.putcmd("QUIT")


def _set_timeout(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _expect(reply: tuple[int, bytes], *codes: int) -> None:
    """Raise SMTPResponseException unless the reply code is one of `codes`, or any 2xx if none is given."""
    code, text = reply
    if code not in codes and (codes or code // 100 != 2):
        raise smtplib.SMTPResponseException(code, text)


def _accepted(reply: tuple[int, bytes]) -> bool:
    return reply[0] // 100 == 2


def _not_sent(error: Exception, settings: SmtpSettings) -> Receipt:
    """The receipt for an error before the commit point: FAILED for 5xx and permanent errors, else PENDING."""
    refused = isinstance(error, smtplib.SMTPResponseException) and error.smtp_code // 100 == 5
    state = OutboxState.FAILED if refused or isinstance(error, _PermanentError) else OutboxState.PENDING
    no_reply = isinstance(error, OSError) and not isinstance(error, smtplib.SMTPResponseException)
    where = f"mail server {settings.host}:{settings.port}: " if no_reply else ""
    return Receipt(state, where + _described(error, settings))


def _described(error: Exception, settings: SmtpSettings) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return _one_line(f"{error.smtp_code} {reply}", settings)
    return _one_line(getattr(error, "strerror", None) or str(error) or type(error).__name__, settings)


def _one_line(text: str, settings: SmtpSettings) -> str:
    """`text` for a log line: printable, at most 300 characters, and without the password, which a server may echo."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    for word in _secret_texts(settings):
        line = line.replace(word, "***")
    return line[:_MAX_DETAIL]


def _secret_texts(settings: SmtpSettings) -> tuple[str, ...]:
    password = settings.password.reveal()
    sent = (f"\0{settings.username}\0{password}", password)
    return (*(base64.b64encode(word.encode()).decode() for word in sent), password) if password else ()


def _protection(server: smtplib.SMTP) -> str:
    return (server.sock.version() or "TLS") if isinstance(server.sock, ssl.SSLSocket) else "not encrypted"
