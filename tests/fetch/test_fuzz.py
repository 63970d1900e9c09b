"""For input of any shape, every reader returns a result or raises a DigestError."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import FetchError, InputError
from digest.fetch.feed_document import feed_from_response
from digest.fetch.feed_worker import parse_feed
from digest.fetch.files import read_stream
from digest.fetch.json_items import items_at
from digest.fetch.link_extractor import extract_links
from digest.fetch.sitemap_parser import parse_sitemap
from digest.net import media_types
from digest.net.body import Body, BodyError
from digest.net.http import HttpClient, HttpSettings
from digest.net.robots import RobotsRules

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TAGS = (
    "<rss version='2.0'>|<channel>|<item>|</item>|<title>|</title>|<link>|</link>|http://[|a.gov/x|<guid>|<pubDate>|</pubDate>|"
    "24:61|<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>|<content type='xhtml'>|<link href='//'/>|"
    "<!DOCTYPE x [<!ENTITY a 'b'>]>|&a;|&#0;|&#xD800;|<![CDATA[|]]>|<!--|\ud800|\0|<?xml version='1.0' encoding='utf-7'?>"
).split("|")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "url", "title", "authors", "author", "name"]), inner)
    ),
    max_leaves=8,
)
HEADERS = (
    "From: |Subject: |Date: |Content-Type: |multipart/mixed; boundary=x|text/html; charset=|=?utf-8?b?w4l0w6k?=|=?x?q?|\n|\n\n|"
    "--x\n|\xff|Content-Transfer-Encoding: base64\n"
).split("|")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(TAGS) | st.text(max_size=5), max_size=25),
    st.sampled_from(["", "text/xml", "application/xml; charset=klingon"]),
)
def test_a_feed_of_any_shape_is_read_or_refused(pieces: list[str], kind: str) -> None:
    answer = parse_feed("".join(pieces).encode("utf-8", "surrogatepass"), kind, "https://a.gov/feed")
    if "error" not in answer:
        for item in feed_from_response(answer, "https://a.gov/feed").items:
            assert item.key("a")
            assert item.fingerprint
            assert item.to_statement("a", item.text() or item.summary, NOW).key == item.key("a")


@given(st.lists(JSON, max_size=4), JSON)
def test_a_json_feed_of_any_shape_is_read_or_refused(items: list[object], other: object) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": items, "home_page_url": other}
    answer = parse_feed(json.dumps(feed).encode(), "application/feed+json", "https://a.gov/feed")
    assert len(feed_from_response(answer, "https://a.gov/feed").items) <= len(items)


@pytest.fixture(scope="module")
def nowhere() -> Iterator[HttpClient]:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no host is ever requested")

    with HttpClient(HttpSettings(interval=0.0), resolve=resolve) as http:
        yield http


@settings(deadline=None)
@given(st.text() | st.text().map("http://{}".format) | st.lists(st.sampled_from(TAGS)).map("https://a.gov/".join))
def test_an_address_of_any_shape_is_an_error_on_one_line(nowhere: HttpClient, url: str) -> None:
    with pytest.raises(FetchError) as refused:
        nowhere.get(url, browser=True)
    assert str(refused.value).isprintable()


@given(st.lists(st.sampled_from(HEADERS) | st.text(max_size=6), max_size=20))
def test_a_message_of_any_shape_is_read_or_refused(pieces: list[str]) -> None:
    with suppress(InputError):
        assert read_stream("".join(pieces).encode("utf-8", "surrogatepass"), "x.eml", NOW).content


@given(st.binary(max_size=200), st.integers(0, 200), st.binary(max_size=5))
def test_a_gzip_body_of_any_shape_is_decompressed_or_refused(content: bytes, cut: int, more: bytes) -> None:
    body = Body(100, "gzip")
    with suppress(BodyError):
        body.add(gzip.compress(content)[:cut] + more)
        assert len(body.content()) <= 100


@given(st.binary(max_size=300))
def test_any_bytes_have_a_media_type_and_any_robots_txt_is_read(content: bytes) -> None:
    assert media_types.from_bytes(content)
    RobotsRules(content, "digest").allow("https://a.gov/x?y")


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["<a href='", "'>", "http://[", "<base href='", "</a>", "<svg>", "\0"])).map("".join)
)
def test_a_page_of_any_shape_has_links_or_none(text: str) -> None:
    request = {"base": "https://a.gov/", "selector": "a", "next": "", "charset": "utf-8"}
    answer = extract_links(text.encode("utf-8", "surrogatepass"), request)
    assert all(link.startswith("http") for link, _ in answer.get("links", ()))


TAGS = ["<urlset>", "</urlset>", "<url>", "<loc>", "</loc>", "<lastmod>", "<!--"]
PIECES = [*TAGS, "https://a.gov/", "http://[", "2026-11-12", "&", "\0"]


@given(st.binary(max_size=200) | st.lists(st.sampled_from(PIECES)).map(lambda pieces: "".join(pieces).encode()))
def test_a_sitemap_of_any_shape_has_addresses_or_a_reason(content: bytes) -> None:
    answer = parse_sitemap(content, {"patterns": [], "base": "https://a.gov/map.xml", "charset": ""})
    assert answer.get("error") or all(entry.link.startswith("http") for entry in answer["entries"])


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("a b link 0".split()), inner, max_size=4),
)


@given(JSON, st.sampled_from(["", "a", "a.b", "a.0.b", "0"]), st.sampled_from(["link", "a.b", "https://a.gov/{b}", "{a.0}"]))
def test_json_of_any_shape_has_items_or_a_reason(answer: object, items: str, link: str) -> None:
    paths = {"items": [items], "link": [link], "title": ["a"], "body": ["b"]}
    found = items_at(json.dumps(answer).encode(), {"paths": paths, "charset": "utf-8"}, 100)
    if "error" not in found:
        response = {"link": "", "language": "", "items": found["items"]}
        assert all(item.key("s") for item in feed_from_response(response, "https://a.gov/api").items)
