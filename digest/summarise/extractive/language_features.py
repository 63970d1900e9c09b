"""Features of each sentence that mean the same in every language: position, form, cue words, shared groups of letters. Pure.

Beside `features.py`, whose patterns are English: these train on English labels and serve other languages. What a sentence does
comes from the cue words of its language (`text/cues.py`); words are compared by groups of four letters, so that endings and
scripts make no difference. The order of the columns is part of the trained weights: add columns at the end and train again.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from digest.records import Statement
from digest.summarise.candidates import Candidate
from digest.summarise.extractive.encoder import Vectors
from digest.summarise.extractive.features import (
    CUES,
    POSITION_COLUMNS,
    Features,
    document_columns,
    position_columns,
    similarity_columns,
)
from digest.text.cues import CUE_NAMES, cues_of
from digest.text.unicode import folded

GROUP = 4
"""Letters of a group."""
GROUP_COLUMNS = 1_024
"""Length of the vectors of groups; groups share columns by chance."""

SHORT, LONG = 8, 45
"""Words of a short and of a long sentence."""

_ENGLISH_CUES = {
    "pronouns": "pronoun first",
    "demonstratives": "demonstrative first",
    "connectives": "connective first",
    "speaker": "first person",
    "today": "today",
    "money": "money",
    "decides": "decides",
    "must": "must",
    "holds": "takes a position",
    "meets": "meets",
    "thanks": "courtesy",
    "says": "says",
}
_ENGLISH_PATTERNS = {name: re.compile(dict(CUES)[ours]) for name, ours in _ENGLISH_CUES.items()}

_HEBREW_ABBREVIATION = re.compile(r'(?<=\w)["״](?=\w)')
_QUOTATION_MARKS = ('"', "״", "„“”", "«»", "「」", "『』")
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d",
        r"\b(?:19|20|25)\d\d\b",
        r"[%٪％]",
        r"[$£€¥₹₽₺₩฿]",
        r"[?？؟]\W*$",
        r"^\W*[“„«»「『\"]",
        r"[“”„«»「」『』\"]",
        r"[:：]\W*$",
        r"[^.!?:;。！？；：।؟۔…)\]”\"»」』’]\s*$",
        r"[()\[\]（）]",
        r"^\s*[-•*·–—\d]",
        r"https?:|www\.|\S@\S|(?:\+|\b00|\b0)\d[\d /()-]{6,}",
        r" \| ",
    )
)


CUE_COLUMNS = slice(POSITION_COLUMNS + 4 + len(_FORMS), POSITION_COLUMNS + 4 + len(_FORMS) + len(CUE_NAMES))
"""The columns of the cue words. Training sets them to zero in some of the documents."""


def describe_any(statement: Statement, sentences: Sequence[Candidate]) -> Features:
    """The features of each sentence: (n, f) float32, each column roughly between -3 and 3."""
    groups, title = group_vectors([statement.title, *(sentence.text for sentence in sentences)])
    blocks = (
        position_columns(sentences),
        _form_columns(statement.language, sentences),
        document_columns(statement, sentences),
        similarity_columns(groups, title if statement.title.strip() else None),
    )
    return np.concatenate(blocks, axis=1).astype(np.float32)


def group_vectors(texts: Sequence[str]) -> tuple[Vectors, Vectors]:
    """The normalised vectors of the groups of letters of all texts but the first, and that of the first: (n, d), (1, d)."""
    vectors = np.zeros((len(texts), GROUP_COLUMNS), dtype=np.float32)
    for row, text in enumerate(texts):
        letters = folded(text)
        for start in range(max(1, len(letters) - GROUP + 1)):
            vectors[row, zlib.crc32(letters[start : start + GROUP].encode()) % GROUP_COLUMNS] += 1
    vectors = np.sqrt(vectors)
    # What every sentence has says nothing.
    weights = np.log((1 + len(texts)) / (1 + (vectors > 0).sum(axis=0)))
    vectors *= weights
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return vectors[1:], vectors[:1]


def _form_columns(language: str, sentences: Sequence[Candidate]) -> Features:
    """The length, marks and cue words of each sentence: (n, 4 + forms + cues)."""
    rows = []
    for sentence in sentences:
        text, size = sentence.text, max(1, sentence.words)
        cues = sentence_cues(text, language)
        rows.append(
            [
                np.log(size) - 3,
                float(size < SHORT),
                float(size > LONG),
                float(has_open_quotation(text)),
                *(float(pattern.search(text) is not None) for pattern in _FORMS),
                *(float(name in cues) for name in CUE_NAMES),
            ]
        )
    return np.array(rows, dtype=np.float32)


def sentence_cues(text: str, language: str) -> frozenset[str]:
    """The cues that a sentence has in its language; English ones by the patterns of `features.py`."""
    if language.partition("-")[0].lower() == "en":
        lower = text.lower()
        return frozenset(name for name, pattern in _ENGLISH_PATTERNS.items() if pattern.search(lower))
    return cues_of(text, language)


def has_open_quotation(text: str) -> bool:
    """Whether a quotation begins or ends in a sentence without its other end: it is a fragment of something said."""
    without_abbreviations = _HEBREW_ABBREVIATION.sub("", text)
    return any(sum(map(without_abbreviations.count, marks)) % 2 == 1 for marks in _QUOTATION_MARKS)
