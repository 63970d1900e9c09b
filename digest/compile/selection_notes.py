"""Says who selected or wrote the key points of an edition, and whether they are sentences word for word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.locale.catalogue import ENGLISH, Catalogue
from digest.records import Entry, KeyPoint
from digest.text.visible import visible_text

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]")


def selection_notes(entries: Iterable[Entry], words: Catalogue = ENGLISH) -> tuple[str, ...]:
    """Return one sentence for each model, and for each way in which it selects or writes, in order of appearance."""
    any_cut: dict[tuple[str, bool], bool] = {}
    for entry in entries:
        if entry.summary.points:
            key = (_model(entry), _is_selected(entry))
            verbatim = all(point.verbatim for point in entry.summary.points)
            any_cut[key] = any_cut.get(key, False) or not verbatim
    return tuple(_note(model, words, selected=selected, cut=cut) for (model, selected), cut in any_cut.items())


def selection_note(entry: Entry, words: Catalogue = ENGLISH) -> str:
    """Return who selected or wrote the points of one entry: for an edition in which several models or ways meet."""
    model = _model(entry)
    if not _is_selected(entry):
        return words.gettext("Written by the model {model}.", model=model)
    return words.gettext("Selected by the model {model}.", model=model) if model else words.gettext("Selected by place alone.")


def _note(model: str, words: Catalogue, *, selected: bool, cut: bool) -> str:
    if not selected:
        return words.gettext(
            "Key points are written by the model {model}, which can err; "
            "the sentences that they stand on are quoted below them.",
            model=model,
        )
    if not cut:
        return _word_for_word(model, words)
    left_out = words.gettext("Where words are left out, a link leads to the whole sentence.")
    return f"{_selected_note(model, words)} {left_out}"


def _word_for_word(model: str, words: Catalogue) -> str:
    if not model:
        return words.gettext(
            "Key points are sentences of the statements, word for word, selected by their place in the text alone."
        )
    return words.gettext(
        "Key points are sentences of the statements, word for word, selected by the model {model}.", model=model
    )


def _selected_note(model: str, words: Catalogue) -> str:
    if not model:
        return words.gettext("Key points are sentences of the statements, selected by their place in the text alone.")
    return words.gettext("Key points are sentences of the statements, selected by the model {model}.", model=model)


def _model(entry: Entry) -> str:
    """Return the name of the model; "" if it selected nothing, because it could not read the text."""
    return "" if entry.summary.is_by_position else visible_text(entry.summary.model.name)


def _is_selected(entry: Entry) -> bool:
    points = entry.summary.points
    if any(point.replaced for point in points):
        return False
    return all(point.verbatim or is_cut(entry.statement.text, point) for point in points)


def is_cut(text: str, point: KeyPoint) -> bool:
    """Return whether the point is a run of words of its evidence, with or without what stands in brackets.

    Such a sentence lost its beginning, its end or "(laughter)".
    """
    if point.left_out:
        return True
    words = _words(point.text)
    evidence = " ".join(span.of(text) for span in point.evidence)
    return bool(words) and any(f" {words} " in f" {_words(whole)} " for whole in (evidence, _IN_BRACKETS.sub(" ", evidence)))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
