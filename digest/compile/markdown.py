"""Renders an edition as Markdown that reads the same in GitHub's dialect, CommonMark and pandoc, and as plain text. Pure.

No text of a statement can become markup, and only the links of the view become links. Straight quotation marks, dashes and
dots are left to the dialect: pandoc sets them typographically unless `smart` is off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from digest.compile.strings import cut_label
from digest.compile.view import build_view
from digest.compile.view_model import (
    EntryView,
    LeadView,
    ListGroup,
    ListLine,
    PointView,
    QuoteView,
    View,
    WithdrawnView,
    marked_parts,
)
from digest.locale.catalogue import Catalogue
from digest.records import Edition, Target
from digest.text.visible import visible_text
from digest.text.word_diff import PieceEdit, WordPiece

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


def escape_inside(text: str) -> str:
    """Return `text` on one line in which every character stands for itself, where something stands before it in its line."""
    return _escape_inline(visible_text(text))


def markdown_link(text: str, link: str) -> str:
    """Return `text` as a link, or escaped alone if `link` is empty."""
    return f"[{escape_inside(text)}]({_link_target(link)})" if link else escape_markdown(text)


def _blocks(view: View) -> Iterable[str]:
    words = view.words
    yield f"# {escape_inside(view.title)}"
    yield " · ".join(filter(None, (view.day, view.counts, view.minutes)))
    yield from _lead(view)
    yield from _list(view)
    if not view.all_entries and not view.withdrawn:
        yield view.nothing
    for group in view.groups:
        yield from _section(escape_inside(group.title), [line.entry for line in group.lines], view)
    yield from _section(words.gettext("Also published"), view.routine, view)
    if view.withdrawn:
        yield "## " + words.gettext("Withdrawn")
        yield "\n".join(_withdrawn(each) for each in view.withdrawn)
    yield "---"
    yield "## " + words.gettext("About this edition")
    yield from (f"*{escape_inside(note)}*" for note in view.selection_notes)
    for section in view.footer:
        yield f"**{section.heading}**"
        yield "\n".join(f"- {escape_markdown(line)}" for line in section.lines)


def _lead(view: View) -> Iterable[str]:
    if view.lead or view.lead_note:
        yield "## " + view.words.gettext("In brief")
    if view.lead_note:
        yield view.lead_note
    if view.lead:
        yield "\n".join(_lead_line(line, view.words) for line in view.lead)


def _lead_line(line: LeadView, words: Catalogue) -> str:
    speaker = f"**{escape_inside(line.point.speaker)}:** " if line.point.speaker else ""
    jump = f"[{escape_inside(line.source)}](#{_anchor(line.number)})"
    said = f"*{escape_inside(line.point.text)}*" if line.is_title else f"{speaker}{_marked(line.point)}"
    return f"- {said} ({jump}){_original(line.point.link, words)}"


def _list(view: View) -> Iterable[str]:
    """Yield the list of statements; an edition whose statements are seen at a glance needs none."""
    if not view.has_list:
        return
    yield "## " + view.words.gettext("All statements")
    for is_single, groups in groupby(view.groups, key=lambda group: len(group.lines) == 1):
        if is_single:
            yield "\n".join(_list_line(group.lines[0], view.words, f"**{escape_inside(group.title)}:** ") for group in groups)
        else:
            yield from (block for group in groups for block in _list_group(group, view.words))
    if view.routine_lines:
        also = view.words.gettext("Also published")
        yield f"**{also}**"
        yield "\n".join(_list_line(line, view.words) for line in view.routine_lines)


def _list_group(group: ListGroup, words: Catalogue) -> Iterable[str]:
    yield f"**{escape_inside(group.title)}**"
    yield "\n".join(_list_line(line, words) for line in group.lines)


def _list_line(line: ListLine, words: Catalogue, before: str = "") -> str:
    """Return the line of a statement; that of a group of one has the title of the group `before` it."""
    updated = words.gettext("updated")
    return (
        f"- {before}[{escape_inside(line.title)}](#{_anchor(line.entry.number)}){f' ({updated})' if line.entry.updated else ''}"
    )


def _section(heading: str, entries: Sequence[EntryView], view: View) -> Iterable[str]:
    if entries:
        yield f"## {heading}"
    for entry in entries:
        # Markdown has no targets of its own that all dialects know; this is the only tag.
        target = f'<a id="{_anchor(entry.number)}"></a>' if view.has_list else ""
        yield f"### {target}{markdown_link(entry.title, entry.link)}"
        yield from _entry(entry, view.words)


def _anchor(number: int) -> str:
    return f"s{number}"


def _entry(entry: EntryView, words: Catalogue) -> Iterable[str]:
    updated = words.gettext("Updated")
    first, *others = entry.facts
    begin = f"**{updated}** · {escape_inside(first)}" if entry.updated else escape_markdown(first)
    yield " · ".join([begin, *map(escape_inside, others)])
    if entry.matched:
        speaker = f"{escape_inside(entry.matched.speaker)}: " if entry.matched.speaker else ""
        asked = words.gettext("What you asked for:")
        yield f"*{asked}* {speaker}{_marked(entry.matched)}{_original(entry.matched.link, words)}"
    yield from _points(entry.points, words)
    if entry.changes:
        yield escape_markdown(entry.changes_heading)
        yield "\n".join(f"- {marked_change(change.pieces)}{_original(change.link, words)}" for change in entry.changes)
    yield from (f"*{escape_inside(note)}*" for note in entry.notes)


def _withdrawn(statement: WithdrawnView) -> str:
    return f"- {markdown_link(statement.title, statement.link)}  \n  {escape_markdown(statement.note)}"


def _points(points: tuple[PointView, ...], words: Catalogue) -> Iterable[str]:
    """Yield the list in one block, so that points without quotes follow each other without an empty line."""
    if points:
        yield "\n".join(_point(point, words) for point in points).rstrip()


def _point(point: PointView, words: Catalogue) -> str:
    speaker = f"**{escape_inside(point.speaker)}:** " if point.speaker else ""
    cut = f" *{cut_label(words)}*" if point.is_cut else ""
    said = marked_change(point.change.pieces) if point.change else _marked(point)
    line = f"- {speaker}{said}{cut}"
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


def marked_change(pieces: Iterable[WordPiece]) -> str:
    """Return a sentence with what was deleted struck out and what was inserted in bold."""
    marks = {PieceEdit.SAME: "", PieceEdit.DELETED: "~~", PieceEdit.INSERTED: "**"}
    parts = [(marks[piece.edit], piece.text) for piece in pieces]
    whole = "".join(_emphasised(text, mark, place == 0) for place, (mark, text) in enumerate(parts))
    return whole.replace("~~**", "~~ **").strip()


def _emphasised(text: str, mark: str, is_first: bool) -> str:
    """Return a text between marks, its outer spaces outside: marks must touch the words that they mark."""
    inner = text.strip()
    escaped = escape_markdown(inner) if is_first else _escape_inline(visible_text(inner))
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if inner else ""
    return f"{before}{mark}{escaped}{mark}{after}" if inner else text


def _original(link: str, words: Catalogue) -> str:
    label = words.gettext("in the original")
    return f" [{label}]({_link_target(link)})" if link else ""


def _escape_inline(text: str) -> str:
    return _MARKUP_IN_CONTEXT.sub(r"\\\g<0>", _MARKUP_ANYWHERE.sub(r"\\\g<0>", text))


def _link_target(link: str) -> str:
    """Return a URL as it stands in a link: what reads like an entity in it stays as it is."""
    return re.sub(r"&(?=#?\w+;)", r"\\&", link)
