"""What an edition says of who chose its key points."""

from __future__ import annotations

from dataclasses import replace

from digest.compile.selection_notes import selection_note, selection_notes
from digest.records import BY_POSITION, Entry, KeyPoint, Model, Span, Statement, Summary

TEXT = "In addition, the Minister resigned on Monday. She leaves in May."
SENTENCE = Span(0, 44)


def entry(*points: KeyPoint) -> Entry:
    statement = Statement("k", "s", "", "t", TEXT, (), (SENTENCE,))
    return Entry(statement, Summary(points, Model("encoder", "1")))


VERBATIM = entry(KeyPoint(TEXT[:44], (SENTENCE,)))
CUT = entry(KeyPoint("The Minister resigned on Monday.", (SENTENCE,), verbatim=False))
WRITTEN = entry(KeyPoint("The Minister has gone.", (SENTENCE,), verbatim=False))


def test_sentences_as_they_stand_are_called_so() -> None:
    (said,) = selection_notes([VERBATIM])
    assert said == "Key points are sentences of the statements, word for word, selected by the model encoder."


def test_what_no_model_read_is_not_called_its_choice() -> None:
    summary = replace(VERBATIM.summary, warnings=(f"{BY_POSITION}: the model does not read the language 'fr'",))
    (said,) = selection_notes([replace(VERBATIM, summary=summary)])
    assert said == "Key points are sentences of the statements, word for word, selected by their place in the text alone."


def test_an_engine_of_two_models_is_named_by_the_one_that_chose() -> None:
    both = Model("encoder (English), other (other languages)", "1+2")
    english = replace(VERBATIM, summary=replace(VERBATIM.summary, model=both, chosen_by=Model("encoder", "1")))
    german = replace(VERBATIM, summary=replace(VERBATIM.summary, model=both, chosen_by=Model("other", "2")))
    said = selection_notes([english, german])
    assert [note.rpartition(" ")[2] for note in said] == ["encoder.", "other."]
    assert selection_note(german) == "Selected by the model other."


def test_a_sentence_without_its_opening_is_still_one_of_the_statement() -> None:
    (said,) = selection_notes([VERBATIM, CUT])
    assert "selected by the model encoder. Where words are left out, the whole sentence stands below." in said


def test_words_that_the_statement_does_not_have_were_written_by_the_model() -> None:
    selected, written = selection_notes([CUT, WRITTEN])
    assert "selected" in selected
    assert "written by the model encoder, which can err" in written
    assert selection_note(WRITTEN) == "Written by the model encoder."


def test_points_of_which_some_were_written_are_called_so() -> None:
    both = entry(KeyPoint(TEXT[:44], (SENTENCE,)), *WRITTEN.summary.points)
    (said,) = selection_notes([both])
    assert "selected by the model encoder, which can err; those with a quotation below are in its own words" in said
    assert selection_note(both) == "Selected by the model encoder, and in part written by it."


def test_a_sentence_without_its_applause_is_still_one_of_the_statement() -> None:
    text = "In 1906 — (applause) — the President signed the Act."
    point = KeyPoint("In 1906 — the President signed the Act.", (Span(0, len(text)),), verbatim=False)
    statement = Statement("k", "s", "", "t", text, (), (Span(0, len(text)),))
    (said,) = selection_notes([Entry(statement, Summary((point,), Model("encoder", "1")))])
    assert "selected by the model encoder" in said
