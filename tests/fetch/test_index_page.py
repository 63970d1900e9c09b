"""An index page yields the pages that it links to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.errors import FetchError
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.index_page import PageSource, read_page
from digest.fetch.link_extractor import MAX_LINKS
from digest.net.http import HttpClient
from digest.records import FetchState
from digest.sandbox.pool import Limits
from tests.fetch.web import Page, Site

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INDEX = """<ul class="news"><li><a href="/a#top">A</a><li><a href="b/">B</a><li><a href="/a?utm_source=x">A</a></ul>
<a href="/about">About</a>"""


@pytest.fixture
def source(site: Site, http: HttpClient, parser: DocumentParser) -> PageSource:
    site.html("/", INDEX, tagged=True)
    site.html("/a", "<html>a", tagged=True)
    site.html("/b/", "<html>b")
    return PageSource("pages", site.url(), ".news a", http, parser)


def test_each_page_that_the_selector_matches_is_a_statement(site: Site, source: PageSource) -> None:
    fetched = source.fetch(FetchState(), NOW)
    assert [statement.content for statement in fetched.statements] == [b"<html>a", b"<html>b"]
    assert [statement.link for statement in fetched.statements] == [site.url("/a"), site.url("/b/")]
    assert not any(statement.fragment for statement in fetched.statements)
    assert fetched.listed == 2
    assert site.paths() == ["/", "/a", "/b/"]


def test_a_selector_may_match_an_element_around_the_links(source: PageSource) -> None:
    assert replace(source, links="ul").fetch(FetchState(), NOW).listed == 2


def test_a_known_page_is_fetched_again_a_day_later_and_returned_only_if_it_changed(site: Site, source: PageSource) -> None:
    state = source.fetch(FetchState(), NOW).state
    soon = source.fetch(state, NOW + HOUR)
    assert (soon.unchanged, soon.statements) == (True, ())
    same = source.fetch(soon.state, NOW + DAY)
    assert same.statements == ()
    assert site.asked[-2].headers["if-none-match"] == site.pages["/a"].tag
    site.html("/b/", "<html>b, corrected")
    later = source.fetch(same.state, NOW + 2 * DAY)
    assert [statement.content for statement in later.statements] == [b"<html>b, corrected"]


def test_a_page_that_fails_is_a_failure_and_tried_again(site: Site, source: PageSource) -> None:
    del site.pages["/a"]
    first = source.fetch(FetchState(), NOW)
    assert [str(failure) for failure in first.failures] == [f"{site.url('/a')}: while reading the page: status 404"]
    assert len(first.statements) == 1
    site.html("/a", "<html>a")
    second = source.fetch(first.state, NOW + HOUR)
    assert [statement.content for statement in second.statements] == [b"<html>a"]


@pytest.mark.parametrize("content", [b"GIF89a", b"PK\x03\x04", b"\x89PNG"])
def test_a_document_of_an_unsupported_type_is_fetched_again_only_if_it_changes(
    content: bytes, site: Site, source: PageSource
) -> None:
    site.pages["/a"] = Page(content + b"x" * 100_000, "application/octet-stream", tagged=True)
    fetched, now = source.fetch(FetchState(), NOW), NOW
    for _ in range(11):
        now += HOUR
        fetched = source.fetch(fetched.state, now)
        assert [failure.subject for failure in (*fetched.failures, *fetched.waiting)] == [site.url("/a")]
    asked = [each for each in site.asked if each.path == "/a"]
    assert ["if-none-match" in each.headers for each in asked] == [False] + [True] * 5
    assert site.asked[-1].headers["if-none-match"] == site.pages["/"].tag  # nor is the index, which has not changed
    site.html("/a", "<html>a")
    (statement,) = source.fetch(fetched.state, now + DAY).statements
    assert statement.content == b"<html>a"


def test_no_more_than_max_pages_are_read(source: PageSource) -> None:
    assert len(replace(source, max_pages=1).fetch(FetchState(), NOW).statements) == 1


@pytest.mark.parametrize("selector", [".nothing-like-this", "a[", "li >"])
def test_an_index_without_the_links_is_an_error(selector: str, site: Site, source: PageSource) -> None:
    with pytest.raises(FetchError, match=f"^{site.url('/')}: "):
        replace(source, links=selector).fetch(FetchState(), NOW)


def test_links_that_are_not_http_are_not_followed(site: Site, http: HttpClient, parser: DocumentParser) -> None:
    odd = ("javascript:x", "mailto:a@b.gov", "file:///etc/passwd", "http://[", "")
    site.html("/", "".join(f'<a href="{href}">x</a>' for href in (*odd, "/a")) + "<a>x</a>")
    site.html("/a", "<html>a")
    assert [each.link for each in PageSource("pages", site.url(), "a", http, parser).fetch(FetchState(), NOW).statements] == [
        site.url("/a")
    ]


def test_an_index_that_burns_time_or_has_endless_links_is_stopped(site: Site, http: HttpClient) -> None:
    with DocumentParser(Limits(cpu_seconds=1, wall_seconds=60)) as parser:
        source = PageSource("pages", site.url(), "a", http, parser)
        site.html("/", f"<p {' '.join(f'a{number}' for number in range(200_000))}><a href=/a>A</a>")
        with pytest.raises(FetchError, match="extracting the links took more than 1 s of CPU time"):
            source.fetch(FetchState(), NOW)
        site.html("/", "".join(f"<a href=/{number}>x</a>" for number in range(MAX_LINKS + 10)))
        assert len(parser.extract_links(site.pages["/"].content, site.url(), "a")) == MAX_LINKS


def test_an_index_that_does_not_fit_into_memory_is_refused_with_that_reason(site: Site, http: HttpClient) -> None:
    site.html("/", "<a href=x>x</a>" * 600_000)
    with DocumentParser() as parser, pytest.raises(FetchError, match="needs more memory than it may have"):
        PageSource("pages", site.url(), "a", http, parser).fetch(FetchState(), NOW)


def test_links_are_relative_to_the_base_that_the_page_names(site: Site, http: HttpClient, parser: DocumentParser) -> None:
    site.html("/", '<head><base href="/deep/"></head><a href="a">A</a>')
    site.html("/deep/a", "<html>a")
    assert len(PageSource("pages", site.url(), "a", http, parser).fetch(FetchState(), NOW).statements) == 1


def test_a_single_page_is_read_as_named(site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(b"# Title", "text/markdown; charset=utf-8")
    statement = read_page(site.url("/x"), http, NOW)
    assert (statement.source, statement.media_type, statement.charset) == ("", "text/markdown", "utf-8")
    assert statement.link == site.url("/x")


def test_a_page_of_an_unknown_type_is_recognised_by_its_first_bytes(site: Site, http: HttpClient) -> None:
    site.pages["/x"] = Page(b"<!-- a --><!DOCTYPE html><p>x", "application/octet-stream")
    assert read_page(site.url("/x"), http, NOW).media_type == "text/html"


DATED = """<ul class="news"><li><a href="/a">The quay opens on 1 May 2026</a> <span>12 November 2026</span></li>
<li><p>Posted: 13.11.2026</p><h3><a href="/b">B</a></h3></li><li><time datetime="2026-11-14T09:00:00Z">today</time>
<a href="/c">C</a><a href="/c"><img src="c.png"></a></li><li><a href="/d">D</a> <span>updated 15 November 2026</span></li></ul>
<table class="news"><tr><td>Oslo, 16 November 2026</td><td><a href="/e">E</a></td></tr>
<tr><td><a href="/f">F</a></td></tr></table>"""


def test_a_date_beside_a_link_is_that_of_its_page(site: Site, source: PageSource) -> None:
    site.html("/", DATED)
    for name in "abcdef":
        site.html(f"/{name}", f"<html>{name}")
    fetched = source.fetch(FetchState(), NOW)
    assert [statement.dates for statement in fetched.statements] == [
        ("12 November 2026",), ("Posted: 13.11.2026",), ("2026-11-14T09:00:00Z",), (), ("Oslo, 16 November 2026",), (),
    ]  # fmt: skip
