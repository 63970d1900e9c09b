"""Combines the mixins into the store of an installation. Each mixin holds the methods of one area, with their SQL."""

from __future__ import annotations

from digest.store.audit import AuditMixin
from digest.store.beginnings import BeginningsMixin
from digest.store.claims import ClaimsMixin
from digest.store.editions import EditionsMixin
from digest.store.failures import FailuresMixin
from digest.store.forgotten import ForgottenMixin
from digest.store.identities import IdentitiesMixin
from digest.store.operator import OperatorMixin
from digest.store.published import PublishedMixin
from digest.store.publishers import PublishersMixin
from digest.store.relations import RelationsMixin
from digest.store.retention import RetentionMixin
from digest.store.runs import RunsMixin
from digest.store.series import SeriesMixin
from digest.store.source_states import SourceStatesMixin
from digest.store.statements import StatementsMixin
from digest.store.summaries import SummariesMixin
from digest.store.unsettled import UnsettledMixin
from digest.store.withdrawals import WithdrawalsMixin


class SqlStore(
    SourceStatesMixin,
    StatementsMixin,
    FailuresMixin,
    BeginningsMixin,
    PublishersMixin,
    PublishedMixin,
    ForgottenMixin,
    RelationsMixin,
    SummariesMixin,
    EditionsMixin,
    SeriesMixin,
    ClaimsMixin,
    WithdrawalsMixin,
    UnsettledMixin,
    AuditMixin,
    IdentitiesMixin,
    OperatorMixin,
    RetentionMixin,
    RunsMixin,
):
    """Everything that is kept between two runs, in one SQLite file.

    Every method is one short transaction, and any may raise StoreError. Hold `lock()` while a run writes.
    """
