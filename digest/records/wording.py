"""The records of changes in the words: between two revisions, between statements of a series, and in the use of phrases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from digest.records.cleaned import Span


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two revisions: `after` is the sentence in the newer text (None: removed), `before` the words of
    the one in the older text (empty: added)."""

    after: Span | None
    before: str = ""


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What changed since the previous statement of a series, the most important first; `title`, `link` and `day` are its."""

    title: str
    link: str
    day: date | None
    changes: tuple[Change, ...]


class PhraseStatus(StrEnum):
    """How a phrase stands in a statement: it is used, is missing where it used to be, is used again after a while, or is used
    first of this subject, while statements about others have it."""

    USED = "used"
    ABSENT = "absent"
    BACK = "back"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class PhraseUse:
    """A phrase in a statement, beside the earlier ones of its series.

    `after` is the sentence that has it (None: absent), `before` the last earlier one, in the statement with `title`, `link` and
    `day`. `uses` of the `looked_at` earlier statements have it; of a first use, these are the latest about other subjects.
    `watched`: the configuration names it; else it is a formula.
    """

    phrase: str
    status: PhraseStatus
    after: Span | None
    before: str = ""
    title: str = ""
    link: str = ""
    day: date | None = None
    uses: int = 0
    looked_at: int = 0
    watched: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What is new in the words of a statement: since the previous one of its series, and in the use of phrases."""

    since: SeriesChange | None = None
    phrases: tuple[PhraseUse, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchedPhrase:
    """A phrase that a digest watches; `issuer` is a part of the name of who must say it (empty: anybody)."""

    phrase: str
    issuer: str = ""
