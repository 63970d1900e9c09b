"""A signed message verifies, covers both ways to unsubscribe, and does not bear a change."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import dkim
import pytest

from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.compile.email import EmailRenderer, Sender
from digest.deliver.dkim import DkimSigner, read_key
from digest.errors import ConfigError
from digest.pipeline.run import run_once
from digest.records import Format, Target
from tests.compile.editions import real_edition
from tests.reliability.installation import MORNING, Installation, mail_server

DATA = Path(__file__).parents[1] / "data" / "deliver"
READER = Target("email", "reader@example.org", Format.EMAIL)


def dns(name: bytes, timeout: int = 5) -> bytes:
    """The record of the test's key, as the DNS would give it."""
    assert name == b"s1._domainkey.example.org."
    key = re.sub(r"-----[^-]+-----|\s", "", (DATA / "dkim-public.pem").read_text("ascii"))
    base64.b64decode(key)
    return f"v=DKIM1; k=rsa; p={key}".encode()


def verified(content: bytes) -> bool:
    valid: Any = dkim.verify(content, dnsfunc=dns)
    return bool(valid)


@pytest.fixture(scope="module")
def signed() -> bytes:
    sender = Sender(
        "digest@example.org", "digest", "example.org", b"secret", "leave@example.org", "https://example.org/leave/{token}"
    )
    message = EmailRenderer(sender).render(real_edition(), READER)
    return DkimSigner("example.org", "s1", read_key(DATA / "dkim-private.pem")).sign(message)


def test_a_signed_message_verifies_and_covers_both_unsubscribe_headers(signed: bytes) -> None:
    assert verified(signed)
    header = signed.split(b"\r\nFrom:")[0].decode()
    names = re.split(r"\s*:\s*", re.sub(r"\s+", " ", header.split(" h=")[1].split(";")[0]).strip())
    assert {"list-unsubscribe", "list-unsubscribe-post", "date", "message-id", "to", "subject"} <= set(names)
    assert names.count("from") == 2
    assert max(map(len, signed.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\r\nSubject: ", b"\r\nSubject: Re: "),
        (b"\r\nList-Unsubscribe-Post: ", b"\r\nList-Unsubscribe-Post: x"),
        (b"\r\nFrom: ", b"\r\nFrom: evil@example.com\r\nFrom: "),
        (b"Trilateral", b"Bilateral"),
    ],
)
def test_a_message_that_was_changed_does_not_verify(signed: bytes, old: bytes, new: bytes) -> None:
    assert old in signed
    assert not verified(signed.replace(old, new, 1))


@pytest.mark.parametrize("key", ["", "no key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"])
def test_a_key_that_is_none_is_refused_without_being_shown(tmp_path: Path, key: str) -> None:
    path = tmp_path / "key.pem"
    path.write_text(key, "ascii")
    with pytest.raises(ConfigError) as caught:
        DkimSigner("example.org", "s1", read_key(path))
    assert str(caught.value) == "mail: dkim: key_file: not an RSA key in PEM"


@pytest.mark.parametrize(
    ("domain", "ascii_domain"), [("faß.example", "xn--fa-hia.example"), ("münchen.example", "xn--mnchen-3ya.example")]
)
def test_the_domain_of_a_signature_follows_uts_46_as_mail_addresses_do(domain: str, ascii_domain: str) -> None:
    signer = DkimSigner(domain, "s1", read_key(DATA / "dkim-private.pem"))
    message = signer.sign(b"From: a@example.org\r\nSubject: x\r\n\r\nThey met.\r\n")
    assert f"d={ascii_domain};" in message.decode().replace("\r\n ", "")


def test_a_signing_domain_that_cannot_be_encoded_is_an_error_of_the_configuration() -> None:
    with pytest.raises(ConfigError, match=r"mail: dkim: domain: 'é\.\.example' is not a domain"):
        DkimSigner("é..example", "s1", read_key(DATA / "dkim-private.pem"))


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        read_key(tmp_path / "nowhere.pem")


@pytest.mark.parametrize(
    ("key", "code", "said"), [("dkim-private.pem", 0, "ok      dkim: signs"), ("ORIGIN.md", 78, "not an RSA key")]
)
def test_check_tries_the_key(key: str, code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    installation = Installation.create(tmp_path / "installation", 25, "resend")
    path = installation.folder / "digest.yaml"
    dkim_section = f"dkim: {{selector: s1, key_file: {DATA / key}}}, on_uncertain"
    path.write_text(path.read_text("utf-8").replace("on_uncertain", dkim_section), "utf-8")
    assert main(["--config", str(path), "check", "--offline"]) == code
    assert said in capsys.readouterr().out


def test_what_is_sealed_and_sent_is_signed(tmp_path: Path) -> None:
    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        path = installation.folder / "digest.yaml"
        key = DATA / "dkim-private.pem"
        text = path.read_text("utf-8").replace("on_uncertain", f"dkim: {{selector: s1, key_file: {key}}}, on_uncertain")
        path.write_text(text, "utf-8")
        with installation.app() as app:
            run_once(app.pipeline, lambda: MORNING, tracker(quiet=True))
        assert [verified(message) for message in received.messages] == [True] * 3
