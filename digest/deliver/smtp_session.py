"""The connection to a mail server: TLS, login, and what went wrong in words. Sends no message."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Lock

from digest.errors import DeliveryError
from digest.secrets import Secret

_MAX_DETAIL = 300


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


class ServerState:
    """What all connections to one mail server know of it: how often it failed in a row, and why it is not asked again.

    Connections are opened one after the other: a wrong password is tried once, however many there are.
    """

    def __init__(self) -> None:
        self.opening = Lock()
        self.failures = 0
        self.unusable = ""


class UnusableError(Exception):
    """The server, or what the configuration says about it, cannot be used for a message."""


SMTP_ERRORS = (OSError, smtplib.SMTPException, UnicodeError, ValueError, UnusableError)
"""Raised when the server, the network or the message is at fault."""


def check(settings: SmtpSettings) -> str:
    """Connect and log in, without sending; describe the connection. Raise DeliveryError if that fails."""
    where = f"{settings.host}:{settings.port}"
    try:
        server = open_session(settings)
        try:
            expect(server.noop())
            said = f"{where}, {_protection(server)}{', logged in as ' + settings.username if settings.username else ''}"
            send_quit(server)
        finally:
            server.close()
    except SMTP_ERRORS as error:
        raise DeliveryError(f"mail server {where}: {describe(error, settings)}") from error
    return said


def open_session(settings: SmtpSettings) -> smtplib.SMTP:
    """A connection after EHLO, TLS and login as the settings require. Raise one of SMTP_ERRORS."""
    server = _connect(settings)
    try:
        _send_at_once(server)
        _greet(server)
        if settings.security == Security.STARTTLS:
            expect(server.starttls(context=_tls_context(settings)))
            _greet(server)
        if settings.username:
            _log_in(server, settings)
    except BaseException:
        server.close()
        raise
    return server


def _send_at_once(server: smtplib.SMTP) -> None:
    """Hold back no small packet: the final dot would wait for the receipt of what was sent before, up to 40 ms a message."""
    if server.sock is not None:
        server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _greet(server: smtplib.SMTP) -> None:
    """Say EHLO, and HELO if the server does not know it. A server that closes (421) is not greeted again."""
    code, text = server.ehlo()
    if code not in (250, 421):
        code, text = server.helo()
    if code != 250:
        raise smtplib.SMTPHeloError(code, text)


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
        raise UnusableError("user name or password has characters outside ASCII")
    server.login(settings.username, password)


def send_quit(server: smtplib.SMTP) -> None:
    """Send QUIT without waiting for the reply, as Postfix does with `smtp_skip_quit_response`: nothing depends on it."""
    with suppress(*SMTP_ERRORS):
        server.putcmd("QUIT")


def expect(reply: tuple[int, bytes], *codes: int) -> None:
    """Raise SMTPResponseException unless the reply code is one of `codes`, or any 2xx if none is given."""
    code, text = reply
    if code not in codes and (codes or code // 100 != 2):
        raise smtplib.SMTPResponseException(code, text)


def describe(error: Exception, settings: SmtpSettings) -> str:
    """What went wrong, in one line without the password."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return one_reply_line(f"{error.smtp_code} {reply}", settings)
    return one_reply_line(getattr(error, "strerror", None) or str(error) or type(error).__name__, settings)


def one_reply_line(text: str, settings: SmtpSettings) -> str:
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
