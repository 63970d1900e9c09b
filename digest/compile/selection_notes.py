"""Says who selected or wrote the key points of an edition, and whether they are sentences word for word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.records import Entry, KeyPoint
from digest.text.visible import visible_text

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]")


def selection_notes(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return one sentence for each model, and for each way in which it selects or writes, in order of appearance."""
    any_cut: dict[tuple[str, bool], bool] = {}
    for entry in entries:
        if entry.summary.points:
            key = (_selector(entry), _is_selected(entry))
            verbatim = all(point.verbatim for point in entry.summary.points)
            any_cut[key] = any_cut.get(key, False) or not verbatim
    return tuple(_note(selector, selected, cut) for (selector, selected), cut in any_cut.items())


def selection_note(entry: Entry) -> str:
    """Return who selected or wrote the points of one entry: for an edition in which several models or ways meet."""
    return f"{'Selected' if _is_selected(entry) else 'Written'} by {_selector(entry)}."


def _note(selector: str, selected: bool, cut: bool) -> str:
    if not selected:
        return f"Key points are written by {selector}, which can err; the sentences that they stand on are quoted below them."
    if cut:
        return (
            f"Key points are sentences of the statements, selected by {selector}; "
            "where words are left out, the whole sentence stands below."
        )
    return f"Key points are sentences of the statements, word for word, selected by {selector}."


def _selector(entry: Entry) -> str:
    summary = entry.summary
    return "their place in the text alone" if summary.is_by_position else f"the model {visible_text(summary.model.name)}"


def _is_selected(entry: Entry) -> bool:
    points = entry.summary.points
    if any(point.replaced for point in points):
        return False
    return all(point.verbatim or _is_cut(entry.statement.text, point) for point in points)


def _is_cut(text: str, point: KeyPoint) -> bool:
    """Return whether the point is a run of words of its evidence, with or without what stands in brackets.

    Such a sentence lost its beginning, its end or "(laughter)".
    """
    words = _words(point.text)
    evidence = " ".join(span.of(text) for span in point.evidence)
    return bool(words) and any(f" {words} " in f" {_words(whole)} " for whole in (evidence, _IN_BRACKETS.sub(" ", evidence)))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
