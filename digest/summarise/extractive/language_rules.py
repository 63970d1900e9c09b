"""Grades the sentences of a statement in any language without an encoder: position, form, cue words, the words of the title.

A linear model of `language_features.py`, trained on English labels (`tests/quality/train_language_rules.py`); its weights are
data beside the ranker's. Used where no encoder reads the language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from digest.errors import ModelError
from digest.records import Statement
from digest.summarise.candidates import Candidate
from digest.summarise.extractive.language_features import describe_any
from digest.summarise.extractive.ranker import RankerOutput

FILE = Path(__file__).parent / "multilingual" / "rules.json"
SHA256 = "c033be6d1a16e39611509a5f32e2d9f4fb617a834ba538824d9a71fc028d97ee"
"""The sha256 of the file."""


class LanguageRules:
    """The weights. Raise ModelError if their file is missing or damaged."""

    def __init__(self, path: Path = FILE) -> None:
        try:
            content = path.read_bytes()
            weights = json.loads(content)
        except (OSError, ValueError) as error:
            raise ModelError(f"rules {str(path)!r}: cannot be read: {error}") from error
        found = hashlib.sha256(content).hexdigest()
        if path == FILE and found != SHA256:
            raise ModelError(f"rules {str(path)!r}: are damaged: sha256 is {found}, not {SHA256}")
        self._mean, self._deviation = (np.array(weights[name]) for name in ("mean", "deviation"))
        self._weights, self._bias = (np.array(weights[name]) for name in ("weights", "bias"))

    def grade(self, statement: Statement, sentences: Sequence[Candidate]) -> RankerOutput:
        """The grades of the sentences of one statement."""
        rows = (describe_any(statement, sentences) - self._mean) / self._deviation
        probabilities: npt.NDArray[np.float64] = 1 / (1 + np.exp(-(rows @ self._weights + self._bias)))  # (n, 3)
        return RankerOutput(probabilities[:, 0] + probabilities[:, 1], probabilities[:, 2])


@cache
def language_rules() -> LanguageRules:
    """The packaged weights, read once."""
    return LanguageRules()
