"""What an item of a feed means: its key, its state, its date, and whether its text is the statement. Pure."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from digest.net.urls import is_web_url, normalise_url, redact_url
from digest.records import Failure, RawStatement
from digest.text.dates import from_timestamp, parse_feed_date

# The shortest of 660 texts of state.gov (May to September 2021) has 212 characters, and teasers are rarely under 100.
LEAST_TEXT = 150
# Teasers end like this; the longest that WordPress makes has 55 words. A statement may end so, too, but not a short one.
_TEASER_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|read more|continue reading|more)\W{0,8}$", re.IGNORECASE)
_TEASER_MOST = 1_000
# Of 902 descriptions of af.mil, all teasers, one is as long.
_LONG_SUMMARY = 600
# The longest of 5,265 titles of statements known to us has 441 characters.
_LONGEST_TITLE = 2_000
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Never looks past the next "<", so that no input makes it slow.
_TAG = re.compile(r"<[!/?a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item as its feed shows it. `link` is absolute, or empty; texts are as published."""

    id: str
    link: str
    title: str
    content: str
    content_is_html: bool
    summary: str
    author: str = ""
    language: str = ""
    published: datetime | None = None
    dates: tuple[str, str] = ("", "")

    @property
    def fingerprint(self) -> str:
        """The state of the item, in hexadecimal; a new id alone is no new state."""
        shown = (self.title, self.content, self.summary, *self.dates)
        return hashlib.sha256(json.dumps(shown).encode("ascii")).hexdigest()

    def key(self, source: str) -> str:
        """The identity of the statement: its normalised link, else one made of its id, title or text."""
        if self.link:
            return normalise_url(self.link)
        mark = hashlib.sha256((self.id or self.title or self.content or self.summary).encode("utf-8", "replace")).hexdigest()
        return f"item:{source}/{mark[:32]}"

    def name(self, source: str) -> str:
        """What its failures are told and forgotten under: the address of its page, else its key."""
        return redact_url(self.link) or self.key(source)

    def failure(self, source: str, reason: str) -> Failure:
        """Why the item could not be read."""
        doing = f"reading “{self.title}”" if self.title else "reading the item"
        return Failure(self.name(source), doing, reason.removeprefix(f"{redact_url(self.link)}: "), source)

    def text(self, *, whole: bool | None) -> str:
        """The statement's text as the feed holds it, empty if its page must be read.

        `whole`: the feed is known to hold whole texts, or not to; None judges the item. A summary is taken only where the
        feed is known to hold whole texts, or there is no page.
        """
        if whole or not self.link:
            return self.content or ("" if self.summary.lstrip().lower().startswith("<script") else self.summary)
        return self.content if whole is None and is_whole(self.content) else ""

    def text_without_page(self) -> str:
        """The statement's text where pages are out of reach: the content, or a summary that is long for a teaser."""
        return self.content or (self.summary if len(plain(self.summary)) >= _LONG_SUMMARY else "")

    def statement(self, source: str, text: str, fetched: datetime) -> RawStatement:
        """The item as a statement with `text` as its body."""
        is_html = self.content_is_html or text == self.summary
        return RawStatement(
            source=source,
            key=self.key(source),
            link=self.link,
            content=text.encode("utf-8", "replace"),
            media_type="text/html" if is_html else "text/plain",
            charset="utf-8",
            fetched=fetched,
            fragment=True,
            title=self.title,
            author=self.author,
            language=self.language,
            published=self.published,
        )

    def with_page(self, page: RawStatement) -> RawStatement:
        """The item's page as the statement, with what the feed says of it."""
        return replace(page, title=self.title, author=self.author, language=self.language, published=self.published)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed document: its items in its own order, each statement once."""

    items: tuple[FeedItem, ...]


def is_whole(content: str) -> bool:
    """Whether `content`, HTML, is the text of a statement rather than a teaser for it."""
    text = plain(content)
    if len(text) < LEAST_TEXT:
        return False
    return len(text) > _TEASER_MOST or not _TEASER_END.search(text[-60:])


def plain(content: str) -> str:
    """`content`, HTML, as one line of text: for titles and for counting characters, not for reading."""
    return " ".join(html.unescape(_TAG.sub(" ", content)).split())


def feed_of(answer: Mapping[str, Any], base: str) -> Feed:
    """The feed that a worker has read; of several items with one link the first, which is the newest.

    Relative links are taken from `base`, the address of the feed, or from its home page where there is none.
    """
    base = base or answer["link"]
    home = normalise_url(_joined(base, answer["link"]))
    found = [_item(each, home, base, answer["language"]) for each in answer["items"]]
    first: dict[str, FeedItem] = {}
    for item in found:
        first.setdefault(item.key(""), item)
    return Feed(tuple(first.values()))


def _item(found: Mapping[str, Any], home: str, base: str, language: str) -> FeedItem:
    dates = (_clean(found["published"]), _clean(found["updated"]))
    return FeedItem(
        id=_clean(found["id"]),
        link=_link(_clean(found["link"]), _clean(found["id"]), home, base),
        title=_title(_clean(found["title"]), is_html=found["title_is_html"]),
        content=_clean(found["content"]),
        content_is_html=found["content_is_html"],
        summary=_clean(found["summary"]),
        author=plain(_clean(found["author"])[:_LONGEST_TITLE]),
        language=_clean(found["language"] or language),
        published=from_timestamp(found["published_at"])
        or parse_feed_date(dates[0])
        or from_timestamp(found["updated_at"])
        or parse_feed_date(dates[1]),
        dates=dates,
    )


def _link(link: str, identifier: str, home: str, base: str) -> str:
    """The item's own page, absolute; empty if it has none. The feed's home page is no item's own."""
    for candidate in (link, identifier if is_web_url(identifier) else ""):
        absolute = _joined(base, candidate)
        if is_web_url(absolute) and normalise_url(absolute) != home:
            return absolute
    return ""


def _joined(base: str, link: str) -> str:
    """`link` as an absolute address; empty if it is none."""
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""


def _title(title: str, *, is_html: bool) -> str:
    shown = _CONTROLS.sub("", title[:_LONGEST_TITLE])
    return plain(shown) if is_html or "&" in shown else " ".join(shown.split())


def _clean(text: str) -> str:
    """`text` without what no encoding holds."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
