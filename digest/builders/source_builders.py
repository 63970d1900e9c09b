"""Builds each type of source from the settings. Opens no connection."""

from __future__ import annotations

from digest.config.settings import Settings
from digest.config.source_settings import (
    FeedSettings,
    FilesSettings,
    IndexPageSettings,
    JsonSettings,
    SitemapSettings,
    WatchSettings,
)
from digest.fetch.feed import FeedSource
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.files import FilesSource
from digest.fetch.index_page import PageSource
from digest.fetch.json_list import JsonSource
from digest.fetch.sitemap import SitemapSource
from digest.fetch.watched_page import WatchedPageSource
from digest.interfaces import Source
from digest.net.http import HttpClient
from digest.net.urls import normalise_url
from digest.records import Identity, place_of


def build_feed(source: FeedSettings, _: Settings, http: HttpClient, parser: DocumentParser) -> Source:
    """A feed."""
    return FeedSource(source.name, source.feed, http, parser, source.browser, source.full_text)


def build_index_page(source: IndexPageSettings, _: Settings, http: HttpClient, parser: DocumentParser) -> Source:
    """An index page."""
    return PageSource(
        source.name,
        source.page,
        source.links,
        http,
        parser,
        browser=source.browser,
        index_pages=source.pages,
        following=source.next,
    )


def build_sitemap(source: SitemapSettings, _: Settings, http: HttpClient, parser: DocumentParser) -> Source:
    """A sitemap, or an index of sitemaps."""
    return SitemapSource(source.name, source.sitemap, http, parser, source.pattern, source.days, source.browser)


def build_json(source: JsonSettings, _: Settings, http: HttpClient, parser: DocumentParser) -> Source:
    """An interface that lists statements in JSON."""
    return JsonSource(
        source.name,
        source.address,
        source.paths.by_name,
        http,
        parser,
        pages=source.pages,
        days=source.days,
        browser=source.browser,
        full_text=source.full_text,
    )


def build_watch(source: WatchSettings, _: Settings, http: HttpClient, parser: DocumentParser) -> Source:
    """One standing page."""
    return WatchedPageSource(source.name, source.watch, http, source.browser)


def build_files(source: FilesSettings, settings: Settings, _: HttpClient, parser: DocumentParser) -> Source:
    """A folder of files."""
    folder, pattern = source.folder_and_pattern
    return FilesSource(source.name, settings.resolve(folder), pattern, parser)


def source_identities(settings: Settings) -> tuple[Identity, ...]:
    """What each source is, apart from its name."""
    return tuple(
        Identity(source.name, source.id, frozenset({place_of(normalise_url(source.address))})) for source in settings.sources
    )
