"""Renders an edition as plain text: the plain part of the mail, and a file of its own. Pure.

Links to sentences are long, so they stand at the end, numbered as in the text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from digest.compile.view import build_view
from digest.compile.view_model import ChangeView, EntryView, PointView, QuoteView, View, marked_parts
from digest.locale.catalogue import Catalogue
from digest.records import Edition, Target

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
    yield "\n".join([_heading(view.title, "="), view.day, view.counts])
    yield from (_wrap(note) for note in view.selection_notes)
    if not view.entries and not view.withdrawn:
        yield view.nothing
    for group in view.groups:
        yield _heading(group.title.upper(), "-")
        yield from (_entry(entry, links, view.words) for entry in group.entries)
    if view.withdrawn:
        yield _heading(view.words.gettext("Withdrawn").upper(), "-")
    for each in view.withdrawn:
        link = [f"  {each.link}"] if each.link else []
        yield "\n".join([_wrap(each.title, "* ", "  "), *link, _wrap(each.note, "  ", "  ")])
    for section in view.footer:
        yield "\n".join([f"{section.heading}:", *(_wrap(line, "  - ", "    ") for line in section.lines)])


def _entry(entry: EntryView, links: list[str], words: Catalogue) -> str:
    number = f"{entry.number}. "
    indent = " " * len(number)
    updated = [words.gettext("Updated").upper()] if entry.updated else []
    lines = [_wrap(entry.title, number, indent), _wrap(" · ".join([*updated, *entry.facts]), indent, indent)]
    if entry.link:
        lines.append(indent + entry.link)
    if entry.changes:
        lines += ["", _wrap(entry.changes_heading, indent, indent)]
        lines += [
            *(_change(change, indent, links, words) for change in entry.changes),
            "",
            indent + words.gettext("Key points:"),
        ]
    if entry.matched:
        speaker = f"{entry.matched.speaker}: " if entry.matched.speaker else ""
        asked = words.gettext("What you asked for:")
        matched = f"{asked} {speaker}{_marked(entry.matched)}{_link_mark(entry.matched.link, links)}"
        lines += ["", _wrap(matched, indent, indent)]
    lines += ["", *(_point(point, indent, links) for point in entry.points)]
    return "\n".join([*lines, *(_wrap(f"({note})", indent, indent) for note in entry.notes)])


def _point(point: PointView, indent: str, links: list[str]) -> str:
    speaker = f"{point.speaker}: " if point.speaker else ""
    mark = "" if point.quotes else _link_mark(point.link, links)
    line = _wrap(f"{speaker}{_marked(point)}{mark}", f"{indent}* ", f"{indent}  ")
    return "\n".join([line, *(_quote(quote, f"{indent}  ", links) for quote in point.quotes)])


def _quote(quote: QuoteView, indent: str, links: list[str]) -> str:
    return _wrap(f"{_marked(quote)}{_link_mark(quote.link, links)}", f"{indent}> ", f"{indent}> ")


def _marked(text: PointView | QuoteView) -> str:
    return "".join(f"*{part}*" if is_marked else part for part, is_marked in marked_parts(text.text, text.marks))


def _change(change: ChangeView, indent: str, links: list[str], words: Catalogue) -> str:
    """Return the wording of now, and below it the earlier one."""
    label = words.gettext("Before:") if change.quote else words.gettext("Taken out:")
    before = [_wrap(f"{label} {change.before}", f"{indent}  ", f"{indent}  ")] if change.before else []
    return "\n".join([*([_quote(change.quote, indent, links)] if change.quote else []), *before])


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
