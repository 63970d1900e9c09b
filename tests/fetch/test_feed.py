"""A feed source returns each statement once, with its whole text, and again when it changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape

import pytest

from digest.errors import FetchError
from digest.fetch import item_reader
from digest.fetch.feed import FeedSource
from digest.fetch.feed_item import FullText
from digest.fetch.feed_parser import DocumentParser
from digest.net.http import HttpClient
from digest.records import Fetched, FetchState
from digest.sandbox.pool import Limits
from tests.fetch.web import Page, Site

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BODY = "<p>The Minister met his counterpart today. They agreed to go on with the talks.</p>" * 4
TEASER = "<p>The Minister met his counterpart today.</p>"


def item(link: str = "/a", title: str = "A statement", content: str = "", more: str = "") -> str:
    body = f"<content:encoded>{escape(content)}</content:encoded>" if content else ""
    return f"<item><title>{title}</title><link>{link}</link><description>{escape(TEASER)}</description>{body}{more}</item>"


def rss(*items: str) -> Page:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    text = (
        f"{head}<channel><title>T</title><link>https://a.gov/</link><language>en-gb</language>{''.join(items)}</channel></rss>"
    )
    return Page(text.encode(), "application/rss+xml", tagged=True)


class Reader:
    """Fetches one feed again and again, an hour apart, and keeps the state."""

    def __init__(self, site: Site, http: HttpClient, parser: DocumentParser) -> None:
        self.source = FeedSource("a", site.url("/feed"), http, parser)
        self.state = FetchState()
        self.now = NOW

    def read(self) -> Fetched:
        fetched = self.source.fetch(self.state, self.now)
        self.state = fetched.state
        self.now += timedelta(hours=1)
        return fetched


@pytest.fixture
def reader(site: Site, http: HttpClient, parser: DocumentParser) -> Reader:
    return Reader(site, http, parser)


def test_the_text_in_the_feed_is_the_statement(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(
        item(content=BODY, more="<pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate><author>b@a.gov (Office)</author>")
    )
    (statement,) = reader.read().statements
    assert statement.content.decode() == BODY
    assert (statement.fragment, statement.media_type, statement.charset) == (True, "text/html", "utf-8")
    assert (statement.title, statement.language) == ("A statement", "en-gb")
    assert statement.dates == ("Mon, 23 Nov 2026 10:00:00 +0100", "")
    assert statement.link == site.url("/a")
    assert statement.key == site.url("/a").replace("http:", "https:")
    assert site.paths() == ["/feed"]


def test_the_page_is_the_statement_where_the_feed_has_a_teaser(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(content=TEASER), item("/b", content=f"<p>{'Long words. ' * 30}Read more</p>"), item("/c"))
    for path in ("/a", "/b", "/c"):
        site.html(path, f"<html>page {path}")
    statements = reader.read().statements
    assert [statement.content for statement in statements] == [b"<html>page /a", b"<html>page /b", b"<html>page /c"]
    assert not any(statement.fragment for statement in statements)
    assert statements[0].title == "A statement"


def test_a_description_is_never_the_statement_if_the_page_can_be_read(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(f"<item><link>/a</link><description>{escape(BODY)}</description></item>")
    site.html("/a", "<html>page")
    (statement,) = reader.read().statements
    assert statement.content == b"<html>page"


# --- a page that cannot be read --------------------------------------------------------------------------------------


PICTURE = Page(b"\x89PNG" + b"x" * 9_000, "image/png", tagged=True)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (Page(status=403), "status 403"),
        (Page(status=404), "status 404"),
        (Page(status=410), "status 410"),
        (Page(status=500), "status 500"),
        (PICTURE, "is image/png, which cannot be read"),
        (Page(b" "), "is empty"),
    ],
)
@pytest.mark.parametrize("element", ["description", "content:encoded"])
def test_the_text_of_the_feed_stands_in_for_a_page_that_fails(
    page: Page, why: str, element: str, site: Site, reader: Reader
) -> None:
    reader.source = replace(reader.source, full_text=False)
    site.pages |= {"/feed": rss(f"<item><link>/a</link><{element}>{escape(BODY)}</{element}></item>"), "/a": page}
    fetched = reader.read()
    (statement,) = fetched.statements
    assert (statement.content.decode(), statement.fragment) == (BODY, True)
    assert statement.note == f"its page could not be read ({why}): this is the text of its feed"
    assert [failure.reason for failure in fetched.failures] == [why]
    assert reader.read().statements == ()
    site.html("/a", "<html>the page")
    (statement,) = reader.read().statements
    assert (statement.content, statement.note) == (b"<html>the page", "")
    assert statement.least_length > 100


def test_a_teaser_never_stands_in_for_a_page(site: Site, reader: Reader) -> None:
    long_teaser = f"<p>{'Long words. ' * 20} [...]</p>"
    site.pages["/feed"] = rss(item(), item("/b", content=long_teaser))
    assert reader.read().statements == ()


def test_the_text_of_the_feed_never_replaces_a_page_that_was_read(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(content=BODY))
    reader.source = replace(reader.source, full_text=False)
    site.html("/a", "<html>the page")
    assert len(reader.read().statements) == 1
    site.pages |= {"/feed": rss(item(content=BODY.replace("today", "yesterday"))), "/a": Page(status=403)}
    fetched = reader.read()
    assert (fetched.statements, len(fetched.failures)) == ((), 1)


@pytest.mark.parametrize(
    ("full_text", "has_page", "has_none"),
    [("auto", b"page", b"feed"), (False, b"page", b"feed"), (True, b"feed", b"feed"), ("page", b"page", None)],
)
def test_full_text_says_whether_page_or_feed_has_the_text(
    full_text: FullText, has_page: bytes, has_none: bytes | None, site: Site, reader: Reader
) -> None:
    reader.source = replace(reader.source, full_text=full_text)
    text = "The feed says that the Minister met his counterpart today, and that they agreed to go on. " * 3
    site.pages["/feed"] = rss(*(f"<item><link>/{each}</link><description>{text}</description></item>" for each in "ab"))
    site.html("/a", "<html>The page")
    found = {statement.link: statement.content.split()[1] for statement in reader.read().statements}
    assert found == {site.url(path): word for path, word in (("/a", has_page), ("/b", has_none)) if word}


def test_with_full_text_false_a_long_content_is_a_teaser(site: Site, reader: Reader) -> None:
    reader.source = replace(reader.source, full_text=False)
    site.pages["/feed"] = rss(item(content=BODY))
    site.html("/a", "<html>The page")
    assert [statement.content for statement in reader.read().statements] == [b"<html>The page"]


def test_a_picture_with_its_caption_is_no_text(site: Site, reader: Reader) -> None:
    caption = "The Minister, left, shakes hands with his counterpart on the quay of the old harbour, before the talks. " * 2
    site.pages["/feed"] = rss(item(content=f"<figure><img src='/a.jpg'><figcaption>{caption}</figcaption></figure>"))
    site.html("/a", "<html>The page")
    assert [statement.content for statement in reader.read().statements] == [b"<html>The page"]


def test_a_page_that_fails_is_asked_for_with_a_growing_delay_though_the_feed_is_unchanged(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item())
    asked = []
    for hour in range(72):
        if hour == 5:
            site.pages["/feed"] = rss(item("/b", content=BODY))  # the item is no longer listed
        before = site.paths().count("/a")
        fetched = reader.read()
        assert [failure.reason for failure in (*fetched.failures, *fetched.waiting)] == ["status 404"]
        asked += [hour] * (site.paths().count("/a") - before)
    assert asked == [0, 1, 2, 3, 5, 9, 17, 33, 57]
    assert sum("if-none-match" in each.headers for each in site.asked if each.path == "/feed") == 71
    site.html("/a", "<html>the page")
    reader.now += timedelta(days=1)
    (statement,) = reader.read().statements
    assert (statement.content, statement.title) == (b"<html>the page", "A statement")
    assert reader.read().waiting == ()


def test_an_item_that_changes_while_its_page_fails_is_not_asked_for_more_often(site: Site, reader: Reader) -> None:
    for hour in range(24):
        site.pages["/feed"] = rss(item(title=f"A statement, {hour} views"))
        reader.read()
    assert site.paths().count("/a") == 7
    site.html("/a", "<html>the page")
    reader.now += timedelta(days=1)
    assert [statement.title for statement in reader.read().statements] == ["A statement, 23 views"]


def test_a_page_is_given_up_a_month_after_its_source_has_dropped_it(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(), item("/b"))
    reader.read()
    site.pages["/feed"] = rss(item())
    reader.now += timedelta(days=29)
    assert len(reader.read().state.awaited) == 2
    site.pages["/feed"] = rss(item(), "<!-- -->")
    reader.now += timedelta(days=2)
    assert [page.link for page in reader.read().state.awaited.values()] == [site.url("/a")]


def test_a_clock_that_was_ahead_does_not_delay_a_page(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item())
    reader.now += timedelta(days=30)
    for _ in range(3):
        reader.read()
    reader.now = NOW
    site.html("/a", "<html>the page")
    assert len(reader.read().statements) == 1


# --- once, and again when it changed ---------------------------------------------------------------------------------


def test_nothing_is_returned_twice(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(content=BODY))
    assert len(reader.read().statements) == 1
    again = reader.read()
    assert (again.statements, again.unchanged) == ((), True)
    site.pages["/feed"] = rss(item("/b", content=BODY), item(content=BODY, more="<guid>new</guid>"))
    assert [statement.link for statement in reader.read().statements] == [site.url("/b")]


def test_an_edited_item_is_returned_again(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(content=BODY))
    first = reader.read().statements[0]
    site.pages["/feed"] = rss(item(content=BODY.replace("talks", "fighting")))
    (second,) = reader.read().statements
    assert second.key == first.key
    assert b"fighting" in second.content


def test_an_item_that_vanishes_and_returns_is_not_new(site: Site, reader: Reader) -> None:
    whole, without = rss(item(content=BODY), item("/b", content=BODY)), rss(item(content=BODY))
    for page, expected in ((whole, 2), (without, 0), (whole, 0)):
        site.pages["/feed"] = page
        assert len(reader.read().statements) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (item(title="New", content=BODY), item(title="Old", content=BODY)),
        (item(content=BODY, more="<guid>1</guid>"), item(content=BODY, more="<guid>2</guid>")),
        (item("/a#new", content=BODY), item("/a#old", content=BODY)),
        (item("/a?xtor=RSS-1", "New", BODY), item("/a?mtm_source=x", "Old", BODY)),
    ],
    ids=["title", "guid", "anchor", "trackers"],
)
def test_two_items_with_one_link_are_both_returned_once(one: str, two: str, site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(one, two)
    first, second = reader.read().statements
    assert first.key != second.key
    assert first.guid != second.guid
    site.pages["/feed"] = rss(two, one)
    assert reader.read().statements == ()


GUID = '<guid isPermaLink="false">board</guid>'
OTHER = "The harbour of Brenna will be dredged in the spring. " * 5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (item(title="Talks", content=BODY, more=GUID), item(title="Harbour", content=OTHER, more=GUID)),
        (item(content=BODY, more=GUID), item(content=OTHER, more=GUID)),
        (item("", content=BODY, more=GUID), item("", content=OTHER, more=GUID)),
    ],
    ids=["titles", "texts", "no link"],
)
def test_two_statements_with_one_link_and_one_guid_are_both_returned_once(
    one: str, two: str, site: Site, reader: Reader
) -> None:
    site.pages["/feed"] = rss(one, two)
    first, second = reader.read().statements
    assert first.key != second.key
    assert first.guid != second.guid
    site.pages["/feed"] = rss(two, one)
    assert reader.read().statements == ()


def test_of_a_corrected_text_above_the_first_one_only_the_corrected_is_returned(site: Site, reader: Reader) -> None:
    corrected = BODY.replace("talks", "fighting", 1)
    site.pages["/feed"] = rss(item(title="Corrected", content=corrected, more=GUID), item(content=BODY, more=GUID))
    (statement,) = reader.read().statements
    assert (statement.title, statement.guid) == ("Corrected", "board")


def test_a_thousand_items_with_one_guid_take_no_thousand_comparisons_each(site: Site, reader: Reader) -> None:
    texts = [" ".join(f"word{number}x{place}" for place in range(300)) for number in range(1_000)]
    site.pages["/feed"] = rss(*(item(content=text, more=GUID) for text in texts))
    assert len(reader.read().statements) == 1_000


def test_the_same_item_twice_is_one(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(content=BODY), item(content=BODY))
    assert len(reader.read().statements) == 1


def test_an_item_that_gets_company_at_its_link_is_not_returned_again(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(title="Old", content=BODY))
    reader.read()
    site.pages["/feed"] = rss(item(title="New", content=BODY), item(title="Old", content=BODY))
    assert [statement.title for statement in reader.read().statements] == ["New"]


@pytest.mark.parametrize("again", ["/a;jsessionid=2", "/a;jsessionid=2?utm_source=x", "/a?sessionid=44", "/a?pk_campaign=y"])
def test_a_visit_gives_an_item_no_new_key(again: str, site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item("/a;jsessionid=1", content=BODY))
    assert len(reader.read().statements) == 1
    site.pages["/feed"] = rss(item(again, content=BODY))
    assert reader.read().statements == ()


def test_an_id_that_repeats_the_link_is_no_guid(site: Site, reader: Reader) -> None:
    same, other = site.url("/a"), site.url("/?p=7")
    site.pages["/feed"] = rss(
        item("/a", content=BODY, more=f"<guid>{same}</guid>"), item("/b", content=BODY, more=f"<guid>{other}</guid>")
    )
    assert [statement.guid for statement in reader.read().statements] == ["", other]


def test_items_whose_link_is_only_the_home_page_are_told_apart_by_their_ids(site: Site, reader: Reader) -> None:
    home = [item("https://a.gov", content=BODY, more=f'<guid isPermaLink="false">{number}</guid>') for number in (1, 2)]
    site.pages["/feed"] = rss(*home)
    first, second = reader.read().statements
    assert first.key != second.key
    assert first.key.startswith("item:a/")
    assert first.link == ""


def test_items_that_have_nothing_but_a_description_are_told_apart_by_it(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(*(f"<item><description>{BODY} {number}</description></item>" for number in (1, 2)))
    first, second = reader.read().statements
    assert first.key != second.key


def test_an_id_that_is_an_address_replaces_a_missing_link(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(
        f'<item><title>T</title><guid isPermaLink="false">https://a.gov/x</guid><content:encoded>{escape(BODY)}</content:encoded></item>'
    )
    assert reader.read().statements[0].key == "https://a.gov/x"


# --- pages that fail -------------------------------------------------------------------------------------------------


def test_a_page_that_fails_is_a_failure_and_tried_again(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(), item("/b"))
    site.html("/b", "<html>b")
    first = reader.read()
    assert len(first.statements) == 1
    assert str(first.failures[0]) == f"{site.url('/a')}: while reading “A statement”: status 404"
    assert first.read == (site.url("/b"),)
    site.html("/a", "<html>a")
    second = reader.read()
    assert [statement.content for statement in second.statements] == [b"<html>a"]
    assert second.failures == ()
    assert second.read == (site.url("/a"),)
    assert reader.read().statements == ()


@pytest.mark.parametrize(("content", "named"), [(b"GIF89a...", "image/gif"), (b"\x89PNG\r\n", "image/png"), (b" ", "empty")])
def test_a_page_that_is_not_text_is_a_failure_that_names_its_type(
    content: bytes, named: str, site: Site, reader: Reader
) -> None:
    site.pages["/feed"] = rss(item())
    site.pages["/a"] = Page(content, "text/html")
    (failure,) = reader.read().failures
    assert named in failure.reason


def test_pages_of_a_changed_item_are_requested_with_their_validators(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item())
    site.html("/a", "<html>a", tagged=True)
    reader.read()
    site.pages["/feed"] = rss(item(title="Another title"))
    assert reader.read().statements == ()
    assert site.asked[-1].headers["if-none-match"] == site.pages["/a"].tag


def test_a_long_feed_of_links_is_read_over_several_fetches(site: Site, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_reader, "MAX_PAGES", 2)
    site.pages["/feed"] = rss(item("/1"), item("/2"), item("/3"))
    for path in ("/1", "/2", "/3"):
        site.html(path, "<html>x")
    assert [len(reader.read().statements) for _ in range(3)] == [2, 1, 0]


# --- pages that are read again ---------------------------------------------------------------------------------------


def test_a_page_that_is_corrected_under_an_unchanged_item_is_returned_again(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(more='<guid isPermaLink="false">q-1</guid>'))
    site.html("/a", "<html>a")
    (first,) = reader.read().statements
    site.html("/a", "<html>a, corrected")
    (second,) = reader.read().statements
    assert (second.content, second.key, second.guid, second.is_reread) == (b"<html>a, corrected", first.key, "q-1", True)
    assert reader.read().statements == ()


def test_a_known_page_is_read_again_less_and_less_often_and_for_a_week(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item())
    site.html("/a", "<html>a", tagged=True)
    hours = []
    for hour in range(9 * 24):
        before = len(site.asked)
        assert len(reader.read().statements) == (hour == 0)
        if any(asked.path == "/a" for asked in site.asked[before:]):
            hours.append(hour)
    assert hours == [0, 1, 2, 4, 8, 16, 32, 56, 80, 104, 128, 152]
    assert all(asked.headers["if-none-match"] for asked in site.asked if asked.path == "/a" and asked is not site.asked[1])
    assert reader.read().unchanged


def test_a_known_page_that_cannot_be_read_is_no_failure(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item())
    site.html("/a", "<html>a")
    reader.read()
    del site.pages["/a"]
    again = reader.read()
    assert (again.statements, again.failures, again.state.awaited) == ((), (), {})
    site.html("/a", "<html>a, corrected")
    assert len(reader.read().statements) == 1


def test_a_page_that_the_feed_no_longer_lists_and_one_whose_text_it_has_are_not_read_again(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(item(), item("/b", content=BODY), item("/c"))
    site.html("/a", "<html>a")
    site.html("/c", "<html>c")
    reader.read()
    site.pages["/feed"] = rss(item("/b", content=BODY))
    for _ in range(3):
        reader.read()
    assert sorted(site.paths()) == ["/a", "/c", *["/feed"] * 4]
    assert reader.read().unchanged


# --- formats ---------------------------------------------------------------------------------------------------------


def test_an_atom_feed_is_read(site: Site, reader: Reader) -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" xml:base="https://www.gov.uk/"><title>T</title><id>x</id>'
        '<entry><id>tag:1</id><title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><link href="news/a"/>'
        f"<updated>2026-11-23T09:00:00+00:00</updated><content type='html'>{escape(BODY)}</content></entry></feed>"
    )
    site.pages["/feed"] = Page(text.encode(), "application/atom+xml")
    (statement,) = reader.read().statements
    assert (statement.key, statement.title) == ("https://www.gov.uk/news/a", "A & B")
    assert statement.dates == ("", "2026-11-23T09:00:00+00:00")


def test_a_json_feed_is_read(site: Site, reader: Reader) -> None:
    items = [
        {
            "id": "1",
            "url": "/a",
            "title": "A",
            "content_html": BODY,
            "date_published": "2026-11-23T10:00:00+01:00",
            "authors": [{"name": "Office"}],
        },
        {"id": 2, "url": "/b", "content_text": "Plain words. " * 20, "date_published": 7, "author": "no object", "title": None},
        "no item",
    ]
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    site.pages["/feed"] = Page(content.encode(), "application/feed+json")
    html, text = reader.read().statements
    assert (html.title, html.author, html.dates) == ("A", "Office", ("2026-11-23T10:00:00+01:00", ""))
    assert (text.media_type, text.title, text.dates) == ("text/plain", "", ("7", ""))


@pytest.mark.parametrize("written", ["2026/11/13 09:00", "Do, 12 Nov 2026 09:00:00 CEST", "13-11-2026", "01/02/2026", "never"])
def test_a_date_comes_as_the_feed_wrote_it_whatever_the_parser_makes_of_it(site: Site, reader: Reader, written: str) -> None:
    site.pages["/feed"] = rss(item(content=BODY, more=f"<pubDate>{written}</pubDate>"))
    (statement,) = reader.read().statements
    assert (statement.published, statement.dates) == (None, (written, ""))


@pytest.mark.parametrize(
    "content", [b"<html><body>Please log in</body></html>", b"{}", b'{"items": []}', b"plain", b"", b"{" * 100_000]
)
def test_a_document_that_is_not_a_feed_is_an_error(content: bytes, site: Site, reader: Reader) -> None:
    site.pages["/feed"] = Page(content)
    with pytest.raises(FetchError, match=f"^{site.url('/feed')}: is"):
        reader.read()


def test_a_feed_without_items_is_not_an_error(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss()
    assert reader.read().listed == 0


def test_a_feed_that_burns_time_ends_only_its_worker(site: Site, http: HttpClient) -> None:
    attributes = " ".join(f'a{number}="x"' for number in range(50_000))
    site.pages["/feed"] = Page(
        f'<rss version="2.0"><channel><item><title {attributes}>T</title></item></channel></rss>'.encode()
    )
    site.pages["/good"] = rss(item(content=BODY))
    with DocumentParser(Limits(cpu_seconds=1, wall_seconds=60)) as parser:
        with pytest.raises(FetchError, match="took more than 1 s of CPU time"):
            FeedSource("bad", site.url("/feed"), http, parser).fetch(FetchState(), NOW)
        assert len(FeedSource("good", site.url("/good"), http, parser).fetch(FetchState(), NOW).statements) == 1


def test_no_file_and_no_address_that_a_feed_names_is_read(site: Site, reader: Reader) -> None:
    entity = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b SYSTEM "{site.url("/leak")}">]>'
    site.pages["/feed"] = Page((entity + rss(item(content=BODY, title="&a;&b;")).content.decode()).encode(), "text/xml")
    statements = reader.read().statements
    assert all("root" not in statement.title for statement in statements)
    assert site.paths() == ["/feed"]
