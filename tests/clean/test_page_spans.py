"""The pages of a document lie where its text stands, whatever rules cut off."""

from __future__ import annotations

from dataclasses import replace

from digest.clean.document import Line
from digest.clean.page_spans import page_spans
from digest.records import PageSpan, Paragraph

LINE = Line("one two three", page=3, page_turns=((4, 9), (5, 5)))


def test_a_line_over_three_pages_has_three_parts() -> None:
    spans = page_spans([LINE], [Paragraph(10, 23)])
    assert spans == (PageSpan(10, 14, 3), PageSpan(14, 18, 4), PageSpan(18, 23, 5))


def test_what_a_rule_cuts_off_at_the_start_moves_no_page() -> None:
    assert page_spans([replace(LINE, text="two three")], [Paragraph(0, 9)]) == (PageSpan(0, 4, 4), PageSpan(4, 9, 5))


def test_lines_of_one_page_are_one_part_and_a_page_may_have_several() -> None:
    lines = [Line("a", page=1), Line("b", page=1), Line("c", page=2), Line("note", page=1)]
    places = [Paragraph(0, 1), Paragraph(3, 4), Paragraph(6, 7), Paragraph(9, 13)]
    assert page_spans(lines, places) == (PageSpan(0, 4, 1), PageSpan(6, 7, 2), PageSpan(9, 13, 1))


def test_a_document_without_pages_has_none() -> None:
    assert page_spans([Line("a")], [Paragraph(0, 1)]) == ()
