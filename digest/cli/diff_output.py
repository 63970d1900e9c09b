"""Formats what changed from one document to a later one: text, HTML, Markdown or JSON. Pure; prints nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from digest.compile.edition import pluralise
from digest.compile.entry_view import display_title
from digest.compile.markdown import escape_inside, escape_markdown, marked_change
from digest.net.urls import safe_url
from digest.records import Statement
from digest.relate.difference import DifferenceKind, SentenceChange, TextDifference
from digest.text.visible import direction, visible_text
from digest.text.word_diff import PieceEdit, WordPiece, word_diff

Json = dict[str, Any]

_NO_CHANGE = "The words are the same."
_NOTHING_IN_COMMON = "The two texts have hardly a sentence in common."
_ROUTINE = "Only spelling, or a date that moved with the calendar:"
_HEADINGS = {"edited": "Edited", "new": "New", "dropped": "Dropped", "routine": _ROUTINE}

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:1.75rem 0 .5rem}
.facts{color:#555;margin:0 0 .25rem}
p.change{margin:.6rem 0;padding-left:.75rem;border-left:3px solid #bbb;overflow-wrap:anywhere}
ins{background:#d9f2dd;color:#0a4716;text-decoration:underline}del{background:#fbdedc;color:#7d1a12}
@media (prefers-color-scheme:dark){body{color:#eaeaea;background:#161616}.facts{color:#aaa}
ins{background:#123d1c;color:#b7efc1}del{background:#4d1713;color:#ffc9c4}}
""".strip()


def difference_json(found: TextDifference) -> Json:
    """The result of `diff --json`. `ranked` is every change in one list, the most important first."""
    return {
        "kind": str(found.kind),
        "same": found.same,
        "edited": [_edited_json(change) for change in found.edited],
        "new": [change.later for change in found.new],
        "dropped": [change.earlier for change in found.dropped],
        "ranked": [{"earlier": change.earlier or None, "later": change.later or None} for change in found.changes],
        "routine": [{"earlier": change.earlier or None, "later": change.later or None} for change in found.routine],
    }


def _edited_json(change: SentenceChange) -> Json:
    pieces = word_diff(change.earlier, change.later)
    words = [{"edit": str(piece.edit), "text": piece.text} for piece in pieces]
    return {"earlier": change.earlier, "later": change.later, "words": words}


def difference_text(found: TextDifference) -> str:
    """The changes for a terminal: "[-" and "-]" around words that were deleted, "{+" and "+}" around inserted ones."""
    lines = [_summary(found)]
    for name, changes in _parts(found):
        lines += ["", _HEADINGS[name], *(f"  {visible_text(_marked_text(change))}" for change in changes)]
    return "\n".join(lines)


def _marked_text(change: SentenceChange) -> str:
    marks = {PieceEdit.SAME: ("", ""), PieceEdit.DELETED: ("[-", "-]"), PieceEdit.INSERTED: ("{+", "+}")}
    return _marked(change, lambda piece: _around(piece.text, *marks[piece.edit]))


def difference_markdown(found: TextDifference, earlier: Statement) -> str:
    """The changes since `earlier` as Markdown: in an edited sentence deleted words are struck and inserted ones bold."""
    lines = [f"### Since {escape_inside(display_title(earlier))}", "", escape_markdown(_summary(found))]
    for name, changes in _parts(found):
        lines += ["", f"**{escape_inside(_HEADINGS[name])}**", ""]
        lines += [f"- {_sentence_markdown(change)}" for change in changes]
    return "\n".join(lines)


def _sentence_markdown(change: SentenceChange) -> str:
    if not (change.earlier and change.later):
        return escape_markdown(change.earlier or change.later)
    return marked_change(word_diff(change.earlier, change.later))


def difference_html(found: TextDifference, earlier: Statement, later: Statement) -> str:
    """The changes as a page that needs no other file and runs no script."""
    title = visible_text(display_title(later))
    lines = [
        f'<!DOCTYPE html>\n<html lang="{escape(later.language or "und")}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style></head><body>",
        f'<h1 dir="auto">{escape(title)}</h1>',
        *(_facts_html(label, each) for label, each in (("Earlier", earlier), ("Later", later))),
        f'<p class="facts">{escape(_summary(found))}</p>',
    ]
    for name, changes in _parts(found):
        lines.append(f"<h2>{escape(_HEADINGS[name])}</h2>")
        lines += [f'<p class="change" dir="{direction(_both(change))}">{_marked_html(change)}</p>' for change in changes]
    return "\n".join([*lines, "</body></html>"])


def _facts_html(label: str, statement: Statement) -> str:
    day = statement.day or statement.published
    title, link = escape(visible_text(display_title(statement))), safe_url(statement.link)
    named = f'<a href="{escape(link)}" rel="noreferrer">{title}</a>' if link else title
    return f'<p class="facts" dir="auto">{label}: {named}{f", {day:%-d %B %Y}" if day else ""}</p>'


def _marked_html(change: SentenceChange) -> str:
    marks = {PieceEdit.SAME: ("", ""), PieceEdit.DELETED: ("<del>", "</del>"), PieceEdit.INSERTED: ("<ins>", "</ins>")}
    return _marked(change, lambda piece: _around(_seen(piece.text), *marks[piece.edit], escape_text=escape))


def _seen(text: str) -> str:
    """The text with the spaces at its ends, and without characters that nobody sees."""
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{head}{visible_text(text)}{tail}" if text.strip() else text


def _marked(change: SentenceChange, write: Callable[[WordPiece], str]) -> str:
    return "".join(write(piece) for piece in word_diff(change.earlier, change.later))


def _around(text: str, before: str, after: str, escape_text: Callable[[str], str] = str) -> str:
    """The text between two marks; spaces at its ends stay outside, where Markdown needs them."""
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    bare = text.strip()
    return f"{head}{before}{escape_text(bare)}{after}{tail}" if bare else text


def _both(change: SentenceChange) -> str:
    return change.later or change.earlier


def _summary(found: TextDifference) -> str:
    if not found.changes and not found.routine:
        return _NO_CHANGE
    counts = f"{pluralise(found.same, 'sentence')} unchanged, {len(found.edited)} edited, {len(found.new)} new"
    counts += f", {len(found.dropped)} dropped."
    return f"{_NOTHING_IN_COMMON} {counts}" if found.kind is DifferenceKind.NONE else counts


def _parts(found: TextDifference) -> Iterator[tuple[str, Sequence[SentenceChange]]]:
    """The lists that hold something, with their names."""
    parts = (("edited", found.edited), ("new", found.new), ("dropped", found.dropped), ("routine", found.routine))
    return ((name, changes) for name, changes in parts if changes)
