"""The outbox rows of an edition: one per file and recipient, each with its final bytes. Stores and sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.interfaces import Channel
from digest.records import OPERATOR, Edition, Format, OperatorMessage, Outgoing, SubscriptionFilter, Target, place_of
from digest.schedule import local_date
from digest.store.compression import compress

if TYPE_CHECKING:
    from digest.config.delivery_settings import DeliverySettings
    from digest.config.digest_settings import DigestSettings
    from digest.store.retention import Reader
    from digest.store.sql_store import SqlStore


_ANY_DAY = date(2000, 1, 1)

ALL_DAY = timedelta(hours=20)
"""A source that has failed for so long was not read for most of the time since the edition of yesterday."""


@dataclass(frozen=True)
class OutgoingBuilder:
    """Filters, renders and signs an edition for each of its targets.

    `channels` are the channels of the configuration by name. `resolve` turns a path of the configuration into an absolute one.
    `unsubscribed_everywhere`: who has unsubscribed from one digest gets none. `operators` are told of alarms.
    """

    store: SqlStore
    filter_edition: Callable[[Edition, SubscriptionFilter], Edition]
    render: Callable[[Edition, Target], bytes]
    channels: Mapping[str, Channel]
    resolve: Callable[[str], Path]
    unsubscribed_everywhere: bool = False
    operators: tuple[DeliverySettings, ...] = ()

    def rows(self, settings: DigestSettings, edition: Edition) -> tuple[Outgoing, ...]:
        """One row per target, compressed; none for an unsubscribed recipient, or where the filtered edition has no content.

        A withdrawal is told to those who were told of the statement, a change that is taken back to those who were told of the
        change. Files have another name each day, and hold all.
        """
        unsubscribed = self._unsubscribed(edition.digest)
        told = {gone.key: self._told(edition.digest, gone.key) for gone in edition.withdrawn}
        told |= {
            entry.statement.key: self._told(edition.digest, entry.statement.key, [text.fingerprint for text in entry.replaced])
            for entry in edition.entries
            if entry.taken_back
        }
        rows: list[Outgoing] = []
        parts: dict[tuple[SubscriptionFilter, tuple[str, ...]], Edition] = {}
        for target, subscription in self.targets(settings, edition.slot):
            channel = self.channels[target.channel]
            recipient = (target.channel, channel.recipient_key(target.address))
            untold = tuple(key for key, known in told.items() if channel.has_readers and recipient not in known)
            # The same object for all recipients of the same part: it is rendered once for them.
            if (subscription, untold) not in parts:
                parts[subscription, untold] = self.filter_edition(_without(edition, untold), subscription)
            filtered = parts[subscription, untold]
            if not has_content(filtered, settings):
                continue
            if channel.recipient_key(target.address) in unsubscribed.get(target.channel, ()):
                continue
            content = self.render(filtered, target)
            if signer := channel.signer():
                content = signer.sign(content)
            # Compressed at once, so that the messages of ten thousand readers fit into memory together.
            rows.append(Outgoing(edition.digest, edition.slot, target, compress(content)))
        return tuple(sorted(rows, key=lambda row: not self.channels[row.target.channel].comes_first))

    def content(self, settings: DigestSettings, edition: Edition, row: Outgoing) -> bytes | None:
        """What the row of an edition holds if it is rendered anew; None for a recipient that the digest no longer has, or who
        would get nothing. A change that is taken back, and a withdrawal, is told as it was."""
        channel = self.channels.get(row.target.channel)
        if channel is None:
            return None
        mine = channel.recipient_key(row.target.address)
        for target, subscription in self.targets(settings, edition.slot):
            if target.channel == channel.name and channel.recipient_key(target.address) == mine:
                filtered = self.filter_edition(edition, subscription)
                if not has_content(filtered, settings) and channel.has_readers:
                    return None
                content = self.render(filtered, row.target)
                signer = channel.signer()
                return signer.sign(content) if signer else content
        return None

    def _told(self, slug: str, key: str, texts: Sequence[str] = ()) -> frozenset[tuple[str, str]]:
        """Channel and recipient key of those who get, or got, an edition with a statement, or with one of its `texts`."""
        told = self.store.told_addresses(slug, key, texts)
        return frozenset((name, self.channels[name].recipient_key(address)) for name, address in told if name in self.channels)

    def _unsubscribed(self, slug: str) -> dict[str, frozenset[str]]:
        """The recipient keys of those who have unsubscribed from a digest, by channel."""
        addresses = self.store.unsubscribed(None if self.unsubscribed_everywhere else slug)
        channels = [channel for channel in self.channels.values() if channel.can_unsubscribe]
        return {channel.name: frozenset(map(channel.recipient_key, addresses)) for channel in channels}

    def messages(self, message: OperatorMessage, render: Callable[[OperatorMessage, Target], bytes]) -> tuple[Outgoing, ...]:
        """One row per operator for a message, with its final bytes."""
        slot = local_date(message.at, ZoneInfo(message.timezone))
        rows: list[Outgoing] = []
        for target, _ in self._targets(self.operators, slot):
            content = render(message, target)
            if signer := self.channels[target.channel].signer():
                content = signer.sign(content)
            rows.append(Outgoing(OPERATOR, slot, target, content))
        return tuple(rows)

    def targets(self, settings: DigestSettings, slot: date) -> Iterator[tuple[Target, SubscriptionFilter]]:
        """Every file and recipient of an edition once, with its filter. Of a repeated address the first one counts."""
        return self._targets(settings.deliver, slot)

    def _targets(self, deliveries: Sequence[DeliverySettings], slot: date) -> Iterator[tuple[Target, SubscriptionFilter]]:
        seen: set[tuple[str, str]] = set()
        for delivery in deliveries:
            for address, subscription in delivery.recipients(slot, self.resolve).items():
                key = (delivery.channel, self.channels[delivery.channel].recipient_key(address))
                if key not in seen:
                    seen.add(key)
                    yield Target(delivery.channel, address, delivery.written_as), subscription

    def places(self, settings: DigestSettings) -> frozenset[str]:
        """The places of a digest, by which it is known under another name: its targets, but for those that digests share."""
        targets = [target for target, _ in self.targets(settings, _ANY_DAY) if not self.channels[target.channel].is_shared]
        keys = (f"{each.channel}:{self.channels[each.channel].recipient_key(each.address)}" for each in targets)
        return frozenset(map(place_of, keys))

    def unwanted(self, digests: Mapping[str, DigestSettings], rows: Iterable[Outgoing]) -> tuple[Outgoing, ...]:
        """The rows whose target the configuration no longer has, in any spelling, or whose recipient has unsubscribed."""
        found: list[Outgoing] = []
        wanted: dict[tuple[str, date], frozenset[tuple[str, str]]] = {}
        for row in rows:
            channel, group = self.channels.get(row.target.channel), (row.digest, row.slot)
            if channel is not None and channel.keeps_removed:
                continue
            if group not in wanted:
                wanted[group] = self._wanted(digests, *group)
            if channel is None or (channel.name, channel.recipient_key(row.target.address)) not in wanted[group]:
                found.append(row)
        return tuple(found)

    def left(self, digests: Mapping[str, DigestSettings], readers: Sequence[Reader], today: date) -> tuple[Reader, ...]:
        """Those of the readers whom the configuration no longer has, or who have unsubscribed."""
        rows = [Outgoing(each.digest, today, Target(each.channel, each.address, Format.EMAIL), b"") for each in readers]
        gone = {(row.digest, row.target) for row in self.unwanted(digests, rows)}
        return tuple(each for each, row in zip(readers, rows, strict=True) if (row.digest, row.target) in gone)

    def _wanted(self, digests: Mapping[str, DigestSettings], slug: str, slot: date) -> frozenset[tuple[str, str]]:
        """Channel and recipient key of those who get the digest `slug` today.

        A digest that the configuration no longer has may have been renamed: then any digest with the target counts.
        """
        if slug == OPERATOR:
            mine = (target for target, _ in self._targets(self.operators, slot))
            return frozenset((target.channel, self.channels[target.channel].recipient_key(target.address)) for target in mine)
        unsubscribed = self._unsubscribed(slug)
        candidates = [digests[slug]] if slug in digests else digests.values()
        targets = (target for settings in candidates for target, _ in self.targets(settings, slot))
        keys = ((target.channel, self.channels[target.channel].recipient_key(target.address)) for target in targets)
        return frozenset((name, key) for name, key in keys if key not in unsubscribed.get(name, ()))


def _without(edition: Edition, keys: Collection[str]) -> Edition:
    """The edition without the withdrawals and the changes taken back of these statements."""
    entries = (entry for entry in edition.entries if not (entry.taken_back and entry.statement.key in keys))
    withdrawn = (gone for gone in edition.withdrawn if gone.key not in keys)
    return replace(edition, withdrawn=tuple(withdrawn), entries=tuple(entries))


def has_content(edition: Edition, settings: DigestSettings) -> bool:
    """Whether the edition says anything, or is to be sent even if it does not."""
    return bool(edition.entries or edition.withdrawn) or settings.empty == "send" or tells_outage(edition, settings)


def tells_outage(edition: Edition, settings: DigestSettings) -> bool:
    """Whether the edition is to be sent because a source could not be read all day."""
    return settings.empty == "outage" and bool(dead_sources(edition))


def dead_sources(edition: Edition) -> tuple[str, ...]:
    """The sources that could not be read all day before the edition was made."""
    before = edition.sealed - ALL_DAY
    return tuple(report.source for report in edition.sources if report.failing_since and report.failing_since <= before)
