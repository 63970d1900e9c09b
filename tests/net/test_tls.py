"""Over TLS, too, addresses are checked, certificates are verified and the deadline holds."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpcore2
import pytest

from digest.errors import FetchError
from digest.net.dialer import Dialer
from digest.net.http import HttpClient, HttpSettings
from tests.fetch.web import LOOPBACK, Site

CERTIFICATE = Path(__file__).parents[1] / "data" / "fetch" / "tls.pem"


@pytest.fixture
def secure() -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with Site(tls=context) as site:
        yield site


def test_a_page_is_read_over_tls_from_the_address_that_was_checked(secure: Site) -> None:
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    dialer = Dialer((LOOPBACK,), (), lambda host, port: ["127.0.0.1"], 5.0, time.monotonic)
    secure.html("/", "safe")
    with httpcore2.ConnectionPool(ssl_context=trusting, network_backend=dialer) as pool:
        moment = time.monotonic() + 30
        times = {"connect": moment, "read": moment, "write": moment}
        for _ in range(2):
            answer = pool.request("GET", f"https://secure.example:{secure.port}/", extensions={"timeout": times})
            assert answer.content == b"safe"
        assert len(pool.connections) == 1


def test_a_self_signed_certificate_is_refused(secure: Site) -> None:
    wanted = "its certificate is not trusted: self-signed certificate"
    http = HttpClient(HttpSettings(allow_private=(LOOPBACK,)), resolve=lambda host, port: ["127.0.0.1"])
    with http, pytest.raises(FetchError, match=wanted):
        http.get(f"https://secure.example:{secure.port}/")
    assert secure.asked == []


def test_an_endless_handshake_is_cut_at_the_deadline(site: Site) -> None:
    """The server speaks no TLS: it waits for a line of HTTP that never comes."""
    settings = HttpSettings(allow_private=(LOOPBACK,), deadline=0.1)
    with HttpClient(settings) as http, pytest.raises(FetchError, match=r"no complete response in time|no connection"):
        http.get(f"https://127.0.0.1:{site.port}/")


def test_a_resolver_that_never_answers_is_cut_at_the_deadline() -> None:
    over = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        over.wait(30)
        return []

    with (
        HttpClient(HttpSettings(deadline=0.1), resolve=resolve) as http,
        pytest.raises(FetchError, match="no complete response in time"),
    ):
        http.get("https://slow.example/")
    over.set()
