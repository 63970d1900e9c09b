"""Features of each sentence for the ranker, beside its vector: position, wording, and similarity to the rest of the statement.

The order of the columns is part of the trained weights: add columns at the end and train again, never reorder. English only.
Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from digest.records import Role, Statement, StatementType
from digest.summarise.candidates import Candidate, words
from digest.summarise.extractive.baseline import standardise
from digest.summarise.extractive.encoder import Vectors
from digest.text.lang.en import RANKER_STOP_WORDS

Features = npt.NDArray[np.float32]

ROLES = tuple(Role)
TYPES = tuple(StatementType)

CUES: tuple[tuple[str, str], ...] = (
    # (name, pattern), matched against the sentence in lower case; "speaker label" against the sentence as it is.
    # Signs that a sentence depends on another one:
    ("pronoun first", r"^\W*(he|she|it|they|his|her|their|its|him|them)\b"),
    ("demonstrative first", r"^\W*(this|that|these|those|such|here|there|both|all)\b"),
    (
        "connective first",
        r"^\W*(and|but|so|or|also|however|additionally|moreover|furthermore|therefore|thus|finally|in addition)\b",
    ),
    ("contraction first", r"^\W*\w+[’'](s|re|ve|ll|d|m|t)\b"),
    ("first person first", r"^\W*(i|we|our|my)\b"),
    ("second person", r"\b(you|your)\b"),
    ("first person", r"\b(i|we|our|my|us)\b"),
    ("third person", r"\b(he|she|they|his|her|their|it)\b"),
    # Signs of news value:
    ("today", r"\b(today|yesterday|tomorrow|tonight|this (morning|week|month|year))\b"),
    (
        "weekday or month",
        r"\b((mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september"
        r"|october|november|december)\b",
    ),
    ("year", r"\b(19|20)\d\d\b"),
    ("money", r"[$£€]|\b(million|billion|trillion)\b"),
    ("percent", r"%|\bper ?cent\b"),
    (
        "decides",
        r"\b(announc|sign(ed|ing|s)?\b|approv|appoint|nominat|order(ed|s)?\b|declar|designat|impos|sanction|ban(ned|s)?\b|revok"
        r"|repeal|extend|terminat|launch|establish|award|invest|provid|commit|agree|adopt|ratif|releas|publish)",
    ),
    ("hereby", r"\b(hereby|pursuant|authorit|in accordance)\b"),
    ("will", r"\b(will|shall|plans? to|intends? to)\b"),
    ("must", r"\b(must|need to|should|call(s|ed)? (on|for)|urge[sd]?|demand)"),
    (
        "takes a position",
        r"\b(condemn|support|oppos|welcom|reject|concern|deplor|commend|reaffirm|reiterat|stress|underscor|emphasi[sz])",
    ),
    ("meets", r"\b(met|meet(s|ing)?|spoke|speak|discuss|call(ed)?|visit|travel|host)"),
    ("violence", r"\b(attack|kill|war\b|terroris|missile|military|troops|violence|death|died)"),
    ("courtesy", r"\b(thank|congratulat|grateful|happy|proud|honou?r|pleas(ed|ure)|wish|welcome to|look(s|ing)? forward)"),
    ("feels", r"\b(really|very|great|best|always|never|just|know|think|believe|hope)\b"),
    (
        "points elsewhere",
        r"\b(click|visit|website|read (more|the)|find out|for (more|further) information|contact|available (at|on)"
        r"|https?|www)\b",
    ),
    ("says", r"\b(said|says|told|asked|stated|noted|added|according to|remarks)\b"),
    ("history", r"\b(since|ago|years|history|decade|century|was|were|had been)\b"),
    ("compares", r"\b(more than|largest|first|most|record|historic|new|increase|reduc|additional)"),
    ("question", r"\?\W*$"),
    ("quotation first", r"^\W*[“\"‘]"),
    ("quotation", r"[“”\"]"),
    ("colon last", r":\W*$"),
    ("no stop", r"[^.!?:;”\"’')\]]\s*$"),
    ("brackets", r"[()\[\]]"),
    ("speaker label", r"^\W*[A-Z][A-Z .’'-]+:"),
    ("bullet", r"^\s*[-•*·–—\d]"),
    ("section", r"\b(sec(tion|\.)|title|act|article|resolution|amendment|h\. ?r\.|s\.)"),
)
_PATTERNS = tuple(
    (re.compile(re.sub(r"^\\b", " ", pattern)), pattern.startswith(r"\b")) for name, pattern in CUES if name != "speaker label"
)
"""(pattern, starts_with_word). A pattern that starts with \\b is matched against text with a space before every word: matching
a literal space is three times as fast as \\b."""
_WORD_START = re.compile(r"(?<=[^\w ])(?=\w)")
_SPEAKER_LABEL = re.compile(dict(CUES)["speaker label"])
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")
_DIGITS = re.compile(r"\d+")
_BLOCK_ROWS = 1_024


def describe(statement: Statement, sentences: Sequence[Candidate], vectors: Vectors, title: Vectors | None) -> Features:
    """The features of each sentence: (n, f) float32, each column roughly between -3 and 3.

    `sentences` are all sentences of the statement, in order; `vectors` (n, d) are their vectors and `title` (1, d) that of the
    title.
    """
    blocks = (
        position_columns(sentences),
        _wording(sentences),
        document_columns(statement, sentences),
        _vocabulary(statement, sentences),
        similarity_columns(vectors, title),
    )
    return np.concatenate(blocks, axis=1).astype(np.float32)


POSITION_COLUMNS = 14
"""The first columns. Training sets them to zero in some of the documents."""


def position_columns(sentences: Sequence[Candidate]) -> Features:
    """The position of each sentence in the statement and in its paragraph: (n, POSITION_COLUMNS)."""
    n = len(sentences)
    i = np.arange(n, dtype=np.float32)
    paragraph = np.array([s.paragraph for s in sentences], dtype=np.float32)
    in_paragraph = np.array([s.index_in_paragraph for s in sentences], dtype=np.float32)
    last = np.array(
        [k + 1 == n or sentences[k + 1].paragraph != s.paragraph for k, s in enumerate(sentences)], dtype=np.float32
    )
    size = Counter(s.paragraph for s in sentences)
    columns = (
        i == 0,
        i == 1,
        i == 2,
        np.exp(-i / 3),
        1 / (1 + i),
        np.log1p(i) / 3,
        i / max(1, n),
        np.exp(-(n - 1 - i) / 2),
        np.exp(-paragraph / 2),
        in_paragraph == 0,
        np.minimum(in_paragraph, 5) / 3,
        last,
        np.log1p([size[s.paragraph] for s in sentences]),
        np.full(n, np.log1p(n) / 3),
    )
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _wording(sentences: Sequence[Candidate]) -> Features:
    """The length, names, numbers and cues of each sentence: (n, 6 + number of cues)."""
    rows = []
    for sentence in sentences:
        text, size = sentence.text, max(1, sentence.words)
        lower = text.lower()
        spaced = " " + _WORD_START.sub(" ", lower)
        names = len(_CAPITAL.findall(text))
        rows.append(
            [
                np.log(size) - 3,
                float(size < 8),
                float(size > 45),
                min(names, 12) / 4,
                names / size * 3,
                min(len(_DIGITS.findall(text)), 6) / 2,
                *[
                    float(pattern.search(spaced if starts_with_word else lower) is not None)
                    for pattern, starts_with_word in _PATTERNS
                ],
                float(_SPEAKER_LABEL.search(text) is not None),
            ]
        )
    return np.array(rows, dtype=np.float32)


def document_columns(statement: Statement, sentences: Sequence[Candidate]) -> Features:
    """The role of the paragraph, whether it has a speaker, and the length and type of the statement: (n, 2 + roles + types)."""
    of_type = [float(statement.type == each) for each in TYPES]
    total = np.log(max(1, sum(sentence.words for sentence in sentences))) - 6
    rows = [[*(float(s.role == role) for role in ROLES), float(s.speaker != ""), total, *of_type] for s in sentences]
    return np.array(rows, dtype=np.float32)


def _vocabulary(statement: Statement, sentences: Sequence[Candidate]) -> Features:
    """How many of the statement's frequent words, of its title's words and of new words a sentence contains: (n, 4)."""
    bags = [set(words(s.text)) - RANKER_STOP_WORDS for s in sentences]
    frequency = Counter(word for bag in bags for word in bag)
    title = set(words(statement.title)) - RANKER_STOP_WORDS
    seen: set[str] = set()
    rows = []
    for bag in bags:
        size = max(1, len(bag))
        common = sum(frequency[word] - 1 for word in bag) / size / max(1.0, np.sqrt(len(bags)))
        in_title = len(bag & title)
        rows.append([common, in_title / max(1, len(title)) * 2, in_title / size * 3, len(bag - seen) / size])
        seen |= bag
    return np.array(rows, dtype=np.float32)


def similarity_columns(vectors: Vectors, title: Vectors | None) -> Features:
    """Cosines to the title, to the opening, to the mean of all sentences and to other sentences: (n, 11)."""
    n = len(vectors)
    mean = vectors.mean(axis=0)
    mean = mean / max(float(np.linalg.norm(mean)), 1e-12)
    earlier, later, top = _nearest(vectors)
    before = np.einsum("nd,nd->n", vectors[1:], vectors[:-1])
    to_title = vectors @ title[0] if title is not None else np.zeros(n)
    columns = (
        to_title,
        to_title - to_title.max(),
        np.full(n, float(title is not None)),
        vectors @ vectors[0],
        vectors @ vectors[:3].mean(axis=0),
        vectors @ mean,
        standardise(vectors @ mean, 1e-6) / 2,
        earlier,
        later,
        np.append(0, before),
        top,
    )
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1) * 2


def _nearest(vectors: Vectors) -> tuple[Features, Features, Features]:
    """For each row the highest cosine to an earlier row and to a later row (at least 0), and the mean of its three highest.

    (n,) each. Works in blocks of rows, so that memory grows with their number and not with its square.
    """
    n = len(vectors)
    earlier, later, top = np.zeros((3, n), dtype=np.float32)
    for start in range(0, n, _BLOCK_ROWS):
        rows = slice(start, start + _BLOCK_ROWS)
        similar = vectors[rows] @ vectors.T  # (b, n)
        np.fill_diagonal(similar[:, start:], 0)
        earlier[rows] = np.tril(similar, start - 1).max(axis=1)
        later[rows] = np.triu(similar, start + 1).max(axis=1)
        top[rows] = np.partition(similar, -min(3, n), axis=1)[:, -3:].mean(axis=1)
    return earlier, later, top
