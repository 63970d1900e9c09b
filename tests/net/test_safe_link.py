"""Which addresses may be clicked, and how they look afterwards."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.net.safe_link import LONGEST, web_link


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.state.gov/a-b/?c=d&e=f#g", "https://www.state.gov/a-b/?c=d&e=f#g"),
        ("HTTPS://WWW.State.GOV", "https://www.state.gov/"),
        ("https://www.state.gov:443/", "https://www.state.gov/"),
        ("http://intranet:8080/x", "http://intranet:8080/x"),
        ("https://user:word@www.state.gov/x", "https://www.state.gov/x"),
        ("https://münchen.de/straße", "https://xn--mnchen-3ya.de/stra%C3%9Fe"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://www.state.gov/a b(c)[d]<e>\"f'`{|}^", "https://www.state.gov/a%20b%28c%29%5Bd%5D%3Ce%3E%22f'%60%7B%7C%7D%5E"),
        ("https://www.state.gov/100%/%41", "https://www.state.gov/100%25/%41"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_an_address_is_built_again_from_its_parts(link: str, expected: str) -> None:
    assert web_link(link) == expected


@pytest.mark.parametrize(
    "link",
    [
        *("", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@example.org", "//example.org/x"),
        *("vbscript:x", "java\nscript:alert(1)", " \x00javascript:alert(1)", "https:///x", "https://", "http:example.org"),
        *(
            "https://a b/",
            "https://good.example\\@evil.example/",
            "https://x:99999/",
            "https://[::1",
            "https://<b>/",
            "/local/x.txt",
        ),
        "https://www.state.gov/" + "x" * LONGEST,
        "https://www.state.gov/\ud800",
    ],
)
def test_everything_else_is_no_link(link: str) -> None:
    assert web_link(link) == ""


@given(st.text() | st.text().map("https://".__add__) | st.text().map("https://www.state.gov/".__add__))
def test_a_link_is_empty_or_plain_ascii_on_the_web_and_stays_itself(link: str) -> None:
    rebuilt = web_link(link)
    if rebuilt:
        assert urlsplit(rebuilt).scheme in ("http", "https")
        assert rebuilt.isascii()
        assert not set(' <>"`(){}|\\^\n\t') & set(rebuilt)
        assert web_link(rebuilt) == rebuilt
