"""A statement as it is compared with others: its words in order, and what each says about itself. Pure.

Quotation marks, dashes, spaces and most other punctuation are no words. A number keeps its sign and its separators, and a
currency sign or "%" is a word of its own: "-5" is not "5", and "$5" is not "€5".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from digest.relate.frame import is_frame
from digest.relate.shingles import sample, shingle_words, shingles
from digest.text.comparison import comparison_hash
from digest.text.lang.en_changes import CORRECTION_MARKS
from digest.text.language import likeliest_language
from digest.text.volatile import volatile_spans

# A character of a script that is written without spaces is a word.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_NUMBER = r"(?:(?<![\w.,])[-−–])?\d+(?:[.,:/’' \u00a0\u202f]\d+)*"
_LETTERS = rf"[^\W\d_{_SPACELESS}]+(?:(?:[.’']|&(?!\w+;))(?=\w)[^\W\d_{_SPACELESS}]+)*"
_WORD = re.compile(rf"(?P<number>{_NUMBER})|[{_SPACELESS}]|{_LETTERS}|[%‰$€£¥₹₽₩₺₴％＄￡￥]|[^\W_]|(?P<end>[.!?:;\"“”«»…]|\n)")
_MAX_BEFORE_TITLE = 8  # words that a site may put before the title: "For immediate release"
_CONTRACTED = re.compile(r"n['’]t$")
_GROUPS = re.compile(r"(?<=\d)[,’' \u00a0\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: the form in which it is compared, how it is written, where, and whether a sentence or line starts with it."""

    form: str
    written: str
    start: int = 0
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """The hash of the words of a text, the number of its shingles, and a sample of these: small, and cheap to send."""

    words_hash: str
    size: int
    sample: npt.NDArray[np.uint64]


@dataclass(frozen=True)
class ComparedText:
    """What is compared of a statement. `published` and `source` are None or empty if they are not known.

    `parties` make it, if it is a joint statement.
    """

    id: str
    text: str
    title: str = ""
    published: datetime | None = None
    source: str = ""
    parties: tuple[str, ...] = ()

    @cached_property
    def steady(self) -> str:
        """The text without lines that change by themselves."""
        at, kept = 0, []
        for start, end in sorted(volatile_spans(self.text)):
            kept.append(self.text[at:start])
            at = end
        return "".join((*kept, self.text[at:]))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of `steady`, without the title at its head, and without lines of the site before that."""
        found = words_of(self.steady)
        title = tuple(word.form for word in self.title_words)
        for at in range(_MAX_BEFORE_TITLE + 1) if title else ():
            if tuple(word.form for word in found[at : at + len(title)]) == title and len(found) > at + len(title):
                is_alone = at == 0 or is_frame(self.steady[: found[at].start].strip())
                return found[at + len(title) :] if is_alone else found
        return found

    @cached_property
    def title_words(self) -> tuple[Word, ...]:
        """The words of the title, but for "corrected" and the like."""
        return tuple(word for word in words_of(self.title) if word.form not in CORRECTION_MARKS)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The shingles of the text."""
        return shingles(shingle_words(self.text))

    @cached_property
    def sketch(self) -> Sketch:
        """What the text shows without its words, by which those are found that may be related to it."""
        hashes = shingles(shingle_words(self.text))
        return Sketch(comparison_hash(self.text), len(hashes), np.fromiter(sample(hashes), dtype=np.uint64))

    @cached_property
    def language(self) -> str:
        """The code of the language; empty if it is not recognised."""
        return likeliest_language(self.text)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in order. "didn't" is two words, "did" and "not"."""
    found: list[Word] = []
    starts = True
    for match in _WORD.finditer(text):
        if match["end"]:
            starts = True
            continue
        found += _words(match.group(), match.start(), starts, is_number=match["number"] is not None)
        starts = False
    return tuple(found)


def _words(written: str, start: int, starts: bool, *, is_number: bool) -> list[Word]:
    if is_number:
        return [Word(number_form(written), written, start, starts)]
    form = _folded(written)
    if _CONTRACTED.search(form) and len(form) > len("n't"):
        verb = {"won't": "will", "can't": "can", "shan't": "shall"}.get(form.replace("’", "'"), form[:-3])
        return [Word(verb, written[:-3], start, starts), Word("not", written[-3:], start + len(written) - 3)]
    return [Word(form, written, start, starts)]


def _folded(written: str) -> str:
    form = unicodedata.normalize("NFKC", written).casefold().replace("’", "'")
    return form.replace(".", "") if len(form) > 1 else form


def number_form(written: str) -> str:
    """A number in western digits without separators of thousands: "1 000" is "1000", "٢٠٠" is "200"."""
    digits = "".join(str(unicodedata.digit(character, character)) for character in written)
    return _GROUPS.sub("", re.sub(r"^[−–]", "-", digits))
