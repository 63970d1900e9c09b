"""An index page yields the pages that it links to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.errors import FetchError
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.index_page import PageSource, read_page
from digest.fetch.link_extractor import MAX_LINKS
from digest.net.http import HttpClient
from digest.records import Fetched, FetchState
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
        assert len(parser.extract_links(site.pages["/"].content, site.url(), "a").links) == MAX_LINKS


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


def dates_on(html: str, site: Site, parser: DocumentParser, selector: str = "a") -> list[str]:
    """The dates beside the links of a page, in their order; @a is a link."""
    html = re.sub(r"@(\w)", r'<a href="/\1">\1</a>', html)
    return [listed.date for listed in parser.extract_links(f"<main>{html}</main>".encode(), site.url(), selector).links]


@pytest.mark.parametrize(
    ("html", "dates"),
    [
        # in pieces
        ('<div><div><b>12</b><i>Nov</i><u>2026</u></div><h3>@a</h3></div>', ["12 Nov 2026"]),
        # cells of rows, with the date before or behind the link
        ('<table><tr><td>2026-11-12<td>@a<tr><td>2026-11-13<td>@b</table>', ["2026-11-12", "2026-11-13"]),
        # above the links that they date: in lists of definitions, in headings, in lines
        ('<dl><dt>November 12, 2026<dd>@a<dd>@b<dt>November 11, 2026<dd>@c</dl>',
         ["November 12, 2026", "November 12, 2026", "November 11, 2026"]),
        ('<h3>12. November 2026</h3><ul><li>@a<li>@b</ul><h3>11. November 2026</h3><ul><li>@c</ul>',
         ["12. November 2026", "12. November 2026", "11. November 2026"]),
        ("<p>12 ноября 2026 г.</p><h4>@a</h4><p>11 ноября 2026 г.</p><h4>@b</h4>", ["12 ноября 2026 г", "11 ноября 2026 г"]),
        # below the link that they date
        ('<h4>@a</h4><p>2026年11月12日</p><h4>@b</h4><p>2026年11月11日</p><h4>@c</h4>',
         ["2026年11月12日", "2026年11月11日", ""]),
        # one date above all links is that of today; a date within a title is none; nor is one of a change, nor a sentence
        ('<p>Monday, 23 November 2026</p><ul><li>@a<li>@b</ul>', ["", ""]),
        ('<ul><li><a href="/a">The treaty of 12 November 2026</a><li>@b</ul>', ["", ""]),
        ('<ul><li>@a <i>Last updated: 12 November 2026</i><li>@b</ul>', ["", ""]),
        ('<p>The office is closed on 1 May 2026 and reopens on the day after.</p><h4>@a</h4>'
         '<p>It is also closed on 2 May 2026, a day of rest.</p><h4>@b</h4>', ["", ""]),
    ],
)  # fmt: skip
def test_dates_are_found_wherever_lists_have_them(html: str, dates: list[str], site: Site, parser: DocumentParser) -> None:
    assert dates_on(html, site, parser) == dates


@pytest.mark.parametrize(
    ("html", "path"),
    [
        (
            """<td onclick="javascript:window.open('/x/Release.aspx?PRID=1', '_blank', 'width=700')">A</td>""",
            "/x/Release.aspx?PRID=1",
        ),
        ("""<a href="#" onclick="location.href='news/1.html'; return false">A</a>""", "/news/1.html"),
        ("""<a href="javascript:openPage('view.do?id=1')">A</a>""", "/view.do?id=1"),
        ("""<div class="card" data-href="/news/1"><h3>A</h3></div>""", "/news/1"),
        ("""<a href="/a"><h3 class="t">A</h3></a>""", "/a"),
        ("""<li><a href="/a" onclick="track('/clicks/news')">A</a> <button data-url="/share">share</button></li>""", "/a"),
        ("""<a href="#" onclick="ga('send', 'event', 'news.click')">A</a>""", ""),
        ("""<a href="#top">A</a>""", ""),
        ("""<li onclick="toggle('menu')">A</li>""", ""),
        ("""<a href="javascript:alert('//')">A</a>""", ""),
    ],
)
def test_links_for_scripts_are_followed_where_there_is_no_other(
    html: str, path: str, site: Site, parser: DocumentParser
) -> None:
    found = parser.extract_links(html.encode(), site.url(), "td, div.card, h3.t, body > a, body > li, li").links
    assert [listed.link for listed in found] == ([site.url(path)] if path else [])


def test_a_row_that_a_script_opens_has_its_date(site: Site, parser: DocumentParser) -> None:
    rows = "".join(f"""<tr onclick="go('/n?id={n}')"><td>{n}<td>Title {n}<td>1{n}.11.2026</tr>""" for n in range(3))
    assert dates_on(f"<table>{rows}</table>", site, parser, "tr") == ["10.11.2026", "11.11.2026", "12.11.2026"]


# --- an index of several pages ------------------------------------------------------------------------------------------


def put_index(site: Site, *chunks: str, address: str = "/?p={}") -> None:
    """Put an index of pages numbered from 0, each with links to the pages named by the letters of a chunk."""
    for number, chunk in enumerate(chunks):
        links = "".join(f'<li><a href="/{name}">{name}</a>' for name in chunk)
        site.html(
            address.format(number),
            f"<main><ul class=news>{links}</ul><nav><a rel=next href='/?p={number + 1}'>›</a></nav></main>",
        )
        for name in chunk:
            site.html(f"/{name}", f"<html>{name}")


def index_pages(site: Site) -> list[str]:
    return [path for path in site.paths() if "?" in path]


@pytest.fixture(params=["{page0}", "0"])
def paged(request: pytest.FixtureRequest, site: Site, source: PageSource) -> PageSource:
    """A source whose address has the number of the page, and one whose pages name the next one."""
    return replace(source, address=site.url(f"/?p={request.param}"), index_pages=3)


def names(fetched: Fetched) -> str:
    return "".join(sorted(statement.link[-1] for statement in fetched.statements))


def test_the_first_fetch_reads_one_page_and_later_ones_read_until_something_is_known(site: Site, paged: PageSource) -> None:
    put_index(site, "ab", "cd", "ef")
    first = paged.fetch(FetchState(), NOW)
    assert (names(first), index_pages(site)) == ("ab", ["/?p=0"])
    site.asked.clear()
    put_index(site, "zy", "xa", "bc", "de")
    second = paged.fetch(first.state, NOW + HOUR)
    assert (names(second), index_pages(site)) == ("xyz", ["/?p=0", "/?p=1"])


def test_an_index_ends_after_as_many_pages_as_allowed_and_where_a_page_has_no_links(site: Site, paged: PageSource) -> None:
    put_index(site, "a")
    state = paged.fetch(FetchState(), NOW).state
    put_index(site, "z", "y", "x", "w")
    second = paged.fetch(state, NOW + HOUR)
    assert (names(second), second.failures) == ("xyz", ())
    put_index(site, "v", "", "u")
    third = paged.fetch(second.state, NOW + 2 * HOUR)
    assert (names(third), third.failures) == ("v", ())


def test_a_page_of_an_index_that_fails_is_a_failure_and_its_links_come_later(site: Site, paged: PageSource) -> None:
    put_index(site, "a")
    state = paged.fetch(FetchState(), NOW).state
    put_index(site, "z", "y", "a")
    site.html("/?p=1", "oops", status=500)
    second = paged.fetch(state, NOW + HOUR)
    (failure,) = second.failures
    assert (names(second), failure.reason) == ("z", f"{site.url('/?p=1')}: status 500")
    put_index(site, "z", "y", "a")
    third = paged.fetch(second.state, NOW + 2 * HOUR)
    assert names(third) == "y"
    site.asked.clear()
    assert paged.fetch(third.state, NOW + 3 * HOUR).statements == ()
    assert index_pages(site) == ["/?p=0"]


def test_what_one_fetch_may_not_read_any_more_comes_in_the_next(site: Site, paged: PageSource) -> None:
    narrow = replace(paged, max_pages=2, index_pages=5)
    put_index(site, "a")
    state = narrow.fetch(FetchState(), NOW).state
    put_index(site, "zy", "xw", "vu", "a")
    second = narrow.fetch(state, NOW + HOUR)
    third = narrow.fetch(second.state, NOW + 2 * HOUR)
    assert (names(second), names(third)) == ("wxyz", "uv")


def test_the_link_to_the_next_page_may_be_chosen(site: Site, source: PageSource) -> None:
    source = replace(source, index_pages=2, following="a.older")
    state = source.fetch(FetchState(), NOW).state
    site.html("/", "<ul class=news><li><a href=/c>C</a></ul><a rel=next href=/no>no</a><a class=older href=/older>older</a>")
    site.html("/older", "<ul class=news><li><a href=/d>D</a></ul>")
    site.html("/c", "<html>c")
    site.html("/d", "<html>d")
    assert names(source.fetch(state, NOW + HOUR)) == "cd"
