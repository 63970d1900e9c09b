"""Reads feeds, and index pages by `links.py`, in a process of its own, under limits of CPU time and memory; started by
`parser.py`.

feedparser raises on some inputs, and burns minutes on a few hundred kilobytes of others: then this process dies, alone.
Opens no file and no address. Decides nothing about items: see `items.py`.
"""

from __future__ import annotations

import calendar
import json
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from digest.fetch.link_extractor import links
from digest.sandbox.worker import serve

# More items than any feed of statements holds; a hostile one of 8 MB holds 100,000.
MOST_ITEMS = 2_000
_HTML = {"text/html", "application/xhtml+xml"}


def main() -> None:
    """Answer documents until stdin ends. The argument is the memory limit in bytes."""
    serve(int(sys.argv[1]), _answer)


def _answer(order: Mapping[str, Any], content: bytes) -> Mapping[str, Any]:
    return links(content, order) if "selector" in order else read(content, order["content_type"], order["base"])


def read(content: bytes, content_type: str, base: str) -> dict[str, Any]:
    """The feed as plain data, or {"error": why not}. Raise MemoryError or RecursionError if it is too large or too deep."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        return {"error": "is empty"}
    try:
        if start == b"{":
            return _json_feed(json.loads(content.decode("utf-8-sig")))
        return _xml_feed(content, content_type, base)
    except json.JSONDecodeError:
        return {"error": "is not the JSON that it begins as"}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever feedparser trips over, the document is at fault
        return {"error": f"cannot be read as a feed ({type(error).__name__})"}


def _xml_feed(content: bytes, content_type: str, base: str) -> dict[str, Any]:
    import feedparser

    headers = {"content-location": base, **({"content-type": content_type} if content_type else {})}
    found = feedparser.parse(BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and not found.version:
        return {"error": "is not a feed"}
    return {
        "link": _text(found.feed.get("link")),
        "language": _text(found.feed.get("language")),
        "items": [_xml_item(entry) for entry in found.entries[:MOST_ITEMS]],
    }


def _xml_item(entry: Mapping[str, Any]) -> dict[str, Any]:
    body = max(entry.get("content") or [{}], key=lambda part: (part.get("type") in _HTML, len(_text(part.get("value")))))
    title = entry.get("title_detail") or {}
    return {
        "id": _text(entry.get("id")),
        "link": _text(entry.get("link")),
        "title": _text(entry.get("title")),
        "title_is_html": title.get("type") in _HTML,
        "author": _text(entry.get("author")),
        "language": _text(body.get("language")),
        "content": _text(body.get("value")),
        "content_is_html": body.get("type") != "text/plain",
        "summary": _text(entry.get("summary")),
        # Asked in this way, not by get(): feedparser would answer "published" for a missing "updated", and warn.
        "published": _text(entry["published"] if "published" in entry else entry.get("created")),
        "published_at": _seconds(entry["published_parsed"] if "published" in entry else entry.get("created_parsed")),
        "updated": _text(entry["updated"]) if "updated" in entry else "",
        "updated_at": _seconds(entry["updated_parsed"]) if "updated_parsed" in entry else None,
    }


def _json_feed(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return {"error": "is not a JSON Feed"}
    if "jsonfeed.org" not in _text(found.get("version")):
        return {"error": "is not a JSON Feed: it names no version of it"}
    return {
        "link": _text(found.get("home_page_url")),
        "language": _text(found.get("language")),
        "items": [_json_item(item) for item in found["items"][:MOST_ITEMS] if isinstance(item, dict)],
    }


def _json_item(item: Mapping[str, Any]) -> dict[str, Any]:
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(person.get("name")) for person in people or [] if isinstance(person, dict)]
    html = _text(item.get("content_html"))
    return {
        "id": _text(item.get("id")),
        "link": _text(item.get("url")) or _text(item.get("external_url")),
        "title": _text(item.get("title")),
        "title_is_html": False,
        "author": ", ".join(filter(None, names)),
        "language": _text(item.get("language")),
        "content": html or _text(item.get("content_text")),
        "content_is_html": bool(html),
        "summary": _text(item.get("summary")),
        "published": _text(item.get("date_published")),
        "published_at": None,
        "updated": _text(item.get("date_modified")),
        "updated_at": None,
    }


def _text(value: Any) -> str:
    """`value` if it is text, or a number as some feeds give their ids; else nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _seconds(moment: Any) -> int | None:
    """A moment of feedparser as seconds since 1970, None if it is none."""
    try:
        return calendar.timegm(moment) if moment else None
    except (ValueError, OverflowError, TypeError):
        return None


if __name__ == "__main__":
    main()
