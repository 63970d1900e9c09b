"""Reads titles as feeds, pages and front matter write them: their words on one line, without tags and entities. Pure.

Publishers escape titles once, twice or not at all, so both are taken away until nothing changes. Only tags of HTML are tags:
"<5 million" and "<Embargoed>" are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from digest.text.inline import Kind, Piece, read_inline
from digest.text.unicode import normalised_line
from digest.text.visible import limited_text

MAX_TITLE_LENGTH = 2_000
"""Characters that are looked at. The longest of 5,265 titles of statements known to us has 441."""

MAX_BEGINNING = 400
"""Characters of a text that tell what it is called, if it has no title."""

_MAX_SHOWN = 500
_MAX_HEADLINE = 160
_MAX_BORROWED = 90
"""Characters of a title, of a headline at the beginning of a text, and of a title that is the beginning of a text."""

_MAX_ESCAPED = 4  # times that a title is escaped
_KINDS = {"sup": Kind.RAISED, "sub": Kind.LOWERED} | dict.fromkeys(("s", "del", "strike"), Kind.STRUCK)
_UNSEEN = frozenset("rt rp script style".split())
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code dfn em font i ins kbd mark nobr q ruby rb samp small span strong time tt u var wbr
    """.split()
)
_BREAKING = frozenset("br p div li ul ol h1 h2 h3 h4 h5 h6 img hr center section".split())
_NAMES = "|".join(sorted({*_KINDS, *_UNSEEN, *_INLINE, *_BREAKING}, key=len, reverse=True))
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAMES})(?:\s[^<>]*|/)?>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_title(written: str) -> str:
    """Return the words of a title, however often it was escaped; raised and struck-out ones have their meaning."""
    text = written[:MAX_TITLE_LENGTH]
    for _ in range(_MAX_ESCAPED):
        plain = _ENTITY.sub(_character, _without_tags(text))
        if plain == text:
            break
        text = plain
    return normalised_line(text)


def shown_title(title: str, text: str) -> str:
    """Return what people are shown as the title of a statement: without one the headline at the beginning of its text, or the
    beginning itself; "" if it has no word. `text` may be cut after `MAX_BEGINNING` characters."""
    first_line, more, _ = text[:MAX_BEGINNING].partition("\n")
    is_headline = bool(more) and len(first_line) <= _MAX_HEADLINE and first_line[-1:].isalnum() and " " in first_line
    borrowed = limited_text(first_line, _MAX_HEADLINE) if is_headline else limited_text(text[:MAX_BEGINNING], _MAX_BORROWED)
    return limited_text(title, _MAX_SHOWN) or borrowed


def _character(entity: re.Match[str]) -> str:
    is_known = entity[0][1] == "#" or entity[0][1:] in html5
    return unescape(entity[0]) if is_known else entity[0]


def _without_tags(text: str) -> str:
    return read_inline(list(_pieces(text))).text if "<" in text and _TAG.search(text) else text


def _pieces(text: str) -> Iterator[Piece]:
    """Yield the texts between the tags, each of the kind that the tags around it say. Tags without an end have none."""
    open_kinds: list[str] = []
    unseen = 0
    position = 0
    for tag in _TAG.finditer(text):
        if not unseen:
            yield Piece(text[position : tag.start()], _KINDS[open_kinds[-1]] if open_kinds else Kind.TEXT)
        position = tag.end()
        name, is_end = (tag["name"] or "").lower(), bool(tag["end"])
        if name in _UNSEEN:
            unseen = max(unseen + (-1 if is_end else 1), 0)
        elif name in _KINDS and not is_end and f"</{name}" in text[position:].lower():
            open_kinds.append(name)
        elif name in open_kinds and is_end:
            open_kinds.remove(name)
        elif name == "q":
            yield Piece("”", Kind.CLOSING) if is_end else Piece("“", Kind.OPENING)
        elif name in _BREAKING:
            yield Piece(" ")
    yield Piece(text[position:], Kind.TEXT)
