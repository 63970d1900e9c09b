"""Renders an edition as plain text: the plain part of the mail, and a file of its own. Pure.

Links to sentences are long, so they stand at the end, numbered as in the text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from digest.compile.strings import cut_label, omitted_text
from digest.compile.view import build_view
from digest.compile.view_model import (
    ChangeView,
    EntryView,
    LeadView,
    ListLine,
    PointView,
    QuoteView,
    View,
    marked_parts,
)
from digest.locale.catalogue import Catalogue
from digest.records import Edition, Target
from digest.text.word_diff import PieceEdit, WordPiece

_WIDTH = 72
"""Columns: RFC 3676 (section 4.2) advises this width, so that a quoted reply stays below 80."""


class TextRenderer:
    """Implements Renderer for Format.TEXT."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """Return the text in UTF-8 with LF line ends; `target` makes no difference."""
        return plain_part(build_view(edition)).encode("utf-8")


def plain_part(view: View) -> str:
    """Return `view` in lines of at most 72 columns, except for longer words."""
    links: list[str] = []
    body = "\n\n".join(_blocks(view, links))
    numbered = "\n".join(f"[{number}] {link}" for number, link in enumerate(links, start=1))
    heading = _heading(view.words.gettext("Links to the sentences"), "-")
    closing = f"\n\n{heading}\n\n{numbered}" if links else ""
    return f"{body}{closing}\n"


def _blocks(view: View, links: list[str]) -> Iterable[str]:
    """Yield the paragraphs in order; the links to sentences are added to `links`."""
    words = view.words
    yield "\n".join([_heading(view.title, "="), view.day, view.counts, *filter(None, [view.minutes, _page_line(view)])])
    yield from _front(view, links)
    if not view.lines and not view.withdrawn:
        yield view.nothing
    for heading, entries in ((words.gettext("Key points"), view.entries), (words.gettext("Also published"), view.routine)):
        if entries:
            yield _heading(heading.upper(), "-")
        yield from (_entry(entry, links, words) for entry in entries)
    if view.omitted:
        yield _wrap(omitted_text(view))
    if view.withdrawn:
        yield _heading(words.gettext("Withdrawn").upper(), "-")
    for each in view.withdrawn:
        link = [f"  {each.link}"] if each.link else []
        yield "\n".join([_wrap(each.title, "* ", "  "), *link, _wrap(each.note, "  ", "  ")])
    yield _heading(words.gettext("About this edition").upper(), "-")
    yield from (_wrap(note) for note in view.selection_notes)
    for section in view.footer:
        yield "\n".join([f"{section.heading}:", *(_wrap(line, "  - ", "    ") for line in section.lines)])


def _page_line(view: View) -> str:
    return f"{view.words.gettext('View in browser')}: {view.page}" if view.page else ""


def _front(view: View, links: list[str]) -> Iterable[str]:
    """Yield the lead, and the list of all statements: with the links of those that have no entry below."""
    words = view.words
    if view.lead or view.lead_note:
        yield _heading(words.gettext("In brief").upper(), "-")
    if view.lead_note:
        yield view.lead_note
    if view.lead:
        yield "\n".join(_lead_line(line, links) for line in view.lead)
    if not view.has_list:
        return
    yield _heading(words.gettext("All statements").upper(), "-")
    for group in view.groups:
        yield "\n".join([f"{group.title}:", *(_list_line(line, words) for line in group.lines)])
    if view.routine_lines:
        also = words.gettext("Also published")
        yield "\n".join([f"{also}:", *(_list_line(line, words) for line in view.routine_lines)])


def _lead_line(line: LeadView, links: list[str]) -> str:
    speaker = f"{line.point.speaker}: " if line.point.speaker else ""
    said = f"“{line.point.text}”" if line.is_title else f"{speaker}{_marked(line.point)}"
    return _wrap(f"{said}{_link_mark(line.point.link, links)} ({line.source}, {line.number}.)", "* ", "  ")


def _list_line(line: ListLine, words: Catalogue) -> str:
    updated = words.gettext("updated")
    title = _wrap(f"{line.title}{f' ({updated})' if line.entry.updated else ''}", f"  {line.entry.number}. ", "     ")
    link = line.entry.page or line.entry.link
    return title if line.is_shown or not link else f"{title}\n     {link}"


def _entry(entry: EntryView, links: list[str], words: Catalogue) -> str:
    number = f"{entry.number}. "
    indent = " " * len(number)
    updated = [words.gettext("Updated").upper()] if entry.updated else []
    lines = [_wrap(entry.title, number, indent), _wrap(" · ".join([*updated, *entry.facts]), indent, indent)]
    if entry.page or entry.link:
        lines.append(indent + (entry.page or entry.link))
    if entry.matched:
        speaker = f"{entry.matched.speaker}: " if entry.matched.speaker else ""
        asked = words.gettext("What you asked for:")
        matched = f"{asked} {speaker}{_marked(entry.matched)}{_link_mark(entry.matched.link, links)}"
        lines += ["", _wrap(matched, indent, indent)]
    lines += ["", *(_point(point, indent, links, words) for point in entry.points)]
    if entry.changes:
        lines += ["", _wrap(entry.changes_heading, indent, indent)]
        lines += [
            _wrap(_change(one, words) + _link_mark(one.link, links), f"{indent}* ", f"{indent}  ") for one in entry.changes
        ]
    return "\n".join([*lines, *(_wrap(f"({note})", indent, indent) for note in entry.notes)])


def _point(point: PointView, indent: str, links: list[str], words: Catalogue) -> str:
    speaker = f"{point.speaker}: " if point.speaker else ""
    said = _change(point.change, words) if point.change else _marked(point)
    cut = f" {cut_label(words)}" if point.is_cut else ""
    mark = "" if point.quotes else _link_mark(point.link, links)
    line = _wrap(f"{speaker}{said}{cut}{mark}", f"{indent}* ", f"{indent}  ")
    return "\n".join([line, *(_quote(quote, f"{indent}  ", links) for quote in point.quotes)])


def _quote(quote: QuoteView, indent: str, links: list[str]) -> str:
    return _wrap(f"{_marked(quote)}{_link_mark(quote.link, links)}", f"{indent}> ", f"{indent}> ")


def _marked(text: PointView | QuoteView) -> str:
    return "".join(f"*{part}*" if is_marked else part for part, is_marked in marked_parts(text.text, text.marks))


def _change(change: ChangeView, words: Catalogue) -> str:
    """Return a sentence with its new words between asterisks, and those that they replace in brackets."""
    said = "".join(_piece(piece, words) for piece in change.pieces)
    return " ".join(said.split())


def _piece(piece: WordPiece, words: Catalogue) -> str:
    match piece.edit:
        case PieceEdit.SAME:
            return piece.text
        case PieceEdit.INSERTED:
            inner = piece.text.strip()
            return piece.text.replace(inner, f"*{inner}*") if inner else piece.text
        case PieceEdit.DELETED:
            return words.gettext(" [before: {words}] ", words=piece.text.strip())


def _link_mark(link: str, links: list[str]) -> str:
    """Add a link to `links` and return its mark, " [7]"; "" for an empty link."""
    if not link:
        return ""
    links.append(link)
    return f" [{len(links)}]"


def _heading(title: str, rule: str) -> str:
    return f"{title}\n{rule * min(len(title), _WIDTH)}"


def _wrap(text: str, first_indent: str = "", indent: str = "") -> str:
    lines = textwrap.wrap(
        text, _WIDTH, initial_indent=first_indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines)
