"""Cleans what a fetch brought, each statement by itself: one that cannot be cleaned is a failure, and the others continue.

An edit is a difference in what was published. When only our reading of a document has changed (a new rule, a newly learned
repeated line), the stored text stays, so no reader gets the statement a second time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from digest.errors import InputError, UnreadableDocumentError
from digest.interfaces import Cleaner
from digest.records import (
    Failure,
    Fetched,
    Profile,
    Provenance,
    RawStatement,
    RevisionLines,
    Statement,
    StoredRevision,
    instead_of_page,
)
from digest.text.comparison import comparison_hash

if TYPE_CHECKING:
    from digest.config.source_settings import SourceSettings
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MAX_LEARNED_FROM = 300
"""Repeated lines are counted in this many of the newest statements of a source: three months of a ministry."""


@dataclass(frozen=True)
class CleanedFetch:
    """The statements of one fetch after cleaning: pairs of input and result, failures, and how many of them are bugs.

    `refused` holds the pages that are not a statement, or could not be cleaned, and why.
    """

    statements: tuple[tuple[RawStatement, Statement], ...]
    failures: tuple[Failure, ...]
    bugs: int
    refused: tuple[tuple[RawStatement, str], ...] = ()


@dataclass(frozen=True)
class FetchCleaner:
    """Cleans the fetches of the sources in `source_settings`, and stores what could not be cleaned.

    `attributed` says whose a text is. `learn_repeated_lines` returns the lines that stand in many of the given statements and
    are not part of their text.
    """

    store: SqlStore
    cleaner: Cleaner
    source_settings: Mapping[str, SourceSettings]
    learn_repeated_lines: Callable[[Iterable[RevisionLines]], tuple[str, ...]]
    attributed: Callable[[RawStatement], RawStatement] = lambda raw: raw

    def clean_all(self, source: str, fetched: Fetched, now: datetime) -> CleanedFetch:
        """Clean each statement of a fetch. One that cannot be cleaned is stored as a failure, with its bytes."""
        cleaned: list[tuple[RawStatement, Statement]] = []
        failures: list[Failure] = []
        refused: list[tuple[RawStatement, str]] = []
        bugs = 0
        profile = self._profile(source) if fetched.statements else Profile()
        waiting = list(reversed(fetched.statements))
        while waiting:
            raw = self.attributed(waiting.pop())
            try:
                cleaned.append(self._clean_one(raw, profile))
                continue
            except InputError as error:
                if raw.is_reread:
                    log.info("%s: not read again: %s", raw.link, error)
                    continue
                reason = str(error)
            except Exception as error:
                log.exception("%s: a bug while cleaning it", raw.key)
                reason = describe_bug(error)
                bugs += 1
            failures.append(Failure(raw.link or raw.key, "cleaning it", reason, source))
            self.store.save_failure(failures[-1], now, raw.content)
            reason = reason.removeprefix(f"{raw.key}: ")
            if raw.address:
                refused.append((raw, reason))
            if raw.from_feed:
                waiting.append(replace(raw.from_feed, note=instead_of_page(reason)))
        statements, more_bugs = self._with_stored_readings(cleaned, profile)
        return CleanedFetch(statements, tuple(failures), bugs + more_bugs, tuple(refused))

    def _clean_one(self, raw: RawStatement, profile: Profile) -> tuple[RawStatement, Statement]:
        """The statement of `raw`. Raise InputError if it cannot be cleaned.

        A file that cannot be read says no more than its title, unless its feed has a text or it was read before.
        """
        try:
            statement = _with_provenance(self.cleaner.clean(raw, profile), raw.provenance)
        except UnreadableDocumentError as error:
            if raw.from_feed or raw.is_reread:
                raise
            return self._named_only(raw, error, profile)
        return raw, statement

    def _named_only(
        self, raw: RawStatement, error: UnreadableDocumentError, profile: Profile
    ) -> tuple[RawStatement, Statement]:
        """A file that cannot be read, as a statement that says no more than its title, with its link and its date."""
        title = raw.title or unquote(raw.link or raw.key.replace("#", "/")).rstrip("/").rsplit("/", 1)[-1]
        reason = str(error).removeprefix(f"{raw.key}: ")
        text = f"Published as {error.kind}: {title}"
        named = replace(
            raw,
            title=title,
            content=text.encode("utf-8", "replace"),
            media_type="text/plain",
            charset="utf-8",
            fragment=True,
            note=f"published as {error.kind}, which could not be read ({reason})",
        )
        return named, _with_provenance(self.cleaner.clean(named, profile), raw.provenance)

    def _profile(self, source: str) -> Profile:
        """The configured profile of the source, with the repeated lines learned from its stored statements."""
        settings = self.source_settings[source]
        if not settings.learn:
            return settings.profile
        lines = self.learn_repeated_lines(self.store.recent_lines(source, MAX_LEARNED_FROM))
        return replace(settings.profile, repeated_lines=lines)

    def _with_stored_readings(
        self, cleaned: Sequence[tuple[RawStatement, Statement]], profile: Profile
    ) -> tuple[tuple[tuple[RawStatement, Statement], ...], int]:
        """Return the statements of a fetch, in the stored reading where only ours has changed; and the number of bugs."""
        statements, bugs = [], 0
        known = self.store.stored_revisions(cleaned) if cleaned else ()
        for (raw, statement), stored in zip(cleaned, known, strict=True):
            reading = statement
            if stored:
                try:
                    reading = self._stored_reading(raw, statement, stored, profile)
                except Exception:
                    log.exception("%s: a bug while cleaning what is stored of it", raw.key)
                    bugs += 1
            statements.append((raw, reading))
        return tuple(statements), bugs

    def _stored_reading(self, raw: RawStatement, cleaned: Statement, stored: StoredRevision, profile: Profile) -> Statement:
        """Return the stored reading of a statement if its stored bytes, cleaned now, say the same as `cleaned`.

        Otherwise return `cleaned`. Title, dates and embargo always come from `cleaned`: they are what the publisher says now.
        """
        try:
            cleaned_again = self.cleaner.clean(replace(raw, content=stored.content, media_type=stored.media_type), profile)
        except InputError:
            return cleaned
        if comparison_hash(cleaned_again.text) != comparison_hash(cleaned.text):
            return cleaned
        return stored.statement.with_facts_of(cleaned)


def _with_provenance(statement: Statement, provenance: Provenance) -> Statement:
    """`statement`, with a link that leads to its publisher, and with where its text came from."""
    return replace(statement, link=provenance.link or statement.link, named=provenance.named, site=provenance.site)


def describe_bug(error: Exception) -> str:
    """What is told and stored of an error that is not of the input."""
    return f"a bug in digest: {type(error).__name__}: {error}"
