"""An edition as Markdown that reads well as it stands and renders the same in GitHub's dialect, CommonMark and pandoc. Pure.

No text of a statement can become markup, and no address but those of `link` becomes a link. Straight quotation marks,
dashes and dots are left to the dialect: pandoc sets them typographically unless `smart` is off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.compile import strings
from digest.compile.view import Edit, Item, Point, Quote, View, view
from digest.records import Edition, Target
from digest.text.visible import visible_text

# Marks that can start or end markup anywhere in a line, in at least one of the three dialects: code, emphasis, links, tags,
# headings, strikethrough and sub-/superscript, tables, attributes, citations.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>#~^|{@]")
# An ampersand that would make an entity, a dollar that could close a formula (pandoc: never before a digit), the colon of a
# bare address or an emoji, the dot of "www.".
_IN_PLACE = re.compile(r"&(?=#?\w+;)|\$(?!\d)|:(?=//)|:(?=[\w+-]+:)(?!\d)|(?<=\bwww)\.", re.IGNORECASE)
# What would make the beginning of a line a list, a definition, a rule or a title block: "-", "1.", "(a)", "iv)" and the like.
# One capital and a full stop ("J. Smith") start a list in no dialect.
_AT_START = re.compile(r"[-+=:%]|\((?=(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)\)(?:\s|$))|(?<=\w)[.)](?=\s|$)")
_ENUMERATOR = re.compile(r"(?![A-Z]\.)(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))")


class MarkdownRenderer:
    """Implements Renderer for Format.MARKDOWN."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """The file, in UTF-8, one block a paragraph; `target` makes no difference."""
        return ("\n\n".join(_blocks(view(edition))) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """One line of text in which every mark stands for itself, wherever a line of Markdown may hold it."""
    line = visible_text(text)
    start = _ENUMERATOR.match(line)
    begin = start.end() if start else 0
    mark = _AT_START.match(line, begin)
    head = f"{line[:begin]}\\{mark[0]}" if mark else line[:begin]
    return head + _inline(line[mark.end() if mark else begin :])


def linked(text: str, link: str) -> str:
    """`text`, as a link when there is an address."""
    return f"[{escaped(text)}]({_target(link)})" if link else escaped(text)


def _blocks(shown: View) -> Iterable[str]:
    yield f"# {escaped(shown.title)}"
    yield f"{shown.day} · {shown.counts}"
    yield from (f"*{escaped(choice)}*" for choice in shown.choice)
    if not shown.items and not shown.withdrawn:
        yield strings.NOTHING_NEW
    for group in shown.groups:
        yield f"## {escaped(group.title)}"
        for item in group.items:
            yield from _item(item)
    if shown.withdrawn:
        yield f"## {strings.WITHDRAWN}"
        yield "\n".join(f"- {linked(gone.title, gone.link)}  \n  {escaped(gone.note)}" for gone in shown.withdrawn)
    if shown.footer:
        yield "---"
        yield "## About this edition"
    for section in shown.footer:
        yield f"**{section.heading}**"
        yield "\n".join(f"- {escaped(line)}" for line in section.lines)


def _item(item: Item) -> Iterable[str]:
    yield f"### {linked(item.title, item.link)}"
    facts = " · ".join(escaped(fact) for fact in item.facts)
    yield f"**{strings.UPDATED}** · {facts}" if item.updated else facts
    if item.changed:
        yield strings.CHANGED
        yield from (_edit(edit) for edit in item.changed)
        yield "Key points:"
    yield from _points(item.points)
    yield from (f"*{escaped(note)}*" for note in item.notes)


def _points(points: tuple[Point, ...]) -> Iterable[str]:
    """The list; points without quotes stand close together, so they are one block."""
    if points:
        yield "\n".join(_point(point) for point in points).rstrip()


def _point(point: Point) -> str:
    speaker = f"**{escaped(point.speaker)}:** " if point.speaker else ""
    line = f"- {speaker}{escaped(point.text)}"
    if not point.quotes:
        return f"{line}{_original(point.link)}"
    return "\n".join([line, *(f"\n  > {_quoted(quote)}" for quote in point.quotes), ""])


def _quoted(quote: Quote) -> str:
    return f"{escaped(quote.text)}{_original(quote.link)}"


def _edit(edit: Edit) -> str:
    """What stands there now, and below it what did."""
    label = strings.BEFORE if edit.quote else strings.REMOVED
    now = [f"> {_quoted(edit.quote)}"] if edit.quote else []
    before = [f"> *{label}* {escaped(edit.before)}"] if edit.before else []
    return "\n>\n".join([*now, *before])


def _original(link: str) -> str:
    return f" [{strings.ORIGINAL}]({_target(link)})" if link else ""


def _inline(text: str) -> str:
    return _IN_PLACE.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", text))


def _target(link: str) -> str:
    """An address between the parentheses of a link; a part of it that reads like an entity stays as it is."""
    return re.sub(r"&(?=#?\w+;)", r"\\&", link)
