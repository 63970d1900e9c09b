"""Finds the headline of a whole page: what its headings, its title element and its title for sharing say of it.

None of the three can be trusted alone. The first heading is often the name of the site, the title element ends or begins with
it, and the title for sharing is that of the section. So a heading counts that a title repeats, and the name of the site never
does, where the page says what that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from digest.clean.html_parser import visible_lines
from digest.clean.title_parts import SEPARATOR, part_runs, title_parts, trimmed
from digest.text.date_lines import DateLineKind, date_line
from digest.text.lang.site_sections import SITE_SECTIONS
from digest.text.title import plain_title
from digest.text.unicode import folded, is_east_asian, normalised_line, word_count
from digest.text.walls import wall_words

Element = etree._Element

_SHARED_TITLES = "og:title twitter:title dcterms.title dc.title citation_title".split()
_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
)
_FURNITURE = frozenset("nav footer aside dialog".split())
_FURNITURE_ROLES = frozenset("banner navigation contentinfo complementary dialog".split())
_LOGO = re.compile(
    r"(?:^|[\s_-])(?:logo|brand(?:ing)?|site-?(?:name|title)|masthead|aural|sr-only|visually-?hidden|screen-reader\S*|hidden)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_COLONS, _SECTION_CUTS = ("：", ":"), ("_", "|", "｜")
_DOUBLE_DASH = re.compile(r"\s*(?<!-)--(?!-)\s*")
_LABEL = re.compile(
    r"(?:[A-Z]{2,8}:\s*)?(?P<kind>speech|remarks|testimony|statement|lecture|(?:press|news) release)"
    r"(?:,\s*(?P<name>[^,:]{2,60}))?",
    re.IGNORECASE,
)
_CUT = ("…", "...")  # what ends a title that is too long for its element
_SECTION_WORDS = frozenset("press news media statement statements and latest room announcements articles".split()).union(
    *SITE_SECTIONS.values()
)
_MAX_SECTION_WORDS = 4
_MIN_TEXT_WORDS = 8  # of a paragraph
_MIN_HEADLINE_WORDS = 3
_MAX_HEADINGS = 40
_MAX_NAME_WORDS = 6
_LABEL_ENDS = (":", "|", "–", "—", "»")  # of a section before a headline
_MIN_PART_OF_HEADING = 12  # letters of a part of a title that a heading ends with
_MIN_HOST_NAME = 3  # letters
_MIN_EAST_ASIAN_HEADLINE = 8  # characters before the name of the site


class _Heading(NamedTuple):
    text: str
    level: int
    is_furniture: bool
    in_article: bool = False


def page_title(root: Element, tags: Mapping[str, str], address: str) -> str:
    """Return the headline of a page; `tags` are its meta elements, `address` is its own. Empty if it has none.

    In this order: the heading that a title repeats, without what stands around it; the title for sharing; the only heading of
    the first level; the title element. The names of the site are cut from titles.
    """
    element = next(root.iter("title"), None)
    element_title = "" if element is None else plain_title("".join(map(str, element.itertext())))
    shared = [plain_title(tags[name]) for name in _SHARED_TITLES if name in tags]
    sites = _site_names(root, tags)
    headings = [heading for heading in _headings(root) if folded(heading.text) not in sites]
    titles = [title for title in (*shared, element_title) if title and folded(title) not in sites]
    if confirmed := _confirmed(_without_banner(headings), titles, sites):
        return (_below_section(root) if _is_section(confirmed) else "") or confirmed
    first = [heading for heading in headings if heading.level == 1 and not heading.is_furniture]
    names = _host_names(address)
    if len(first) == 1 and (not shared or folded(shared[0]) in sites):
        is_name = folded(element_title) in folded(first[0].text)
        return first[0].text if is_name or not titles or not shared else _without_site(titles[0], sites, names)
    if titles:
        return _without_site(titles[0], sites, names)
    if first:
        return first[0].text
    return _below_section(root) or element_title or (shared[0] if shared else "")


def title_label(titles: Sequence[str]) -> tuple[str, str]:
    """Return the kind of a statement, and the name of its speaker, which one of `titles` has before a double dash."""
    found = (_LABEL.fullmatch(parts[0]) for title in titles if len(parts := _DOUBLE_DASH.split(title)) > 1)
    label = next(filter(None, found), None)
    return (label["kind"], label["name"] or "") if label else ("", "")


def page_publishers(root: Element, tags: Mapping[str, str], title: str, address: str) -> tuple[str, ...]:
    """Return the names that a page gives its publisher: in its metadata, and beside the headline in its title element.

    Initials count only if the host has them, too.
    """
    element = next(root.iter("title"), None)
    written = "" if element is None else plain_title("".join(map(str, element.itertext())))
    named = [plain_title(tags[name]) for name in (*_SITE_NAMES, "author") if name in tags]
    beside = [part.text for part in title_parts(written) if folded(part.text) not in folded(title)]
    parts = [part.text for name in (*named, *beside) for part in title_parts(name)]
    hosts = _host_names(address)
    return tuple(name for name in dict.fromkeys(parts) if not is_initials(name) or name.casefold() in hosts)


def is_initials(name: str) -> bool:
    """Whether a name is one word of capitals: "BMAS"."""
    return " " not in name and name.isupper() and all(letter.isupper() for letter in name if letter.isalpha())


def _headings(root: Element) -> Iterator[_Heading]:
    """Yield the headings of the first two levels that have words, those of the first level first."""
    for level, tag in enumerate(("h1", "h2"), 1):
        for number, element in enumerate(root.iter(tag)):
            if number == _MAX_HEADINGS:
                break
            text = normalised_line(" ".join(line.text for line in visible_lines(element)[0]))
            if text:
                in_article = next(element.iterancestors("article"), None) is not None
                yield _Heading(text, level, _is_furniture(element), in_article)


def _without_banner(headings: Sequence[_Heading]) -> Sequence[_Heading]:
    """Leave out the headings of the site if its article has a headline of its own."""
    own = [heading for heading in headings if heading.level == 1 and heading.in_article and not heading.is_furniture]
    is_headline = len(own) == 1 and _is_phrase(own[0].text)
    return [heading for heading in headings if not heading.is_furniture] if is_headline else headings


def _is_section(heading: str) -> bool:
    """Whether a heading is what sites call a section of such pages: "Press releases"."""
    words = wall_words(heading)
    return 0 < len(words) <= _MAX_SECTION_WORDS and all(word in _SECTION_WORDS for word in words)


def _below_section(root: Element) -> str:
    """Return the heading of the second level right below the name of a section or of the site, with no text between them."""
    for element in root.iter("h1", "h2", "p"):
        text = normalised_line(" ".join(line.text for line in visible_lines(element)[0]))
        if element.tag == "p" and word_count(text) >= _MIN_TEXT_WORDS:
            return ""
        if element.tag == "h2" and not _is_furniture(element) and word_count(text) >= _MIN_HEADLINE_WORDS:
            return text
    return ""


def _is_furniture(element: Element) -> bool:
    """Whether a heading is that of the site, of a menu or of a column beside the text."""
    for parent in (element, *element.iterancestors()):
        if parent.tag in _FURNITURE or str(parent.get("role", "")) in _FURNITURE_ROLES or _LOGO.search(_names(parent)):
            return True
        if parent.tag in ("article", "main", "body"):
            return False
        if parent.tag == "header" and next(parent.iterancestors("article", "main"), None) is None:
            return True
    return False


def _names(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}" if element.tag not in ("html", "body", "main") else ""


def _site_names(root: Element, tags: Mapping[str, str]) -> frozenset[str]:
    """Return the names that a page gives its site, folded: in its metadata, and in links to the home page."""
    written = [plain_title(tags[name]) for name in _SITE_NAMES if name in tags]
    parts = [part for name in written for part in (name, *SEPARATOR.split(name))]
    links = (link for heading in root.iter("h1") for link in (*heading.iter("a"), *heading.iterancestors("a")))
    home = [text for link in links if _is_home(link) for text in ("".join(map(str, link.itertext())), *_alternatives(link))]
    return frozenset(filter(None, map(folded, (*parts, *home))))


def _alternatives(link: Element) -> Iterator[str]:
    return (str(image.get("alt", "")) for image in link.iter("img"))


def _is_home(link: Element) -> bool:
    """Whether a link leads to the home page of the site or of its language."""
    if "home" in str(link.get("rel", "")).lower().split():
        return True
    try:
        path = urlsplit(str(link.get("href", "#"))).path.strip("/")
    except ValueError:
        return False
    has_target = not str(link.get("href", "#")).startswith("#")
    return has_target and re.fullmatch(r"(?:\w\w(?:-\w\w)?)?(?:/?(?:index|home|default)(?:\.\w{2,5})?)?", path) is not None


def _host_names(address: str) -> frozenset[str]:
    """Return the names in the host of an address that a title may have, too: "baf" of www.baf.example."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return frozenset()
    labels = host.removeprefix("www.").split(".")[:-1]
    return frozenset(label for label in labels if len(label) >= _MIN_HOST_NAME)


def _confirmed(headings: Sequence[_Heading], titles: Sequence[str], sites: Set[str]) -> str:
    """Return the heading that a title repeats; of several the one of the highest level, in the text, and named first."""
    found = [(heading, said) for heading in headings if (said := _said_by(heading.text, titles, sites))]
    if not found:
        return ""

    def rank(candidate: tuple[_Heading, str]) -> tuple[bool, int, bool, int]:
        heading, said = candidate
        whole = folded(said)
        is_title = any(folded(title) == whole for title in titles)
        return heading.is_furniture, heading.level, not is_title, -len(whole)

    return min(found, key=rank)[1]


def _said_by(heading: str, titles: Sequence[str], sites: Set[str]) -> str:
    """Return the words of a heading that a title repeats; empty if none does, or they are the name of the site.

    A heading may begin with a date or a section, or end with a date, which is no part of its words. A title that has less than
    half of the heading was shortened, and so was one that breaks off before other words. Of a heading of one word, the title
    must have nothing else between two separators.
    """
    words = folded(heading)
    for title in titles:
        parts = [part for part in part_runs(title) if folded(part) not in sites]
        if any(folded(part) == words for part in parts) or (_is_phrase(heading) and words in folded(title)):
            return heading
    for title in titles:
        for part in sorted(part_runs(title), key=len, reverse=True):
            piece = folded(part)
            if len(piece) < _MIN_PART_OF_HEADING or piece in sites:
                continue
            if words.endswith(piece):
                is_label = heading.removesuffix(part).rstrip()[-1:] in _LABEL_ENDS and heading.endswith(part)
                return part if is_label or 2 * len(piece) >= len(words) else heading
            if words.startswith(piece):
                is_before_date = any(letter.isdigit() for letter in words[len(piece) :]) and 2 * len(piece) >= len(words)
                return part if is_before_date and not part.rstrip().endswith(_CUT) else heading
    return ""


def _is_phrase(text: str) -> bool:
    return word_count(text) > 1 if not any(map(is_east_asian, text)) else len(text) >= _MIN_EAST_ASIAN_HEADLINE


def _without_site(title: str, sites: Set[str], host_names: Set[str]) -> str:
    """Return a title without the names of the site at its ends, where these are known; else without what looks like one.

    Of two parts that may both be the headline the longer one is it; of more the first.
    """
    title = _without_label(title)
    known = trimmed(title, lambda part: folded(part) in sites or folded(part) in host_names)
    bare = known if known != title else trimmed(title, lambda part: _has_name(part, host_names))
    if bare != title:
        return bare
    if any(map(is_east_asian, title)):
        return _without_east_asian_site(title)
    for separator in (" | ", " - ", " – ", " — ", " :: ", " » "):
        if separator in title:
            parts = title.split(separator)
            return max(parts[0], parts[-1], key=len) if len(parts) == 2 else parts[0]
    return title


def _without_east_asian_site(title: str) -> str:
    """Return a title without the shorter names behind it: "headline_section_site". What a colon separates is one title."""
    parts = title_parts(title)
    whole = len(parts)
    while len(parts) > 1:
        cut = title[parts[-2].end : parts[-1].start].strip()
        is_name = parts[-2].end >= _MIN_EAST_ASIAN_HEADLINE and len(parts[-1].text) < parts[-2].end
        if not is_name or cut in _COLONS or (len(parts) < whole and cut not in _SECTION_CUTS):
            break
        parts.pop()
    return title[: parts[-1].end] if parts else title


def _without_label(title: str) -> str:
    """Return a title without the kind of statement before it and the date behind it, between double dashes.

    Central banks write "FRB: Speech, Marden--Prices and Work--November 14, 2026".
    """
    parts = _DOUBLE_DASH.split(title)
    line = date_line(parts[-1]) if len(parts) > 2 else None
    end = len(parts) - (line is not None and line.kind is DateLineKind.ALONE)
    start = int(len(parts) > 1 and _LABEL.fullmatch(parts[0]) is not None)
    return title if (start, end) == (0, len(parts)) else " -- ".join(parts[start:end])


def _has_name(part: str, host_names: Set[str]) -> bool:
    """Whether a part of a title looks like a name with a word of the host: "Port of Lund" of lund.example."""
    words = part.split()
    return len(words) <= _MAX_NAME_WORDS and not part[:1].islower() and not host_names.isdisjoint(part.casefold().split())
