"""Splits paragraphs into sentences: sentencex finds places to cut, `sentence_ends` rejects those after abbreviations. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import sentencex

from digest.records import Span
from digest.text.lang import words_of
from digest.text.month_names import base_language
from digest.text.quoted_spans import is_attributed, quoted_spans
from digest.text.sentence_cuts import cuts_in_english, more_cuts
from digest.text.sentence_ends import ends_sentence

_MAX_PIECE = 10_000  # characters handed to sentencex at once; the longest paragraph known to us has 6,000
# languages without word lists, and the language whose abbreviations they share
_RELATIVES = {
    "gl": "pt",
    "bs": "hr",
    "sh": "hr",
    "mk": "bg",
    "be": "ru",
    "kk": "ru",
    "ms": "id",
    "af": "nl",
    "lb": "de",
    "mo": "ro",
    "az": "tr",
    "is": "da",
    "fo": "da",
    "mr": "hi",
    "ne": "hi",
    "as": "bn",
}
_LOOK_AHEAD = 40  # characters behind a cut that decide about it

_DIRECTIONS = re.compile(r"(?:[(\[][^()\[\]]{0,60}[)\]][.!?]?\s*)+")
# "(Applause.) I will never forget" are two sentences, and so are "Sec. 2." and the words after it.
_AFTER_DIRECTION = re.compile(r"(?:^|(?<=[.!?”\"] )|(?<=[.!?] ))\([A-Z][^()]{0,60}[.)]\)?\s+(?=[A-Z“\"—])")
_DASH_OF_STOP = re.compile(r"[-–—]{1,2}\s+")
_OPENING_MARK = re.compile(r"[.!?] (?:(?P<mark>[\"“‘'„«]) ?|(?P<either>[”’»]))$")


def sentence_spans(text: str, paragraphs: Iterable[Span], language: str = "") -> tuple[Span, ...]:
    """Return the sentences of the paragraphs, in order, as offsets into `text`.

    No sentence crosses a paragraph, has spaces around it or is only a stage direction ("(Applause.)"). `language` is a tag
    ("de", "pt-BR"); an unknown one ("", "und") is split as English, and one without word lists as a relative that has some.
    """
    return tuple(each_sentence(text, paragraphs, language))


def each_sentence(text: str, paragraphs: Iterable[Span], language: str = "") -> Iterator[Span]:
    """Yield the sentences of `sentence_spans`; a paragraph is split when its first sentence is asked for."""
    code = base_language(language)
    known = "en" if code in ("", "und") else _RELATIVES.get(code, code)
    for paragraph in paragraphs:
        for start, end in _sentences(paragraph.of(text), known):
            yield Span(paragraph.start + start, paragraph.start + end)


def sentences_of(paragraph: str, language: str = "") -> list[str]:
    """Return the sentences of one paragraph as text."""
    return [span.of(paragraph) for span in sentence_spans(paragraph, [Span(0, len(paragraph))], language)]


def _sentences(paragraph: str, language: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*_boundaries(paragraph, language), len(paragraph)]:
        piece = paragraph[start:end]
        bare = piece.strip()
        if bare and not _DIRECTIONS.fullmatch(bare):
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(bare)
        start = end


def _boundaries(paragraph: str, language: str) -> Iterator[int]:
    """Yield the offsets at which a sentence ends and the next begins."""
    cuts = {_behind_dash(paragraph, _before_opening_mark(paragraph, cut)) for cut in _cuts(paragraph, language)}
    if language != "en":
        cuts = _outside_of_quotations(paragraph, cuts, language)
    directions = {found.end() for found in _AFTER_DIRECTION.finditer(paragraph)} if "(" in paragraph else set()
    last = 0
    for cut in sorted(cuts | directions):
        after = paragraph[cut : cut + _LOOK_AHEAD]
        if cut > last and (cut in directions or ends_sentence(paragraph[last:cut], after, language)):
            yield cut
            last = cut


def _cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield the offsets at which sentencex cuts, and some where it sees an abbreviation: its lists hold common words, such as
    "no" in English and "mar", "bien" and "no" in Spanish.
    """
    yield from _cuts_of_sentencex(paragraph, language)
    yield from cuts_in_english(paragraph) if language == "en" else more_cuts(paragraph, language)


def _outside_of_quotations(paragraph: str, cuts: set[int], language: str) -> set[int]:
    quotations = quoted_spans(paragraph)
    verbs = words_of(language).attributions
    return {
        cut
        for cut in cuts
        if not _is_inside(cut, quotations)
        and not is_attributed(paragraph[max(0, cut - 2) : cut], paragraph[cut : cut + _LOOK_AHEAD], verbs)
    }


def _is_inside(cut: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a cut is inside one of `spans`, which are in order."""
    before = bisect_left(spans, (cut, 0)) - 1
    return before >= 0 and cut < spans[before][1]


def _cuts_of_sentencex(paragraph: str, code: str) -> Iterator[int]:
    """Yield the offsets at which sentencex cuts. It takes quadratic time, so a long paragraph is handed over in pieces."""
    start = 0
    while start < len(paragraph):
        end = paragraph.rfind(" ", start, start + _MAX_PIECE) + 1 if len(paragraph) - start > _MAX_PIECE else 0
        piece = paragraph[start : end if end > start else start + _MAX_PIECE]
        found = (int(boundary["start_index"]) for boundary in sentencex.get_sentence_boundaries(code, piece))
        yield from (start + cut for cut in found if cut or not start)
        start += len(piece)


def _behind_dash(paragraph: str, cut: int) -> int:
    """Return the cut behind a dash that belongs to the stop before it, as in Spanish datelines: "Madrid, 6 de mayo.- El"."""
    found = _DASH_OF_STOP.match(paragraph, cut)
    return found.end() if found and cut and paragraph[cut - 1] == "." else cut


def _before_opening_mark(paragraph: str, cut: int) -> int:
    """Return the cut before a quotation mark that opens the next sentence: sentencex takes a straight mark for closing."""
    found = _OPENING_MARK.search(paragraph, max(0, cut - 6), cut)
    return found.start(found.lastgroup or 0) if found and paragraph[cut : cut + 1].isalnum() else cut
