"""Says who selected or wrote the key points of an edition, and whether they are sentences word for word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto

from digest.compile.strings import model_label
from digest.locale.catalogue import ENGLISH, Catalogue
from digest.net.urls import safe_url
from digest.records import Entry, KeyPoint


class _Way(Enum):
    """How a model made the points of an entry: it chose sentences, wrote words of its own, or both."""

    SELECTED = auto()
    WRITTEN = auto()
    BOTH = auto()


class _Cut(Enum):
    """Where readers find the whole sentence of a point that lost words: behind its link, or below it."""

    LINKED = auto()
    QUOTED = auto()


_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]")


def selection_notes(entries: Iterable[Entry], words: Catalogue = ENGLISH) -> tuple[str, ...]:
    """Return one sentence for each model, and for each way in which it selects or writes, that of most entries first."""
    cuts: dict[tuple[str, _Way], set[_Cut]] = {}
    numbers: Counter[tuple[str, _Way]] = Counter()
    for entry in entries:
        if entry.summary.points:
            chosen = (_model(entry, words), _way(entry))
            cuts.setdefault(chosen, set()).update(_cuts(entry))
            numbers[chosen] += 1
    return tuple(_note(model, words, way, cuts[model, way]) for (model, way), _ in numbers.most_common())


def usual_note(entries: Iterable[Entry], words: Catalogue = ENGLISH) -> str:
    """Return the note of most entries, which none of them need repeat; "" if no note is that of more than half."""
    numbers = Counter(selection_note(entry, words) for entry in entries if entry.summary.points)
    note, number = next(iter(numbers.most_common(1)), ("", 0))
    return note if number > numbers.total() / 2 else ""


def _cuts(entry: Entry) -> set[_Cut]:
    """Return where readers find the whole sentences of the points of an entry that are no whole sentences."""
    where = _Cut.LINKED if safe_url(entry.statement.link) else _Cut.QUOTED
    return {where for point in entry.summary.points if not point.verbatim}


def selection_note(entry: Entry, words: Catalogue = ENGLISH) -> str:
    """Return who selected or wrote the points of one entry: for those that differ from most of their edition."""
    model = _model(entry, words)
    way = _way(entry)
    if way is _Way.WRITTEN:
        return words.gettext("Written by the model {model}.", model=model)
    if way is _Way.BOTH:
        return words.gettext("Selected by the model {model}, and in part written by it.", model=model)
    return words.gettext("Selected by the model {model}.", model=model) if model else words.gettext("Selected by place alone.")


def _note(model: str, words: Catalogue, way: _Way, cuts: set[_Cut]) -> str:
    if way is _Way.BOTH:
        return words.gettext(
            "Key points are sentences of the statements, selected by the model {model}, which can err; "
            "those with a quotation below are in its own words.",
            model=model,
        )
    if way is _Way.WRITTEN:
        return words.gettext(
            "Key points are written by the model {model}, which can err; "
            "the sentences that they stand on are quoted below them.",
            model=model,
        )
    if not cuts:
        return _word_for_word(model, words)
    return f"{_selected_note(model, words)} {_cut_note(cuts, words)}"


def _cut_note(cuts: set[_Cut], words: Catalogue) -> str:
    if _Cut.QUOTED not in cuts:
        return words.gettext("Where words are left out, a link leads to the whole sentence.")
    if _Cut.LINKED not in cuts:
        return words.gettext("Where words are left out, the whole sentence stands below.")
    return words.gettext("Where words are left out, a link leads to the whole sentence, or it stands below.")


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


def _model(entry: Entry, words: Catalogue) -> str:
    """Return the name of the model; "" if it selected nothing, because it could not read the text."""
    return "" if entry.summary.is_by_position else model_label(entry.summary.chooser.name, words)


def _way(entry: Entry) -> _Way:
    points = entry.summary.points
    are_said = [point.verbatim or is_cut(entry.statement.text, point) for point in points]
    if any(point.replaced for point in points) or not any(are_said):
        return _Way.WRITTEN
    return _Way.SELECTED if all(are_said) else _Way.BOTH


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
