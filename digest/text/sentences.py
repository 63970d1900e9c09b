"""Splits paragraphs into sentences: sentencex finds places to cut, `sentence_ends` rejects those after abbreviations. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sentencex

from digest.records import Span
from digest.text.month_names import base_language
from digest.text.sentence_ends import cuts_after_abbreviation, cuts_after_year, ends_sentence, opens_sentence

_NO_ABBREVIATIONS = "am"  # with this code sentencex knows no abbreviation in Latin or Cyrillic letters
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
}
_LOOK_AHEAD = 40  # characters behind a cut that decide about it

_DIRECTIONS = re.compile(r"(?:[(\[][^()\[\]]{0,60}[)\]][.!?]?\s*)+")
# "(Applause.) I will never forget" are two sentences, and so are "Sec. 2." and the words after it.
_AFTER_DIRECTION = re.compile(r"(?:^|(?<=[.!?”\"] )|(?<=[.!?] ))\([A-Z][^()]{0,60}[.)]\)?\s+(?=[A-Z“\"—])")
_OPENING_MARK = re.compile(r"[.!?] (?P<mark>[\"“‘']) ?$")


def sentence_spans(text: str, paragraphs: Iterable[Span], language: str = "") -> tuple[Span, ...]:
    """Return the sentences of the paragraphs, in order, as offsets into `text`.

    No sentence crosses a paragraph, has spaces around it or is only a stage direction ("(Applause.)"). `language` is a tag
    ("de", "pt-BR"); an unknown one ("", "und") is split as English, and one without word lists as a relative that has some.
    """
    code = base_language(language)
    known = "en" if code in ("", "und") else _RELATIVES.get(code, code)
    return tuple(
        Span(paragraph.start + start, paragraph.start + end)
        for paragraph in paragraphs
        for start, end in _sentences(paragraph.of(text), known)
    )


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
    cuts = {_before_opening_mark(paragraph, cut) for cut in _cuts(paragraph, language)}
    directions = {found.end() for found in _AFTER_DIRECTION.finditer(paragraph)} if "(" in paragraph else set()
    last = 0
    for cut in sorted(cuts | directions):
        after = paragraph[cut : cut + _LOOK_AHEAD]
        if cut > last and (cut in directions or ends_sentence(paragraph[last:cut], after, language)):
            yield cut
            last = cut


def _cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield the offsets at which sentencex cuts, and some where it sees an abbreviation: its lists hold common words, such as
    "no" in English and "mar", "bien" and "no" in Spanish. In languages other than English, these are before an opening word.
    """
    yield from _cuts_of_sentencex(paragraph, language)
    if language == "en":
        yield from cuts_after_abbreviation(paragraph)
    else:
        yield from cuts_after_year(paragraph)
        candidates = _cuts_of_sentencex(paragraph, _NO_ABBREVIATIONS)
        yield from (cut for cut in candidates if opens_sentence(paragraph[cut : cut + _LOOK_AHEAD], language))


def _cuts_of_sentencex(paragraph: str, code: str) -> Iterator[int]:
    """Yield the offsets at which sentencex cuts. It takes quadratic time, so a long paragraph is handed over in pieces."""
    start = 0
    while start < len(paragraph):
        end = paragraph.rfind(" ", start, start + _MAX_PIECE) + 1 if len(paragraph) - start > _MAX_PIECE else 0
        piece = paragraph[start : end if end > start else start + _MAX_PIECE]
        found = (int(boundary["start_index"]) for boundary in sentencex.get_sentence_boundaries(code, piece))
        yield from (start + cut for cut in found if cut or not start)
        start += len(piece)


def _before_opening_mark(paragraph: str, cut: int) -> int:
    """Return the cut before a quotation mark that opens the next sentence: sentencex takes a straight mark for closing."""
    found = _OPENING_MARK.search(paragraph, max(0, cut - 6), cut)
    return found.start("mark") if found and paragraph[cut : cut + 1].isalnum() else cut
