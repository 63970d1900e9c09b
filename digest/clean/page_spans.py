"""Finds where the pages of a document lie in its cleaned text. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from digest.clean.document import Line
from digest.records import PageSpan, Paragraph


def page_spans(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> tuple[PageSpan, ...]:
    """Return the parts of the text that stand on one page, in order; "()" for a document without pages.

    `paragraphs` are the places of `lines` in the text.
    """
    parts = [part for line, paragraph in zip(lines, paragraphs, strict=True) for part in _parts(line, paragraph)]
    groups = (tuple(group) for _, group in groupby(parts, key=lambda part: part.number))
    return tuple(PageSpan(group[0].start, group[-1].end, group[0].number) for group in groups)


def _parts(line: Line, paragraph: Paragraph) -> Iterator[PageSpan]:
    """Yield the parts of a paragraph that stand on different pages."""
    if not line.page:
        return
    starts = [(line.page, len(line.text)), *line.page_turns]
    ends = [*(before for _, before in line.page_turns), 0]
    for (number, before), end in zip(starts, ends, strict=True):
        if before > end:
            yield PageSpan(paragraph.end - min(before, len(line.text)), paragraph.end - end, number)
