"""Renders an edition as Markdown that reads the same in GitHub's dialect, CommonMark and pandoc, and as plain text. Pure.

No text of a statement can become markup, and only the links of the view become links. Straight quotation marks, dashes and
dots are left to the dialect: pandoc sets them typographically unless `smart` is off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.compile.view import build_view
from digest.compile.view_model import ChangeView, EntryView, PointView, QuoteView, View, WithdrawnView, marked_parts
from digest.locale.catalogue import Catalogue
from digest.records import Edition, Target
from digest.text.visible import visible_text

# Characters that can start or end markup anywhere in a line, in at least one of the three dialects: code, emphasis, links,
# tags, headings, strikethrough and sub-/superscript, tables, attributes, citations.
_MARKUP_ANYWHERE = re.compile(r"[\\`*_\[\]<>#~^|{@]")
# An ampersand that would make an entity, a dollar that could close a formula (pandoc: never before a digit), the colon of a
# bare URL or an emoji, the dot of "www.".
_MARKUP_IN_CONTEXT = re.compile(r"&(?=#?\w+;)|\$(?!\d)|:(?=//)|:(?=[\w+-]+:)(?!\d)|(?<=\bwww)\.", re.IGNORECASE)
# What makes a list, a definition, a rule or a title block of a line that begins with it: "-", "1.", "(a)", "iv)".
# One capital and a full stop ("J. Smith") start a list in no dialect.
_MARKUP_AT_START = re.compile(r"[-+=:%]|\((?=(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)\)(?:\s|$))|(?<=\w)[.)](?=\s|$)")
_ENUMERATOR = re.compile(r"(?![A-Z]\.)(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))")


class MarkdownRenderer:
    """Implements Renderer for Format.MARKDOWN."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """Return the file in UTF-8, one paragraph per block; `target` makes no difference."""
        return ("\n\n".join(_blocks(build_view(edition))) + "\n").encode("utf-8")


def escape_markdown(text: str) -> str:
    """Return `text` on one line in which every character stands for itself, wherever Markdown may hold the line."""
    line = visible_text(text)
    enumerator = _ENUMERATOR.match(line)
    begin = enumerator.end() if enumerator else 0
    mark = _MARKUP_AT_START.match(line, begin)
    head = f"{line[:begin]}\\{mark[0]}" if mark else line[:begin]
    return head + _escape_inline(line[mark.end() if mark else begin :])


def markdown_link(text: str, link: str) -> str:
    """Return `text` as a link, or escaped alone if `link` is empty."""
    return f"[{escape_markdown(text)}]({_link_target(link)})" if link else escape_markdown(text)


def _blocks(view: View) -> Iterable[str]:
    yield f"# {escape_markdown(view.title)}"
    words = view.words
    yield f"{view.day} · {view.counts}"
    yield from (f"*{escape_markdown(note)}*" for note in view.selection_notes)
    if not view.entries and not view.withdrawn:
        yield view.nothing
    for group in view.groups:
        yield f"## {escape_markdown(group.title)}"
        for entry in group.entries:
            yield from _entry(entry, words)
    if view.withdrawn:
        yield "## " + words.gettext("Withdrawn")
        yield "\n".join(_withdrawn(each) for each in view.withdrawn)
    if view.footer:
        yield "---"
        yield "## " + words.gettext("About this edition")
    for section in view.footer:
        yield f"**{section.heading}**"
        yield "\n".join(f"- {escape_markdown(line)}" for line in section.lines)


def _entry(entry: EntryView, words: Catalogue) -> Iterable[str]:
    yield f"### {markdown_link(entry.title, entry.link)}"
    facts = " · ".join(escape_markdown(fact) for fact in entry.facts)
    updated = words.gettext("Updated")
    yield f"**{updated}** · {facts}" if entry.updated else facts
    if entry.changes:
        yield escape_markdown(entry.changes_heading)
        yield from (_change(change, words) for change in entry.changes)
        yield words.gettext("Key points:")
    if entry.matched:
        speaker = f"{escape_markdown(entry.matched.speaker)}: " if entry.matched.speaker else ""
        asked = words.gettext("What you asked for:")
        yield f"*{asked}* {speaker}{_marked(entry.matched)}{_original(entry.matched.link, words)}"
    yield from _points(entry.points, words)
    yield from (f"*{escape_markdown(note)}*" for note in entry.notes)


def _withdrawn(statement: WithdrawnView) -> str:
    return f"- {markdown_link(statement.title, statement.link)}  \n  {escape_markdown(statement.note)}"


def _points(points: tuple[PointView, ...], words: Catalogue) -> Iterable[str]:
    """Yield the list in one block, so that points without quotes follow each other without an empty line."""
    if points:
        yield "\n".join(_point(point, words) for point in points).rstrip()


def _point(point: PointView, words: Catalogue) -> str:
    speaker = f"**{escape_markdown(point.speaker)}:** " if point.speaker else ""
    line = f"- {speaker}{_marked(point)}"
    if not point.quotes:
        return f"{line}{_original(point.link, words)}"
    return "\n".join([line, *(f"\n  > {_quote(quote, words)}" for quote in point.quotes), ""])


def _quote(quote: QuoteView, words: Catalogue) -> str:
    return f"{_marked(quote)}{_original(quote.link, words)}"


def _marked(text: PointView | QuoteView) -> str:
    """Return a text with its marked parts in bold, if they begin and end with a letter or digit, as bold parts must."""
    parts: list[str] = []
    for part, is_marked in marked_parts(text.text, text.marks):
        escaped = _escape_inline(part) if any(parts) else escape_markdown(part) + part[len(part.rstrip()) :]
        parts.append(f"**{escaped}**" if is_marked and part[0].isalnum() and part[-1].isalnum() else escaped)
    return "".join(parts)


def _change(change: ChangeView, words: Catalogue) -> str:
    """Return the wording of now, and below it the earlier one."""
    label = words.gettext("Before:") if change.quote else words.gettext("Taken out:")
    now = [f"> {_quote(change.quote, words)}"] if change.quote else []
    before = [f"> *{label}* {escape_markdown(change.before)}"] if change.before else []
    return "\n>\n".join([*now, *before])


def _original(link: str, words: Catalogue) -> str:
    label = words.gettext("in the original")
    return f" [{label}]({_link_target(link)})" if link else ""


def _escape_inline(text: str) -> str:
    return _MARKUP_IN_CONTEXT.sub(r"\\\g<0>", _MARKUP_ANYWHERE.sub(r"\\\g<0>", text))


def _link_target(link: str) -> str:
    """Return a URL as it stands in a link: what reads like an entity in it stays as it is."""
    return re.sub(r"&(?=#?\w+;)", r"\\&", link)
