"""No request reaches an address that is not public, however it is spelled, resolved or redirected to."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from ipaddress import ip_network
from pathlib import Path

import pytest

from digest.errors import FetchError
from digest.net.http import HttpClient, HttpSettings
from digest.net.ip_policy import parse_address, refusal_reason
from tests.fetch.web import Page, Site

DATA = Path(__file__).parents[1] / "data" / "fetch"
ADDRESSES = list(csv.reader((DATA / "addresses.tsv").read_text().splitlines(), delimiter="\t"))
HOSTS = (DATA / "hosts.txt").read_text().splitlines()


@pytest.mark.parametrize(("address", "verdict"), ADDRESSES)
def test_only_public_addresses_are_connected_to(address: str, verdict: str) -> None:
    assert bool(refusal_reason(parse_address(address))) == (verdict == "refuse")


@pytest.mark.parametrize("host", HOSTS)
def test_no_spelling_of_a_private_host_is_requested(host: str, site: Site) -> None:
    with HttpClient(HttpSettings(robots=False, ports=(80, 443, site.port))) as http, pytest.raises(FetchError) as refused:
        http.get(f"http://{host}:{site.port}/")
    assert "\n" not in str(refused.value)
    assert site.asked == []


@pytest.mark.parametrize("port", [65536, 18446744073709551697])
def test_a_port_above_65535_is_an_error(port: int) -> None:
    with HttpClient() as http, pytest.raises(FetchError, match="the port is above 65535"):
        http.get(f"http://127.0.0.1:{port}/")


def resolver(*answers: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A resolver that gives one answer after the other, as an attacker's name server does."""
    left = list(answers)
    return lambda host, port: left.pop(0)


def test_the_address_that_was_checked_is_the_address_connected_to(site: Site) -> None:
    """A name that first resolves to an allowed address and then to another one reaches neither service."""
    settings = HttpSettings(allow_private=(ip_network("127.0.0.2/32"),), interval=0.0)
    with HttpClient(settings, resolve=resolver(["127.0.0.2"], ["127.0.0.1"])) as http:
        with pytest.raises(FetchError, match="no connection"):
            http.get(f"http://rebinding.example:{site.port}/")
        with pytest.raises(FetchError, match=r"127\.0\.0\.1, which is loopback"):
            http.get(f"http://rebinding.example:{site.port}/")
    assert site.asked == []


def test_a_host_with_one_private_address_is_refused() -> None:
    wanted = r"^https://both\.example/: the host leads to 10\.0\.0\.7, which is private$"
    with HttpClient(resolve=resolver(["93.184.216.34", "10.0.0.7"])) as http, pytest.raises(FetchError, match=wanted):
        http.get("https://both.example/")


def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    """The first site is allowed (as on an intranet), the second is not."""
    with Site("127.0.0.2") as inner:
        site.pages["/"] = Page(status=302, headers={"Location": inner.url("/secret")})
        settings = HttpSettings(allow_private=(ip_network("127.0.0.1/32"),), robots=False)
        with HttpClient(settings) as http, pytest.raises(FetchError, match=r"127\.0\.0\.2, which is loopback"):
            http.get(site.url())
        assert inner.asked == []


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:secret@127.0.0.1/"])
def test_a_redirect_to_something_else_than_a_web_address_is_not_followed(location: str, site: Site, http: HttpClient) -> None:
    site.pages["/"] = Page(status=301, headers={"Location": location})
    with pytest.raises(FetchError) as refused:
        http.get(site.url())
    assert "redirects to" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.gov/", "gopher://a.gov/", "javascript:alert(1)", "a.gov", "", "http:///x"]
)
def test_only_web_addresses_are_requested(url: str, http: HttpClient) -> None:
    with pytest.raises(FetchError):
        http.get(url)


def test_credentials_in_an_address_are_refused_and_not_shown(site: Site, http: HttpClient) -> None:
    with pytest.raises(FetchError, match="user name or password") as refused:
        http.get(f"http://user:hunter2@127.0.0.1:{site.port}/")
    assert "hunter2" not in str(refused.value)
    assert site.asked == []


def test_a_public_address_is_read_at_the_usual_ports_only() -> None:
    with (
        HttpClient(resolve=resolver(["93.184.216.34"])) as http,
        pytest.raises(FetchError, match="port 6379 is not one of 80, 443"),
    ):
        http.get("http://public.example:6379/")
