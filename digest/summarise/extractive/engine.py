"""The extractive engine: the key points of a statement are sentences of it, chosen by an encoder and a ranker.

It reads statements in windows, so that the sentences of many statements share the encoder's batches while memory stays
constant. This module holds the order of the steps. Scores come from `ranker.py` or `baseline.py`, the choice and the text of
the key points from `choice.py`.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from digest.records import BY_POSITION, Failure, Model, Statement, Summary
from digest.summarise.candidates import Candidate, all_sentences
from digest.summarise.extractive.baseline import Scores, baseline_scores
from digest.summarise.extractive.centring import spread
from digest.summarise.extractive.choice import Choosable, choosable, choose, key_points
from digest.summarise.extractive.encoder import MAX_SENTENCE_CHARACTERS, Embeddings, Encoder, Vectors
from digest.summarise.extractive.language_rules import language_rules
from digest.summarise.extractive.mmr import point_count
from digest.summarise.extractive.multilingual_model import INSTALL_HINT, multilingual_file
from digest.summarise.extractive.operative import operative_bonuses
from digest.summarise.extractive.ranker import Ranker, RankerInput, RankerOutput, multilingual_ranker, packaged_ranker
from digest.summarise.extractive.ranker_input import any_language_input, english_input, title_of
from digest.summarise.extractive.unfit import is_unfit
from digest.summarise.windows import windows

log = logging.getLogger(__name__)

MAX_SENTENCES = 4_000
"""Sentences read of one statement; a summary says if there are more. The longest briefing among 342 real statements has 880, a
hearing of a day about 4,000, a hostile page of a megabyte 80,000, and the time grows with the square of their number."""

MAX_CHARACTERS = 1_000_000
"""Characters read of one statement, in whole sentences: seven times a briefing of 25,000 words, half a minute on two cores."""

BASELINE_SETTINGS = "position+centrality+title"
RANKER_SETTINGS = "ranker {}"
"""With the beginning of the fingerprint of its weights."""

RULES_SETTINGS = "language rules 1"
"""Of engines that do not read every language. The number changes with the rules."""
RULES = Model("language rules", "1")
"""What grades the sentences of a language that the encoder does not read."""

PACKAGED_LANGUAGES = frozenset({"en"})

SELECTION = "selection 5"
"""Changes with the rules of the selection: summaries stored with another version are made anew."""

ORPHAN_WEIGHT = 0.3
"""What a sentence that certainly cannot stand alone loses of its grade (0 to 2); chosen by cross-validation."""
UNFIT_PENALTY = 4.0
"""What a sentence loses that is no key point: more than the difference of any two grades."""
MIN_GRADE_ELSEWHERE = -1.0
"""In other languages than English only sentences that are no key point stay below it: grades are less sure there."""
MIN_GRADE = 0.1
"""Below this score a sentence is no key point, unless the statement would have none; chosen by cross-validation."""


@dataclass(frozen=True, slots=True)
class EncodedStatement:
    """A statement, those of its sentences that are read, and their embeddings.

    `embeddings` has 1 + n rows, the title first; None if the encoder does not know the language.
    """

    statement: Statement
    sentences: tuple[Candidate, ...]
    embeddings: Embeddings | None = None

    @property
    def vectors(self) -> Vectors:
        """The final-layer vectors of the sentences: (n, d), or (0, 0) without embeddings."""
        return self.embeddings.final[1:] if self.embeddings else np.zeros((0, 0), dtype=np.float32)

    @property
    def title(self) -> Vectors | None:
        """The final-layer vector of the title, (1, d); None if there is no title."""
        return title_of(self.statement, self.embeddings) if self.embeddings else None

    def ranker_input(self, *, any_language: bool) -> RankerInput:
        """The ranker's input, of English or of any language. Raise TypeError without embeddings."""
        if self.embeddings is None:
            raise TypeError("a statement without embeddings has no ranker input")
        make = any_language_input if any_language else english_input
        return make(self.statement, self.sentences, self.embeddings)

    @property
    def is_complete(self) -> bool:
        """Whether every sentence is read to its end."""
        all_read = len(self.sentences) == len(self.statement.sentences)
        return all_read and all(len(sentence.text) <= MAX_SENTENCE_CHARACTERS for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What the engine decides about one statement. Indices count the rows of `given`, in document order.

    `chosen` are at most `points`, `best` those and further good ones. `confidence` is the mean score of the chosen ones, 0
    without a ranker. `graded_by` is the model of the grades, or the rules.
    """

    given: Choosable
    points: int
    chosen: tuple[int, ...]
    best: tuple[int, ...]
    orphan: npt.NDArray[np.float64]
    confidence: float
    truncated: bool
    warnings: tuple[str, ...]
    graded_by: Model

    def own_summary(self, model: Model) -> Summary:
        """The summary of `chosen` by `model`, of which the model that graded them may be a part."""
        made = self.summary(self.chosen, model)
        return made if self.graded_by == model else replace(made, chosen_by=self.graded_by)

    def summary(self, chosen: Sequence[int], model: Model, *warnings: str) -> Summary:
        """The summary by `model` of some of `best`."""
        points = tuple(key_points(self.given, chosen, self.orphan))
        return Summary(points, model, self.truncated, (*self.warnings, *warnings))


class ExtractiveSummariser:
    """A Summariser that chooses sentences, by the vectors of an encoder and a ranker trained on them.

    `languages` are those that the encoder reads (empty: all); text in others is ranked by rules (`language_rules.py`), with a
    warning.
    `ranker` replaces the packaged one. `trained=False` uses the untrained baseline; so does an encoder that the packaged ranker
    was not trained on.
    """

    def __init__(
        self,
        encoder: Encoder,
        *,
        trained: bool = True,
        ranker: Ranker | None = None,
        languages: frozenset[str] = PACKAGED_LANGUAGES,
    ) -> None:
        self._encoder = encoder
        self._trained = trained
        self._given_ranker = ranker
        self._languages = languages
        self._noted: set[str] = set()

    @property
    def model(self) -> Model:
        """The encoder and the ranking method; known without loading them. Raise ModelError if the weights cannot be read."""
        settings = RANKER_SETTINGS.format(self._ranker.revision[:12]) if self._ranker else BASELINE_SETTINGS
        settings += f", {SELECTION}"
        if self._languages:
            settings += f", {RULES_SETTINGS}"
        if self._encoder.precision != "float32":
            settings += f", {self._encoder.precision}"
        return Model(self._encoder.name, self._encoder.revision, self._encoder.device, settings)

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. Reads at most 64 statements ahead.

        `points` overrides the number of key points, which follows the length of the text. A statement without a sentence gives
        a Failure. Raise ModelError if the model cannot be loaded.
        """
        for made in self.shortlists(statements, points):
            yield made if isinstance(made, Failure) else made.own_summary(self._model_of(made))

    def _model_of(self, made: Shortlist) -> Model:
        """What made a shortlist. The rules need no device: it does not matter whether the encoder is loaded already."""
        return replace(self.model, device="cpu") if made.graded_by == RULES else self.model

    @cached_property
    def _ranker(self) -> Ranker | None:
        if not self._trained or self._given_ranker:
            return self._given_ranker if self._trained else None
        rankers = (Ranker(folder) for folder in (packaged_ranker(), multilingual_ranker()) if folder)
        return next((ranker for ranker in rankers if ranker.encoder == self._encoder.revision), None)

    def shortlists(
        self, statements: Iterable[Statement], points: int | None = None, breadth: int = 1
    ) -> Iterator[Shortlist | Failure]:
        """What `summarise` decides, before it is put into words; the best list has `breadth` times as many as the points."""
        for window in windows(statements):
            encoded = self._encode(window)
            for each, output in zip(encoded, self._predict(encoded), strict=True):
                statement = each.statement
                if each.sentences and not each.embeddings:
                    self._note_language(statement.language)
                if each.sentences:
                    yield self._shortlist(each, output, points or point_count(statement.text), breadth)
                else:
                    yield Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)

    def _note_language(self, language: str) -> None:
        """Log once a language what would be needed to read it."""
        if language not in self._noted:
            self._noted.add(language)
            log.info("no model here reads the language %r: points are chosen by position and wording; %s", language, _remedy())

    def _encode(self, window: Sequence[Statement]) -> list[EncodedStatement]:
        """The statements with their embeddings, from one call of the encoder for all titles and sentences."""
        sentences = [_truncated(all_sentences(statement)) for statement in window]
        texts = [
            [statement.title, *(each.text for each in read)] if read and self.reads(statement) else []
            for statement, read in zip(window, sentences, strict=True)
        ]
        flat = [text for each in texts for text in each]
        if not flat:
            return [EncodedStatement(*pair) for pair in zip(window, sentences, strict=True)]
        embeddings = self._encoder.encode_layers(flat)
        starts = accumulate((len(each) for each in texts), initial=0)
        return [
            EncodedStatement(statement, read, embeddings.rows(slice(start, start + len(each))) if each else None)
            for statement, read, each, start in zip(window, sentences, texts, starts, strict=False)
        ]

    def _predict(self, encoded: Sequence[EncodedStatement]) -> list[RankerOutput | None]:
        """The output of the ranker, without embeddings that of the rules; None without a ranker."""
        outputs: list[RankerOutput | None] = [
            language_rules().grade(each.statement, each.sentences) if each.sentences and not each.embeddings else None
            for each in encoded
        ]
        if self._ranker:
            rows = [i for i, each in enumerate(encoded) if each.embeddings]
            inputs = [encoded[i].ranker_input(any_language=self._ranker.reads_any_language) for i in rows]
            found = self._ranker.predict(inputs, self._encoder.device, bfloat16=self._encoder.bfloat16)
            for i, output in zip(rows, found, strict=True):
                outputs[i] = output
        return outputs

    def _shortlist(self, encoded: EncodedStatement, output: RankerOutput | None, points: int, breadth: int) -> Shortlist:
        statement = encoded.statement
        given = choosable(statement, encoded.sentences, english=is_english(statement))
        rows = list(given.rows)
        vectors = encoded.vectors[rows] if encoded.embeddings else None
        orphan = output.orphan[[given.opening(row) for row in rows]] if output else np.zeros(len(rows))
        scores = self._scores(encoded, given, output, orphan) if rows else orphan
        spread_out = None if vectors is None else spread(vectors)
        chosen = choose(given, scores, spread_out, points, self._floor(encoded, output))
        best = choose(given, scores, spread_out, points * breadth) if breadth > 1 else chosen
        warnings = () if encoded.embeddings else (f"{BY_POSITION}: {_unread_reason(statement)}",)
        confidence = float(np.mean(scores[list(chosen)])) if output and chosen else 0.0
        graded_by = self.model if encoded.embeddings else RULES
        return Shortlist(given, points, chosen, best, orphan, confidence, not encoded.is_complete, warnings, graded_by)

    def _scores(
        self, encoded: EncodedStatement, given: Choosable, output: RankerOutput | None, orphan: npt.NDArray[np.float64]
    ) -> Scores:
        """The grades of the ranker or the rules, else the baseline's scores: (n,).

        Sentences that are no key point lose `UNFIT_PENALTY`, but with the English ranker, which has learned them.
        """
        rows = list(given.rows)
        if output:
            scores: Scores = output.grade[rows] - ORPHAN_WEIGHT * orphan
        else:
            scores = baseline_scores(given.candidates, encoded.vectors[rows], encoded.title)
        if self._reads_as_english(encoded):
            return scores + operative_bonuses(given.candidates, encoded.statement, scores)
        language = encoded.statement.language
        return scores - [UNFIT_PENALTY if is_unfit(each, language) else 0.0 for each in given.candidates]

    def _floor(self, encoded: EncodedStatement, output: RankerOutput | None) -> float:
        """The score below which a sentence is a key point only if there is nothing else."""
        if output is None:
            return -math.inf
        return MIN_GRADE if self._reads_as_english(encoded) else MIN_GRADE_ELSEWHERE

    def _reads_as_english(self, encoded: EncodedStatement) -> bool:
        """Whether the English ranker grades the statement."""
        return bool(encoded.embeddings and self._ranker and not self._ranker.reads_any_language)

    def reads(self, statement: Statement) -> bool:
        """Whether the encoder knows the language; an unnamed language counts as English if most letters are Latin."""
        if not self._languages or _language_of(statement) in self._languages:
            return True
        return "en" in self._languages and is_english(statement)


def _truncated(sentences: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The sentences within the limits, and always the first one."""
    kept = [sentence for sentence in sentences[:MAX_SENTENCES] if sentence.span.end <= MAX_CHARACTERS]
    return tuple(kept) or sentences[:1]


def is_english(statement: Statement) -> bool:
    """Whether a statement is English; one of an unnamed language is, if most letters are Latin."""
    language = _language_of(statement)
    return language == "en" or (not language and is_latin(statement.text))


def _language_of(statement: Statement) -> str:
    return statement.language.partition("-")[0].lower()


def is_latin(text: str) -> bool:
    """Whether at least half of the letters are ASCII letters."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character.isascii() for character in letters) >= len(letters)


def _remedy() -> str:
    """What brings a model for other languages than English."""
    return "`encoder: auto` would use the multilingual one" if multilingual_file() else f"{INSTALL_HINT} brings one"


def _unread_reason(statement: Statement) -> str:
    known = statement.language not in ("", "und")
    what = f"the language {statement.language!r}" if known else "this script, or its language is not known"
    return f"the model does not read {what}"
