"""The records of what editions have told of a statement: what its permanent page on the web site shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digest.records.cleaned import Statement
from digest.records.related import StatementRelation
from digest.records.summarised import Summary


@dataclass(frozen=True, slots=True)
class Telling:
    """An edition that told a statement: its digest and slot, and the keys of the statements around it there, or ""."""

    digest: str
    slot: date
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ToldRevision:
    """A revision that editions told, with the key points that they gave. `seen` is when it was first read."""

    statement: Statement
    summary: Summary
    seen: datetime
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """How a statement is related to another one, which editions told, too; `told` is the day on which it was told first.

    `is_withdrawn`: an edition has told that the page of the other one is gone.
    """

    relation: StatementRelation
    key: str
    title: str
    source: str
    told: date
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class PublishedStatement:
    """A statement that editions told: its revisions, the oldest first, and related statements.

    `gone` is since when its page no longer exists, if an edition has told that.
    """

    key: str
    revisions: tuple[ToldRevision, ...]
    relations: tuple[ToldRelation, ...] = ()
    gone: datetime | None = None

    @property
    def latest(self) -> ToldRevision:
        """The revision that was told last."""
        return self.revisions[-1]

    @property
    def first_told(self) -> Telling:
        """The first edition that told it."""
        return min((telling for each in self.revisions for telling in each.tellings), key=lambda telling: telling.slot)


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """A sealed edition: its digest, slot and title, and a text that differs whenever what it holds does."""

    digest: str
    slot: date
    title: str
    stamp: str
