"""What the feed worker makes of a document: texts and captions apart, the newest items first, and what is no feed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.fetch import feed_worker
from digest.fetch.feed_worker import newest_first, parse_feed

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
START = datetime(2026, 1, 1, tzinfo=UTC)
CAPTION = "The Prefect of Lund, second from right, cuts the ribbon at the ferry landing on Sunday. Photo: Port of Lund."
TEASER = "The ferry sails again."
TEXT = "<p>The ferry between Lund and the islands sails again from Friday. Tickets cost four crowns.</p>"


def items_of(*items: str) -> list[dict[str, Any]]:
    feed = f'<rss version="2.0" {NAMESPACES}><channel><title>T</title>{"".join(items)}</channel></rss>'
    found: list[dict[str, Any]] = parse_feed(feed.encode(), "application/rss+xml", "https://a.gov/feed")["items"]
    return found


# --- texts and captions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "second",
    [
        f"<media:content url='a.jpg'><media:description type='html'>{CAPTION}</media:description></media:content>",
        f"<media:group><media:description>{CAPTION}</media:description></media:group>",
        f"<media:thumbnail url='a.jpg'/><media:description>{CAPTION}</media:description>",
        f"<itunes:summary>{CAPTION}</itunes:summary>",
        f"<dc:description>{CAPTION}</dc:description>",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_second_description_is_neither_the_text_nor_the_description(second: str, is_first: bool) -> None:
    first = f"<description>{TEASER}</description>"
    (item,) = items_of(f"<item>{second + first if is_first else first + second}</item>")
    assert (item["content"], item["summary"]) == ("", TEASER)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_the_content_of_an_item_is_its_text_wherever_it_stands(order: Sequence[int]) -> None:
    parts = (
        f"<description>{TEASER}</description>",
        f"<content:encoded><![CDATA[{TEXT}]]></content:encoded>",
        f"<media:content><media:description>{CAPTION}</media:description></media:content>",
    )
    (item,) = items_of(f"<item>{''.join(parts[index] for index in order)}</item>")
    assert (item["content"], item["summary"]) == (TEXT, TEASER)


def test_a_description_of_another_vocabulary_is_taken_where_there_is_no_other() -> None:
    (item,) = items_of(f"<item><itunes:summary>{TEASER}</itunes:summary></item>")
    assert (item["content"], item["summary"]) == ("", TEASER)


def test_the_content_and_the_summary_of_an_atom_entry_stay_apart() -> None:
    entry = f"<summary>{TEASER}</summary><content type='html'><![CDATA[{TEXT}]]></content>"
    for parts in (
        entry,
        f"<summary>{TEASER}</summary><summary>{CAPTION}</summary><content type='html'><![CDATA[{TEXT}]]></content>",
    ):
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id>{parts}</entry></feed>"
        (item,) = parse_feed(feed.encode(), "application/atom+xml", "")["items"]
        assert item["content"] == TEXT


# --- long feeds ------------------------------------------------------------------------------------------------------


def dated(number: int, name: str = "") -> str:
    date = format_datetime(START + timedelta(days=number))
    return f"<item><title>{name or number}</title><pubDate>{date}</pubDate></item>"


def titles(items: Sequence[dict[str, Any]]) -> list[str]:
    return [item["title"] for item in items]


def test_of_a_long_feed_the_newest_items_are_kept_whichever_way_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_worker, "MAX_ITEMS", 4)
    forwards = [dated(number) for number in range(10)]
    assert titles(items_of(*forwards)) == ["9", "8", "7", "6"]
    assert titles(items_of(*reversed(forwards))) == ["9", "8", "7", "6"]


def test_a_long_feed_that_runs_backwards_with_some_old_dates_keeps_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_worker, "MAX_ITEMS", 4)
    numbers = [9, 8, 8, 2, 7, 6, 5, 4, 3]
    assert titles(items_of(*map(dated, numbers))) == ["9", "8", "8", "2"]


def test_a_long_feed_without_dates_keeps_both_of_its_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_worker, "MAX_ITEMS", 4)
    assert titles(items_of(*(f"<item><title>{number}</title></item>" for number in range(10)))) == ["0", "1", "8", "9"]


def test_a_long_json_feed_that_runs_forwards_keeps_its_newest_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_worker, "MAX_ITEMS", 2)
    days = [(START + timedelta(days=number)).isoformat() for number in range(5)]
    items = [{"id": number, "title": str(number), "date_published": day} for number, day in enumerate(days)]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": ["no item", *items]})
    assert titles(parse_feed(feed.encode(), "", "")["items"]) == ["4", "3"]


@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), max_size=30), st.booleans())
def test_no_item_of_a_short_feed_is_lost_or_doubled(times: list[int | None], is_reversed: bool) -> None:
    entries = list(enumerate(times))
    found = newest_first(entries[::-1] if is_reversed else entries, lambda entry: entry[1])
    assert sorted(found) == sorted(entries)


@given(st.sets(st.integers(0, 10_000), min_size=2, max_size=60), st.integers(2, 40))
def test_the_newest_item_of_a_sorted_feed_is_always_first(times: set[int], limit: int) -> None:
    for entries in (sorted(times), sorted(times, reverse=True)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(feed_worker, "MAX_ITEMS", limit)
            assert list(newest_first(entries, int)) == sorted(times, reverse=True)[:limit]


def test_a_long_feed_of_one_day_ends_with_its_newest_item() -> None:
    entries = [*[0] * (feed_worker.MAX_ITEMS + 500), 1]
    assert newest_first(entries, float)[0] == 1
    assert newest_first(entries[::-1], float)[0] == 1


# --- what is no feed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/news.xml">', "https://a.gov/news.xml"),
        ("<LINK TYPE='application/atom+xml' HREF='news.atom' REL='ALTERNATE home'>", "https://a.gov/dir/news.atom"),
        (
            '<base href="https://b.gov/x/"><link rel=alternate type="application/feed+json" href=f.json>',
            "https://b.gov/x/f.json",
        ),
        (
            "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in "ab"),
            "https://a.gov/a or https://a.gov/b",
        ),
    ],
)
def test_a_web_page_that_names_its_feed_is_refused_with_that_address(head: str, named: str) -> None:
    page = f"<!doctype html><html><head><title>News</title>{head}</head><body><p>News</p></body></html>"
    answer = parse_feed(page.encode(), "text/html", "https://a.gov/dir/page")
    assert answer == {"error": f"is a web page, not a feed; it names its feed: {named}"}


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<link rel="stylesheet" type="text/css" href="/a.css">',
        '<link rel="alternate" hreflang="de" href="/de">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="">',
    ],
)
def test_a_web_page_that_names_no_feed_is_no_feed(head: str) -> None:
    assert parse_feed(f"<html><head>{head}</head></html>".encode(), "text/html", "https://a.gov/") == {"error": "is not a feed"}


# --- charsets --------------------------------------------------------------------------------------------------------

FRENCH = "Le préfet a été reçu à l’île d’Yeu, où la traversée coûte 4 €."


def feed_of(text: str, declaration: str = "") -> str:
    return f"{declaration}<rss version='2.0'><channel><title>T</title><item><title>{text}</title></item></channel></rss>"


@pytest.mark.parametrize("damage", [b"\xe2\x80", b"\x96", b"\xa0", b"\x02", b"\x00"])
@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/xml", "application/xml; charset=iso-8859-1", ""])
def test_a_damaged_byte_leaves_the_rest_of_a_feed_readable(damage: bytes, content_type: str) -> None:
    content = (
        feed_of(FRENCH, '<?xml version="1.0" encoding="UTF-8"?>')
        .encode()
        .replace(b"</title></item>", damage + b"</title></item>")
    )
    (item,) = parse_feed(content, content_type, "https://a.gov/feed")["items"]
    assert item["title"].removesuffix("\ufffd") == FRENCH


@pytest.mark.parametrize(
    ("text", "label", "charset"),
    [
        ("部长朱镕明表示", "gb2312", "gbk"),
        ("髙橋大臣①", "shift_jis", "cp932"),
        ("“Balıkçılar” – kota", "iso-8859-9", "cp1254"),
        ("Министерство", "windows-1251", "cp1251"),
        (FRENCH, "iso-8859-1", "cp1252"),
        (FRENCH, "utf-16", "utf-16"),
    ],
)
@pytest.mark.parametrize("in_header", [True, False])
def test_the_label_of_a_feed_is_read_as_browsers_read_it(text: str, label: str, charset: str, in_header: bool) -> None:
    header = f"text/xml; charset={label}" if in_header else "text/xml"
    declaration = "" if in_header else f'<?xml version="1.0" encoding="{label}"?>'
    (item,) = parse_feed(feed_of(text, declaration).encode(charset), header, "https://a.gov/feed")["items"]
    assert item["title"] == text


def test_a_json_feed_may_begin_with_a_byte_order_mark() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": FRENCH}]}
    for charset in ("utf-8-sig", "utf-16"):
        (item,) = parse_feed(json.dumps(feed).encode(charset), "application/json", "https://a.gov/feed")["items"]
        assert item["title"] == FRENCH
