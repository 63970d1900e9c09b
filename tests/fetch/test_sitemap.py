"""A sitemap yields the pages that are recent or new, and each again when it says that the page has changed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.errors import FetchError
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.sitemap import MAX_SITEMAPS, SitemapSource
from digest.fetch.sitemap_parser import MAX_ADDRESSES, holds_pattern
from digest.net.http import HttpClient
from digest.records import Fetched, FetchState
from tests.fetch.web import Page, Site

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


class Reader:
    """Reads a source hour by hour, with the state of the fetch before."""

    def __init__(self, source: SitemapSource) -> None:
        self.source = source
        self.state = FetchState()
        self.now = NOW

    def read(self, after: timedelta = HOUR) -> Fetched:
        fetched = self.source.fetch(self.state, self.now)
        self.state, self.now = fetched.state, self.now + after
        return fetched

    def links(self, after: timedelta = HOUR) -> list[str]:
        """The paths of what is read."""
        return [statement.link.rpartition("/")[2] for statement in self.read(after).statements]


@pytest.fixture
def reader(site: Site, http: HttpClient, parser: DocumentParser) -> Reader:
    for name in "abcdefgh":
        site.html(f"/{name}", f"<html>{name}", tagged=True)
    return Reader(SitemapSource("ministry", site.url("/map.xml"), http, parser))


def url(site: Site, path: str, changed: str = "", more: str = "") -> str:
    date = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{site.url(path)}</loc>{date}{more}</url>"


def put(site: Site, path: str, *urls: str, root: str = "urlset", **more: object) -> None:
    content = f'<?xml version="1.0" encoding="UTF-8"?><{root} {XMLNS} {NEWS}>{"".join(urls)}</{root}>'.encode()
    site.pages[path] = Page(content, "application/xml", tagged=True, **more)  # type: ignore[arg-type]


def named(site: Site, path: str, changed: str = "") -> str:
    date = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<sitemap><loc>{site.url(path)}</loc>{date}</sitemap>"


def test_the_first_fetch_takes_what_is_recent_and_later_ones_what_is_new(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/a", "2026-11-22"), url(site, "/b", "2021-03-01T10:00:00+01:00"))
    first = reader.read()
    assert [statement.content for statement in first.statements] == [b"<html>a"]
    assert (first.listed, first.failures) == (2, ())
    put(site, "/map.xml", url(site, "/c", "2026-11-23"), url(site, "/a", "2026-11-22"), url(site, "/b", "2021-03-01"))
    assert reader.links() == ["c"]
    assert reader.links() == []


def test_an_edit_of_an_old_page_is_no_news_but_one_of_a_known_page_is(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/a", "2026-11-22"), url(site, "/old", "2019-01-01"))
    site.html("/old", "<html>old")
    reader.read()
    site.html("/a", "<html>a, corrected")
    put(site, "/map.xml", url(site, "/a", "2026-11-23"), url(site, "/old", "2026-11-23"))
    reader.now += 30 * DAY
    assert [statement.content for statement in reader.read().statements] == [b"<html>a, corrected"]


def test_the_date_of_a_change_is_no_date_of_publication(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/a", "2026-11-22"))
    (statement,) = reader.read().statements
    assert not any(statement.dates)


def test_what_came_while_nobody_read_is_not_lost(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/a", "2026-11-22"))
    reader.read(40 * DAY)
    put(site, "/map.xml", url(site, "/a", "2026-11-22"), url(site, "/b", "2026-11-25"), url(site, "/c", "2026-12-30"))
    assert sorted(reader.links()) == ["b", "c"]


def test_without_dates_only_addresses_that_come_later_are_read(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/a"), url(site, "/b"))
    assert reader.links() == []
    put(site, "/map.xml", url(site, "/a"), url(site, "/c"), url(site, "/b"))
    assert reader.links() == ["c"]


def test_what_was_noted_stays_noted_for_as_long_as_it_is_named(site: Site, reader: Reader) -> None:
    for day in range(0, 90, 10):
        put(site, "/map.xml", url(site, "/a"), url(site, "/b", "2020-01-01"), url(site, f"/day{day}"))
        site.html(f"/day{day}", "<html>day")
        assert reader.links(10 * DAY) == ([f"day{day}"] if day else [])


def test_a_date_that_all_pages_share_is_that_of_the_sitemap(site: Site, reader: Reader) -> None:
    def made_at(second: int, *names: str) -> None:
        put(site, "/map.xml", *(url(site, f"/{name}", f"2026-11-23T11:00:{second:02}Z") for name in names))

    made_at(1, *"abcd", *"uvwxyz")
    assert reader.links() == []
    made_at(2, *"abcd", *"uvwxyz", "e")
    assert reader.links() == ["e"]


def test_a_few_pages_may_have_been_published_together(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/a", "2026-11-23"), url(site, "/b", "2026-11-23"))
    assert reader.links() == ["a", "b"]


def test_news_have_title_and_date_of_publication(site: Site, reader: Reader) -> None:
    news = (
        "<news:news><news:publication><news:name>N</news:name><news:language>de</news:language></news:publication>"
        "<news:publication_date>2026-11-22T09:30:00+01:00</news:publication_date>"
        "<news:title>Brücke &amp; Straße eröffnet</news:title></news:news>"
    )
    picture = '<image:image xmlns:image="urn:i"><image:loc>https://example.org/p.png</image:loc></image:image>'
    put(site, "/map.xml", url(site, "/a", "2026-11-23", picture + news))
    (statement,) = reader.read().statements
    assert (statement.title, statement.dates[0]) == ("Brücke & Straße eröffnet", "2026-11-22T09:30:00+01:00")
    assert (statement.language, statement.link) == ("de", site.url("/a"))


def test_only_addresses_that_hold_one_of_the_patterns_are_listed(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", *(url(site, path, "2026-11-22") for path in ("/a", "/en/news/1", "/fr/news/1", "/en/about")))
    site.html("/en/news/1", "<html>1")
    reader.source = replace(reader.source, patterns=("/en/*/1", "/nothing"))
    fetched = reader.read()
    assert [statement.link for statement in fetched.statements] == [site.url("/en/news/1")]
    assert fetched.listed == 1


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("/news/", True), ("/news/*/3", True), ("news*news", False), ("/3/*/news/", False), ("*", True), ("/News/", False)],
)
def test_a_pattern_is_a_text_in_which_a_star_stands_for_anything(pattern: str, fits: bool) -> None:
    assert holds_pattern("https://example.org/en/news/2026/3", pattern) is fits


def test_a_star_costs_no_more_than_the_address_is_long() -> None:
    assert not holds_pattern("a" * 100_000, "a*" * 1_000 + "b")


def test_requests_are_conditional_until_a_day_has_passed(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/a", "2021-01-01"))
    reader.read()
    assert reader.read(DAY).unchanged
    assert site.asked[-1].headers["if-none-match"] == site.pages["/map.xml"].tag
    assert not reader.read().unchanged


def test_a_page_that_fails_is_tried_again(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", url(site, "/nowhere", "2026-11-22"))
    (failure,) = reader.read().failures
    assert failure.subject == site.url("/nowhere")
    site.html("/nowhere", "<html>now here")
    assert reader.links() == ["nowhere"]


def test_robots_txt_is_obeyed_for_the_pages(site: Site, reader: Reader, client: Callable[..., HttpClient]) -> None:
    put(site, "/map.xml", url(site, "/a", "2026-11-22"), url(site, "/b", "2026-11-22"))
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /b\n", "text/plain")
    reader.source = replace(reader.source, http=client(robots=True))
    fetched = reader.read()
    assert [statement.link for statement in fetched.statements] == [site.url("/a")]
    assert [failure.subject for failure in fetched.failures] == [site.url("/b")]


# --- an index of sitemaps ---------------------------------------------------------------------------------------------


def test_the_sitemaps_of_an_index_are_read_each_with_its_own_validators(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", named(site, "/one.xml"), named(site, "/two.xml.gz", "2026-11-22"), root="sitemapindex")
    put(site, "/one.xml", url(site, "/a", "2026-11-22"))
    put(site, "/two.xml.gz", url(site, "/b", "2026-11-22"))
    site.pages["/two.xml.gz"] = Page(gzip.compress(site.pages["/two.xml.gz"].content), "application/gzip", tagged=True)
    assert sorted(reader.links()) == ["a", "b"]
    reader.now += HOUR  # both pages are read again once, and with them the sitemaps
    reader.read()
    put(site, "/one.xml", url(site, "/a", "2026-11-22"), url(site, "/c", "2026-11-23"))
    assert reader.links(10 * DAY) == ["c"]


def test_an_index_of_which_no_sitemap_has_changed_is_unchanged(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", named(site, "/one.xml"), root="sitemapindex")
    put(site, "/one.xml", url(site, "/a", "2020-01-01"))
    assert not reader.read().unchanged
    assert reader.read().unchanged
    assert site.asked[-1].headers["if-none-match"] == site.pages["/one.xml"].tag


def test_sitemaps_that_have_not_changed_for_long_are_not_asked_for(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", named(site, "/2019.xml", "2019-12-31"), named(site, "/2026.xml", "2026-11-22"), root="sitemapindex")
    put(site, "/2026.xml", url(site, "/a", "2026-11-22"))
    assert reader.links() == ["a"]
    assert "/2019.xml" not in site.paths()


def test_a_sitemap_that_was_left_alone_for_long_brings_no_flood_when_it_changes(site: Site, reader: Reader) -> None:
    put(site, "/old.xml", url(site, "/a"), url(site, "/b"))
    for day in (0, 40, 80):
        put(site, "/map.xml", named(site, "/old.xml", "2026-11-22"), named(site, "/new.xml"), root="sitemapindex")
        put(site, "/new.xml", url(site, f"/new{day}", f"{reader.now:%Y-%m-%d}"))
        site.html(f"/new{day}", "<html>new")
        assert reader.links(40 * DAY) == [f"new{day}"]
    put(site, "/old.xml", url(site, "/a"), url(site, "/b"), url(site, "/c"))
    put(site, "/map.xml", named(site, "/old.xml", f"{reader.now:%Y-%m-%d}"), root="sitemapindex")
    assert reader.links() == ["c"]


def test_a_sitemap_that_fails_is_a_failure_and_its_pages_come_later(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", named(site, "/one.xml"), named(site, "/two.xml"), root="sitemapindex")
    put(site, "/one.xml", url(site, "/a", "2026-11-22"))
    put(site, "/two.xml", url(site, "/b", "2026-11-22"), url(site, "/c"), status=500)
    first = reader.read(20 * DAY)
    assert [statement.content for statement in first.statements] == [b"<html>a"]
    assert [(failure.subject, failure.reason) for failure in first.failures] == [(site.url("/two.xml"), "status 500")]
    put(site, "/two.xml", url(site, "/b", "2026-11-22"), url(site, "/c"))
    assert reader.links() == ["b"]  # and not /c, which may be of any age


def test_an_index_of_which_no_sitemap_can_be_read_is_an_error(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", named(site, "/one.xml"), root="sitemapindex")
    with pytest.raises(FetchError, match=r"none of its sitemaps can be read: .*/one.xml: .* status 404"):
        reader.read()


def test_an_index_in_an_index_and_a_sitemap_of_another_site_are_failures(site: Site, reader: Reader) -> None:
    elsewhere = "<sitemap><loc>https://example.org/map.xml</loc></sitemap>"
    put(site, "/map.xml", named(site, "/deeper.xml"), elsewhere, named(site, "/one.xml"), root="sitemapindex")
    put(site, "/deeper.xml", named(site, "/one.xml"), root="sitemapindex")
    put(site, "/one.xml", url(site, "/a", "2026-11-22"))
    fetched = reader.read()
    assert [failure.reason for failure in fetched.failures] == [
        "is an index within an index: give its address as a source of its own",
        "is on another site than its index",
    ]
    assert len(fetched.statements) == 1


def test_of_a_long_index_only_so_many_sitemaps_are_read_and_that_is_said(site: Site, reader: Reader) -> None:
    put(site, "/map.xml", *(named(site, f"/{n}.xml") for n in range(MAX_SITEMAPS + 5)), root="sitemapindex")
    for n in range(MAX_SITEMAPS + 5):
        put(site, f"/{n}.xml", url(site, "/a", "2020-01-01"))
    (failure,) = reader.read().failures
    assert f"names {MAX_SITEMAPS + 5} sitemaps, and only {MAX_SITEMAPS} were read" in failure.reason
    assert len(site.asked) == 1 + MAX_SITEMAPS


# --- documents that are no sitemap, or were made to harm -------------------------------------------------------------

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><urlset><url><loc>https://example.org/&a9;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("not here", "is not XML"),
        ("<!DOCTYPE html><html><p>Our new site", "is a web page, not a sitemap"),
        ("<rss version='2.0'><channel><item/></channel></rss>", "is a feed, not a sitemap: give its address as `feed`"),
        ('{"urls": []}', "is not XML"),
        ("<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://exam", "breaks off before its end"),
        (LAUGHS, "declares entities"),
        ("<urlset>" + "<url>" * 100_000, "breaks off|is not XML|nested"),
        (b"\x1f\x8b\x08 damaged", "is not valid gzip"),
        (gzip.compress(b"<urlset>" + b" " * (32 << 20) + b"</urlset>"), "compressed more than 200:1"),
        ("<urlset>" + "<url><loc>http://a.b/c</loc></url>" * (MAX_ADDRESSES + 1) + "</urlset>", "has more than 50,000"),
        ("<urlset>" + "<url><loc>http://a.b/c</loc></url>" * 1_000_000 + "</urlset>", "larger than 10,485,760 bytes"),
        ("<urlset>" + "<![CDATA[" * 400_000 + "</urlset>", "is damaged, and no address"),
    ],
)
def test_what_is_no_sitemap_is_an_error_that_says_why(content: str | bytes, reason: str, site: Site, reader: Reader) -> None:
    site.pages["/map.xml"] = Page(content if isinstance(content, bytes) else content.encode(), "text/html")
    with pytest.raises(FetchError, match=f"^{site.url('/map.xml')}: .*({reason})"):
        reader.read()


ENTRY = "<url><loc>{}</loc><lastmod>2026-11-22</lastmod></url>"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (f'<?xml version="1.0" encoding="UTF-8"?><urlset>{ENTRY}</urlset>', "utf-16"),
        (f'<?xml version="1.0" encoding="UTF-16"?><urlset>{ENTRY}</urlset>', "utf-8"),
        (f"<urlset>{ENTRY}<url><loc>ü</loc><x>Größe</x></url></urlset>", "latin-1"),
        ("\ufeff<s:urlset xmlns:s='u'><s:url><s:loc>{}</s:loc><s:lastmod>2026-11-22</s:lastmod></s:url></s:urlset>", "utf-8"),
        ("<urlset><url><loc><![CDATA[ {} ]]></loc><lastmod>2026-11-22</lastmod></url></urlset>", "utf-8"),
        (f"<!-- today --><urlset>{ENTRY.replace('2026-11-22', '22 November 2026')}</urlset> <!-- end -->", "utf-8"),
    ],
)  # fmt: skip
def test_charsets_and_forms_that_are_wrong_but_clear_are_read(content: str, charset: str, site: Site, reader: Reader) -> None:
    link = site.url("/a?x=1&y=2")
    site.pages["/map.xml"] = Page(content.replace("{}", link).encode(charset), "application/xml")
    site.html("/a?x=1&y=2", "<html>a")
    assert link in [statement.link for statement in reader.read().statements]


def test_addresses_that_are_not_http_are_not_listed(site: Site, reader: Reader) -> None:
    odd = ("javascript:x", "file:///etc/passwd", "http://[", "", "mailto:a@b.gov")
    put(
        site,
        "/map.xml",
        *(f"<url><loc>{link}</loc><lastmod>2026-11-22</lastmod></url>" for link in odd),
        url(site, "/a", "2026-11-22"),
    )
    fetched = reader.read()
    assert [statement.link for statement in fetched.statements] == [site.url("/a")]
    assert (fetched.listed, fetched.failures) == (1, ())
