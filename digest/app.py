"""The composition root: the only module that knows the concrete classes. Builds them; does nothing else.

Loads no model and opens no connection: the parts that it builds do so at their first use.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import IsolatingCleaner
from digest.clean.rules.load import read_rules
from digest.clean.rules.repeated_lines import learn_repeated_lines
from digest.clean.rules.rule_check import expression_problem
from digest.compile.edition import compile_edition
from digest.compile.email import EmailRenderer, Sender
from digest.compile.filter import filter_edition
from digest.compile.html import HtmlRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.compile.notification import NotificationRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.unsubscribe_token import read_token
from digest.config.delivery_settings import (
    DeliverySettings,
    FileDeliverySettings,
    MailDeliverySettings,
    NotifyDeliverySettings,
)
from digest.config.mail_settings import DkimSettings, MailSettings, ProbeSettings
from digest.config.settings import Settings
from digest.config.shipped_files import shipped_file
from digest.config.source_settings import FeedSettings, FilesSettings, IndexPageSettings, SourceSettings
from digest.config.summarise_settings import (
    ChatSettings,
    ExtractiveSettings,
    GenerativeSettings,
    LocalGenerativeSettings,
    LocalModelSettings,
    Seq2SeqSettings,
    ServerSettings,
    SummariseSettings,
)
from digest.deliver.dkim import DkimSigner, read_key
from digest.deliver.file import file_channel
from digest.deliver.mail_channel import mail_channel
from digest.deliver.notify import NotifyService, notify_channel
from digest.deliver.sent_check import ImapSentCheck, LogSentCheck
from digest.deliver.smtp import Security, SmtpSettings
from digest.errors import ConfigError
from digest.fetch.feed import FeedSource
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.files import FilesSource
from digest.fetch.index_page import PageSource
from digest.fetch.liveness import WebLivenessCheck
from digest.interfaces import Channel, LivenessCheck, Renderer, SentCheck, Signer, Source, Summariser, tokens_of
from digest.net.http import USER_AGENT, HttpClient, HttpSettings
from digest.pipeline.collect_step import CollectStep
from digest.pipeline.deliver_step import DeliverStep
from digest.pipeline.edition_builder import EditionBuilder
from digest.pipeline.outgoing import OutgoingBuilder
from digest.pipeline.recheck_step import RecheckStep
from digest.pipeline.run import Pipeline
from digest.pipeline.seal_step import SealStep
from digest.pipeline.summarise_step import SummariseStep, summary_keys
from digest.pipeline.unsubscribe import Unsubscriber
from digest.records import Edition, Format, Model, Target
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import PACKAGED_LANGUAGES, ExtractiveSummariser
from digest.summarise.faithfulness.gate import EncoderSimilarity, Gate
from digest.summarise.faithfulness.nli import EntailmentModel
from digest.summarise.fallback import WithFallback
from digest.summarise.generative.api_client import ApiClient, Endpoint
from digest.summarise.generative.chat import ChatSummariser
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.generative.server import ServerSummariser
from digest.summarise.model_files import ModelKind, ModelRef
from digest.summarise.windows import windows
from digest.text.sentences import sentences_of

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore


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
            unsubscribe_file=self.settings.resolve(mail.unsubscribe_file) if mail and mail.unsubscribe_file else None,
            unsubscriber=Unsubscriber(self.store, read_token),
            collect=self._collect_step(),
            recheck=self._recheck_step(),
            summarise=self._summarise_step(),
            seal=self._seal_step(),
            deliver=DeliverStep(self.store, self.channels),
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

    def read_secrets(self) -> None:
        """Read every secret now. Raise ConfigError if one cannot be read: a service should fail at its start, not at night."""
        for channel in self.channels.values():
            for check in channel.checks.values():
                check(True)
        self.settings.summarise.read_secrets(self.settings.root)

    def _collect_step(self) -> CollectStep:
        source_settings = {source.name: source for source in self.settings.sources}
        return CollectStep(self.store, self.cleaner, self.sources, source_settings, self.settings.fetch, learn_repeated_lines)

    def _recheck_step(self) -> RecheckStep:
        on_the_web = tuple(source.name for source in self.sources if source.site)
        return RecheckStep(self.store, self.liveness, on_the_web, self.settings.fetch.recheck_days)

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
        titles = {source.name: source.title or source.name for source in self.settings.sources}
        editions = EditionBuilder(self.store, titles, self.summary_keys, compile_edition)
        outgoing = OutgoingBuilder(self.store, filter_edition, self._render, self.channels, self.settings.resolve)
        return SealStep(self.store, self.settings.digests, editions, outgoing)

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
        self.store.close()


def build(settings: Settings, device: str = "") -> App:
    """The application that `settings` describe; `device` overrides theirs. Reads no secret."""
    from digest.store.sql_store import SqlStore  # the one-off commands have no store, and need not wait for SQLAlchemy

    http, parser = build_http(settings), DocumentParser()
    sources = tuple(build_source(settings, source, http, parser) for source in settings.sources)
    summariser, fallback = build_engines(settings.summarise, settings.root, device)
    return App(
        settings=settings,
        store=SqlStore(settings.resolve(settings.store)),
        http=http,
        parser=parser,
        cleaner=build_cleaner(settings),
        sources=sources,
        summariser=summariser,
        fallback=fallback,
        channels=build_channels(settings),
        liveness=WebLivenessCheck(http, {source.name: source.site for source in sources if source.site}),
    )


# --- fetch, clean ----------------------------------------------------------------------------------------------------


def build_http(settings: Settings | None) -> HttpClient:
    """The HTTP client of the process, with the limits of `settings`, or with the default ones."""
    if settings is None:
        return HttpClient(HttpSettings())
    fetch = settings.fetch
    return HttpClient(
        HttpSettings(
            deadline=fetch.deadline,
            max_bytes=fetch.megabytes << 20,
            interval=fetch.pause,
            user_agent=fetch.user_agent or USER_AGENT,
            allow_private=fetch.allow_private,
            robots=fetch.robots,
        )
    )


def build_source(settings: Settings, source: SourceSettings, http: HttpClient, parser: DocumentParser) -> Source:
    """The source that one entry of the configuration describes."""
    return SOURCES[type(source)](source, settings, http, parser)


def _feed(source: FeedSettings, _: Settings, http: HttpClient, parser: DocumentParser) -> Source:
    return FeedSource(source.name, source.feed, http, browser=source.browser, parser=parser)


def _index_page(source: IndexPageSettings, _: Settings, http: HttpClient, parser: DocumentParser) -> Source:
    return PageSource(source.name, source.page, source.links, http, browser=source.browser, parser=parser)


def _files(source: FilesSettings, settings: Settings, _: HttpClient, parser: DocumentParser) -> Source:
    folder, pattern = source.folder_and_pattern
    return FilesSource(source.name, settings.resolve(folder), pattern, parser)


SOURCES: Mapping[type[SourceSettings], Callable[[Any, Settings, HttpClient, DocumentParser], Source]] = {
    FeedSettings: _feed,
    IndexPageSettings: _index_page,
    FilesSettings: _files,
}
"""What builds each type of source."""


def build_cleaner(settings: Settings | None = None) -> IsolatingCleaner:
    """The cleaner with the shipped rules and those of `settings`.

    Raise ConfigError if a rule cannot be used, or if one of `settings` could hold up the cleaner for ever.
    """
    shipped, *own = rule_files(settings)
    rules = read_rules([shipped, *own])
    for rule in rules.rules:
        if rule.file != str(shipped) and (problem := expression_problem(rule)):
            raise ConfigError(f"{rule.file}: rule {rule.id!r}: {problem}")
    return IsolatingCleaner(StatementCleaner(rules), [shipped, *own])


def rule_files(settings: Settings | None) -> list[Path]:
    """The files of boilerplate rules: the shipped one, and those of `settings`."""
    own = [settings.resolve(path) for path in settings.rules] if settings else []
    return [shipped_file("boilerplate.yaml"), *own]


# --- summarise -------------------------------------------------------------------------------------------------------


def build_engines(chosen: SummariseSettings, root: Path, device: str = "") -> tuple[Summariser, Summariser | None]:
    """The engine of the configuration, and its fallback. Relative folders are relative to `root`. Reads no secret."""
    device = device or chosen.device
    encoder = build_encoder(chosen, root, device)
    engine = ENGINES[type(chosen)](chosen, root, device, encoder)
    has_fallback = isinstance(chosen, GenerativeSettings) and chosen.fallback != "none"
    return engine, ExtractiveSummariser(encoder) if has_fallback else None


def build_encoder(chosen: SummariseSettings, root: Path, device: str) -> SentenceEncoder:
    """The sentence encoder: the packaged one, unless the extractive engine has another."""
    if not isinstance(chosen, ExtractiveSettings) or chosen.precision == "float16":
        return SentenceEncoder(device=device)  # float32, in which the thresholds of the evidence gate were set
    return SentenceEncoder(named_model(chosen, root) if chosen.model else None, device, chosen.precision)


def named_model(chosen: LocalModelSettings, root: Path) -> ModelRef:
    """The model of the configuration: a name on the hub at a commit, or a folder."""
    name = chosen.model if chosen.revision else str(_absolute(root, chosen.model))
    return ModelRef(name, chosen.revision, chosen.download)


def _extractive(chosen: ExtractiveSettings, _root: Path, _device: str, encoder: SentenceEncoder) -> Summariser:
    languages = frozenset(chosen.languages) if chosen.model else PACKAGED_LANGUAGES
    return ExtractiveSummariser(encoder, languages=languages)


def _seq2seq(chosen: Seq2SeqSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    return Seq2SeqSummariser(_generator(chosen, root, device, chosen.beams), sentences_of, _gate(chosen, root, device, encoder))


def _chat(chosen: ChatSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    return ChatSummariser(_generator(chosen, root, device, None), _gate(chosen, root, device, encoder))


def _server(chosen: ServerSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    client = ApiClient(Endpoint(chosen.url, cache(partial(chosen.key, root)), chosen.timeout))
    return ServerSummariser(client, chosen.name, workers=chosen.workers, gate=_gate(chosen, root, device, encoder))


def _generator(chosen: LocalGenerativeSettings, root: Path, device: str, beams: int | None) -> Generator:
    settings = GenerationSettings(device, chosen.precision, beams, chosen.tokens)
    return Generator(named_model(chosen, root), ModelKind(chosen.model_kind), settings)


def _gate(chosen: GenerativeSettings, root: Path, device: str, encoder: SentenceEncoder) -> Gate:
    nli = EntailmentModel(_absolute(root, str(chosen.nli)), device) if chosen.nli else None
    return Gate(EncoderSimilarity(encoder), nli)


def _absolute(root: Path, folder: str) -> Path:
    return Path(os.path.abspath(root / Path(folder).expanduser()))  # noqa: PTH100 (as `Settings.resolve`)


ENGINES: Mapping[type[SummariseSettings], Callable[[Any, Path, str, SentenceEncoder], Summariser]] = {
    ExtractiveSettings: _extractive,
    Seq2SeqSettings: _seq2seq,
    ChatSettings: _chat,
    ServerSettings: _server,
}
"""What builds each engine."""


# --- compile, deliver ------------------------------------------------------------------------------------------------

RENDERERS: Mapping[Format, Callable[[Settings, bytes], Renderer]] = {
    Format.MARKDOWN: lambda _, __: MarkdownRenderer(),
    Format.HTML: lambda _, __: HtmlRenderer(),
    Format.TEXT: lambda _, __: TextRenderer(),
    Format.EMAIL: lambda settings, secret: EmailRenderer(_sender(settings.mail, secret)),
    Format.NOTIFICATION: lambda settings, _: NotificationRenderer(_links(settings)),
}
"""What builds the renderer of each format, from the settings and the secret of the store."""


def _sender(mail: MailSettings | None, secret: bytes) -> Sender:
    if mail is None:
        return Sender(address="digest@localhost", name="digest", domain="localhost", secret=secret)
    domain = mail.sender.rpartition("@")[2]
    return Sender(mail.sender, mail.name, domain, secret, mail.unsubscribe_mailto, mail.unsubscribe_url)


def _links(settings: Settings) -> dict[tuple[str, str], str]:
    return {(slug, delivery.address): delivery.link for slug, delivery in _notify_deliveries(settings)}


def build_channels(settings: Settings) -> dict[str, Channel]:
    """The channels by name. Without a section `mail` there is no channel "email"."""
    built = (build_channel(settings) for build_channel in CHANNELS.values())
    return {channel.name: channel for channel in built if channel}


def _mail(settings: Settings) -> Channel | None:
    mail = settings.mail
    if mail is None:
        return None
    return mail_channel(
        lambda: smtp_settings(settings, mail),
        on_uncertain=mail.on_uncertain,
        signer=partial(_signer, settings, mail, mail.dkim) if mail.dkim else None,
        sent_check=partial(_sent_check, settings, mail.probe) if mail.probe else None,
    )


def _notify(settings: Settings) -> Channel:
    return notify_channel(
        {
            (slug, delivery.address): NotifyService(partial(delivery.url, settings.root), delivery.on_uncertain)
            for slug, delivery in _notify_deliveries(settings)
        }
    )


CHANNELS: Mapping[type[DeliverySettings], Callable[[Settings], Channel | None]] = {
    FileDeliverySettings: lambda _: file_channel(),
    MailDeliverySettings: _mail,
    NotifyDeliverySettings: _notify,
}
"""What builds the channel of each type of delivery."""


def _notify_deliveries(settings: Settings) -> list[tuple[str, NotifyDeliverySettings]]:
    return [
        (slug, delivery)
        for slug, subscription in settings.digests.items()
        for delivery in subscription.deliver
        if isinstance(delivery, NotifyDeliverySettings)
    ]


def _signer(settings: Settings, mail: MailSettings, dkim: DkimSettings) -> Signer:
    domain = dkim.domain or mail.sender.rpartition("@")[2]
    return DkimSigner(domain, dkim.selector, read_key(settings.resolve(dkim.key_file)))


def _sent_check(settings: Settings, probe: ProbeSettings) -> SentCheck:
    if probe.log:
        return LogSentCheck(settings.resolve(probe.log))
    return ImapSentCheck(probe.imap, probe.port, probe.username, probe.password(settings.root), probe.folder)


def smtp_settings(settings: Settings, mail: MailSettings) -> SmtpSettings:
    """How to reach the mail server, with its password. Raise ConfigError if the password cannot be read."""
    return SmtpSettings(
        host=mail.host,
        port=mail.port,
        security=Security(mail.security),
        username=mail.username,
        password=mail.password(settings.root),
        timeout=mail.timeout,
        sender=mail.sender,
        ca_file=settings.resolve(mail.ca_file) if mail.ca_file else None,
        copy_to=mail.probe.copy_to if mail.probe else "",
    )
