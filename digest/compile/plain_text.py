"""An edition as plain text: the plain part of the mail, and a file of its own. Pure.

Addresses of sentences are long, so they stand at the end, numbered as in the text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from digest.compile import strings
from digest.compile.view import Edit, Item, Point, Quote, View, view
from digest.records import Edition, Target

_WIDTH = 72
"""Columns: what RFC 3676 (section 4.2) advises, so that a quoted reply stays below 80."""


class TextRenderer:
    """Implements Renderer for Format.TEXT."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """The text in UTF-8, lines ended by LF; `target` makes no difference."""
        return plain_part(view(edition)).encode("utf-8")


def plain_part(shown: View) -> str:
    """`shown` in lines of at most 72 columns, but for words that are longer."""
    links: list[str] = []
    body = "\n\n".join(_blocks(shown, links))
    numbered = "\n".join(f"[{number}] {link}" for number, link in enumerate(links, start=1))
    closing = f"\n\n{_heading('Links to the sentences', '-')}\n\n{numbered}" if links else ""
    return f"{body}{closing}\n"


def _blocks(shown: View, links: list[str]) -> Iterable[str]:
    yield "\n".join([_heading(shown.title, "="), shown.day, shown.counts])
    yield from (_wrapped(choice) for choice in shown.choice)
    if not shown.items and not shown.withdrawn:
        yield strings.NOTHING_NEW
    for group in shown.groups:
        yield _heading(group.title.upper(), "-")
        yield from (_item(item, links) for item in group.items)
    if shown.withdrawn:
        yield _heading(strings.WITHDRAWN.upper(), "-")
    for gone in shown.withdrawn:
        yield "\n".join(
            [_wrapped(gone.title, "* ", "  "), *([f"  {gone.link}"] if gone.link else []), _wrapped(gone.note, "  ", "  ")]
        )
    for section in shown.footer:
        yield "\n".join([f"{section.heading}:", *(_wrapped(line, "  - ", "    ") for line in section.lines)])


def _item(item: Item, links: list[str]) -> str:
    number = f"{item.number}. "
    indent = " " * len(number)
    updated = [strings.UPDATED.upper()] if item.updated else []
    lines = [_wrapped(item.title, number, indent), _wrapped(" · ".join([*updated, *item.facts]), indent, indent)]
    if item.link:
        lines.append(indent + item.link)
    if item.changed:
        lines += ["", indent + strings.CHANGED, *(_edit(edit, indent, links) for edit in item.changed), ""]
        lines.append(f"{indent}Key points:")
    lines += ["", *(_point(point, indent, links) for point in item.points)]
    return "\n".join([*lines, *(_wrapped(f"({note})", indent, indent) for note in item.notes)])


def _point(point: Point, indent: str, links: list[str]) -> str:
    speaker = f"{point.speaker}: " if point.speaker else ""
    mark = "" if point.quotes else _numbered(point.link, links)
    line = _wrapped(f"{speaker}{point.text}{mark}", f"{indent}* ", f"{indent}  ")
    return "\n".join([line, *(_quoted(quote, f"{indent}  ", links) for quote in point.quotes)])


def _quoted(quote: Quote, indent: str, links: list[str]) -> str:
    return _wrapped(f"{quote.text}{_numbered(quote.link, links)}", f"{indent}> ", f"{indent}> ")


def _edit(edit: Edit, indent: str, links: list[str]) -> str:
    """What stands there now, and below it what did."""
    label = strings.BEFORE if edit.quote else strings.REMOVED
    before = [_wrapped(f"{label} {edit.before}", f"{indent}  ", f"{indent}  ")] if edit.before else []
    return "\n".join([*([_quoted(edit.quote, indent, links)] if edit.quote else []), *before])


def _numbered(link: str, links: list[str]) -> str:
    """The mark of a link, " [7]", which is added to `links`."""
    if not link:
        return ""
    links.append(link)
    return f" [{len(links)}]"


def _heading(title: str, rule: str) -> str:
    return f"{title}\n{rule * min(len(title), _WIDTH)}"


def _wrapped(text: str, begin: str = "", indent: str = "") -> str:
    lines = textwrap.wrap(
        text, _WIDTH, initial_indent=begin, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines)
