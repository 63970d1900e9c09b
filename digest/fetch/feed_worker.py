"""The feed worker: parses feeds, sitemaps, JSON and index pages in a sandboxed process. `feed_parser.py` starts it.

feedparser raises on some inputs, and burns minutes on a few hundred kilobytes of others. Then only this process dies. Opens no
file and no address. Does not interpret items: `feed_item.py` does.

Feeds run backwards (newest item first) or forwards. The items that this module returns are always the newest first.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

from digest.net.media_types import from_header, from_name, is_document
from digest.sandbox.worker import serve
from digest.text.dates import DateContext, parse_date
from digest.text.decoding import decode_bytes

# No feed of statements has this many items. A hostile feed of 8 MB has 100,000.
MAX_ITEMS = 2_000
_MAX_COMPARED = 500  # items whose dates are compared to tell which way a feed runs; a date takes 0.2 ms
_XML_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}>")
_HTML = {"text/html", "application/xhtml+xml"}


def main() -> None:
    """Serve requests until stdin ends. The argument is the memory limit in bytes."""
    serve(int(sys.argv[1]), _handle)


def _handle(request: Mapping[str, Any], content: bytes) -> Mapping[str, Any]:
    """Answer a request. Loads its parser when it is first needed: to load all takes as long as to parse a hundred feeds."""
    if "selector" in request:
        from digest.fetch.link_extractor import extract_links

        return extract_links(content, request)
    if "patterns" in request:
        from digest.fetch.sitemap_parser import parse_sitemap

        return parse_sitemap(content, request)
    if "paths" in request:
        from digest.fetch.json_items import items_at

        return items_at(content, request, MAX_ITEMS)
    return parse_feed(content, request["content_type"], request["base"])


def parse_feed(content: bytes, content_type: str, base: str) -> dict[str, Any]:
    """The feed as plain data ("link", "language", "items"), or {"error": reason}.

    Raise MemoryError or RecursionError if it is too large or too deep.
    """
    text = decode_bytes(content, from_header(content_type)[1], markup=True).strip()
    if not text:
        return {"error": "is empty"}
    try:
        if text.startswith("{"):
            return _json_feed(json.loads(text))
        return _xml_feed(text, base)
    except json.JSONDecodeError:
        return {"error": "is not valid JSON"}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # feedparser raises anything on invalid documents
        return {"error": f"cannot be parsed as a feed ({type(error).__name__})"}


def _xml_feed(text: str, base: str) -> dict[str, Any]:
    # feedparser knows fewer charsets, and one damaged byte makes it read a whole feed in the wrong one
    content = _XML_DECLARATION.sub("", text).encode("utf-8", "replace")
    headers = {"content-location": base, "content-type": "application/xml; charset=utf-8"}
    found = _feedparser().parse(BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and not found.version:
        return {"error": _not_a_feed(content, base)}
    return {
        "link": _text(found.feed.get("link")),
        "language": _text(found.feed.get("language")),
        "items": [_xml_item(entry) for entry in newest_first(found.entries, _xml_time)],
    }


@cache
def _feedparser() -> Any:
    """feedparser, changed so that second descriptions do not become the content of an item.

    Media RSS, the podcast elements of iTunes and Dublin Core have descriptions of their own: captions of pictures and teasers.
    feedparser takes whichever comes second for the content.
    """
    import feedparser
    from feedparser.mixin import _FeedParserMixin

    for name, element, kind in (
        ("description", "description", "text/html"),
        ("summary", "summary", "text/plain"),
        *((name, "second_description", "text/html") for name in ("media_description", "itunes_summary", "dc_description")),
    ):
        start, end = _handlers(element, kind)
        setattr(_FeedParserMixin, f"_start_{name}", start)
        setattr(_FeedParserMixin, f"_end_{name}", end)
    return feedparser


def _handlers(element: str, kind: str) -> tuple[Callable[..., None], Callable[..., None]]:
    """Handlers for feedparser that store a text of the media type `kind` as `element`."""

    def start(parser: Any, attributes: dict[str, str]) -> None:
        parser.push_content(element, attributes, kind, True)

    def end(parser: Any) -> None:
        parser.pop_content(element)

    return start, end


def _not_a_feed(content: bytes, base: str) -> str:
    """Why a document that is not a feed cannot be read: what it is, and which feeds it names."""
    from digest.fetch.link_extractor import feeds_named_by

    feeds = feeds_named_by(content, base)
    return f"is a web page, not a feed; it names its feed: {' or '.join(feeds)}" if feeds else "is not a feed"


def newest_first(entries: Sequence[Any], time: Callable[[Any], float | None]) -> Sequence[Any]:
    """At most MAX_ITEMS of `entries`, the newest ones, newest first. `time` returns when an entry was published, if known.

    The order is that of the document, or its reverse if most of its first neighbours run from old to new. Where too few have a
    time to tell, a document that is too long keeps both of its ends.
    """
    times = [time(entry) for entry in entries[:_MAX_COMPARED]]
    pairs = [(one, two) for one, two in pairwise(times) if one is not None and two is not None]
    forwards, backwards = sum(one < two for one, two in pairs), sum(one > two for one, two in pairs)
    if forwards == backwards and len(entries) > MAX_ITEMS:  # many of one day, as in an archive that was moved
        first, last = times[0], time(entries[-1])
        forwards += first is not None and last is not None and first < last
    if forwards > backwards:
        entries = entries[::-1]
    if len(entries) <= MAX_ITEMS or forwards != backwards:
        return entries[:MAX_ITEMS]
    half = MAX_ITEMS // 2
    return [*entries[:half], *entries[-half:]]


def _xml_time(entry: Mapping[str, Any]) -> float | None:
    return next((_time(entry[name]) for name in ("published", "updated", "created") if name in entry), None)


def _json_time(item: Any) -> float | None:
    return _time(item.get("date_published")) if isinstance(item, dict) else None


def _time(written: Any) -> float | None:
    """A date as seconds since 1970, for comparing only: the zone of the source is not known here."""
    date = parse_date(_text(written), DateContext())
    return date.moment.timestamp() if date else None


def _xml_item(entry: Mapping[str, Any]) -> dict[str, Any]:
    body = max(entry.get("content") or [{}], key=lambda part: (part.get("type") in _HTML, len(_text(part.get("value")))))
    return {
        "id": _text(entry.get("id")),
        "link": _text(entry.get("link")),
        "document": _document([(part.get("type"), part.get("href")) for part in entry.get("enclosures") or ()]),
        "title": _text(entry.get("title")),
        "author": _text(entry.get("author")),
        "language": _text(body.get("language")),
        "content": _text(body.get("value")),
        "content_is_html": body.get("type") != "text/plain",
        "summary": _text(entry.get("summary")) or _text(entry.get("second_description")),
        # As written: feedparser reads the zone "CEST" as UTC and "2026/10/13" as a day of this month. For a missing "updated",
        # get() would return "published" and warn.
        "published": _text(entry["published"] if "published" in entry else entry.get("created")),
        "updated": _text(entry["updated"]) if "updated" in entry else "",
    }


def _json_feed(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return {"error": "is not a JSON Feed"}
    if "jsonfeed.org" not in _text(found.get("version")):
        return {"error": "is not a JSON Feed: it does not name its version"}
    return {
        "link": _text(found.get("home_page_url")),
        "language": _text(found.get("language")),
        "items": [_json_item(item) for item in newest_first(found["items"], _json_time) if isinstance(item, dict)],
    }


def _json_item(item: Mapping[str, Any]) -> dict[str, Any]:
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(person.get("name")) for person in people or [] if isinstance(person, dict)]
    html = _text(item.get("content_html"))
    attached = item["attachments"] if isinstance(item.get("attachments"), list) else []
    return {
        "id": _text(item.get("id")),
        "link": _text(item.get("url")) or _text(item.get("external_url")),
        "document": _document([(part.get("mime_type"), part.get("url")) for part in attached if isinstance(part, dict)]),
        "title": _text(item.get("title")),
        "author": ", ".join(filter(None, names)),
        "language": _text(item.get("language")),
        "content": html or _text(item.get("content_text")),
        "content_is_html": bool(html),
        "summary": _text(item.get("summary")),
        "published": _text(item.get("date_published")),
        "updated": _text(item.get("date_modified")),
    }


def _document(enclosed: Sequence[tuple[Any, Any]]) -> str:
    """The address of the first document among what is enclosed with an item, pairs of a media type and an address."""
    for kind, address in enclosed:
        path = _text(address).partition("#")[0].partition("?")[0]
        if _text(address) and (is_document(from_header(_text(kind))[0]) or is_document(from_name(path))):
            return _text(address)
    return ""


def _text(value: Any) -> str:
    """`value` if it is text, or a number (some feeds have numbers as ids); else empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


if __name__ == "__main__":
    main()
