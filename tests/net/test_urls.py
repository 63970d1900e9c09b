"""The key of a statement is the same for every spelling of its link."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.net.urls import is_web, normalise, shown

KEY = "https://www.state.gov/a/b?page=2"


@pytest.mark.parametrize(
    "spelling",
    [
        "https://www.state.gov/a/b?page=2",
        "http://www.state.gov/a/b?page=2",
        "HTTPS://WWW.STATE.GOV:443/a/b/?page=2",
        "http://www.state.gov:80/a/b?page=2#text",
        "https://www.state.gov./a/b?page=2",
        "https://www.state.gov/a/./c/../b?page=2",
        "https://www.state.gov/%61/b?page=2",
        "https://www.state.gov/a/b?page=2&utm_source=mail&utm_medium=x",
        "https://www.state.gov/a/b?fbclid=1&page=2",
        "https://www.state.gov/a/b?utm%5fsource=mail&page=2",
        "  https://www.state.gov/a/b?page=2\n",
        "https://user:password@www.state.gov/a/b?page=2",
    ],
)
def test_spellings_of_one_link_give_one_key(spelling: str) -> None:
    assert normalise(spelling) == KEY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.gov/x", "https://a.gov/X"),
        ("https://a.gov/x", "https://b.gov/x"),
        ("https://a.gov/x?id=1", "https://a.gov/x?id=2"),
        ("https://a.gov/x%2Fy", "https://a.gov/x/y"),
        ("https://a.gov:8443/x", "https://a.gov/x"),
        ("https://a.gov/x?a=1&b=2", "https://a.gov/x?b=2&a=1"),
    ],
)
def test_what_may_be_two_pages_stays_two_keys(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_escapes_and_hosts_have_one_spelling() -> None:
    assert normalise("https://Ministère.gouv.fr/d%c3%a9clarations/été") == (
        "https://xn--ministre-60a.gouv.fr/d%C3%A9clarations/%C3%A9t%C3%A9"
    )


@pytest.mark.parametrize("odd", ["", "tag:www.gov.uk,2005:/x", "mailto:a@b.gov", "/relative", "http://[::1", "https://"])
def test_what_is_no_web_link_is_its_own_key(odd: str) -> None:
    assert normalise(odd) == odd
    assert not is_web(odd)


pieces = st.sampled_from(
    [
        "http://",
        "HTTPS://",
        "a.gov",
        "é.gov",
        ":80",
        "/",
        "//",
        ".",
        "..",
        "%2e",
        "%2F",
        "%zz",
        "?",
        "&",
        "=",
        "utm_x",
        "#",
        "@",
        "[",
        ";",
        " ",
        "\ud800",
    ]
)


@example("http://http://\ud800")
@given(st.one_of(st.text(), st.lists(pieces, max_size=12).map("".join), st.text(max_size=30).map("https://a.gov/{}".format)))
def test_a_key_is_its_own_key(link: str) -> None:
    assert normalise(normalise(link)) == normalise(link)


@given(st.text(max_size=40).map("https://user:hunter2@a.gov/{}".format))
def test_a_shown_link_has_no_password_and_is_one_line(link: str) -> None:
    assert "hunter2" not in shown(link)
    assert shown(link).isprintable()


def test_a_shown_link_keeps_its_parameters_but_no_secret_one() -> None:
    assert shown("https://a.gov/x?page=2&api_key=s3cret&y=1") == "https://a.gov/x?page=2&api_key=...&y=1"
