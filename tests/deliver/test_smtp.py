"""Delivery to a real SMTP server on loopback: in the clear, by STARTTLS, by TLS, with a login."""

from __future__ import annotations

import pickle
import shutil
import socket
import ssl
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.smtp import Secret, Security, SmtpDelivery, SmtpSettings, _dot_stuffed, check
from digest.errors import DeliveryError
from digest.records import Format, OutboxState, Outgoing, Receipt, Target

MESSAGE = b"From: digest@example.org\r\nSubject: one\r\n\r\n.a dot\r\n..two dots\r\n.\r\nlast line\r\n"
ROW = Outgoing("morning", date(2026, 11, 23), Target("email", "reader@example.org", Format.EMAIL), MESSAGE)
PASSWORD = "correct horse battery"


def deliver(settings: SmtpSettings, row: Outgoing) -> Receipt:
    """The receipt of one message over a connection of its own."""
    with closing(SmtpDelivery(settings)) as delivery:
        return delivery.deliver(row, lambda: None)


class Inbox:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 kept"


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False, auth_data=data)


@contextmanager
def running(**options: object) -> Iterator[tuple[Inbox, int]]:
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield inbox, port
    finally:
        controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that signs itself, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "server.pem", folder / "server.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return made, key


@pytest.fixture(scope="session")
def context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    return made


def settings(port: int, security: Security = Security.NONE, **fields: object) -> SmtpSettings:
    assumed = SmtpSettings(
        "127.0.0.1", port, "bounces@example.org", security, timeout=10, final_response_timeout=10, helo="here"
    )
    return replace(assumed, **fields)  # type: ignore[arg-type]


def test_a_message_arrives_byte_for_byte_at_its_one_recipient() -> None:
    with running() as (inbox, port):
        receipt = deliver(settings(port), ROW)
    assert receipt.state is OutboxState.SENT
    assert receipt.detail == "250 kept"
    [envelope] = inbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("bounces@example.org", ["reader@example.org"])
    assert envelope.content == MESSAGE


@given(st.binary(max_size=200).map(lambda content: content.replace(b"\r", b"").replace(b"\n", b"\r\n")))
def test_stuffing_dots_is_undone_by_what_every_server_does(content: bytes) -> None:
    stuffed = _dot_stuffed(content)
    assert b"\r\n.\r\n" not in b"\r\n" + stuffed
    lines = stuffed.split(b"\r\n")
    unstuffed = b"\r\n".join(line[1:] if line.startswith(b".") else line for line in lines)
    assert unstuffed == (content if content.endswith(b"\r\n") else content + b"\r\n")


@pytest.mark.parametrize("ending", [b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\r", b"\r\n.\n"])
def test_no_spelling_of_a_line_end_smuggles_a_second_message_in(ending: bytes) -> None:
    content = b"Subject: one\r\n\r\nbody" + ending + b"MAIL FROM:<evil@example.org>\r\n"
    with running() as (inbox, port):
        receipt = deliver(settings(port), replace(ROW, content=content))
    assert receipt.state is OutboxState.SENT
    assert len(inbox.envelopes) == 1
    assert b"evil" in inbox.envelopes[0].content


def test_starttls_and_login(certificate: tuple[Path, Path], context: ssl.SSLContext) -> None:
    options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate, "auth_required": True}
    with running(**options) as (inbox, port):
        made = settings(port, Security.STARTTLS, ca_file=certificate[0], username="digest", password=Secret(PASSWORD))
        assert deliver(made, ROW).state is OutboxState.SENT
        assert check(made) == f"127.0.0.1:{port}, TLSv1.3, logged in as digest"
    assert len(inbox.envelopes) == 1


def test_tls_from_the_start(certificate: tuple[Path, Path], context: ssl.SSLContext) -> None:
    with running(ssl_context=context) as (inbox, port):
        made = settings(port, Security.TLS, ca_file=certificate[0])
        assert deliver(made, ROW).state is OutboxState.SENT
        assert check(made) == f"127.0.0.1:{port}, TLSv1.3"
    assert inbox.envelopes[0].content == MESSAGE


def test_a_certificate_that_nobody_vouches_for_is_refused(context: ssl.SSLContext) -> None:
    with running(tls_context=context) as (inbox, port):
        receipt = deliver(settings(port, Security.STARTTLS), ROW)
        with pytest.raises(DeliveryError, match="certificate verify failed"):
            check(settings(port, Security.STARTTLS))
    assert receipt.state is OutboxState.PENDING
    assert "certificate verify failed" in receipt.detail
    assert not inbox.envelopes


def test_a_server_that_hides_starttls_gets_nothing() -> None:
    with running() as (inbox, port):
        receipt = deliver(settings(port, Security.STARTTLS), ROW)
    assert receipt.state is OutboxState.PENDING
    assert "STARTTLS" in receipt.detail
    assert not inbox.envelopes


def test_a_wrong_password_is_tried_later_and_shown_nowhere(certificate: tuple[Path, Path], context: ssl.SSLContext) -> None:
    with running(tls_context=context, authenticator=authenticate, auth_required=True) as (inbox, port):
        made = settings(port, Security.STARTTLS, ca_file=certificate[0], username="digest", password=Secret("canary-7"))
        receipt = deliver(made, ROW)
        with pytest.raises(DeliveryError) as caught:
            check(made)
    assert receipt.state is OutboxState.PENDING
    assert receipt.detail.startswith("535")
    assert str(caught.value).startswith(f"mail server 127.0.0.1:{port}: 535")
    shown = [repr(made), str(made), repr(receipt), *traceback.format_exception(caught.value)]
    assert not any("canary" in text for text in shown)
    assert not inbox.envelopes


def test_a_password_outside_ascii_is_named_as_the_trouble_but_not_shown(
    certificate: tuple[Path, Path], context: ssl.SSLContext
) -> None:
    with running(tls_context=context, authenticator=authenticate) as (_, port):
        made = settings(port, Security.STARTTLS, ca_file=certificate[0], username="digest", password=Secret("pässword"))
        receipt = deliver(made, ROW)
    assert receipt.state is OutboxState.PENDING
    assert receipt.detail == "user name or password has characters outside ASCII"


def test_a_secret_says_nothing_of_itself() -> None:
    secret = Secret("canary")
    assert "canary" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "canary"
    assert bool(secret)
    assert not Secret("")
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_check_says_what_cannot_be_reached() -> None:
    with pytest.raises(DeliveryError, match=r"mail server 127\.0\.0\.1:1: "):
        check(settings(1))
