"""The records of the summarise stage: key points, and the model that they are by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from digest.records.cleaned import Span, Statement
from digest.records.failure import Failure


@dataclass(frozen=True, slots=True)
class Model:
    """The model of a summary. `revision` is a fingerprint or commit; `settings` is everything else that changes its output."""

    name: str
    revision: str
    device: str = "cpu"
    settings: str = ""


_JOINT = re.compile(r"(?P<english>.+) \(English\), (?P<other>.+) \(other languages\)")


def joint_name(english: str, other: str) -> str:
    """Return the name under which two models answer together: one for English, one for other languages."""
    return f"{english} (English), {other} (other languages)"


def joined_names(name: str) -> tuple[str, str] | None:
    """Return the names of the two models that answer together under `name`; None if it is one model."""
    found = _JOINT.fullmatch(name)
    return (found["english"], found["other"]) if found else None


class Verdict(StrEnum):
    """How a key point relates to the sentences of its statement. See `KeyPoint.verdict`."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One key point, and the sentences that support it.

    `verbatim`: the text is the evidence, word for word. `speaker` is empty if the statement itself speaks. `replaced` is the
    reason why this sentence replaces a point that a model wrote; empty if it does not. `left_out` are the parts of the evidence
    that the text leaves out: the text is the rest of it, with a capital at its start.
    """

    text: str
    evidence: tuple[Span, ...]
    speaker: str = ""
    verbatim: bool = True
    replaced: str = ""
    left_out: tuple[Span, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """VERBATIM, SUPPORTED (other words, supported by the evidence) or REPLACED (stands in for a point that was not)."""
        if self.replaced:
            return Verdict.REPLACED
        return Verdict.VERBATIM if self.verbatim else Verdict.SUPPORTED


BY_POSITION = "ranked by position and wording"
"""Prefix of the warning of a summary whose points were ranked by rules, not by the model."""
_BY_POSITION_BEFORE = "ranked by position alone"
"""The same in stored summaries of earlier versions, which knew no wording."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The key points of one revision, in document order. `truncated`: the model read only a part of the text.

    `model` is that of the whole engine, under which summaries are stored. `chosen_by` is the part of it that chose these
    points, if it has several: one for each language, or rules beside a model.
    """

    points: tuple[KeyPoint, ...]
    model: Model
    truncated: bool = False
    warnings: tuple[str, ...] = ()
    chosen_by: Model | None = None

    @property
    def chooser(self) -> Model:
        """The model that chose these points."""
        return self.chosen_by or self.model

    @property
    def is_by_position(self) -> bool:
        """Whether the points were ranked by rules, because the model could not read the text."""
        return any(warning.startswith((BY_POSITION, _BY_POSITION_BEFORE)) for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one statement, by the engine or by its fallback.

    `engine_error` says why the engine itself gave no summary (empty if it did); `engine_unusable` that it could not be used
    at all, whatever the statement.
    """

    result: Summary | Failure
    engine_error: str = ""
    engine_unusable: bool = False


@dataclass(frozen=True, slots=True)
class UnsummarisedStatement:
    """A statement that the model in use has not summarised. `attempts` counts failed attempts; `crashed`: the last one did not
    end, so it may have ended the process."""

    statement: Statement
    attempts: int = 0
    crashed: bool = False
