"""The outbox rows of an edition: one per file and recipient, each with its final bytes. Stores and sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from digest.records import Edition, Outgoing, SubscriptionFilter, Target

if TYPE_CHECKING:
    from digest.config.digest_settings import DigestSettings
    from digest.store.sql_store import SqlStore

EVERYTHING = SubscriptionFilter()


@dataclass(frozen=True)
class OutgoingBuilder:
    """Filters, renders and signs an edition for each of its targets.

    `sign` returns a finished mail message with the sender's signature, or unchanged if none is configured. `resolve` turns a
    path of the configuration into an absolute one.
    """

    store: SqlStore
    filter_edition: Callable[[Edition, SubscriptionFilter], Edition]
    render: Callable[[Edition, Target], bytes]
    sign: Callable[[bytes], bytes]
    resolve: Callable[[str], Path]

    def rows(self, settings: DigestSettings, edition: Edition) -> tuple[Outgoing, ...]:
        """One row per target; none for an unsubscribed recipient, or where the filtered edition has no content."""
        unsubscribed = {_mailbox(address) for address in self.store.unsubscribed(edition.digest)}
        rows: list[Outgoing] = []
        for target, subscription in self.targets(settings, edition.slot):
            filtered = self.filter_edition(edition, subscription)
            if not has_content(filtered, settings):
                continue
            if target.channel == "email" and _mailbox(target.address) in unsubscribed:
                continue
            content = self.render(filtered, target)
            if target.channel == "email":
                content = self.sign(content)
            rows.append(Outgoing(edition.digest, edition.slot, target, content))
        return tuple(rows)

    def targets(self, settings: DigestSettings, slot: date) -> Iterator[tuple[Target, SubscriptionFilter]]:
        """Every file and recipient of an edition once, with its filter. Of a repeated address the first one counts."""
        seen: set[tuple[str, str]] = set()
        for delivery in settings.deliver:
            path = str(self.resolve(delivery.file.replace("{day}", slot.isoformat()))) if delivery.file else ""
            filters = {path: EVERYTHING} if path else {reader.to: reader.subscription for reader in delivery.email}
            for address, subscription in filters.items():
                channel = "file" if path else "email"
                key = (channel, address if path else _mailbox(address))
                if key not in seen:
                    seen.add(key)
                    yield Target(channel, address, delivery.written_as), subscription


def has_content(edition: Edition, settings: DigestSettings) -> bool:
    """Whether the edition says anything, or is to be sent even if it does not."""
    return bool(edition.entries or edition.withdrawn) or settings.empty == "send"


def _mailbox(address: str) -> str:
    """The address without regard to case: RFC 5321 (2.4) lets a server tell "Press" from "press", but none in use does."""
    return address.casefold()
