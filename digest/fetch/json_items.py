"""Reads the items of an interface that answers in JSON, by the paths of their parts. Fetches nothing.

Runs in the feed worker: nobody knows what an interface answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from digest.text.decoding import decode_bytes

MAX_TEXT = 1_000_000
"""Characters of one part of an item: the longest statement known to us has a tenth."""

_PLACE = re.compile(r"\{([^{}]{1,200})\}")
_TAG = re.compile(r"<(?:p|br|div|ul|ol|h\d|a|strong|em|span|table)\b[^<>]*>", re.IGNORECASE)
_NAMED = 8  # keys that a message names
_LINK_PARTS = "/:?=&%,;@+~#!$'()*"


def items_at(content: bytes, request: Mapping[str, Any], most: int) -> dict[str, Any]:
    """{"items": [parts by name, ...], "next": address} or {"error": reason}; at most `most` items, in their order.

    `request` has the paths of the parts of an item as "paths", by name, each a list of which the first with a value counts, and
    the "charset". Raise MemoryError or RecursionError if the answer is too large or too deep.
    """
    text = decode_bytes(content, request["charset"]).strip(" \t\r\n\ufeff")
    if not text:
        return {"error": "is empty"}
    if text.startswith("<"):
        return {"error": "is a web page or XML, not JSON"}
    try:
        answer = json.loads(text, parse_constant=lambda _: None)
    except ValueError:  # a number of 5,000 digits is one, too
        return {"error": "is not valid JSON"}
    paths: Mapping[str, Sequence[str]] = request["paths"]
    (place,) = paths["items"]
    found = value_at(answer, place)
    items = [found] if isinstance(found, dict) else found
    if not isinstance(items, list):
        return {"error": f"has no list at `{place}`; {_what_is_there(answer)}"}
    objects = [item for item in items if isinstance(item, dict)]
    if items and not objects:
        return {"error": f"has no objects in the list at `{place}`" if place else "has no objects in its list"}
    return {"items": [_item(item, paths) for item in objects[:most]], "next": _first_text(answer, paths.get("next", ()))}


def value_at(value: Any, path: str) -> Any:
    """What is at `path` in `value`: names and numbers of places, joined by dots; None if nothing is. "" is `value` itself."""
    for name in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and len(name) < 6:
            value = value[int(name)] if int(name) < len(value) else None
        else:
            return None
    return value


def _what_is_there(answer: Any) -> str:
    if not isinstance(answer, dict):
        return f"it is {'a list' if isinstance(answer, list) else 'no object'}"
    names = [str(name)[:40] for name in answer]
    return f"at its top are {', '.join(f'`{name}`' for name in names[:_NAMED])}" if names else "it is empty"


def _item(item: Mapping[str, Any], paths: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """An item of an interface as one of a feed."""
    parts = {name: _first_text(item, paths.get(name, ()), is_link=name == "link") for name in paths}
    body = parts.get("body", "")
    return {
        "id": parts.get("id", ""),
        "link": parts.get("link", ""),
        "document": "",
        "title": parts.get("title", ""),
        "author": parts.get("author", ""),
        "language": parts.get("language", ""),
        "content": body,
        "content_is_html": _TAG.search(body) is not None,
        "summary": parts.get("summary", ""),
        "published": parts.get("date", ""),
        "updated": parts.get("changed", ""),
    }


def _first_text(value: Any, paths: Iterable[str], *, is_link: bool = False) -> str:
    """The first text that one of the paths leads to. One with braces is an address with paths in it."""
    return next(
        filter(None, (_filled(value, path) if is_link and "{" in path else _text(value_at(value, path)) for path in paths)), ""
    )


def _filled(value: Any, template: str) -> str:
    """An address with the values of its paths; empty if one of them has none."""
    values = [_text(value_at(value, path)) for path in _PLACE.findall(template)]
    if not all(values):
        return ""
    left = iter(values)
    return _PLACE.sub(lambda _: quote(next(left), safe=_LINK_PARTS), template)


def _text(value: Any) -> str:
    """A text, a number, or the texts of a list; empty for anything else."""
    if isinstance(value, list):
        return "\n".join(each for each in value if isinstance(each, str))[:MAX_TEXT]
    if isinstance(value, str):
        return value[:MAX_TEXT]
    return f"{value:.0f}" if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 else ""
