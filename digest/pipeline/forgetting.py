"""`digest forget KEY`: takes a statement out of the store, and out of the editions and messages that hold it.

Editions never change otherwise. What has been sent cannot be called back: the store no longer holds it, files are written again
without the statement, and messages that still wait are sent without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from digest.errors import NotFoundError, UsageError
from digest.pipeline.outgoing import OutgoingBuilder
from digest.records import SETTLED, Edition, Entry, Wording

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.forgotten import Traces
    from digest.store.sql_store import SqlStore

TEXT_FRAGMENT = "#:~:text="
"""What follows the address of a statement in a link to one of its sentences."""


@dataclass(frozen=True)
class StatementForgetter:
    """Forgets statements; `outgoing` renders the editions of `digests` (settings by slug) without them."""

    store: SqlStore
    digests: Mapping[str, DigestSettings]
    outgoing: OutgoingBuilder

    def key_of(self, name: str) -> str:
        """The key of the statement that `name` means: its key, or its address, as `digest status --day` and editions show it.

        Raise NotFoundError if there is no such statement, UsageError if several have the address.
        """
        keys = self.store.keys_of(name.partition(TEXT_FRAGMENT)[0])
        if not keys:
            raise NotFoundError(
                f"forget: no statement has the key or the address {name!r}; `digest status --day` shows addresses, "
                "the web site also keys"
            )
        if len(keys) > 1:
            raise UsageError(
                f"forget: {len(keys)} statements have the address {name!r}; name one by its key: {', '.join(keys)}"
            )
        return keys[0]

    def forget(self, key: str, now: datetime) -> int:
        """Forget the statement `key`; return the number of messages and files that lose it. Call it under the store's lock.

        Everything is rendered before anything is changed, and then all is changed at once: if this ends in the middle, nothing
        is forgotten, and it can be called again.
        """
        traces = self.store.traces(key)
        if traces is None:
            return 0
        contents: dict[int, bytes] = {}
        for slug, slot in traces.editions:
            sealed, settings = self.store.sealed_edition(slug, slot), self.digests.get(slug)
            if sealed is not None and settings is not None:
                contents |= self._contents(settings, without(sealed, key, traces))
        return self.store.forget_statement(key, contents, now)

    def _contents(self, settings: DigestSettings, edition: Edition) -> dict[int, bytes]:
        """The new content of the files of an edition, and of its messages that wait, by the id of the row."""
        contents: dict[int, bytes] = {}
        for row in self.store.outbox(since=edition.slot):
            is_mine = (row.digest, row.slot) == (edition.digest, edition.slot)
            if is_mine and (row.target.channel in ("file", "site") or row.state not in SETTLED):
                content = self.outgoing.content(settings, edition, row)
                if content is not None:
                    contents[row.id] = content
        return contents


def without(edition: Edition, key: str, traces: Traces) -> Edition:
    """The edition as it would be if the statement had never been."""
    kept = tuple(_without_mention(entry, key, traces) for entry in edition.entries if entry.statement.key != key)
    withdrawn = tuple(gone for gone in edition.withdrawn if gone.key != key)
    return replace(edition, entries=kept, withdrawn=withdrawn)


def _without_mention(entry: Entry, key: str, traces: Traces) -> Entry:
    return replace(
        entry,
        also=tuple(also for also in entry.also if also.key != key),
        relations=tuple(each for each in entry.relations if each.link not in traces.links),
        wording=_without_words(entry.wording, traces),
    )


def _without_words(wording: Wording | None, traces: Traces) -> Wording | None:
    if wording is None:
        return None
    since = wording.since
    return Wording(
        None if since and since.link in traces.links else since,
        tuple(use for use in wording.phrases if use.link not in traces.links),
    )
