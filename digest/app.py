"""The composition root: joins all parts, and says which builder belongs to which settings class. Does nothing else.

Loads no model and opens no connection: the parts that it builds do so at their first use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from digest.builders.channel_builders import build_mail, build_notify, build_sender, notification_links
from digest.builders.cleaner_builder import build_cleaner
from digest.builders.engine_choice import build_engines
from digest.builders.http_builder import build_http
from digest.builders.site_builders import build_site, site_descriptions
from digest.builders.source_builders import (
    build_feed,
    build_files,
    build_index_page,
    build_json,
    build_sitemap,
    build_watch,
    source_identities,
)
from digest.clean.isolated import IsolatingCleaner
from digest.clean.rules.repeated_lines import learn_repeated_lines
from digest.compile.edition import compile_edition
from digest.compile.email import EmailRenderer
from digest.compile.filter import filter_edition
from digest.compile.html import HtmlRenderer
from digest.compile.json_edition import JsonRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.compile.notification import NotificationRenderer
from digest.compile.operator_mail import OperatorRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.site_links import SitePathRenderer
from digest.compile.unsubscribe_token import read_token
from digest.config.delivery_settings import (
    DeliverySettings,
    FileDeliverySettings,
    MailDeliverySettings,
    NotifyDeliverySettings,
    SiteDeliverySettings,
)
from digest.config.settings import Settings
from digest.config.source_settings import (
    FeedSettings,
    FilesSettings,
    IndexPageSettings,
    JsonSettings,
    SitemapSettings,
    SourceSettings,
    WatchSettings,
)
from digest.deliver.file import file_channel
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.liveness import WebLivenessCheck
from digest.fetch.provenance import Speaker, attributed, stored_provenance
from digest.interfaces import Advance, Channel, LivenessCheck, Renderer, Source, Summariser, tokens_of
from digest.monitor.alarm_rules import alarm_limits, find_alarms, possible_alarms
from digest.monitor.facts import Facts, read_facts
from digest.monitor.monitor_numbers import Numbers, read_numbers
from digest.net.http import HttpClient
from digest.pipeline import STEPS
from digest.pipeline.collect_step import CollectStep
from digest.pipeline.deliver_step import DeliverStep
from digest.pipeline.edition_builder import EditionBuilder
from digest.pipeline.entry_comparison import EntryComparison
from digest.pipeline.fetch_cleaner import FetchCleaner
from digest.pipeline.forgetting import StatementForgetter
from digest.pipeline.outgoing import OutgoingBuilder
from digest.pipeline.recheck_step import RecheckStep
from digest.pipeline.relate_step import RelateStep
from digest.pipeline.retention_step import RetentionStep
from digest.pipeline.run import Pipeline
from digest.pipeline.seal_step import SealStep
from digest.pipeline.summarise_step import SummariseStep, summary_keys
from digest.pipeline.unsubscribe import Unsubscriber
from digest.pipeline.watch_step import WatchStep
from digest.records import Edition, Format, Identity, IdentityKind, Model, OperatorMessage, Target
from digest.relate.isolated_comparison import IsolatingRelater
from digest.summarise.fallback import WithFallback
from digest.summarise.windows import windows

if TYPE_CHECKING:
    from digest.store.retention import Reader
    from digest.store.sql_store import SqlStore
    from digest.website.description import SiteDescription
    from digest.website.publisher import SitePublisher


@dataclass(frozen=True)
class App:
    """The parts that `settings` describe, and the pipeline over them. Close it after use: it holds connections.

    `channels` are those of the configuration, by name; they read secrets when they are used. Tests replace a part by a fake
    with `dataclasses.replace`; the pipeline is built from the parts at each use.
    """

    settings: Settings
    store: SqlStore
    http: HttpClient
    parser: DocumentParser
    cleaner: IsolatingCleaner
    relater: IsolatingRelater
    sources: tuple[Source, ...]
    summariser: Summariser
    fallback: Summariser | None
    channels: Mapping[str, Channel]
    liveness: LivenessCheck

    @property
    def pipeline(self) -> Pipeline:
        """The steps of a run, over this store."""
        mail = self.settings.mail
        return Pipeline(
            store=self.store,
            digests=self.settings.digests,
            names={IdentityKind.SOURCE: source_identities(self.settings), IdentityKind.DIGEST: self._digest_identities()},
            unsubscribe_file=self.settings.resolve(mail.unsubscribe_file) if mail and mail.unsubscribe_file else None,
            unsubscriber=Unsubscriber(self.store, read_token),
            collect=self._collect_step(),
            recheck=self._recheck_step(),
            relate=self._relate_step(),
            summarise=self._summarise_step(),
            seal=self._seal_step(),
            deliver=DeliverStep(self.store, self.channels, partial(self._outgoing.unwanted, self.settings.digests)),
            watch=self._watch_step(),
            retention=RetentionStep(self.store, self.settings.keep, self._left),
        )

    @contextmanager
    def pipeline_over(self, path: Path) -> Iterator[Pipeline]:
        """The same pipeline over the store at `path`."""
        from digest.store.sql_store import SqlStore

        with closing(SqlStore(path)) as store:
            yield replace(self, store=store).pipeline

    @property
    def summary_keys(self) -> tuple[Model, ...]:
        """The keys of the summaries that an edition may show; known without loading a model."""
        fallback = self.fallback.model if self.fallback else None
        return summary_keys(self.summariser.model, fallback, self.settings.summarise.points)

    def publish_sites(self, advance: Advance) -> tuple[str, ...]:
        """Bring every site up to date now, and say what was done. Raise OutputError if a file cannot be written."""
        publisher = site_publisher(self.store)
        return tuple(f"{site.folder}: {publisher.publish(site, advance)}" for site in self.sites)

    @property
    def sites(self) -> tuple[SiteDescription, ...]:
        """The web sites of the configuration."""
        return site_descriptions(self.settings)

    @property
    def forgetter(self) -> StatementForgetter:
        """What takes statements out of the store, over this store."""
        return StatementForgetter(self.store, self.settings.digests, self._outgoing)

    def read_secrets(self) -> None:
        """Read every secret now. Raise ConfigError if one cannot be read: a service should fail at its start, not at night."""
        for channel in self.channels.values():
            for check in channel.checks.values():
                check(True)
        self.settings.summarise.read_secrets(self.settings.root)

    def _collect_step(self) -> CollectStep:
        source_settings = {source.name: source for source in self.settings.sources}
        speakers = self._speakers()
        return CollectStep(
            store=self.store,
            cleaner=FetchCleaner(
                self.store,
                self.cleaner,
                source_settings,
                learn_repeated_lines,
                attributed=lambda raw: attributed(raw, speakers[raw.source]),
            ),
            sources=self.sources,
            source_settings=source_settings,
            fetch=self.settings.fetch,
            stored_provenance=lambda raw: stored_provenance(raw, speakers[raw.source]),
        )

    def _speakers(self) -> Mapping[str, Speaker]:
        """Who speaks for which sites, by the name of the source."""
        trusted = {source.name: source.site for source in self.settings.sources}
        return {
            source.name: Speaker(source.name, source.site.address if source.site else "", trusted[source.name])
            for source in self.sources
        }

    def _recheck_step(self) -> RecheckStep:
        on_the_web = tuple(source.name for source in self.sources if source.site)
        return RecheckStep(self.store, self.liveness, on_the_web, self.settings.fetch.recheck_days)

    def _relate_step(self) -> RelateStep:
        return RelateStep(self.store, self.relater)

    def _summarise_step(self) -> SummariseStep:
        return SummariseStep(
            store=self.store,
            summariser=lambda: WithFallback(self.summariser, self.fallback),
            keys=self.summary_keys,
            points=self.settings.summarise.points,
            windows=windows,
            tokens=tokens_of(self.summariser),
        )

    def _seal_step(self) -> SealStep:
        from digest.relate.edition_relater import SubjectRelater  # numpy: commands that compare nothing need not wait for it

        titles = {source.name: source.title or source.name for source in self.settings.sources}
        comparison = EntryComparison(self.store, self.relater.wording, SubjectRelater())
        editions = EditionBuilder(self.store, titles, self.summary_keys, compile_edition, comparison, self.settings.resolve)
        return SealStep(self.store, self.settings.digests, editions, self._outgoing)

    def _watch_step(self) -> WatchStep:
        limits = alarm_limits(self.settings)
        return WatchStep(
            store=self.store,
            wrong=lambda now: possible_alarms(self.facts(now), limits, now),
            overdue=lambda now: find_alarms(self.facts(now), limits, now),
            messages=lambda message: self._outgoing.messages(message, self._render_message),
            zone=self.settings.zone,
        )

    def _left(self, readers: Sequence[Reader], today: date) -> tuple[Reader, ...]:
        """Those of the readers who get no edition of their digest any more."""
        return self._outgoing.left(self.settings.digests, readers, today)

    def facts(self, now: datetime) -> Facts:
        """What is known of the state of the installation."""
        return read_facts(self.settings, self.store, now, STEPS)

    def numbers(self, now: datetime) -> Numbers:
        """What Prometheus reads."""
        return read_numbers(self.settings, self.store, self.facts(now), self.summary_keys, now)

    def _render_message(self, message: OperatorMessage, target: Target) -> bytes:
        return OperatorRenderer(build_sender(self.settings.mail, self.store.secret())).render(message, target)

    @property
    def _outgoing(self) -> OutgoingBuilder:
        mail = self.settings.mail
        everywhere = mail is not None and mail.unsubscribe_from == "all"
        resolve, operators = self.settings.resolve, self.settings.admin
        return OutgoingBuilder(self.store, filter_edition, self._render, self.channels, resolve, everywhere, operators)

    def _digest_identities(self) -> tuple[Identity, ...]:
        return tuple(Identity(slug, each.id, self._outgoing.places(each)) for slug, each in self.settings.digests.items())

    def _render(self, edition: Edition, target: Target) -> bytes:
        return self._renderers[target.format].render(edition, target)

    @cached_property
    def _renderers(self) -> Mapping[Format, Renderer]:
        secret = self.store.secret()
        return {form: build_renderer(self.settings, secret) for form, build_renderer in RENDERERS.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.http.close()
        self.parser.close()
        self.cleaner.close()
        self.relater.close()
        self.store.close()


def build(settings: Settings, device: str = "") -> App:
    """The application that `settings` describe; `device` overrides theirs. Reads no secret."""
    from digest.store.sql_store import SqlStore  # the one-off commands have no store, and need not wait for SQLAlchemy

    http, parser = build_http(settings), DocumentParser()
    sources = tuple(build_source(settings, source, http, parser) for source in settings.sources)
    summariser, fallback = build_engines(settings.summarise, settings.root, device)
    store = SqlStore(settings.store_place)
    return App(
        settings=settings,
        store=store,
        http=http,
        parser=parser,
        cleaner=build_cleaner(settings),
        relater=IsolatingRelater(),
        sources=sources,
        summariser=summariser,
        fallback=fallback,
        channels=build_channels(settings, store),
        liveness=WebLivenessCheck(http, {source.name: source.site for source in sources if source.site}),
    )


def site_publisher(store: SqlStore) -> SitePublisher:
    """What writes the web sites of the editions in `store`."""
    from digest.website.publisher import SitePublisher  # most runs publish nothing

    return SitePublisher(store)


def build_source(settings: Settings, source: SourceSettings, http: HttpClient, parser: DocumentParser) -> Source:
    """The source that one entry of the configuration describes."""
    return SOURCES[type(source)](source, settings, http, parser)


def build_channels(settings: Settings, store: SqlStore) -> dict[str, Channel]:
    """The channels by name, over `store`. Without a section `mail` there is no channel "email"."""
    built = (build_channel(settings, store) for build_channel in CHANNELS.values())
    return {channel.name: channel for channel in built if channel}


# Whoever adds a type of source, a format or a channel adds one line here.

SOURCES: Mapping[type[SourceSettings], Callable[[Any, Settings, HttpClient, DocumentParser], Source]] = {
    FeedSettings: build_feed,
    IndexPageSettings: build_index_page,
    SitemapSettings: build_sitemap,
    JsonSettings: build_json,
    WatchSettings: build_watch,
    FilesSettings: build_files,
}
"""What builds each type of source."""

RENDERERS: Mapping[Format, Callable[[Settings, bytes], Renderer]] = {
    Format.MARKDOWN: lambda _, __: MarkdownRenderer(),
    Format.HTML: lambda _, __: HtmlRenderer(),
    Format.TEXT: lambda _, __: TextRenderer(),
    Format.EMAIL: lambda settings, secret: EmailRenderer(build_sender(settings.mail, secret)),
    Format.JSON: lambda _, __: JsonRenderer(),
    Format.NOTIFICATION: lambda settings, _: NotificationRenderer(notification_links(settings)),
    Format.SITE: lambda _, __: SitePathRenderer(),
}
"""What builds the renderer of each format, from the settings and the secret of the store."""

CHANNELS: Mapping[type[DeliverySettings], Callable[[Settings, SqlStore], Channel | None]] = {
    FileDeliverySettings: lambda _, __: file_channel(),
    MailDeliverySettings: lambda settings, _: build_mail(settings),
    NotifyDeliverySettings: lambda settings, _: build_notify(settings),
    SiteDeliverySettings: lambda settings, store: build_site(settings, lambda site: site_publisher(store).publish(site)),
}
"""What builds the channel of each type of delivery, from the settings and the store of the editions."""
