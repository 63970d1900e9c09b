"""Sentence spans: sentencex, with what government text needs on top. Knows nothing of rules or forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sentencex

from digest.records import Span
from digest.text.lang.en import ABBREVIATIONS, FINAL_ABBREVIATIONS, SENTENCE_OPENERS

_LAST_TOKEN = re.compile(r"([A-Za-z][A-Za-z.]{0,12})\.[)\]”\"’']*\s*$")
_INITIAL = re.compile(r"(?:^|[\s(.“\"])[A-Z]\.\s*$")
_STAGE = re.compile(r"(?:[(\[][^()\[\]]{0,60}[)\]][.!?]?\s*)+")
# "(Applause.) I will never forget" are two; so are "Sec. 2." and its words one
_AFTER_STAGE = re.compile(r"(?:^|(?<=[.!?”\"] )|(?<=[.!?] ))\([A-Z][^()]{0,60}[.)]\)?\s+(?=[A-Z“\"—])")
_ENUMERATOR = re.compile(
    r"^\s*(?:(?:Sec|Section|Sect|Art|Article|Part|Para|Chapter|Title)\.? ?)?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])\.\s*$"
)
_OPENERS = re.compile(rf"[“\"‘'(\[]*(?:{'|'.join(SENTENCE_OPENERS)})\b")


def sentence_spans(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of each paragraph, in order, as offsets into `text`; none crosses a paragraph or has spaces around it."""
    return tuple(
        Span(paragraph.start + start, paragraph.start + end)
        for paragraph in paragraphs
        for start, end in _sentences(paragraph.of(text))
    )


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of one paragraph, as they stand in it."""
    return [span.of(paragraph) for span in sentence_spans(paragraph, [Span(0, len(paragraph))])]


def _sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*_boundaries(paragraph), len(paragraph)]:
        piece = paragraph[start:end]
        bare = piece.strip()
        if bare and not _STAGE.fullmatch(bare):
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(bare)
        start = end


def _boundaries(paragraph: str) -> Iterator[int]:
    """Where one sentence ends and the next begins, without the cuts after an abbreviation."""
    cuts = {_before_its_quotation(paragraph, cut) for cut in _cuts(paragraph)}
    directions = {found.end() for found in _AFTER_STAGE.finditer(paragraph)} if "(" in paragraph else set()
    last = 0
    for cut in sorted(cuts | directions):
        sure = cut in directions
        if cut > last and (sure or _is_boundary(paragraph[last:cut], paragraph[cut : cut + 40])):
            yield cut
            last = cut


def _cuts(paragraph: str) -> Iterator[int]:
    """Where sentencex cuts. Its time grows with the square of a paragraph, so a huge one is handed over in pieces."""
    start = 0
    while start < len(paragraph):
        end = paragraph.rfind(" ", start, start + _LONGEST_PIECE) + 1 if len(paragraph) - start > _LONGEST_PIECE else 0
        piece = paragraph[start : end if end > start else start + _LONGEST_PIECE]
        found = (int(boundary["start_index"]) for boundary in sentencex.get_sentence_boundaries("en", piece))
        yield from (start + cut for cut in found if cut or not start)
        start += len(piece)


def _before_its_quotation(paragraph: str, cut: int) -> int:
    """The cut, moved before a mark that opens the next sentence: a straight one is taken for a closing one."""
    found = _OPENS_THE_NEXT.search(paragraph, max(0, cut - 6), cut)
    return found.start("mark") if found and paragraph[cut : cut + 1].isalnum() else cut


_OPENS_THE_NEXT = re.compile(r"[.!?] (?P<mark>[\"“‘']) ?$")


_LONGEST_PIECE = 10_000  # characters; the longest paragraph known to us has 6,000


def _is_boundary(sentence: str, after: str) -> bool:
    if not after.strip() or _GOES_ON.match(after) or (len(sentence) < 20 and _ENUMERATOR.match(sentence)):
        return False
    before = sentence[-40:]
    if after[0].isalpha() and _LETTER.search(before):
        return False
    token = _LAST_TOKEN.search(before)
    if token:
        word = token[1].lower()
        if word in FINAL_ABBREVIATIONS:
            return _OPENERS.match(after) is not None
        if word in ABBREVIATIONS:
            return False
    return not _INITIAL.search(before) or _OPENERS.match(after) is not None


_LETTER = re.compile(r"\b[A-Z]\.$")  # with the next letter glued to it: "Japan-U.S." cut after "U."
_GOES_ON = re.compile(r"[—–-]+ ?[a-z(]|[a-z]|Nos?\. ?\d")  # "— right? — that is on the ocean floor"
