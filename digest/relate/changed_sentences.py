"""Finds the sentences in which two copies of one text differ. Pure.

A changed word alone ("not", "800") does not tell a reader what changed, so the sentences around it are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.records import Paragraph, Span, Statement
from digest.relate.compared_text import ComparedText
from digest.relate.edit_kinds import DIFFERING, WordChange
from digest.relate.frame import is_frame
from digest.text.comparison import comparable_words
from digest.text.diff import changes
from digest.text.sentences import sentence_spans

MAX_SENTENCE = 2_000
"""Characters of a sentence that is kept; a longer one is a text without full stops."""

_LINE = re.compile(r"[^\n]+")

Pair = tuple[str, str]
"""What stands in one text, and what stands in its place in the other; either may be empty."""


def changed_sentences(one: ComparedText, other: ComparedText, found: Sequence[WordChange]) -> tuple[Pair, ...]:
    """The sentences that differ by more than typography, those with a differing fact of `found` first."""
    before, after = _statement(one), _statement(other)
    pairs = [(change.before, change.after.of(after.text) if change.after else "") for change in changes(before, after)]
    told = [pair for pair in pairs if _says_something_else(pair)]
    facts = [(each.before, each.after) for each in found if each.kind in DIFFERING]
    return tuple(sorted(told, key=lambda pair: not any(_holds(pair, fact) for fact in facts)))


def _statement(text: ComparedText) -> Statement:
    spans = [Span(*line.span()) for line in _LINE.finditer(text.steady)]
    paragraphs = tuple(Paragraph(span.start, span.end) for span in spans)
    sentences = sentence_spans(text.steady, spans, text.language)
    return Statement(text.id, text.source, "", text.title, text.steady, paragraphs, sentences, language=text.language)


def _says_something_else(pair: Pair) -> bool:
    is_short = max(map(len, pair)) <= MAX_SENTENCE
    is_alone = not (pair[0] and pair[1])
    return is_short and comparable_words(pair[0]) != comparable_words(pair[1]) and not (is_alone and is_frame("".join(pair)))


def _holds(pair: Pair, fact: Pair) -> bool:
    return fact[0] in pair[0] and fact[1] in pair[1]
