"""Finds what a whole page says of the day it was published: in its metadata and near its headline.

Returns texts, the surest first; `publication_date.py` reads them. What stands in a sidebar, a related story, a comment or a
footer dates something else, and "last updated" dates a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from lxml import etree

from digest.clean.html_parser import VisibleText
from digest.clean.json_ld import published_dates
from digest.records import Role
from digest.text.date_lines import MAX_LINE_LENGTH, DateLineKind, date_line, date_of_place
from digest.text.unicode import folded, word_count

Element = etree._Element

_PUBLISHED_NAMES = """
    article:published_time og:article:published_time og:published_time datepublished dcterms.issued dc.date.issued dc.issued
    dcterms.created dcterms.date pubdate
""".split()
# of single makers, often without the zone of the time
_OTHER_NAMES = """
    citation_publication_date publication_date publicationdate publish_date publish-date publishdate publisheddate
    parsely-pub-date sailthru.date article.published
""".split()
_VAGUE_NAMES = "dc.date dc.date.created date".split()  # may be that of a section, or of the file
_PUBLISHED, _CREATED = "published", "created"
_MARKED_PUBLISHED = frozenset("datePublished schema:datePublished dcterms:issued dc:issued".split())
# The element of a list of stories has them, too
_MARKED_CREATED = frozenset("dateCreated schema:dateCreated dc:date dc:created dcterms:date dcterms:created".split())
_MARKED_CLASSES = frozenset("published dt-published entry-date".split())
_CHANGED_NAME = re.compile(r"updated|modified|changed", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:^|\s)footer(?:$|[\s_-])|(?:^|[\s_-])(?:related|sidebar|side-bar|comments?|teasers?|events?|upcoming|calendar|recommend\w*|popular|trending|latest|"
    r"most-read|more-news|read-more|promos?|widgets?|carousel|slider|(?:(?:page|site|main|global)[_-])footer|disclaimer|copyright|breadcrumbs?|see-also|next-post|"
    r"prev(?:ious)?-post|newsletter)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CLOSE = (DateLineKind.PLACED, DateLineKind.BESIDE)  # kinds that count only right below the headline
_BEFORE_FIGURES = re.compile(r"\D*")
_MAX_LABEL_WORDS = 4  # with the weekday or the month
_ASIDE = frozenset("aside footer nav".split())
_MAX_BELOW = 40  # lines below the headline; on 165 pages of af.mil the date is in the sixth at most
_MAX_BESIDE_BELOW = 6  # lines; further down, a short line with a date is part of the text
_MAX_ABOVE = 4
_MAX_LONG = 2  # paragraphs of the text that may stand before the date
_LONG = 30  # words
_MAX_LINK_WORDS = 4  # of a link in the line; a longer one leads to another story
_MAX_LABELLED = 5  # lines elsewhere on the page
_MAX_TIMES = 200


class _Near(NamedTuple):
    kind: DateLineKind
    distance: int
    written: str


def page_dates(
    root: Element, text: VisibleText, tags: Mapping[str, str], title: str, link: str, language: str
) -> tuple[str, ...]:
    """Return the dates of publication that a page gives, as written, the surest first.

    `text` is what it shows, `tags` are its meta elements, `title` is its headline, `link` its canonical address, `language` its
    tag.
    """
    page = _Page(root, text, title, language)
    found = (
        *(tags[name] for name in _PUBLISHED_NAMES if name in tags),
        *published_dates(root, title, link, sure=True),
        *page.marked_up(),
        *(tags[name] for name in _OTHER_NAMES if name in tags),
        *page.near_headline(),
        *published_dates(root, title, link, sure=False),
        *page.labelled(),
        *page.at_place(),
        *page.times(),
        *(tags[name] for name in _VAGUE_NAMES if name in tags),
    )
    return tuple(dict.fromkeys(filter(None, found)))


class _Page:
    """The visible lines of a page, and where its headline is among them."""

    def __init__(self, root: Element, text: VisibleText, title: str, language: str) -> None:
        self._root = root
        self._language = language
        self._text = text
        self._headline = _headline(text, title)
        around = () if self._headline is None else (self._owner(self._headline), *self._owner(self._headline).iterancestors())
        self._around_headline = frozenset(around)

    def marked_up(self) -> Iterator[str]:
        """Yield the dates that microdata, RDFa or a microformat marks as those of publication."""
        for element in self._root.iter():
            name = _marks_date(element) if isinstance(element.tag, str) else ""
            if name and not self._is_beside(element) and (name == _PUBLISHED or self._is_in_article(element)):
                yield _marked_date(element)

    def near_headline(self) -> Iterator[str]:
        """Yield the dates in the lines around the headline, the surest first."""
        found = sorted(self._lines_near(), key=lambda near: (near.kind, near.distance))
        yield from (near.written for near in found)

    def labelled(self) -> Iterator[str]:
        """Yield the first dates with a label of publication elsewhere on the page, as below the text."""
        found = 0
        for number in range(len(self._text.lines)):
            near = self._dated(number, 0) if self._begins_with_label(number) else None
            if near and near.kind is DateLineKind.LABELLED and found < _MAX_LABELLED:
                found += 1
                yield near.written

    def at_place(self) -> Iterator[str]:
        """Yield the date that stands with a place before the first sentence."""
        start = 0 if self._headline is None else self._headline + 1
        openings = (date_of_place(line.text, self._language) for line in self._text.lines[start : start + _MAX_BESIDE_BELOW])
        yield from islice(filter(None, openings), 1)

    def times(self) -> Iterator[str]:
        """Yield the first time element beside the headline."""
        for number, element in enumerate(self._root.iter("time")):
            if number == _MAX_TIMES:
                return
            is_date = element.get("datetime") and not _dates_change(element)
            if is_date and self._is_in_article(element) and not self._is_beside(element):
                yield str(element.get("datetime"))
                return

    def _lines_near(self) -> Iterator[_Near]:
        if self._headline is None:
            return
        long = 0
        for number in range(self._headline, min(self._headline + _MAX_BELOW, len(self._text.lines))):
            distance = number - self._headline
            if (near := self._dated(number, distance)) and (
                near.kind is not DateLineKind.BESIDE or self._may_be_beside(distance, long)
            ):
                yield near
            long += distance > 0 and word_count(self._text.lines[number].text) >= _LONG
            if long == _MAX_LONG:
                break
        for number in range(max(self._headline - _MAX_ABOVE, 0), self._headline):
            if self._is_with_headline(number) and (near := self._dated(number, self._headline - number)):
                yield near

    def _may_be_beside(self, distance: int, long: int) -> bool:
        return distance <= _MAX_BESIDE_BELOW and not long

    def _dated(self, number: int, distance: int) -> _Near | None:
        """Return the date of a line; of a time element in it the machine's form, which also has the zone."""
        line = self._text.lines[number]
        dated = date_line(line.text, self._language)
        owner = self._owner(number)
        if not dated or dated.kind is DateLineKind.CHANGED or self._is_beside(owner):
            return None
        if dated.kind is not DateLineKind.LABELLED and self._leads_elsewhere(owner):
            return None
        is_headline = line.role is Role.HEADING and dated.kind is DateLineKind.BESIDE and distance
        return None if is_headline else _Near(dated.kind, distance, _machine_form(owner) or dated.written)

    def _leads_elsewhere(self, owner: Element) -> bool:
        links = () if owner in self._around_headline else owner.iter("a")
        return any(word_count("".join(map(str, link.itertext()))) >= _MAX_LINK_WORDS for link in links)

    def _begins_with_label(self, number: int) -> bool:
        """Whether little more than the label stands before the date: a document in a list may be "the report of 3 May 2026"."""
        before = _BEFORE_FIGURES.match(self._text.lines[number].text[:MAX_LINE_LENGTH])
        is_label = before is not None and 0 < word_count(before[0]) <= _MAX_LABEL_WORDS
        return is_label and not self._leads_elsewhere(self._owner(number))

    def _is_with_headline(self, number: int) -> bool:
        """Whether a line above the headline stands in a part of the page with it, not only in the body."""
        owner = self._owner(number)
        shared = next((parent for parent in owner.iterancestors() if parent in self._around_headline), None)
        is_sibling = self._headline == number + 1 and owner.getparent() is self._owner(number + 1).getparent()
        return shared is not None and (is_sibling or shared.tag not in ("body", "html"))

    def _is_beside(self, element: Element) -> bool:
        """Whether an element stands in a part of the page that is not about its statement."""
        for parent in (element, *element.iterancestors()):
            if parent in self._around_headline:
                return False
            names = f"{parent.get('class', '')} {parent.get('id', '')} {parent.get('role', '')}"
            if parent.tag in _ASIDE or _BESIDE.search(names):
                return True
        return False

    def _is_in_article(self, element: Element) -> bool:
        """Whether an element stands in a part of the page with the headline, or in the article of a page without one."""
        if self._headline is None:
            return next(element.iterancestors("article", "main"), None) is not None
        shared = next((parent for parent in element.iterancestors() if parent in self._around_headline), None)
        return shared is not None and shared.tag not in ("body", "html")

    def _owner(self, number: int) -> Element:
        return self._text.owners[number]


def _marks_date(element: Element) -> str:
    """Return as what the attributes of an element mark its date: published, or created; empty if as neither."""
    attributes = element.attrib
    if not attributes:
        return ""
    names = frozenset(f"{attributes.get('itemprop', '')} {attributes.get('property', '')}".split())
    if element.tag == "meta" and "itemprop" not in attributes:
        return ""
    if not names.isdisjoint(_MARKED_PUBLISHED):
        return _PUBLISHED
    if not names.isdisjoint(_MARKED_CREATED):
        return _CREATED
    has_moment = "datetime" in attributes or str(attributes.get("title", ""))[:4].isdigit()
    is_named = has_moment and not _MARKED_CLASSES.isdisjoint(str(attributes.get("class", "")).split())
    return _CREATED if is_named else ""


def _marked_date(element: Element) -> str:
    written = element.get("content") or element.get("datetime")
    title = str(element.get("title", ""))
    return str(written or (title if title[:4].isdigit() else "") or "".join(map(str, element.itertext()))).strip()


def _dates_change(element: Element) -> bool:
    """Whether a time element says of itself that it dates a change."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('property', '')}"
    return _CHANGED_NAME.search(names) is not None and "publish" not in names.lower()


def _headline(text: VisibleText, title: str) -> int | None:
    """Return the number of the line that has the headline: a heading with its words, else the first line with them."""
    words = folded(title)
    if not words:
        return next((number for number, line in enumerate(text.lines) if line.role is Role.HEADING), None)
    alike = [number for number, line in enumerate(text.lines) if words in folded(line.text) and not line.linked]
    headings = [number for number in alike if text.lines[number].role is Role.HEADING]
    first = next((number for number, line in enumerate(text.lines) if line.role is Role.HEADING), None)
    return next(iter(headings or alike), first)


def _machine_form(owner: Element) -> str:
    times = [str(element.get("datetime")) for element in owner.iter("time") if element.get("datetime")]
    return times[0] if len(times) == 1 and owner.tag not in ("body", "main", "article", "section", "div") else ""
