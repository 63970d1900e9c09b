"""The feed worker: parses feeds and extracts links of index pages in a sandboxed process. `feed_parser.py` starts it.

feedparser raises on some inputs, and burns minutes on a few hundred kilobytes of others. Then only this process dies. Opens no
file and no address. Does not interpret items: `feed_item.py` does.
"""

from __future__ import annotations

import calendar
import json
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from digest.fetch.link_extractor import extract_links
from digest.sandbox.worker import serve

# No feed of statements has this many items. A hostile feed of 8 MB has 100,000.
MAX_ITEMS = 2_000
_HTML = {"text/html", "application/xhtml+xml"}


def main() -> None:
    """Serve requests until stdin ends. The argument is the memory limit in bytes."""
    serve(int(sys.argv[1]), _handle)


def _handle(request: Mapping[str, Any], content: bytes) -> Mapping[str, Any]:
    if "selector" in request:
        return extract_links(content, request)
    return parse_feed(content, request["content_type"], request["base"])


def parse_feed(content: bytes, content_type: str, base: str) -> dict[str, Any]:
    """The feed as plain data ("link", "language", "items"), or {"error": reason}.

    Raise MemoryError or RecursionError if it is too large or too deep.
    """
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        return {"error": "is empty"}
    try:
        if start == b"{":
            return _json_feed(json.loads(content.decode("utf-8-sig")))
        return _xml_feed(content, content_type, base)
    except json.JSONDecodeError:
        return {"error": "is not valid JSON"}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # feedparser raises anything on invalid documents
        return {"error": f"cannot be parsed as a feed ({type(error).__name__})"}


def _xml_feed(content: bytes, content_type: str, base: str) -> dict[str, Any]:
    import feedparser

    headers = {"content-location": base, **({"content-type": content_type} if content_type else {})}
    found = feedparser.parse(BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and not found.version:
        return {"error": "is not a feed"}
    return {
        "link": _text(found.feed.get("link")),
        "language": _text(found.feed.get("language")),
        "items": [_xml_item(entry) for entry in found.entries[:MAX_ITEMS]],
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
        # Not get(): for a missing "updated", feedparser would return "published" and warn.
        "published": _text(entry["published"] if "published" in entry else entry.get("created")),
        "published_at": _seconds(entry["published_parsed"] if "published" in entry else entry.get("created_parsed")),
        "updated": _text(entry["updated"]) if "updated" in entry else "",
        "updated_at": _seconds(entry["updated_parsed"]) if "updated_parsed" in entry else None,
    }


def _json_feed(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return {"error": "is not a JSON Feed"}
    if "jsonfeed.org" not in _text(found.get("version")):
        return {"error": "is not a JSON Feed: it does not name its version"}
    return {
        "link": _text(found.get("home_page_url")),
        "language": _text(found.get("language")),
        "items": [_json_item(item) for item in found["items"][:MAX_ITEMS] if isinstance(item, dict)],
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
    """`value` if it is text, or a number (some feeds have numbers as ids); else empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _seconds(moment: Any) -> int | None:
    """A time of feedparser (`time.struct_time` in UTC) as seconds since 1970; None if it is not valid."""
    try:
        return calendar.timegm(moment) if moment else None
    except (ValueError, OverflowError, TypeError):
        return None


if __name__ == "__main__":
    main()
