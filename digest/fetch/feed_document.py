"""Makes the items of a feed from what the feed worker returns: absolute links, each item once. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from digest.fetch.feed_item import FeedItem, strip_tags
from digest.fetch.same_guid import each_once
from digest.net.urls import document_key, is_web_url, normalise_url
from digest.text.title import MAX_TITLE_LENGTH, plain_title


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed document: its items in document order, each once."""

    items: tuple[FeedItem, ...]


def feed_from_response(response: Mapping[str, Any], base: str) -> Feed:
    """The feed in a response of the feed worker, each item once.

    Items that share a link are told apart by their ids, anchors, titles and dates; `same_guid.py` decides where these agree.
    Relative links are resolved against `base`, the address of the feed, or against its home page if `base` is empty.
    """
    base = base or response["link"]
    home = _absolute(base, response["link"])
    found = [_item(each, home, base, response["language"]) for each in response["items"]]
    times = Counter(document_key(item.link) for item in found if item.link)
    return Feed(each_once(replace(item, home=home, shares_link=times[document_key(item.link)] > 1) for item in found))


def _item(found: Mapping[str, Any], home: str, base: str, language: str) -> FeedItem:
    link, identifier, document = (_encodable(found[name]) for name in ("link", "id", "document"))
    return FeedItem(
        id=identifier,
        link=_page_link(link, identifier, document, home, base),
        title=plain_title(_encodable(found["title"])),
        content=_encodable(found["content"]),
        content_is_html=found["content_is_html"],
        summary=_encodable(found["summary"]),
        author=strip_tags(_encodable(found["author"])[:MAX_TITLE_LENGTH]),
        language=_encodable(found["language"] or language),
        dates=(_encodable(found["published"]), _encodable(found["updated"])),
    )


def _page_link(link: str, identifier: str, document: str, home: str, base: str) -> str:
    """The absolute address of the item's own page, or of the document that it encloses; empty if it has neither.

    The home page of the feed does not count.
    """
    for candidate in (link, identifier if is_web_url(identifier) else "", document):
        absolute = _absolute(base, candidate)
        if is_web_url(absolute) and normalise_url(absolute) != normalise_url(home):
            return absolute
    return ""


def _absolute(base: str, link: str) -> str:
    """`link` as an absolute address; empty if it is not valid."""
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""


def _encodable(text: str) -> str:
    """`text` without characters that no encoding has: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
