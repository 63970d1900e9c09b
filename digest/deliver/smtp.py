"""Hands out an edition by SMTP, one message to one recipient. Effects: talks to the mail server of its settings.

The message itself is sent by hand, because what matters is the moment of its end: until the final dot the server must throw
away what it has, after it the message may have arrived although no answer came (RFC 1047).
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

_DETAIL = 300
_LINE_END = re.compile(rb"\r\n|\n|\r")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\x00-\x1f\x7f]")


class Security(StrEnum):
    """How the connection is protected: by TLS from its start (port 465), by STARTTLS (587), or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server, and who speaks to it.

    `sender` is the envelope address, where bounces go. `username` empty: no login. `helo` empty: the name of this machine.
    `ca_file` names certificates to trust instead of those of the system. `copy_to` gets a copy of each message in the same
    transaction, so that it has come to both or to neither. `timeout` and `dot_timeout` are seconds for one
    answer; RFC 5321 (4.5.3.2.6) asks for ten minutes after the final dot, since giving up there invites duplicates.
    """

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    username: str = ""
    password: Secret = field(default_factory=lambda: Secret(""))
    timeout: float = 60.0
    dot_timeout: float = 600.0
    helo: str = ""
    ca_file: Path | None = None
    copy_to: str = ""


class _HopelessError(Exception):
    """What no second attempt can change: the message or its address does not fit this server."""


# What is raised when the other side, or the way to it, is at fault.
_TROUBLE = (OSError, smtplib.SMTPException, UnicodeError, ValueError, _HopelessError)


@dataclass(frozen=True, slots=True)
class SmtpDelivery:
    """Implements Delivery for the channel "email"."""

    settings: SmtpSettings

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Send `row.content` to the address of its target, over verified TLS unless the settings say otherwise.

        SENT by a 2xx answer, PENDING by 4xx or when the connection breaks before the final dot, FAILED by 5xx, UNCERTAIN
        when it breaks after the dot. What `before_commit` raises passes through; the server then has no final dot.
        """
        with ExitStack() as stack:
            try:
                server = stack.enter_context(_session(self.settings))
                _announce(server, self.settings, row)
                server.send(_stuffed(row.content))
            except _TROUBLE as error:
                return _not_sent(error, self.settings)
            before_commit()
            return _finish(server, self.settings)


def check(settings: SmtpSettings) -> str:
    """Connect, log in and do nothing; what was reached, in words. Raise DeliveryError if a message could not be sent so."""
    where = f"{settings.host}:{settings.port}"
    try:
        with _session(settings) as server:
            _expect(server.noop())
            said = f"{where}, {_protection(server)}{', logged in as ' + settings.username if settings.username else ''}"
            _quit(server)
    except _TROUBLE as error:
        raise DeliveryError(f"mail server {where}: {_told(error, settings)}") from error
    return said


@contextmanager
def _session(settings: SmtpSettings) -> Iterator[smtplib.SMTP]:
    """A server that has been greeted, over TLS and logged in as the settings say; closed at the end without a word."""
    server = _connected(settings)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.security == Security.STARTTLS:
            _expect(server.starttls(context=_trust(settings)))
            server.ehlo_or_helo_if_needed()
        if settings.username:
            _log_in(server, settings)
        yield server
    finally:
        server.close()


def _connected(settings: SmtpSettings) -> smtplib.SMTP:
    helo = settings.helo or None
    if settings.security == Security.TLS:
        return smtplib.SMTP_SSL(settings.host, settings.port, helo, timeout=settings.timeout, context=_trust(settings))
    return smtplib.SMTP(settings.host, settings.port, helo, timeout=settings.timeout)


def _trust(settings: SmtpSettings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=settings.ca_file)


def _log_in(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    password = settings.password.reveal()
    if not (settings.username + password).isascii():  # the error of the standard library would show a part of it
        raise _HopelessError("user name or password has characters outside ASCII")
    server.login(settings.username, password)


def _announce(server: smtplib.SMTP, settings: SmtpSettings, row: Outgoing) -> None:
    """Everything up to the 354 that asks for the message."""
    sender, recipient = _envelope(settings.sender), _envelope(row.target.address)
    header = row.content.partition(b"\r\n\r\n")[0]
    international = not (sender + recipient).isascii() or not header.isascii()
    options = [f"SIZE={len(row.content)}"] if _fits(server, len(row.content)) else []
    if international:
        options += _international(server)
    elif not row.content.isascii() and server.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    _expect(server.docmd("MAIL", " ".join([f"FROM:<{sender}>", *options])))
    _expect(server.docmd("RCPT", f"TO:<{recipient}>"))
    if settings.copy_to and not _accepted(server.docmd("RCPT", f"TO:<{_envelope(settings.copy_to)}>")):
        raise smtplib.SMTPException(f"the server refuses the copy to {settings.copy_to}")
    _expect(server.docmd("DATA"), 354)


def _fits(server: smtplib.SMTP, size: int) -> bool:
    """Whether the server wants to know the size (RFC 1870); raises if it has said that this is too much."""
    limit = server.esmtp_features.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        raise _HopelessError(f"message of {size:,} bytes is larger than the {int(limit):,} that the server takes")
    return server.has_extn("size")


def _international(server: smtplib.SMTP) -> list[str]:
    if not server.has_extn("smtputf8"):
        raise _HopelessError("the address needs SMTPUTF8 (RFC 6531), which the server does not offer")
    server.command_encoding = "utf-8"
    return ["SMTPUTF8", "BODY=8BITMIME"]


def _envelope(address: str) -> str:
    """The address as it stands in MAIL and RCPT, its domain in ASCII."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or _NOT_IN_ADDRESS.search(address):
        raise _HopelessError(f"{address!r} is not a mail address")
    return address if domain.isascii() else f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"


def _stuffed(content: bytes) -> bytes:
    """`content` as SMTP carries it (RFC 5321, 4.5.2): CRLF everywhere, leading dots doubled, the last line ended."""
    lines = _LINE_END.sub(b"\r\n", content)
    ended = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)


def _finish(server: smtplib.SMTP, settings: SmtpSettings) -> Receipt:
    """The final dot, and what its answer means."""
    try:
        _still_waiting(server, settings)
    except _TROUBLE as error:
        return _not_sent(error, settings)
    try:
        _wait_at_most(server, settings.dot_timeout)
        server.send(b".\r\n")
        code, reply = server.getreply()
    except _TROUBLE as error:
        return Receipt(OutboxState.UNCERTAIN, f"no answer after the final dot: {_told(error, settings)}")
    _quit(server)
    state = {2: OutboxState.SENT, 4: OutboxState.PENDING, 5: OutboxState.FAILED}.get(code // 100, OutboxState.UNCERTAIN)
    return Receipt(state, _clean(f"{code} {reply.decode('utf-8', 'replace')}", settings))


def _still_waiting(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    """Raise if the server has closed or spoken before the dot: then it has given up the message, and nothing is uncertain."""
    if server.sock is None or server.file is None:
        raise smtplib.SMTPServerDisconnected("connection closed before the final dot")
    server.sock.settimeout(0)
    try:
        server.file.peek(1) or server.sock.recv(1)  # what was read along with the last answer, or what has come since
    except (BlockingIOError, ssl.SSLWantReadError):
        return
    finally:
        server.sock.settimeout(settings.timeout)
    raise smtplib.SMTPServerDisconnected("the server gave up before the final dot")


def _quit(server: smtplib.SMTP) -> None:
    """Say goodbye, and wait for no answer (as Postfix does by `smtp_skip_quit_response`): until the caller has noted how the
    message fared, a crash would make it uncertain."""
    with suppress(*_TROUBLE):
        server.putcmd("QUIT")


def _wait_at_most(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _expect(reply: tuple[int, bytes], *codes: int) -> None:
    """Raise SMTPResponseException unless the answer is one of `codes`; none given, any 2xx."""
    code, text = reply
    if code not in codes and (codes or code // 100 != 2):
        raise smtplib.SMTPResponseException(code, text)


def _accepted(reply: tuple[int, bytes]) -> bool:
    return reply[0] // 100 == 2


def _not_sent(error: Exception, settings: SmtpSettings) -> Receipt:
    """FAILED where the server has said so for good (5xx) or must say so, PENDING for all that may be otherwise next time."""
    refused = isinstance(error, smtplib.SMTPResponseException) and error.smtp_code // 100 == 5
    state = OutboxState.FAILED if refused or isinstance(error, _HopelessError) else OutboxState.PENDING
    unheard = isinstance(error, OSError) and not isinstance(error, smtplib.SMTPResponseException)
    where = f"mail server {settings.host}:{settings.port}: " if unheard else ""
    return Receipt(state, where + _told(error, settings))


def _told(error: Exception, settings: SmtpSettings) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return _clean(f"{error.smtp_code} {reply}", settings)
    return _clean(getattr(error, "strerror", None) or str(error) or type(error).__name__, settings)


def _clean(text: str, settings: SmtpSettings) -> str:
    """An answer fit for a log line: printable, short, and without the password should the server repeat it."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    for word in _secrets(settings):
        line = line.replace(word, "***")
    return line[:_DETAIL]


def _secrets(settings: SmtpSettings) -> tuple[str, ...]:
    password = settings.password.reveal()
    sent = (f"\0{settings.username}\0{password}", password)
    return (*(base64.b64encode(word.encode()).decode() for word in sent), password) if password else ()


def _protection(server: smtplib.SMTP) -> str:
    return (server.sock.version() or "TLS") if isinstance(server.sock, ssl.SSLSocket) else "not encrypted"
