"""Builds each type of source, the HTTP client and the cleaner from the settings. Opens no connection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import IsolatingCleaner
from digest.clean.rules.load import read_rules
from digest.clean.rules.rule_check import expression_problem
from digest.config.settings import Settings
from digest.config.shipped_files import shipped_file
from digest.config.source_settings import (
    FeedSettings,
    FilesSettings,
    IndexPageSettings,
    JsonSettings,
    SitemapSettings,
    WatchSettings,
)
from digest.errors import ConfigError
from digest.fetch.feed import FeedSource
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.files import FilesSource
from digest.fetch.index_page import PageSource
from digest.fetch.json_list import JsonSource
from digest.fetch.sitemap import SitemapSource
from digest.fetch.watched_page import WatchedPageSource
from digest.interfaces import Source
from digest.net.http import USER_AGENT, HttpClient, HttpSettings
from digest.net.urls import normalise_url
from digest.records import Identity, place_of


def build_http(settings: Settings | None) -> HttpClient:
    """The HTTP client of the process, with the limits of `settings`, or with the default ones."""
    return HttpClient(http_settings(settings))


def http_settings(settings: Settings | None) -> HttpSettings:
    """The settings of the HTTP client, or the default ones."""
    if settings is None:
        return HttpSettings()
    fetch = settings.fetch
    return HttpSettings(
        deadline=fetch.deadline,
        max_bytes=fetch.megabytes << 20,
        interval=fetch.pause,
        user_agent=fetch.user_agent or USER_AGENT,
        allow_private=fetch.allow_private,
        robots=fetch.robots,
    )


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


def build_cleaner(settings: Settings | None = None) -> IsolatingCleaner:
    """The cleaner with the shipped rules and those of `settings`.

    Raise ConfigError if a rule cannot be used, or if one of `settings` could hold up the cleaner for ever.
    """
    return build_cleaner_of(rule_files(settings)[1:])


def build_cleaner_of(own: Sequence[Path]) -> IsolatingCleaner:
    """The cleaner with the shipped rules and those in the files `own`. Raise ConfigError as `build_cleaner` does."""
    shipped = shipped_file("boilerplate.yaml")
    rules = read_rules([shipped, *own])
    for rule in rules.rules:
        if rule.file != str(shipped) and (problem := expression_problem(rule)):
            raise ConfigError(f"{rule.file}: rule {rule.id!r}: {problem}")
    return IsolatingCleaner(StatementCleaner(rules), [shipped, *own])


def rule_files(settings: Settings | None) -> list[Path]:
    """The files of boilerplate rules: the shipped one, and those of `settings`."""
    own = [settings.resolve(path) for path in settings.rules] if settings else []
    return [shipped_file("boilerplate.yaml"), *own]
