"""The channel "site": has a web site brought up to date when an edition is sealed. Writes no page: that is up to `website`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from digest.errors import OutputError
from digest.interfaces import Channel
from digest.records import OutboxState, Outgoing, Receipt

Publish = Callable[[], object]
"""Brings one site up to date. Its text says what was done. Raises OutputError if a file cannot be written."""


class SiteDelivery:
    """Implements Delivery for one site. The address of a target is its folder."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Bring the site up to date with the store, which holds the edition of `row`.

        `before_commit` is not called: doing it twice is harmless, so after a crash it is simply done again, and goes on
        where it ended.
        """
        try:
            return Receipt(OutboxState.SENT, str(self._publish()))
        except OutputError as error:
            return Receipt(OutboxState.PENDING, str(error))

    def close(self) -> None:
        """Nothing is open."""


def site_channel(publish: Mapping[str, Publish], checks: Mapping[str, Callable[[bool], str]]) -> Channel:
    """The channel of the sites by their folders; `checks` are the lines of `digest check`."""

    def delivery(row: Outgoing) -> SiteDelivery | None:
        found = publish.get(row.target.address)
        return SiteDelivery(found) if found else None

    return Channel("site", delivery, has_readers=False, comes_first=True, is_shared=True, checks=checks)
