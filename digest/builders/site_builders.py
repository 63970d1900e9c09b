"""Builds the descriptions of the web sites, and their channel, from the settings. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from digest.config.delivery_settings import SiteDeliverySettings
from digest.config.settings import Settings
from digest.deliver.site_channel import site_channel
from digest.interfaces import Channel
from digest.website.description import SiteDescription
from digest.website.search_index import INSTALL_HINT, pagefind_program


def site_descriptions(settings: Settings) -> tuple[SiteDescription, ...]:
    """The sites of the configuration; digests that name one folder share a site, which speaks the language of the first."""
    shared: dict[str, list[tuple[str, SiteDeliverySettings]]] = {}
    for slug, each in settings.digests.items():
        for delivery in each.deliver:
            if isinstance(delivery, SiteDeliverySettings):
                shared.setdefault(str(settings.resolve(delivery.site)), []).append((slug, delivery))
    return tuple(_description(settings, deliveries) for deliveries in shared.values())


def _description(settings: Settings, deliveries: list[tuple[str, SiteDeliverySettings]]) -> SiteDescription:
    slug, delivery = deliveries[0]
    first = settings.digests[slug]
    return SiteDescription(
        folder=settings.resolve(delivery.site),
        title=delivery.title or first.title,
        url=first.site_url,
        digests={slug: settings.digests[slug].title for slug, _ in deliveries},
        sources={source.name: source.title or source.name for source in settings.sources},
        language=first.language,
        timezone=first.timezone,
        search=delivery.search,
        feedback_url=first.feedback_url,
    )


def build_site(settings: Settings, publish: Callable[[SiteDescription], object]) -> Channel:
    """The channel "site"; `publish` brings a site up to date."""
    sites = site_descriptions(settings)
    checks = {f"site {site.folder}": partial(_check, site) for site in sites if site.search}
    return site_channel({str(site.folder): partial(publish, site) for site in sites}, checks)


def _check(site: SiteDescription, _: bool) -> str:
    return "with search" if pagefind_program() else INSTALL_HINT
