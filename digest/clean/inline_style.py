"""Tells what the tag and the attributes of an HTML element say about the words in it: bold, linked, raised, struck out.

Knows no classes of particular publishers. Does not read text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from digest.text.inline import Kind

Element = etree._Element


class InlineStyle(NamedTuple):
    """How the words of an element are set. `pre`: its line breaks count."""

    kind: Kind = Kind.TEXT
    bold: bool = False
    linked: bool = False
    pre: bool = False


_BOLD = frozenset("b strong".split())
_STRUCK = frozenset("s del strike".split())
_KINDS = {"sup": Kind.RAISED, "sub": Kind.LOWERED} | dict.fromkeys(_STRUCK, Kind.STRUCK)
INLINE_TAGS = frozenset({"a", "pre", *_BOLD, *_KINDS})
"""The tags that set words in some way without any attribute."""

_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_LINE_THROUGH_CLASS = re.compile(
    r"(?:^|\s)(?:line-through|strike(?:-?(?:through|out))?|struck(?:-?out)?)(?:\s|$)", re.IGNORECASE
)
_NOTE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:foot-?|end-?)?note-?(?:ref\w*|mark\w*|call\w*|number|anchor)(?:[\s_-]|$)|\bfootnote\b", re.I
)
# Rules for a class, or for a tag with a class, wherever it stands: ".old, span.gone { ... }", not ".basket .old { ... }"
_CLASS_SELECTOR = r"\w{0,12}\.[\w-]{1,60}"
_CLASS_RULE = re.compile(
    rf"(?:^|[{{}};/])\s*(?P<names>{_CLASS_SELECTOR}(?:\s*,\s*{_CLASS_SELECTOR}){{0,9}})\s*\{{(?P<style>[^{{}}]{{0,2000}})(?=\}})"
)
_CLASS = re.compile(r"\.([\w-]+)")
_MAX_SHEETS = 500_000  # characters
_VERTICAL_ALIGN = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
# Fonts whose letters are drawn as symbols, and what Word writes around a bullet or a number of a list
_BULLET_STYLE = re.compile(r"font(?:-family)?\s*:[^;]*(?:Symbol|Wingdings|Webdings|Courier New)|mso-list\s*:\s*Ignore", re.I)
_BULLET = re.compile(r"[^\w\s]|[\uf000-\uf0ffA-Za-z§¨ØüŸà]")
_NOTE_LINK = re.compile(r"[\[({]?\s*(?:\d{1,3}|[*†‡§¶#]{1,4}|[a-z]|[ivx]{2,4})\s*[\])}]?")
_MAX_NOTE_LINK = 8  # characters


def apply_style_sheets(root: Element) -> None:
    """Give elements, as their own style, what the style sheets of a page say of their classes: struck out, raised, lowered."""
    sheets = "".join(map(_text, root.iter("style")))[:_MAX_SHEETS]
    styles: dict[str, str] = {}
    for rule in _CLASS_RULE.finditer(sheets):
        if setting := _LINE_THROUGH.search(rule["style"]) or _VERTICAL_ALIGN.search(rule["style"]):
            styles.update((name, setting[0]) for name in _CLASS.findall(rule["names"]))
    for element in root.iter() if styles else ():
        names = str(element.get("class", "")).split() if isinstance(element.tag, str) else ()
        if own := [styles[name] for name in names if name in styles]:
            element.set("style", "; ".join((*own, str(element.get("style", "")))))


def style_within(element: Element, tag: str, outer: InlineStyle) -> InlineStyle:
    """Return how the words of `element` are set inside words set as `outer`."""
    kind = _kind(element, tag, outer.kind)
    if tag in _BOLD:
        return outer._replace(kind=kind, bold=True)
    if tag == "a":
        return outer._replace(kind=kind, linked=True)
    if tag == "pre":
        return outer._replace(kind=kind, pre=True)
    return outer if kind is outer.kind else outer._replace(kind=kind)


def _kind(element: Element, tag: str, outer: Kind) -> Kind:
    """Return the kind of the words of `element`. Words that are struck out stay so, whatever is inside."""
    if outer is Kind.STRUCK:
        return outer
    if tag in _KINDS:
        return _KINDS[tag]
    if not element.attrib:
        return outer
    if outer is Kind.TEXT and (_is_note_link(element) if tag == "a" else _is_named_mark(element)):
        return Kind.NOTE_LINK
    style = str(element.get("style", ""))
    if (style and _LINE_THROUGH.search(style)) or _LINE_THROUGH_CLASS.search(str(element.get("class", ""))):
        return Kind.STRUCK
    return _kind_of_style(element, style) or outer if style else outer


def _kind_of_style(element: Element, style: str) -> Kind | None:
    if shift := _VERTICAL_ALIGN.search(style):
        return Kind.RAISED if shift[1].lower() == "super" else Kind.LOWERED
    is_bullet = _BULLET_STYLE.search(style) and _BULLET.fullmatch(_text(element).strip())
    return Kind.BULLET if is_bullet else None


def _is_note_link(element: Element) -> bool:
    """Whether a link leads to a place on the same page and looks like a note mark: "[1]"."""
    if element.get("role") != "doc-noteref" and "#" not in str(element.get("href", "")):
        return False
    return _looks_like_mark(element)


def _is_named_mark(element: Element) -> bool:
    """Whether the class of an element says that it is the mark of a note, and it looks like one."""
    name = str(element.get("class", ""))
    return "note" in name and _NOTE_CLASS.search(name) is not None and _looks_like_mark(element)


def _looks_like_mark(element: Element) -> bool:
    text = _text(element).strip()
    return len(text) <= _MAX_NOTE_LINK and _NOTE_LINK.fullmatch(text) is not None


def _text(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())
