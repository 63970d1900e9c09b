"""Interprets the items of a feed: key, fingerprint, and whether the text in the feed is the whole statement. Pure."""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from digest.net.urls import address_key, document_key, redact_url
from digest.records import AwaitedPage, Failure, RawStatement
from digest.text.unicode import reading_length

FullText = Literal["auto", "page"] | bool
"""Whether the feed has the whole text of its statements: True, False, "auto" (each item shows it), or "page": False, and what
the feed has is not used even if the page cannot be read."""

# The shortest of 660 texts of state.gov (May to September 2021) has 212 characters, and teasers are rarely under 100.
MIN_TEXT_LENGTH = 150
# Teasers end like this; the longest that WordPress makes has 55 words. A statement may end like this, too, but not a short one.
_TEASER_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|read more|continue reading|more)\W{0,8}$", re.IGNORECASE)
_MAX_TEASER_LENGTH = 1_000
# Of 902 descriptions of af.mil, all of them teasers, one is this long.
_MIN_FULL_SUMMARY = 600
# Never looks past the next "<", so that no input makes it slow.
_FIGURE = re.compile(
    r"<figure\b(?:(?!<figure\b)[^\0])*?</figure\s*>|<p\s[^<>]{0,200}caption[^<>]{0,200}>[^<]{0,2000}</p>", re.IGNORECASE
)
_TAG = re.compile(r"<[!/?a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed, with texts as published. `link` is absolute, or empty. `dates` are the two dates as text.

    `home` is the home page of the feed. `shares_link`: other items of the feed have the same link. `changed`: when its page was
    changed last, which is no date of its publication. `mark`: what tells it from another statement with its link and its id.
    """

    id: str
    link: str
    title: str
    content: str
    content_is_html: bool
    summary: str
    author: str = ""
    language: str = ""
    dates: tuple[str, str] = ("", "")
    home: str = ""
    shares_link: bool = False
    changed: str = ""
    mark: str = ""

    @property
    def guid(self) -> str:
        """What tells the item from others at its link: its id, an anchor in the link, or at a shared link its title and date.

        Empty for an id that only repeats the link: it changes when the page moves. With a `mark`, that is part of it.
        """
        if self.mark:
            return f"{self.id or self.link}#{_short_hash(self.mark)}"
        identifier = self.id or (self.link if urlsplit(self.link).fragment else "")
        if identifier and ("#" in identifier or document_key(identifier) != document_key(self.link)):
            return identifier
        return f"{self.title} {self.dates[0]}".strip() if self.shares_link else ""

    @property
    def fingerprint(self) -> str:
        """A hash of the item, in hexadecimal, which changes when the item does. A new id alone is not a change."""
        fields = (self.title, self.content, self.summary, *self.dates, *filter(None, (self.changed,)))
        return hashlib.sha256(json.dumps(fields).encode("ascii")).hexdigest()

    def key(self, source: str) -> str:
        """The key of the item: its link without what changes at every visit, else a hash of its id, title or text."""
        if self.link:
            key = address_key(self.link)
            return f"{key}#{_short_hash(self.guid)}" if self.shares_link else key
        identifier = (self.mark and self.guid) or self.id or self.title or self.content or self.summary
        return f"item:{source}/{_short_hash(identifier)}"

    def name(self, source: str) -> str:
        """The subject of its failures: the address of its page, else its key."""
        return redact_url(self.link) or self.key(source)

    def failure(self, source: str, reason: str) -> Failure:
        """A failure of the item for `reason`, which does not repeat the address."""
        doing = f"reading “{self.title}”" if self.title else "reading the item"
        return Failure(self.name(source), doing, reason.removeprefix(f"{redact_url(self.link)}: "), source)

    def text(self, full_text: FullText = "auto") -> str:
        """The text of the statement as the feed has it; empty if the page must be read.

        Without a page it is all that the feed has. Else `full_text` decides: "auto" takes a content that is not a teaser for
        the page, but no summary.
        """
        if not self.link:
            return self.content or ("" if self.summary.lstrip().lower().startswith("<script") else self.summary)
        if full_text is True:
            return self.content or self.summary
        return self.content if full_text == "auto" and is_full_text(self.content) else ""

    def text_instead_of_page(self) -> str:
        """What the feed has of the text, for a page that cannot be read; empty if that is only a teaser."""
        return next((text for text in (self.content, self.summary) if is_full_text(text)), "")

    def text_without_page(self) -> str:
        """The text of the statement where pages cannot be fetched: the content, or a summary too long for a teaser."""
        return self.content or (self.summary if len(strip_tags(self.summary)) >= _MIN_FULL_SUMMARY else "")

    def to_statement(self, source: str, text: str, fetched: datetime) -> RawStatement:
        """The item as a raw statement with `text` as its body."""
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
            dates=self.dates,
            guid=self.guid,
            home=self.home,
        )

    def page(self, source: str, now: datetime, least_length: int = 0) -> AwaitedPage:
        """The page of this item, with title, author, language and dates from the feed."""
        return AwaitedPage(
            key=self.key(source),
            link=self.link,
            first_at=now,
            retry_at=now,
            item=self.fingerprint,
            guid=self.guid,
            title=self.title,
            author=self.author,
            language=self.language,
            dates=self.dates,
            announced=(self.title, strip_tags(self.summary or self.content)[:_MAX_TEASER_LENGTH]),
            least_length=least_length,
        )


def is_full_text(content: str) -> bool:
    """Whether `content`, HTML, is the whole text of a statement rather than a teaser for it, or a picture with its caption."""
    text = strip_tags(_FIGURE.sub("", content))
    if reading_length(text) < MIN_TEXT_LENGTH:
        return False
    return reading_length(text) > _MAX_TEASER_LENGTH or not _TEASER_END.search(text[-60:])


def strip_tags(content: str) -> str:
    """`content`, HTML, as one line of text. For names and for counting characters, not for reading."""
    return " ".join(html.unescape(_TAG.sub(" ", content)).split())


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
