"""Checks what one section of the configuration says about another: names of sources, mail without a server, shared files."""

from __future__ import annotations

import os
from collections.abc import Iterator

from digest.config.delivery_settings import (
    FileDeliverySettings,
    MailDeliverySettings,
    NotifyDeliverySettings,
    SiteDeliverySettings,
)
from digest.config.digest_settings import DigestSettings
from digest.config.messages import Location, did_you_mean
from digest.config.settings import Settings
from digest.records import SubscriptionFilter


def broken_references(settings: Settings) -> Iterator[tuple[Location, str]]:
    """Where sections refer to what is not there: the location, and what is wrong."""
    names = [source.name for source in settings.sources]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield ("sources", number), f"two sources are called {name!r}: give one of them another `name`"
    yield from _shared_ids(settings)
    for slug, subscription in settings.digests.items():
        for number, name in enumerate(subscription.sources):
            if name not in names:
                yield ("digests", slug, "sources", number), f"no source is called {name!r}{did_you_mean(name, names)}"
        for number, delivery in enumerate(subscription.deliver):
            if isinstance(delivery, MailDeliverySettings) and settings.mail is None:
                yield ("digests", slug, "deliver", number), "mail needs a section `mail` with host and from"
        for problem in (*_recipient_problems(subscription, names), *_service_problems(subscription)):
            yield ("digests", slug, "deliver"), problem
    if settings.mail is None and any(isinstance(target, MailDeliverySettings) for target in settings.admin):
        yield ("admin",), "mail needs a section `mail` with host and from"
    yield from _shared_files(settings)
    yield from _shared_sites(settings)


def _shared_ids(settings: Settings) -> Iterator[tuple[Location, str]]:
    ids = [source.id for source in settings.sources]
    for number, known in enumerate(ids):
        if known and known in ids[:number]:
            yield ("sources", number), f"two sources have the id {known!r}"
    slugs = [(slug, subscription.id) for slug, subscription in settings.digests.items() if subscription.id]
    for number, (slug, known) in enumerate(slugs):
        if known in (other for _, other in slugs[:number]):
            yield ("digests", slug), f"two digests have the id {known!r}"


def _shared_files(settings: Settings) -> Iterator[tuple[Location, str]]:
    """Deliveries to the same file, of one digest or of two: each edition would replace the other."""
    owners: dict[str, str] = {}
    for slug, subscription in settings.digests.items():
        for number, delivery in enumerate(subscription.deliver):
            if isinstance(delivery, FileDeliverySettings):
                # Links are followed, so that two names of one folder are the same.
                path = os.path.realpath(settings.resolve(delivery.file))
                if path in owners:
                    other = "this digest" if owners[path] == slug else f"the digest {owners[path]}"
                    yield ("digests", slug, "deliver", number), f"{path} is written by {other}, too: name another file"
                owners.setdefault(path, slug)


def _shared_sites(settings: Settings) -> Iterator[tuple[Location, str]]:
    """Digests on one site that say different things of it."""
    first: dict[str, tuple[str, str, SiteDeliverySettings]] = {}
    for slug, subscription in settings.digests.items():
        for number, delivery in enumerate(subscription.deliver):
            if isinstance(delivery, SiteDeliverySettings):
                path = os.path.realpath(settings.resolve(delivery.site))
                other, url, same = first.setdefault(path, (slug, subscription.site_url, delivery))
                if url != subscription.site_url or (delivery.title, delivery.search) != (same.title, same.search):
                    place = ("digests", slug, "deliver", number)
                    yield place, f"{path} is also the site of the digest {other}: give both the same site_url, title and search"


def _recipient_problems(subscription: DigestSettings, names: list[str]) -> Iterator[str]:
    """Recipients who ask for a source that is not there, or who are listed twice with different filters."""
    filters: dict[str, SubscriptionFilter] = {}
    deliveries = (delivery for delivery in subscription.deliver if isinstance(delivery, MailDeliverySettings))
    for recipient in (recipient for delivery in deliveries for recipient in delivery.email):
        for name in recipient.sources:
            if name not in names:
                yield f"{recipient.to}: no source is called {name!r}{did_you_mean(name, names)}"
        if filters.setdefault(recipient.to, recipient.subscription) != recipient.subscription:
            yield f"{recipient.to} is listed twice, with different filters"


def _service_problems(subscription: DigestSettings) -> Iterator[str]:
    """Chat services that the outbox could not tell apart."""
    services = [delivery for delivery in subscription.deliver if isinstance(delivery, NotifyDeliverySettings)]
    for number, service in enumerate(services):
        if service.address in (other.address for other in services[:number]):
            yield f"two services are called {service.address!r}: give one of them another `name`"
