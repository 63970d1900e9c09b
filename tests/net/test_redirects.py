"""Where a response leads: redirects that wait for a cookie, and pages that forward by a refresh."""

from __future__ import annotations

import threading
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import FetchError
from digest.net.cookies import ChainCookies
from digest.net.http import HttpClient, UnsupportedTypeError
from digest.net.meta_refresh import refresh_target
from digest.records import Validators
from tests.fetch.web import Page, Site

STATEMENT = "<html><body><h1>Ferry to Lund</h1><p>The ferry to Lund sails again on Friday, the Ministry said.</p></body></html>"


def cookie_gate(path: str, cookie: str, location: str, body: bytes = STATEMENT.encode()) -> Page:
    """A page that redirects to `location` until the request brings `cookie`."""
    gate = Page(status=302, headers={"Location": location, "Set-Cookie": f"{cookie}; Path=/; HttpOnly"})
    return Page(body, needs=cookie, otherwise=gate)


# --- cookies ---------------------------------------------------------------------------------------------------------


def test_a_redirect_to_itself_that_waits_for_its_cookie_is_followed(site: Site, http: HttpClient) -> None:
    site.pages["/a"] = cookie_gate("/a", "balance=7", "/a")
    assert http.get(site.url("/a")).content == STATEMENT.encode()
    assert [asked.headers.get("cookie", "") for asked in site.asked] == ["", "balance=7"]


def test_a_redirect_over_a_page_that_tests_for_cookies_is_followed(site: Site, http: HttpClient) -> None:
    site.pages["/a"] = cookie_gate("/a", "seen=1", "/cookie-test?back=/a")
    site.pages["/cookie-test?back=/a"] = Page(status=307, headers={"Location": "/a", "Set-Cookie": "tested=yes"})
    assert http.get(site.url("/a")).content == STATEMENT.encode()
    assert site.asked[-1].headers["cookie"] == "seen=1; tested=yes"


def test_a_page_that_reloads_itself_for_its_cookie_is_followed(site: Site, http: HttpClient) -> None:
    wait = Page(b"<meta http-equiv=refresh content=0><p>One moment", headers={"Set-Cookie": "ok=1", "Refresh": "1; url=/a"})
    site.pages["/a"] = Page(STATEMENT.encode(), needs="ok=1", otherwise=wait)
    assert http.get(site.url("/a")).content == STATEMENT.encode()


def test_a_cookie_is_forgotten_after_its_chain(site: Site, http: HttpClient) -> None:
    site.pages["/a"] = cookie_gate("/a", "id=1", "/a")
    site.html("/b", "x", headers={"Set-Cookie": "id=2"})
    for path in ("/a", "/b", "/b", "/a"):
        http.get(site.url(path))
    assert [asked.headers.get("cookie", "") for asked in site.asked] == ["", "id=1", "", "", "", "id=1"]


def test_a_cookie_is_never_sent_to_another_host(site: Site, http: HttpClient) -> None:
    with Site() as other:
        other.pages["/x"] = Page(status=302, headers={"Location": site.url("/end")})
        site.pages["/a"] = Page(status=302, headers={"Location": other.url("/x"), "Set-Cookie": "id=1; Domain=127.0.0.1"})
        site.html("/end", "x")
        http.get(site.url("/a"))
        assert "cookie" not in other.asked[0].headers
    assert site.asked[-1].headers["cookie"] == "id=1"


@pytest.mark.parametrize(
    ("line", "url", "header"),
    [
        ("a=1; Secure", "https://a.gov/x", "a=1"),
        ("a=1", "http://a.gov/x", ""),  # set over https
        ("a=1; Domain=.gov", "https://b.gov/", ""),
        ("a=1", "https://a.gov.evil.example/", ""),
        ("a=1; Max-Age=0", "https://a.gov/", ""),
        ("a=é", "https://a.gov/", ""),
        ("=1", "https://a.gov/", ""),
        ("no cookie", "https://a.gov/", ""),
        ("a=" + "x" * 5000, "https://a.gov/", ""),
        ("a=1\r\nX: y", "https://a.gov/", ""),
    ],
)
def test_only_what_a_host_set_for_itself_goes_back_to_it(line: str, url: str, header: str) -> None:
    cookies = ChainCookies()
    cookies.store("https://a.gov/", [line])
    assert cookies.header(url) == header


@given(lines=st.lists(st.text(max_size=200), max_size=60), host=st.sampled_from(["b.gov", "a.gov.b.gov", "xa.gov", "gov"]))
def test_no_cookie_ever_reaches_another_host_and_no_header_is_long(lines: list[str], host: str) -> None:
    cookies = ChainCookies()
    cookies.store("https://a.gov/", lines)
    assert cookies.header(f"https://{host}/") == ""
    assert len(cookies.header("https://a.gov/")) <= 8_000
    assert cookies.header("https://a.gov/").isascii()


# --- refresh ---------------------------------------------------------------------------------------------------------

FORWARDS = [
    '<meta http-equiv="refresh" content="0; url=/new">',
    "<META HTTP-EQUIV='Refresh' CONTENT='0;URL=/new'/>",
    "<meta content=\"3;url='/new'\" http-equiv=refresh>",
    '<meta http-equiv="refresh" content="0; /new">',
    "<meta http-equiv=refresh content=0;url=/new>",
    '<!doctype html><!-- moved --><title>Moved</title><script>a<b</script><meta http-equiv="refresh" content="5 url=/new">',
    '<meta http-equiv="refresh" content="0.5; url=&quot;/new&quot;">',
]
STAYS = [
    '<meta http-equiv="refresh" content="300; url=/new">',
    '<meta http-equiv="refresh" content="1800;url=/logout">',
    '<meta http-equiv="refresh" content="5">',
    '<meta http-equiv="refresh" content="">',
    '<noscript><meta http-equiv="refresh" content="0; url=/new"></noscript>',
    '<!-- <meta http-equiv="refresh" content="0; url=/new"> -->',
    '<script>document.write(\'<meta http-equiv="refresh" content="0; url=/new">\')</script>',
    '<meta name="description" content="0; url=/new refresh">',
    '<p>&lt;meta http-equiv="refresh" content="0; url=/new"&gt;</p>',
    '<textarea><meta http-equiv="refresh" content="0; url=/new"></textarea>',
]


@pytest.mark.parametrize("head", FORWARDS)
def test_a_page_that_forwards_at_once_is_followed_like_a_redirect(head: str, site: Site, http: HttpClient) -> None:
    site.html("/dir/a", f"<html><head>{head}</head><body><a href='/new'>Click here</a>")
    site.html("/new", STATEMENT, tagged=True)
    response = http.get(site.url("/dir/a"))
    assert (response.url, response.content) == (site.url("/new"), STATEMENT.encode())
    assert response.validators == Validators()  # they are not those of the address that was asked for


@pytest.mark.parametrize("head", STAYS)
def test_a_page_that_is_there_to_be_read_is_not_left(head: str, site: Site, http: HttpClient) -> None:
    site.html("/a", f"<html><head>{head}</head><body><p>The words of the Minister.</p>")
    assert http.get(site.url("/a")).url == site.url("/a")
    assert site.paths() == ["/a"]


def test_a_page_that_reloads_itself_is_not_requested_again(site: Site, http: HttpClient) -> None:
    site.html("/a", '<meta http-equiv="refresh" content="5; url=/a"><p>The words of the Minister.</p>')
    http.get(site.url("/a"))
    assert site.paths() == ["/a"]


def test_pages_that_forward_in_a_circle_are_an_error(site: Site, http: HttpClient) -> None:
    site.html("/a", '<meta http-equiv="refresh" content="0; url=/b">')
    site.html("/b", '<meta http-equiv="refresh" content="0; url=/a">')
    with pytest.raises(FetchError, match="more than 5 redirects"):
        http.get(site.url("/a"))


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "file:///etc/hostname", "http://user:secret@a.gov/", "javascript:alert(1)"]
)
def test_a_page_cannot_forward_where_a_redirect_may_not_lead(target: str, site: Site, http: HttpClient) -> None:
    site.html("/a", f'<meta http-equiv="refresh" content="0; url={target}">')
    with pytest.raises(FetchError):
        http.get(site.url("/a"))
    assert site.paths() == ["/a"]


def test_a_feed_and_a_text_do_not_forward(site: Site, http: HttpClient) -> None:
    for kind in ("application/rss+xml", "text/plain"):
        site.pages["/a"] = Page(FORWARDS[0].encode(), kind)
        assert http.get(site.url("/a")).url == site.url("/a")


@given(
    st.lists(st.sampled_from(["<meta ", "refresh", "content=", "0;url=", "<!--", "-->", "<script>", "'", '"', ">", "</", "é"]))
)
def test_no_page_makes_the_search_for_a_refresh_fail(pieces: list[str]) -> None:
    assert isinstance(refresh_target("".join(pieces).encode()), str)


# --- types that are not asked for ------------------------------------------------------------------------------------


def test_a_body_that_is_not_text_is_left_after_its_first_bytes(site: Site, http: HttpClient) -> None:
    ended = threading.Event()

    def endless_picture(out: BinaryIO, over: threading.Event) -> None:
        out.write(b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Type: text/html\r\n\r\n\x89PNG\n')
        try:
            while not over.is_set():
                out.write(b"\0" * 65536)
        finally:
            ended.set()

    site.raw["/a"] = endless_picture
    with pytest.raises(UnsupportedTypeError, match=r"/a: is image/png, which cannot be read$") as refused:
        http.get(site.url("/a"), readable_only=True)
    assert refused.value.validators == Validators('"1"')
    assert ended.wait(10)


def test_a_small_body_that_is_not_text_is_refused_too(site: Site, http: HttpClient) -> None:
    site.pages["/a"] = Page(b"PK\x03\x04", "text/html")
    with pytest.raises(UnsupportedTypeError, match="application/zip"):
        http.get(site.url("/a"), readable_only=True)
    assert http.get(site.url("/a")).content == b"PK\x03\x04"
