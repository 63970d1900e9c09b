"""Decides whether a whole page or document is a statement at all, or something that stands in its place. Pure.

Servers answer with status 200 and no statement: a page that tests for robots, asks for consent or a password, says that nothing
was found or that the site is being maintained, has nothing but navigation, or waits for a script. What a page says and holds
decides, not who made it:

1. Sentences of walls (`text/walls.py`): their share of the text.
2. Relation: a page of an item nearly always has the words of the item's title, if it is in the same language. Of 255 pages
   with a title from their feed or index, each has at least 80 % of them; of 2,540 wrong pairs, 1 % have half of them in their
   headlines, and 9 % anywhere.
3. Substance: a text that is more than navigation.
4. Where redirects ended: a page of another site must have the words of the title, and a home page the title itself.

A statement may be about such a thing: cookies, a site under maintenance, "access denied". So a page with the announced title as
its headline is refused only if nearly all of its text belongs to walls, and the title says nothing of that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from urllib.parse import urlsplit

from lxml import etree

from digest.clean.document import Line
from digest.net.site import same_site
from digest.net.urls import normalise_url
from digest.text.lang import LANGUAGES
from digest.text.language import language_of
from digest.text.unicode import UNSPACED_LETTERS, folded, normalised_line
from digest.text.walls import Wall, wall_of, wall_words

Element = etree._Element

REASONS = {
    Wall.NOT_FOUND: "says that the page does not exist",
    Wall.BLOCKED: "refuses the program or tests for a browser",
    Wall.CONSENT: "asks for consent",
    Wall.LOGIN: "asks its visitor to sign in",
    Wall.UNAVAILABLE: "says that the site is not available",
    Wall.LOADING: "is drawn by a script and holds no text",
}

# Shares of the characters of a text that stand in sentences of walls, from which a page is a wall. What walls add to the known
# phrases is a name, a number, a footer, or a sentence in other words.
_MIN_SHARE = 0.6
_MIN_SHARE_WITH_NAME = 0.4  # one of its headlines is such a sentence: "Page not found"
_MIN_SHARE_OF_STRANGER = 0.2  # it has no relation to the item that announced it
_MIN_SHARE_OF_RELATIVE = 0.8  # it has the title of its item, such as a consent dialogue over the page
_MIN_SHARE_WITH_DATE = 0.8  # it says when the site will be maintained: this may be the announcement
_MAX_THIN = 250  # characters; the shortest of 660 texts of a ministry has 212, and all have the words of their titles
_MIN_FOREIGN = 100  # of a text in another language than its title; a wall in words that nobody listed is shorter
_MIN_SUBSTANCE = 25  # characters; the shortest sentence that says something ("The quota stays at 900 t.")
_MIN_PROSE = 30  # characters of a sentence that is no menu entry
_MAX_LINKED = 0.5  # share of the characters in links; an index or a menu has more
_MAX_SENTENCES = 40  # that are looked at; a wall is shorter, or goes on as it begins
_MIN_TITLE_WORDS = 3  # significant words of a title that can be looked for; "Statement" stands on any page
_MIN_COVERAGE = 0.5  # of the significant words

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|(?<=।)\s*")
_PROSE_END = re.compile(r"[.!?…。！？।؟:]\W*$")
_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]+")
_WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z]{3}")
_LEGAL = re.compile(r"(?:copyright\s*)?(?:©|\(c\)\s*(?=\d{4}))|copyright\s+\d{4}", re.IGNORECASE)  # at the start of a line
_MAX_LEGAL = 150  # characters of such a line; a longer one says something else, too
_HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_STEM = 5  # letters by which words are compared, so that inflected forms agree
_MIN_WORD = 3  # letters of a significant word


class Relation(Enum):
    """How a page relates to the item that announced it. UNKNOWN: no item, or its title says too little."""

    HEADLINE = auto()
    TEXT = auto()
    NONE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Page:
    """What is known of a document before it is cleaned.

    `title` and `teaser` are those of the item that announced it; empty if there was none. `headlines` are the titles that the
    document gives itself, `lines` its text. `link` led to `address`; both are empty if it has no address. `asks_password`: it
    has a field for one. `is_page`: it is a whole HTML page.
    """

    title: str
    teaser: str
    headlines: tuple[str, ...]
    lines: Sequence[Line]
    link: str = ""
    address: str = ""
    asks_password: bool = False
    is_page: bool = True

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of its text, without links and without repetitions of its titles."""
        titles = {folded(text) for text in (self.title, *self.headlines)}
        own = (
            line.text for line in self.lines if not line.linked and folded(line.text) not in titles and not _is_legal(line.text)
        )
        return tuple(_split(own))

    @cached_property
    def walls(self) -> tuple[Wall | None, ...]:
        """The kind of wall that each sentence belongs to."""
        return tuple(map(wall_of, self.sentences))

    @cached_property
    def relation(self) -> Relation:
        """How the document relates to its item: by its headlines, or by the words of its text outside of walls."""
        if self.title and folded(self.title) in map(folded, self.headlines):
            return Relation.HEADLINE
        if len(_significant(self.title)) < _MIN_TITLE_WORDS:
            return Relation.UNKNOWN
        if _covers(self.headlines, self.title):
            return Relation.HEADLINE
        own = [sentence for sentence, wall in zip(self.sentences, self.walls, strict=True) if wall is None]
        announced = [text for text in (self.title, self.teaser) if len(_significant(text)) >= _MIN_TITLE_WORDS]
        return Relation.TEXT if any(_covers((*own, *self.headlines), text) for text in announced) else Relation.NONE

    @property
    def is_in_other_language(self) -> bool:
        """Whether the document is in another language than its item, so that no words can be the same."""
        announced, own = f"{self.title} {self.teaser}", " ".join(self.sentences)
        languages = {language_of(announced), language_of(own)}
        return announced.isascii() and not _LATIN.search(own) if "und" in languages else len(languages) > 1


def why_no_statement(page: Page) -> str:
    """Why `page` is no statement, in words that complete "the page ..."; empty if it may be one, or has no text at all."""
    if not page.lines:
        return ""
    total = sum(map(_size, page.sentences))
    return _redirect_reason(page) or _wall_reason(page, total) or _thin_reason(page, total)


def page_headlines(root: Element) -> tuple[str, ...]:
    """The titles that a page gives itself: its title element, those for social networks, and its first headings."""
    shared = [tag.get("content") for tag in root.iter("meta") if str(tag.get("property") or tag.get("name")) in _SHARED_TITLES]
    headings = list(root.iter("h1")) or list(root.iter("h2"))[:1]
    elements = [*root.iter("title"), *headings]
    texts = (normalised_line(str(text or "")) for text in (*shared, *map(_element_text, elements)))
    return tuple(dict.fromkeys(filter(None, texts)))


def asks_password(root: Element) -> bool:
    """Whether a page has a field for a password."""
    return any(str(field.get("type", "")).lower() == "password" for field in root.iter("input"))


_SHARED_TITLES = frozenset({"og:title", "twitter:title"})


def _element_text(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


def _redirect_reason(page: Page) -> str:
    """Why a page is not the one that its link promised; empty if it may be."""
    if not page.address or normalise_url(page.address) == normalise_url(page.link):
        return ""
    if page.relation is Relation.NONE and not same_site(page.link, page.address):
        return f"is on another site ({urlsplit(page.address).hostname}), and holds none of what was announced as “{page.title}”"
    if page.relation is not Relation.HEADLINE and _is_home(page.address) and not _is_home(page.link):
        return "is the home page of the site"
    return ""


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None


def _wall_reason(page: Page, total: int) -> str:
    """Why a page is a wall; empty if it is none."""
    found = [(wall, _size(sentence)) for wall, sentence in zip(page.walls, page.sentences, strict=True) if wall]
    named = next(filter(None, map(wall_of, page.headlines)), None) if page.relation is not Relation.HEADLINE else None
    wall = named or max(found, key=lambda one: one[1], default=(None, 0))[0]
    if wall is None or _is_about(page, wall):
        return ""
    share = sum(size for _, size in found) / total if total else 1.0
    return REASONS[wall] if share >= _needed_share(page, wall, has_name=named is not None) else ""


@cache
def _dates() -> re.Pattern[str]:
    """Times, years, and days beside a month of any language. Made for the few pages that need it: it is large."""
    months = "|".join(re.escape(name) for language in LANGUAGES for month in language.months for name in month.split())
    return re.compile(
        rf"\b\d{{1,2}}[:.h]\d\d\b|\b(?:19|20)\d\d\b|\d\W+(?:{months})\b|\b(?:{months})\W+\d|\d\s*月", re.IGNORECASE
    )


def _needed_share(page: Page, wall: Wall, *, has_name: bool) -> float:
    """The share of its text in sentences of walls from which a page is one. `has_name`: a headline is such a sentence."""
    if page.relation is Relation.NONE:
        return 0.0 if has_name else _MIN_SHARE_OF_STRANGER
    if page.relation is not Relation.UNKNOWN:
        return _MIN_SHARE_OF_RELATIVE
    if wall is Wall.UNAVAILABLE and any(map(_dates().search, page.sentences)):
        return _MIN_SHARE_WITH_DATE
    return _MIN_SHARE_WITH_NAME if has_name else _MIN_SHARE


def _is_about(page: Page, wall: Wall) -> bool:
    """Whether the statement itself is about such a thing: its title says so, or its text has the words of its title."""
    is_named = page.relation is Relation.HEADLINE and wall_of(page.title) is wall
    has_words = len(_significant(page.title)) >= _MIN_TITLE_WORDS and _covers(page.sentences, page.title)
    return is_named or has_words


def _thin_reason(page: Page, total: int) -> str:
    """Why a page holds too little; empty if it holds enough."""
    has_prose = any(_PROSE_END.search(sentence) and _size(sentence) >= _MIN_PROSE for sentence in page.sentences)
    linked = sum(_size(line.text) for line in page.lines if line.linked)
    if page.asks_password and not has_prose:
        return REASONS[Wall.LOGIN]
    if page.is_page and total < (_MIN_SUBSTANCE if page.title else 1):
        return "holds no text of a statement"
    if page.relation is Relation.NONE and total < _MAX_THIN:
        is_foreign = total >= _MIN_FOREIGN and has_prose and page.is_in_other_language
        return "" if is_foreign else f"holds none of what was announced as “{page.title}”"
    is_menu = page.is_page and not has_prose and linked > _MAX_LINKED * (linked + total)
    return "holds nothing but navigation" if is_menu else ""


def _is_legal(line: str) -> bool:
    """Whether a line is the copyright notice that stands below every page of a site."""
    return len(line) <= _MAX_LEGAL and _LEGAL.match(line) is not None


def _split(lines: Iterator[str]) -> Iterator[str]:
    """The first sentences of `lines`."""
    count = 0
    for line in lines:
        for sentence in _SENTENCE_END.split(line):
            if sentence.strip():
                yield sentence.strip()
                count += 1
        if count >= _MAX_SENTENCES:
            return


def _size(text: str) -> int:
    """The number of characters; one of a script that writes words with few characters counts as three."""
    return len(text) + 2 * len(_WIDE.findall(text))


def _covers(texts: Sequence[str], title: str) -> bool:
    """Whether `texts` have half of the significant words of `title`."""
    wanted = _significant(title)
    return len(wanted & _significant(" ".join(texts))) >= _MIN_COVERAGE * len(wanted)


def _significant(text: str) -> set[str]:
    """The starts of the longer words of `text`; of scripts without spaces, its pairs of characters."""
    line = unicodedata.normalize("NFKC", text).casefold()
    pairs = {run[place : place + 2] for run in _UNSPACED.findall(line) for place in range(len(run) - 1)}
    spaced = wall_words(_UNSPACED.sub(" ", line)) if len(line) <= 500 else re.findall(r"[^\W_]+", _UNSPACED.sub(" ", line))
    return pairs | {word[:_STEM] for word in spaced if len(word) >= _MIN_WORD}
