"""The frozen records that the packages exchange, one module a stage. Holds no logic except derived properties.

All times are aware datetimes in UTC; a slot is a civil date. All offsets count characters of the cleaned text of a revision.
Other packages import the records from here, not from the modules.
"""

from __future__ import annotations

from digest.records.alarms import Alarm, AlarmKind, OperatorMessage
from digest.records.cleaned import (
    REPEATED_LINE,
    PageSpan,
    Paragraph,
    Profile,
    Removal,
    RevisionLines,
    Role,
    Span,
    Statement,
    StatementType,
    StoredRevision,
)
from digest.records.compiled import (
    AlsoGiven,
    AuditEntry,
    Edition,
    Entry,
    FetchStatus,
    Format,
    Grouping,
    Layout,
    SourceReport,
    StatementStatus,
    SubscriptionFilter,
    Target,
    Withdrawal,
)
from digest.records.delivered import OPERATOR, SETTLED, UNSETTLED, OutboxState, Outgoing, Receipt
from digest.records.failure import Failure
from digest.records.fetched import (
    AwaitedPage,
    Fetched,
    FetchState,
    Provenance,
    RawStatement,
    SeenItem,
    Validators,
    instead_of_page,
)
from digest.records.related import (
    EditionRelations,
    EntryRelation,
    RelationKind,
    SharedSample,
    ShingleSample,
    StatementRelation,
    StoredText,
)
from digest.records.renamings import Identity, IdentityKind, Renaming, place_of
from digest.records.store_place import PostgresPlace
from digest.records.summarised import BY_POSITION, Answer, KeyPoint, Model, Summary, UnsummarisedStatement, Verdict
from digest.records.told import PublishedEdition, PublishedStatement, Telling, ToldRelation, ToldRevision
from digest.records.wording import Change, PhraseStatus, PhraseUse, SeriesChange, WatchedPhrase, Wording

__all__ = [
    "BY_POSITION",
    "OPERATOR",
    "REPEATED_LINE",
    "SETTLED",
    "UNSETTLED",
    "Alarm",
    "AlarmKind",
    "AlsoGiven",
    "Answer",
    "AuditEntry",
    "AwaitedPage",
    "Change",
    "Edition",
    "EditionRelations",
    "Entry",
    "EntryRelation",
    "Failure",
    "FetchState",
    "FetchStatus",
    "Fetched",
    "Format",
    "Grouping",
    "Identity",
    "IdentityKind",
    "KeyPoint",
    "Layout",
    "Model",
    "OperatorMessage",
    "OutboxState",
    "Outgoing",
    "PageSpan",
    "Paragraph",
    "PhraseStatus",
    "PhraseUse",
    "PostgresPlace",
    "Profile",
    "Provenance",
    "PublishedEdition",
    "PublishedStatement",
    "RawStatement",
    "Receipt",
    "RelationKind",
    "Removal",
    "Renaming",
    "RevisionLines",
    "Role",
    "SeenItem",
    "SeriesChange",
    "SharedSample",
    "ShingleSample",
    "SourceReport",
    "Span",
    "Statement",
    "StatementRelation",
    "StatementStatus",
    "StatementType",
    "StoredRevision",
    "StoredText",
    "SubscriptionFilter",
    "Summary",
    "Target",
    "Telling",
    "ToldRelation",
    "ToldRevision",
    "UnsummarisedStatement",
    "Validators",
    "Verdict",
    "WatchedPhrase",
    "Withdrawal",
    "Wording",
    "instead_of_page",
    "place_of",
]
