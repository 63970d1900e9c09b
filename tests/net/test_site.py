"""Which addresses belong to one publisher: by the public suffix list in the package, without network."""

from __future__ import annotations

import socket

import pytest

from digest.net.site import same_site, site_of, trusted_sites


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.state.gov/a", "state.gov"),
        ("http://2021-2025.state.gov/a?b", "state.gov"),
        ("https://STATE.GOV:443/", "state.gov"),
        ("https://state.gov:8443/", "state.gov"),
        ("https://news.ministry.gov.uk/a", "ministry.gov.uk"),
        ("https://www.gov.uk/a", "gov.uk"),
        ("https://gov.uk/a", "gov.uk"),
        ("https://consilium.europa.eu/a", "europa.eu"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("https://one.github.io/a", "one.github.io"),
        ("https://пресса.президент.рф/a", "xn--d1abbgf6aiiy.xn--p1ai"),
        ("https://www.norland.example/a", "norland.example"),
        ("https://press.norland.example/a", "norland.example"),
        ("http://ministry.localhost:8000/a", "ministry.localhost"),
        ("http://localhost:8000/a", "localhost:8000"),
        ("http://127.0.0.1:8000/a", "127.0.0.1:8000"),
        ("http://127.0.0.2/a", "127.0.0.2"),
        ("http://[::1]:8000/a", "[::1]:8000"),
        ("mailto:press@state.gov", ""),
        ("file:ministries/talks.txt", ""),
        ("", ""),
        ("https://", ""),
    ],
)
def test_a_site_is_the_registered_domain(url: str, site: str) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://one.blogspot.com/a", "https://two.blogspot.com/a"),
        ("https://ministry.gov.uk/a", "https://council.gov.uk/a"),
        ("https://state.gov/a", "https://state.gov.example/a"),
        ("https://state.gov/a", "https://notstate.gov/a"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8001/a"),
        ("http://127.0.0.1/a", "http://127.0.0.2/a"),
        ("https://state.gov@blog.example/a", "https://state.gov/a"),
        ("", ""),
        ("file:a", "file:a"),
    ],
)
def test_two_publishers_are_two_sites(one: str, other: str) -> None:
    assert not same_site(one, other)


def test_spellings_of_one_host_are_one_site() -> None:
    assert same_site("http://www.state.gov./a", "https://history.STATE.gov/b#c")


def test_no_list_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    site_of.cache_clear()
    assert site_of("https://a.never-seen.example/") == "never-seen.example"


@pytest.mark.parametrize("name", ["www.kelm.gov", "kelm.gov", "https://press.kelm.gov/news?x=1", "http://kelm.gov:80"])
def test_a_trusted_site_is_named_by_any_of_its_hosts(name: str) -> None:
    assert trusted_sites((name,)) == ("kelm.gov",)


@pytest.mark.parametrize("name", ["", "not a site", "ftp://kelm.gov", "https://"])
def test_what_names_no_site_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no site"):
        trusted_sites((name,))
