"""One GET: the response, the limits, and how often a host is asked."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.errors import FetchError
from digest.net.body import Body, BodyError
from digest.net.http import HttpClient, HttpSettings
from digest.records import Validators
from tests.fetch.web import LOOPBACK, Page, Site

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Make = Callable[..., HttpClient]


def test_a_page_comes_with_its_type_charset_and_validators(site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(
        "é".encode("latin-1"), 'Text/HTML; Charset="ISO-8859-1"', headers={"Last-Modified": "Mon"}, tagged=True
    )
    response = http.get(site.url("/x"))
    assert (response.status, response.content) == (200, b"\xe9")
    assert (response.media_type, response.charset) == ("text/html", "iso-8859-1")
    assert response.validators == Validators(site.pages["/x"].tag, "Mon")


def test_an_unchanged_page_is_not_sent_again(site: Site, http: HttpClient) -> None:
    site.html("/x", "same", tagged=True)
    first = http.get(site.url("/x"))
    again = http.get(site.url("/x"), validators=first.validators)
    assert again.not_modified
    assert again.validators == first.validators
    assert again.content == b""


@pytest.mark.parametrize("tag", ['"é"', '"' + "x" * 2000 + '"'])
def test_a_validator_that_cannot_be_sent_back_is_forgotten(tag: str, site: Site, http: HttpClient) -> None:
    site.html("/x", "x", headers={"ETag": tag})
    assert http.get(site.url("/x")).validators.etag == ""


def test_a_server_that_does_not_repeat_its_validators_is_asked_with_the_old_ones(site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(status=304)
    again = http.get(site.url("/x"), validators=Validators(last_modified="Mon"))
    assert (again.not_modified, again.validators) == (True, Validators(last_modified="Mon"))


def test_redirects_are_followed_to_the_page_they_end_at(site: Site, http: HttpClient) -> None:
    site.pages["/old"] = Page(status=301, headers={"Location": "new?x=1"})
    site.html("/new?x=1", "here")
    assert http.get(site.url("/old")).url == site.url("/new?x=1")


def test_endless_redirects_are_an_error(site: Site, http: HttpClient) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="more than 5 redirects"):
        http.get(site.url("/a"))
    assert len(site.asked) == 6


def test_no_referer_is_sent_and_no_cookie_of_an_earlier_request(site: Site, http: HttpClient) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/b", "Set-Cookie": "id=1"})
    site.html("/b", "x", headers={"Set-Cookie": "id=2"})
    http.get(site.url("/a"))
    http.get(site.url("/b"))
    assert all("referer" not in asked.headers for asked in site.asked)
    assert [asked.headers.get("cookie") for asked in site.asked] == [None, "id=1", None]


def test_a_browser_is_imitated_only_on_request(site: Site, http: HttpClient) -> None:
    site.html("/", "x")
    http.get(site.url())
    http.get(site.url(), browser=True)
    plain, browser = (asked.headers["user-agent"] for asked in site.asked)
    assert plain.startswith("digest/")
    assert browser.startswith("Mozilla/5.0")


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 500])
def test_a_status_without_content_is_an_error_that_names_address_and_status(status: int, site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(status=status)
    with pytest.raises(FetchError, match=f"^{site.url('/x')}: status {status}$"):
        http.get(site.url("/x"))


def test_no_response_is_an_error_that_names_the_reason(client: Make) -> None:
    with Site() as gone:
        url = gone.url("/x")
    with pytest.raises(FetchError, match="no connection: connection refused"):
        client().get(url)
    with pytest.raises(FetchError, match="the host has no address"):
        client().get("http://nowhere.invalid/")


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_gzip_body_is_decompressed(site: Site, http: HttpClient) -> None:
    two_members = gzip.compress(b"first ") + gzip.compress(b"second")
    site.pages["/x"] = Page(two_members, headers={"Content-Encoding": "gzip"})
    assert http.get(site.url("/x")).content == b"first second"


@pytest.mark.parametrize(
    ("content", "encoding", "reason"),
    [
        (b"x" * 5000, "", "larger than 4,096 bytes"),
        (gzip.compress(b"x" * 5000, mtime=0), "gzip", "larger than 4,096 bytes"),
        (gzip.compress(b"x" * 500, mtime=0)[:-9], "gzip", "ended early"),
        (b"\x01no gzip", "gzip", "not valid gzip"),
        (gzip.compress(b"x" * 500, mtime=0)[:10] + b"\xff" * 90, "gzip", "not valid gzip"),
        (gzip.compress(b"", mtime=0) * 65, "gzip", "more than 64 members"),
        (gzip.compress(b"", mtime=0) * 300, "gzip", "larger than 4,096 bytes"),
        (b"\x8b\x02\x80compressed\x03", "br", "content encoding 'br'"),
        (b"\x01\x02", "zstd, gzip", "content encoding 'zstd, gzip'"),
    ],
)
def test_a_body_outside_the_limits_is_refused(content: bytes, encoding: str, reason: str, site: Site, client: Make) -> None:
    site.pages["/x"] = Page(content, headers={"Content-Encoding": encoding} if encoding else {})
    with pytest.raises(FetchError, match=reason):
        client(max_bytes=4096).get(site.url("/x"))


WORDS = "<p>The quota for herring in the fjord of Lund is 900 tonnes. Das Amt hat es geprüft. 鱼类配额已公布。</p>".encode()


@pytest.mark.parametrize(
    "encoding", ["gzip", "x-gzip", "br", "deflate", "zstd", "UTF-8", "none", "binary", "gzip, br", "identity", ""]
)
@pytest.mark.parametrize("times", [1, 40])
def test_a_text_is_read_whatever_encoding_it_is_said_to_have(encoding: str, times: int, site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(WORDS * times, headers={"Content-Encoding": encoding})
    assert http.get(site.url("/x")).content == WORDS * times


@pytest.mark.parametrize("encoding", ["", "identity", "UTF-8", "none", "binary", "br"])
def test_a_gzip_body_is_decompressed_although_the_server_does_not_say_so(encoding: str, site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(gzip.compress(WORDS), headers={"Content-Encoding": encoding} if encoding else {})
    assert http.get(site.url("/x")).content == WORDS


@pytest.mark.parametrize("stray", [b"\x1e", b"\x00", b"\x02\x01"])
@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_a_page_with_stray_control_characters_is_text(stray: bytes, encoding: str, site: Site, http: HttpClient) -> None:
    content = b"<p>The ferry sails again" + stray + b" from Friday. Tickets cost four crowns.</p>"
    site.pages["/x"] = Page(content, headers={"Content-Encoding": encoding} if encoding else {})
    assert http.get(site.url("/x"), readable_only=True).content == content


def test_a_body_that_is_neither_text_nor_compressed_stays_as_it_is(site: Site, http: HttpClient) -> None:
    for content in (b"%PDF-1.7\n\x00\x01", "žluťoučký kůň".encode("utf-16")):
        site.pages["/x"] = Page(content)
        assert http.get(site.url("/x")).content == content


@given(content=st.binary(max_size=3000), pieces=st.lists(st.integers(1, 600), max_size=20), packed=st.booleans())
def test_a_body_without_an_encoding_is_never_changed_however_it_arrives(
    content: bytes, pieces: list[int], packed: bool
) -> None:
    assume(not content.startswith(b"\x1f\x8b\x08"))
    sent = gzip.compress(content) if packed else content
    body = Body(max_bytes=1 << 20)
    for length in (*pieces, len(sent)):
        chunk, sent = sent[:length], sent[length:]
        body.add(chunk)
    assert body.content() == content


def test_a_decompression_bomb_is_stopped_early() -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    for encoding in ("gzip", ""):
        body = Body(max_bytes=1 << 30, encoding=encoding)
        with pytest.raises(BodyError, match="compressed more than 200:1"):
            body.add(bomb)


def drip(out: BinaryIO, over: threading.Event) -> None:
    """A valid response of a million bytes, one at a time."""
    out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not over.wait(0.01):
        out.write(b"x")
        out.flush()


def drip_headers(out: BinaryIO, over: threading.Event) -> None:
    out.write(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.01):
        out.write(b"X: y\r\n")
        out.flush()


def say_nothing(out: BinaryIO, over: threading.Event) -> None:
    over.wait(30)


@pytest.mark.parametrize("answer", [drip, drip_headers, say_nothing])
def test_a_slow_server_is_cut_at_the_deadline(
    answer: Callable[[BinaryIO, threading.Event], None], site: Site, client: Make
) -> None:
    site.raw["/slow"] = answer
    with pytest.raises(FetchError, match="no complete response in time"):
        client(deadline=0.15).get(site.url("/slow"))


def test_the_deadline_holds_for_all_redirects_together(site: Site, client: Make) -> None:
    def late(out: BinaryIO, over: threading.Event) -> None:
        over.wait(0.1)
        out.write(b"HTTP/1.1 302 Found\r\nLocation: /late\r\nContent-Length: 0\r\n\r\n")

    site.raw["/late"] = late
    with pytest.raises(FetchError, match="no complete response in time"):
        client(deadline=0.25, max_redirects=1000).get(site.url("/late"))


def test_endless_headers_are_refused(site: Site, http: HttpClient) -> None:
    def flood(out: BinaryIO, over: threading.Event) -> None:
        out.write(b"HTTP/1.1 200 OK\r\n")
        while not over.is_set():
            out.write(b"X-Flood: " + b"y" * 1000 + b"\r\n")

    site.raw["/flood"] = flood
    with pytest.raises(FetchError, match="no valid response"):
        http.get(site.url("/flood"))


@pytest.mark.parametrize(
    "garbage", [b"", b"\0\xff" * 100, b"HTTP/9.9 hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"]
)
def test_a_response_that_is_not_http_or_breaks_off_is_an_error(garbage: bytes, site: Site, http: HttpClient) -> None:
    def answer(out: BinaryIO, over: threading.Event) -> None:
        out.write(garbage)

    site.raw["/x"] = answer
    with pytest.raises(FetchError, match="no valid response"):
        http.get(site.url("/x"))


# --- politeness ------------------------------------------------------------------------------------------------------


def test_one_host_is_asked_once_in_an_interval(site: Site) -> None:
    moments = iter([0.0, 0.0, 0.0, 0.5, 0.7, 0.7, 0.7, 0.7, 0.7])
    waits: list[float] = []
    settings = HttpSettings(allow_private=(LOOPBACK,), interval=1.0, robots=False, deadline=30)
    site.html("/", "x")
    with HttpClient(settings, clock=lambda: next(moments, 0.7), sleep=waits.append) as http:
        http.get(site.url())
        http.get(site.url())
    assert len(waits) == 1
    assert 0 < waits[0] <= 1.0


def test_one_host_is_asked_by_one_thread_at_a_time(site: Site, http: HttpClient) -> None:
    at_once: list[int] = []
    busy = 0

    def answer(out: BinaryIO, over: threading.Event) -> None:
        nonlocal busy
        busy += 1
        at_once.append(busy)
        over.wait(0.01)
        busy -= 1
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    site.raw["/"] = answer
    threads = [threading.Thread(target=http.get, args=(site.url(),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once == [1] * 8


def test_a_connection_that_the_server_closed_while_it_was_kept_is_opened_again(site: Site, http: HttpClient) -> None:
    def answer_once(out: BinaryIO, over: threading.Event) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")  # and then closes, without having said so

    site.raw["/"] = answer_once
    assert [http.get(site.url()).content for _ in range(5)] == [b"x"] * 5


@pytest.mark.parametrize(
    ("wish", "retry_at"),
    [
        ("120", NOW + timedelta(minutes=2)),
        ("Mon, 23 Nov 2026 13:00:00 GMT", NOW + timedelta(hours=1)),
        ("Mon, 23 Nov 2020 13:00:00 GMT", NOW),
        ("999999999999999999999", None),
        ("10000000", NOW + timedelta(days=1)),
        ("soon", None),
    ],
)
def test_an_overloaded_server_says_when_to_try_again(wish: str, retry_at: datetime | None, site: Site) -> None:
    site.pages["/x"] = Page(status=503, headers={"Retry-After": wish})
    settings = HttpSettings(allow_private=(LOOPBACK,), interval=0)
    with HttpClient(settings, now=lambda: NOW) as http, pytest.raises(FetchError) as busy:
        http.get(site.url("/x"))
    assert busy.value.retry_at == retry_at


def test_a_host_that_sends_retry_after_is_skipped_until_then(site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(status=429, headers={"Retry-After": "3600"})
    site.html("/y", "fine")
    with pytest.raises(FetchError, match="status 429"):
        http.get(site.url("/x"))
    with pytest.raises(FetchError, match="/y: skipped: Retry-After until ") as resting:
        http.get(site.url("/y"))
    assert resting.value.retry_at is not None
    assert site.paths() == ["/x"]


def test_a_host_that_never_answers_is_skipped_for_a_while(site: Site, client: Make) -> None:
    site.raw["/x"] = say_nothing
    http = client(deadline=0.05)
    for _ in range(3):
        with pytest.raises(FetchError, match="no complete response in time"):
            http.get(site.url("/x"))
    with pytest.raises(FetchError, match="did not answer 3 times in a row"):
        http.get(site.url("/x"))
