"""Finds where a page forwards to by `<meta http-equiv="refresh">`, which browsers follow like a redirect. Pure.

What stands in comments, scripts and `noscript` elements does not count: a browser that runs scripts does not see it either.
"""

from __future__ import annotations

import html
import re

MAX_SECONDS = 10
"""A page that waits longer is there to be read: it reloads itself, or logs its reader out."""

_MAX_BYTES = 64 * 1024  # the head of a page; real ones have the element in the first few hundred bytes
_OPENING = re.compile(rb"<(?:!--|(script|style|noscript|template|textarea|title|iframe|meta)\b)")
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
# https://html.spec.whatwg.org/#shared-declarative-refresh-steps
_REFRESH = re.compile(
    r"""\s*(\d{1,4})?(?:\.\d*)?\s*(?:[;,]|\s)\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))""", re.IGNORECASE | re.DOTALL
)


def refresh_target(content: bytes) -> str:
    """The address, as written, to which the page `content` forwards within MAX_SECONDS; empty if it does not."""
    start = content[:_MAX_BYTES]
    folded = start.lower()
    place = 0
    while opening := _OPENING.search(folded, place):
        element = opening[1]
        end = b">" if element == b"meta" else b"</" + element if element else b"-->"
        place = folded.find(end, opening.end())
        if place < 0:
            return ""
        if element == b"meta" and b"refresh" in folded[opening.end() : place]:
            attributes = _attributes(start[opening.end() : place].decode("utf-8", "replace"))
            if attributes.get("http-equiv", "").strip().lower() == "refresh":
                return refresh_header_target(attributes.get("content", ""))
    return ""


def refresh_header_target(value: str) -> str:
    """The same for the value of the header Refresh, which has the form of the `content` attribute."""
    match = _REFRESH.match(value)
    if not match or int(match[1] or 0) > MAX_SECONDS:
        return ""
    return next((part.strip() for part in match.groups()[1:] if part), "")


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in reversed(_ATTRIBUTE.findall(tag))}
