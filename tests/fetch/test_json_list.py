"""An interface that lists statements in JSON yields them like a feed, by the paths of their parts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from digest.errors import FetchError
from digest.fetch import item_reader
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.json_items import value_at
from digest.fetch.json_list import JsonSource
from digest.net.http import HttpClient
from digest.records import Fetched, FetchState
from tests.fetch.web import Page, Site

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG = "The Minister opened the bridge on Monday and said that it would serve the whole valley. " * 4
PATHS = {"items": "results", "link": "link", "title": "title", "date": "date"}


def by_name(paths: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Paths as a source takes them: several of one part are written with spaces between them."""
    return {name: tuple(written.split(" ")) for name, written in paths.items()}


class Reader:
    """Reads a source hour by hour, with the state of the fetch before."""

    def __init__(self, source: JsonSource) -> None:
        self.source = source
        self.state = FetchState()
        self.now = NOW

    def read(self, after: timedelta = HOUR) -> Fetched:
        fetched = self.source.fetch(self.state, self.now)
        self.state, self.now = fetched.state, self.now + after
        return fetched

    def titles(self) -> list[str]:
        """The titles of what is read."""
        return [statement.title for statement in self.read().statements]


@pytest.fixture
def reader(site: Site, http: HttpClient, parser: DocumentParser) -> Reader:
    return Reader(JsonSource("ministry", site.url("/api"), by_name(PATHS), http, parser))


def put(site: Site, path: str, answer: object) -> None:
    site.pages[path] = Page(json.dumps(answer).encode(), "application/json", tagged=True)


def item(name: str, date: str = "2026-11-22", **more: object) -> dict[str, Any]:
    return {"link": f"/{name}", "title": name, "date": date, **more}


def pages_of(site: Site, *names: str) -> None:
    for name in names:
        site.html(f"/{name}", f"<html>{name}")


def test_an_item_with_a_link_is_read_from_its_page_once(site: Site, reader: Reader) -> None:
    put(site, "/api", {"results": [item("a")], "total": 1})
    pages_of(site, "a")
    (statement,) = reader.read().statements
    assert (statement.content, statement.link, statement.title) == (b"<html>a", site.url("/a"), "a")
    assert (statement.dates[0], statement.fragment) == ("2026-11-22", False)
    assert reader.read(8 * DAY).statements == ()
    assert reader.read().unchanged
    assert site.asked[-1].headers["if-none-match"] == site.pages["/api"].tag


def test_an_item_with_its_text_needs_no_page(site: Site, reader: Reader) -> None:
    reader.source = replace(reader.source, paths=by_name({**PATHS, "body": "details.body"}))
    put(site, "/api", {"results": [item("a", details={"body": f"<p>{LONG}</p>"})]})
    (statement,) = reader.read().statements
    assert (statement.content.decode(), statement.media_type, statement.fragment) == (f"<p>{LONG}</p>", "text/html", True)
    assert site.paths() == ["/api"]
    put(site, "/api", {"results": [item("a", details={"body": f"{LONG}\n\nCorrected: in 5 < 6 valleys."})]})
    (statement,) = reader.read().statements
    assert statement.media_type == "text/plain"


def test_items_that_share_a_page_are_told_apart(site: Site, reader: Reader) -> None:
    reader.source = replace(reader.source, paths=by_name({**PATHS, "body": "body", "id": "id"}))
    items = [item("board", id=name, body=f"<p>{name} {LONG}</p>") | {"title": name} for name in ("one", "two")]
    put(site, "/api", {"results": items})
    first, second = reader.read().statements
    assert first.key != second.key
    assert first.link == second.link
    put(site, "/api", {"results": items[::-1]})
    assert reader.read().statements == ()


# --- the shapes of interfaces that are in use ----------------------------------------------------------------------------


def test_a_search_of_gov_uk(site: Site, reader: Reader) -> None:
    paths = {"items": "results", "link": "link", "title": "title", "date": "public_timestamp", "summary": "description"}
    put(
        site,
        "/api",
        {
            "results": [
                {
                    "title": "Fish",
                    "link": "/government/news/fish",
                    "public_timestamp": "2026-11-22T09:00:00+00:00",
                    "description": "A short teaser.",
                    "_id": "/government/news/fish",
                    "es_score": None,
                }
            ],
            "total": 1,
            "start": 0,
        },
    )
    pages_of(site, "government/news/fish")
    reader.source = replace(reader.source, paths=by_name(paths))
    (statement,) = reader.read().statements
    assert (statement.title, statement.dates[0]) == ("Fish", "2026-11-22T09:00:00+00:00")
    assert statement.announced == ("Fish", "A short teaser.")


def test_a_document_of_the_content_interface_of_gov_uk(site: Site, reader: Reader) -> None:
    paths = {
        "items": "",
        "link": "base_path",
        "title": "title",
        "date": "first_published_at",
        "changed": "public_updated_at",
        "body": "details.body",
    }
    put(
        site,
        "/api",
        {
            "base_path": "/government/speeches/fish",
            "title": "Fish",
            "first_published_at": "2026-11-21T10:00:00+00:00",
            "public_updated_at": "2026-11-22T10:00:00+00:00",
            "details": {"body": f"<div class='govspeak'><p>{LONG}</p></div>"},
        },
    )
    reader.source = replace(reader.source, paths=by_name(paths))
    (statement,) = reader.read().statements
    assert (statement.link, statement.dates) == (
        site.url("/government/speeches/fish"),
        ("2026-11-21T10:00:00+00:00", "2026-11-22T10:00:00+00:00"),
    )


def test_the_news_interface_of_canada(site: Site, reader: Reader) -> None:
    paths = {
        "items": "feed.entry",
        "link": "link",
        "title": "title",
        "date": "publishedDate",
        "summary": "teaser",
    }
    put(
        site,
        "/api",
        {
            "feed": {
                "title": "News",
                "entry": [
                    {
                        "title": "Fish &amp; chips",
                        "publishedDate": "2026-11-22 10:00",
                        "link": site.url("/en/news/2026/11/fish.html"),
                        "teaser": "A teaser.",
                        "type": "speeches",
                    }
                ],
            }
        },
    )
    pages_of(site, "en/news/2026/11/fish.html")
    reader.source = replace(reader.source, paths=by_name(paths))
    (statement,) = reader.read().statements
    assert statement.title == "Fish & chips"


def test_posts_of_wordpress(site: Site, reader: Reader) -> None:
    paths = {
        "items": "",
        "link": "link",
        "title": "title.rendered",
        "date": "date",
        "changed": "modified",
        "body": "content.rendered",
        "id": "guid.rendered",
    }
    put(
        site,
        "/api",
        [
            {
                "id": 7,
                "date": "2026-11-22T10:00:00",
                "modified": "2026-11-22T11:00:00",
                "link": site.url("/2026/fish/"),
                "guid": {"rendered": site.url("/?p=7")},
                "title": {"rendered": "Fish &#8211; and chips"},
                "content": {"rendered": f"<p>{LONG}</p>", "protected": False},
                "excerpt": {"rendered": "<p>…</p>"},
            }
        ],
    )
    reader.source = replace(reader.source, paths=by_name(paths))
    (statement,) = reader.read().statements
    assert (statement.title, statement.guid, statement.fragment) == ("Fish – and chips", site.url("/?p=7"), True)


def test_nodes_of_the_json_api_of_drupal_with_the_next_page_by_name(site: Site, reader: Reader) -> None:
    paths = {
        "items": "data",
        "link": "attributes.path.alias",
        "title": "attributes.title",
        "date": "attributes.created",
        "body": "attributes.body.processed attributes.body.value",
        "next": "links.next.href",
    }

    def node(name: str) -> dict[str, Any]:
        body = {"value": f"<p>{LONG}</p>", "processed": None}
        return {
            "type": "node--press",
            "id": f"uuid-{name}",
            "attributes": {
                "title": name,
                "created": "2026-11-22T10:00:00+00:00",
                "path": {"alias": f"/news/{name}", "langcode": "en"},
                "body": body,
            },
        }

    put(site, "/api", {"data": [node("a")], "links": {"next": {"href": site.url("/api?page%5Boffset%5D=1")}}})
    put(site, "/api?page%5Boffset%5D=1", {"data": [node("b")], "links": {}})
    reader.source = replace(reader.source, paths=by_name(paths), pages=5)
    assert reader.titles() == ["a", "b"]


def test_a_link_may_be_made_of_values_and_a_date_be_a_number(site: Site, reader: Reader) -> None:
    paths = {"items": "list", "link": site.url("/{kind.slug}/{id}"), "title": "name", "date": "time"}
    put(
        site,
        "/api",
        {"list": [{"id": 7, "kind": {"slug": "news fish"}, "name": "Fish", "time": 1795341600}, {"id": 8, "name": "No kind"}]},
    )
    pages_of(site, "news%20fish/7")
    reader.source = replace(reader.source, paths=by_name(paths))
    fetched = reader.read()
    assert [(statement.link, statement.dates[0]) for statement in fetched.statements] == [
        (site.url("/news%20fish/7"), "1795341600")
    ]
    assert [failure.reason for failure in fetched.failures] == ["the item has neither a text nor a link"]


# --- what is read of a long list ---------------------------------------------------------------------------------------


def listed(site: Site, size: int, *names: str, date: str = "2026-11-22") -> None:
    """Put a list in pages of `size`, numbered from 1, and the pages of its items."""
    chunks = [names[start : start + size] for start in range(0, len(names), size)]
    for number, chunk in enumerate([*chunks, ()], 1):
        put(site, f"/api?p={number}", {"results": [item(name, date) for name in chunk]})
    pages_of(site, *names)


@pytest.fixture
def paged(site: Site, reader: Reader) -> Reader:
    reader.source = replace(reader.source, address=site.url("/api?p={page}"), pages=4)
    return reader


def api(site: Site) -> list[str]:
    return [path for path in site.paths() if path.startswith("/api")]


def test_pages_are_read_until_one_ends_with_something_known(site: Site, paged: Reader) -> None:
    listed(site, 2, "a", "b")
    paged.read()
    site.asked.clear()
    listed(site, 2, "g", "f", "e", "d", "c", "b", "a")
    assert sorted(paged.titles()) == ["c", "d", "e", "f", "g"]
    assert api(site) == ["/api?p=1", "/api?p=2", "/api?p=3"]


def test_a_known_item_that_is_pinned_to_the_top_hides_nothing(site: Site, paged: Reader) -> None:
    listed(site, 2, "pinned", "a")
    paged.read()
    listed(site, 2, "pinned", "c", "b", "a")
    assert sorted(paged.titles()) == ["b", "c"]


def test_no_more_pages_are_read_than_allowed(site: Site, paged: Reader) -> None:
    listed(site, 1, *"abcdefgh")
    assert len(paged.titles()) == 4


def test_an_interface_that_answers_the_same_whatever_the_page_is_asked_twice_at_most(site: Site, paged: Reader) -> None:
    for number in range(1, 9):
        put(site, f"/api?p={number}", {"results": [item("a")]})
    pages_of(site, "a")
    assert paged.titles() == ["a"]
    assert len(api(site)) == 2


def test_what_is_old_at_the_first_fetch_is_no_news_nor_are_the_pages_behind_it(site: Site, paged: Reader) -> None:
    put(site, "/api?p=1", {"results": [item("a"), item("old", "2026-01-01")]})
    put(site, "/api?p=2", {"results": [item("older", "2025-01-01")]})
    pages_of(site, "a", "old", "older")
    fetched = paged.read()
    assert [statement.title for statement in fetched.statements] == ["a"]
    assert (fetched.listed, api(site)) == (2, ["/api?p=1"])


def test_what_came_while_nobody_read_is_not_lost(site: Site, paged: Reader) -> None:
    listed(site, 2, "a")
    paged.read(40 * DAY)
    listed(site, 2, "c", "b", "a", date="2026-11-25")
    assert sorted(paged.titles())[-2:] == ["b", "c"]


def test_without_dates_the_first_fetch_reads_one_page(site: Site, paged: Reader) -> None:
    listed(site, 2, *"abcd", date="")
    assert paged.titles() == ["a", "b"]
    listed(site, 2, *"hgfeabcd", date="")
    assert sorted(paged.titles()) == ["e", "f", "g", "h"]


def test_a_page_that_fails_is_a_failure_and_what_it_lists_comes_later(site: Site, paged: Reader) -> None:
    listed(site, 1, "c", "b", "a")
    site.pages["/api?p=2"] = Page(b"oops", "text/html", 500)
    first = paged.read()
    assert [statement.title for statement in first.statements] == ["c"]
    assert [str(failure) for failure in first.failures] == [
        f"{site.url('/api?p=2')}: while reading page 2 of the list: status 500"
    ]
    listed(site, 1, "c", "b", "a")
    assert sorted(paged.titles()) == ["a", "b"]
    site.asked.clear()
    paged.read()
    assert api(site) == ["/api?p=1"]


def test_what_one_fetch_may_not_read_any_more_comes_in_the_next(
    site: Site, paged: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_reader, "MAX_PAGES", 3)
    listed(site, 2, *"fedcba")
    assert sorted([*paged.titles(), *paged.titles()]) == list("abcdef")
    site.asked.clear()
    assert paged.titles() == []
    assert api(site) == ["/api?p=1"]


def test_a_next_page_on_another_site_is_not_read(site: Site, reader: Reader) -> None:
    reader.source = replace(reader.source, paths=by_name({**PATHS, "next": "next"}), pages=3)
    put(site, "/api", {"results": [item("a")], "next": "http://127.0.0.2:1/api"})
    pages_of(site, "a")
    assert reader.titles() == ["a"]


# --- answers that are no list, or were made to harm ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><p>Please enable cookies", "is a web page or XML, not JSON"),
        (b'{"results": [', "is not valid JSON"),
        (b'{"results": %s}' % (b"[" * 200_000), "is nested too deeply"),
        (b'{"error": "moved", "status": 410}', "has no list at `results`; at its top are `error`, `status`"),
        (b'["a"]', "has no list at `results`; it is a list"),
        (b'{"results": ["a", 1]}', "has no objects in the list at `results`"),
        (b'{"results": ' + b"9" * 5_000 + b"}", "is not valid JSON"),
        (b'callback({"results": []})', "is not valid JSON"),
    ],
)
def test_an_answer_that_is_no_list_is_an_error_that_says_why(content: bytes, reason: str, site: Site, reader: Reader) -> None:
    site.pages["/api"] = Page(content, "application/json")
    with pytest.raises(FetchError, match=f"^{site.url('/api')}: .*{reason}"):
        reader.read()


@pytest.mark.parametrize(
    "written",
    [
        '{"results": [{"link": "/a", "title": "Größe", "date": NaN, "score": Infinity, "rank": -1e999}]}',
        '{"results": [{"link": "/x", "link": "/a", "title": "y", "title": "Größe"}]}',
        '\ufeff{"results": [{"link": "/a", "title": "Größe", "date": {"value": "2026"}}, null, 7, []]}',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "latin-1"])
def test_oddities_that_harm_nothing_are_read(written: str, charset: str, site: Site, reader: Reader) -> None:
    site.pages["/api"] = Page(written.encode(charset, "ignore"), "application/json; charset=utf-8")
    pages_of(site, "a")
    assert reader.titles() == ["Größe"]


def test_an_answer_with_endless_items_is_cut(site: Site, reader: Reader) -> None:
    put(site, "/api", {"results": [item(f"{n}", "2020-01-01") for n in range(50_000)]})
    assert reader.read().listed == 2_000


@pytest.mark.parametrize("title", ["\ud800", "a\0b", "x" * 3_000_000])
def test_texts_that_no_encoding_has_or_that_are_endless_break_nothing(title: str, site: Site, reader: Reader) -> None:
    put(site, "/api", {"results": [item("a") | {"title": title}]})
    pages_of(site, "a")
    (found,) = reader.titles()
    assert len(found) <= 2_000


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("", {"a": [{"b": 1}, 2]}),
        ("a.0.b", 1),
        ("a.1", 2),
        ("a.2", None),
        ("a.-1", None),
        ("a.b", None),
        ("b", None),
        ("a.0.b.c", None),
    ],
)
def test_a_path_is_names_and_numbers_joined_by_dots(path: str, value: object) -> None:
    assert value_at({"a": [{"b": 1}, 2]}, path) == value
